# SPDX-License-Identifier: EUPL-1.2
"""`stelsel agreement shapes`: does a profile of descriptions only tighten its base?"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from stelsel.faces.cli import say
from stelsel.faces.cli.ends import End, Finished
from stelsel.faces.cli.shared_options import Json, Lang, language, spoken
from stelsel.faces.needs import needing
from stelsel.kernel.text import Text

if TYPE_CHECKING:
    from stelsel.engines.refinement.shape_check import ShapeConflict, ShapesChecked
    from stelsel.engines.refinement.shapes import Shapes

MOST_BYTES = 8_000_000
_File = Annotated[
    Path,
    typer.Argument(
        help=spoken(
            "SHACL (Turtle, JSON-LD), of een afspraak (JSON).", "SHACL (Turtle, JSON-LD), or an agreement (JSON)."
        )
    ),
]
How = Literal["alone", "both", "replace"]


@needing("see")
def shapes(
    base: _File,
    profile: _File,
    how: Annotated[
        How,
        typer.Option(
            "--with-base",
            help=spoken(
                "alone: het profiel zelf; both: samen met de basis; replace: het vervangt wat het noemt.",
                "alone: the profile itself; both: with the base; replace: it replaces what it names.",
            ),
        ),
    ] = "alone",
    must: Annotated[
        bool,
        typer.Option(
            "--must-be-in-line",
            help=spoken("Eindig met 1 als het niet in lijn is.", "End with 1 when it is not in line."),
        ),
    ] = False,
    json: Json = False,
    lang: Lang = "",
) -> None:
    from stelsel.engines.refinement.shape_check import check_shapes

    asked, own = _read(base), _read(profile)
    whole = {"alone": own, "both": asked.with_(own), "replace": asked.replaced_by(own)}[how]
    found = check_shapes(asked, whole)
    say.as_json(_plain(found)) if json else _told(found)
    if must and found.verdict != "IN LINE":
        raise Finished(End.NO)


def _read(place: Path) -> "Shapes":
    from stelsel.engines.refinement.shapes_read import read_shapes
    from stelsel.faces.cli.agreement_given import body_of
    from stelsel.faces.cli.receipt import read_file
    from stelsel.nouns.agreement import shapes_in

    if place.suffix == ".json":
        return shapes_in(body_of(str(place), ""))
    return read_shapes(read_file(str(place), MOST_BYTES), place.name)


def _plain(found: "ShapesChecked") -> dict[str, Any]:
    """English names, as `agreement check` has them."""
    return {
        "verdict": found.verdict,
        "conflicts": [
            {
                "class": one.target_class,
                "property": one.path,
                "dropped": one.dropped,
                "because": _because(one),
                "description": one.description,
                "shapes": list(one.shapes),
            }
            for one in found.conflicts
        ],
        "unknown": [{"part": one.component, "shape": one.shape} for one in found.unknown],
        "dangling": list(found.dangling),
    }


def _told(found: "ShapesChecked") -> None:
    spoken_now = language()
    print(_VERDICTS[found.verdict].to(spoken_now))
    say.lines(_DROPPED, (_because(one) for one in found.conflicts))
    if found.conflicts:
        print(f"\n{_EXAMPLE.to(spoken_now)}:\n\n{found.conflicts[0].description}")
    say.lines(_UNKNOWN, (f"{one.component}: {one.shape}" for one in found.unknown))
    say.lines(_DANGLING, found.dangling)


def _because(one: "ShapeConflict") -> str:
    said: str = _WHY[one.dropped].fill(name=one.target_class, path=one.path).to(language())
    return said


def add(app: typer.Typer) -> None:
    """Adds the command to the group of agreements."""
    app.command("shapes")(shapes)


shapes.__doc__ = spoken(
    "Vraagt een profiel van beschrijvingen minstens wat de basis vraagt?",
    "Does a profile of descriptions ask at least what its base asks?",
)
_VERDICTS = {
    "IN LINE": Text(
        nl="In lijn: elke beschrijving die bij het profiel past, past bij de basis.",
        en="In line: every description that fits the profile fits the base.",
    ),
    "CONFLICT": Text(
        nl="Strijdig: een beschrijving kan bij het profiel passen en niet bij de basis.",
        en="Conflict: a description can fit the profile and not the base.",
    ),
    "UNKNOWN": Text(
        nl="Onbekend: het hangt af van delen die niet te vergelijken zijn.",
        en="Unknown: it depends on parts that cannot be compared.",
    ),
}
_WHY = {
    "count": Text(
        nl="{name} mag {path} missen, of te weinig hebben.", en="{name} may lack {path}, or have too few of it."
    ),
    "most": Text(nl="{name} mag te veel {path} hebben.", en="{name} may have too many of {path}."),
    "value": Text(
        nl="{path} van {name} mag iets zijn wat de basis niet toestaat.",
        en="{path} of {name} may be something that the base does not allow.",
    ),
    "held": Text(
        nl="{path} van {name} mag een verplichte waarde missen.",
        en="{path} of {name} may lack a value that must be there.",
    ),
}
_DROPPED = Text(nl="Wat het profiel loslaat", en="What the profile lets go")
_EXAMPLE = Text(
    nl="Deze beschrijving past bij het profiel en niet bij de basis",
    en="This description fits the profile and not the base",
)
_UNKNOWN = Text(nl="Niet vergeleken", en="Not compared")
_DANGLING = Text(nl="Vormen zonder eigenschap (zij vragen niets)", en="Shapes without a property (they ask nothing)")
