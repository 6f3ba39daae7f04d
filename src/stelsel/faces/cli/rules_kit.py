# SPDX-License-Identifier: EUPL-1.2
"""`stelsel rules kit`: the conformance kit that another engine can run, and what came out of it."""

import json as plain_json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from stelsel.faces.cli import say
from stelsel.faces.cli.ends import End, Finished
from stelsel.faces.cli.receipt import read_file, write_file
from stelsel.faces.cli.shared_options import Json, Lang, language, spoken
from stelsel.faces.needs import needing
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text

if TYPE_CHECKING:
    from stelsel.engines.rules.kit import Verdict

MOST_SHOWN = 10
_FILE = "rules-kit.json"


@needing("see")
def kit(
    to: Annotated[str, typer.Option(help=spoken("Schrijf de kit.", "Write the kit."), metavar="FILE|DIR")] = "",
    check: Annotated[str, typer.Option(help=spoken("Controleer een kit.", "Check a kit."), metavar="FILE")] = "",
    json: Json = False,
    lang: Lang = "",
) -> None:
    """In a folder the kit is `rules-kit.json`."""
    if bool(to) == bool(check):
        raise bad_input("kit-what", "--to, --check", _WHAT, _WHAT_CURE)
    if check:
        _check(check, json)
        return
    from stelsel.engines.rules.kit import written
    from stelsel.priorities.services.rule_kit import kit as shipped

    write_file(str(Path(to) / _FILE) if Path(to).is_dir() else to, written(shipped()))


def _check(file: str, json: bool) -> None:
    from stelsel.engines.rules.kit import MOST_BYTES, checked, read_kit

    verdict = checked(read_kit(read_file(file, MOST_BYTES), file))
    if json:
        say.as_json(_shaped(verdict))
    else:
        _told(verdict)
    if verdict.different:
        raise Finished(End.NO)


def _shaped(verdict: "Verdict") -> dict[str, Any]:
    return {
        "gelijk": verdict.agreed,
        "anders": verdict.different,
        "nietBeantwoord": verdict.unanswered,
        "verschillen": [
            {"geval": one.case, "deel": one.part, "verwacht": one.expected, "gevonden": one.found}
            for one in verdict.differences
        ],
    }


def _told(verdict: "Verdict") -> None:
    agreed, different, open_ = verdict.agreed, verdict.different, verdict.unanswered
    print(
        spoken(
            f"{agreed} gelijk, {different} anders, {open_} niet beantwoord.",
            f"{agreed} agreed, {different} different, {open_} not answered.",
        )
    )
    say.lines(
        Text(nl="Eerste verschillen", en="First differences"),
        (
            _DIFFERS.fill(case=one.case, part=one.part, expected=_shown(one.expected), found=_shown(one.found)).to(
                language()
            )
            for one in verdict.differences[:MOST_SHOWN]
        ),
    )


def _shown(value: Any) -> str:
    return plain_json.dumps(value, ensure_ascii=False)[:200]


_WHAT = Text(nl="Kies één van beide.", en="Choose one of the two.")
_WHAT_CURE = Text(
    nl="Maak een kit met --to, of controleer er een met --check.", en="Make a kit with --to, or check one with --check."
)
_DIFFERS = Text(
    nl="{case}, {part}: verwacht {expected}, gevonden {found}", en="{case}, {part}: expected {expected}, found {found}"
)
