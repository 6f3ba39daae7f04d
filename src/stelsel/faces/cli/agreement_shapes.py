# SPDX-License-Identifier: EUPL-1.2
"""`stelsel agreement shapes`: does a profile of descriptions only tighten its base?"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from stelsel.faces.cli import say
from stelsel.faces.cli.ends import End, Finished
from stelsel.faces.cli.shared_options import Json, Lang, language, spoken
from stelsel.faces.needs import needing
from stelsel.kernel.text import Text

if TYPE_CHECKING:
    from stelsel.engines.refinement.shape_check import ShapesChecked
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
    from stelsel.nouns.agreement import shapes_plain

    asked, own = _read(base), _read(profile)
    whole = {"alone": own, "both": asked.with_(own), "replace": asked.replaced_by(own)}[how]
    found = check_shapes(asked, whole)
    say.as_json(shapes_plain(found, language())) if json else _told(found)
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


def _told(found: "ShapesChecked") -> None:
    from stelsel.nouns.agreement import shape_words

    spoken_now = language()
    print(_VERDICTS[found.verdict].to(spoken_now))
    say.lines(_DROPPED, (shape_words(one).to(spoken_now) for one in found.conflicts))
    if found.conflicts:
        print(f"\n{_EXAMPLE.to(spoken_now)}:\n\n{found.conflicts[0].description}")
    say.lines(_UNKNOWN, (f"{one.component}: {one.shape}" for one in found.unknown))
    say.lines(_DANGLING, found.dangling)


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
_DROPPED = Text(nl="Wat het profiel loslaat", en="What the profile lets go")
_EXAMPLE = Text(
    nl="Deze beschrijving past bij het profiel en niet bij de basis",
    en="This description fits the profile and not the base",
)
_UNKNOWN = Text(nl="Niet vergeleken", en="Not compared")
_DANGLING = Text(nl="Vormen zonder eigenschap (zij vragen niets)", en="Shapes without a property (they ask nothing)")
