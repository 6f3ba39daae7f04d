# SPDX-License-Identifier: EUPL-1.2
"""`stelsel rules check`: what of rule texts loads, what runs, what cannot be executed and what the checks find."""

import json as plain_json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from stelsel.faces.cli import say
from stelsel.faces.cli.ends import End, Finished
from stelsel.faces.cli.shared_options import As, Json, Lang, language, spoken
from stelsel.faces.needs import needing
from stelsel.kernel.text import Text, number

if TYPE_CHECKING:
    from stelsel.engines.rules import Proof, Row, Witness
    from stelsel.faces.cli.rules_given import Asked

_BAD = {
    "fault": Text(nl="Fouten", en="Faults"),
    "warning": Text(nl="Waarschuwingen", en="Warnings"),
    "note": Text(nl="Let op", en="Note"),
}
"""How bad a finding is."""
_WIRE = {"fault": "fouten", "warning": "waarschuwingen", "note": "opmerkingen"}
Paths = Annotated[
    list[str] | None,
    typer.Argument(
        help=spoken("Bestanden of mappen; anders de regels van het register.", "Files or folders; else the register."),
        metavar="[PATH]...",
    ),
]


@needing("see")
def check(paths: Paths = None, publisher: As = "", json: Json = False, lang: Lang = "") -> None:
    from stelsel.engines.rules import Library, load, report_of
    from stelsel.faces.cli.rules_given import files_of, others, rules_given
    from stelsel.nouns.rule_text import shipped_rules

    if paths:
        texts, refused = load(files_of(paths))
        own = {one.file for one in texts} | set(refused)
        library = Library([*texts, *others(shipped_rules(), texts)])
        rows = tuple(one for one in report_of(library, refused, shipped_rules().figures) if one.file in own)
    else:
        given = rules_given("", publisher, None)
        rows = report_of(given.library, {}, given.figures)
    if json:
        say.as_json({"teksten": [_plain(one) for one in rows], "samen": _counts(rows)})
    else:
        _told(rows)
    if any(one.refused or any(found.severity == "fault" for found in one.findings) for one in rows):
        raise Finished(End.NO)


def _counts(rows: tuple["Row", ...]) -> dict[str, int]:
    return {
        "geladen": sum(not one.refused for one in rows),
        "geweigerd": sum(bool(one.refused) for one in rows),
        "loopt": sum(one.runs for one in rows),
        "nietUitgevoerd": sum(len(one.untranslatable) for one in rows),
        **{_WIRE[name]: sum(one.severity == name for row in rows for one in row.findings) for name in _BAD},
    }


def _plain(row: "Row") -> dict[str, Any]:
    from stelsel.faces.cli.rules_say import faults

    spoken_now = language()
    return {
        "bestand": row.file,
        "regel": row.id,
        "geweigerd": faults(row.refused),
        "uitkomsten": row.outputs,
        "berekend": row.decided,
        "vraagt": row.open,
        "vast": row.stuck,
        "nietUitgevoerd": [
            {"regel": one.line, "wat": one.what, "waarom": one.why.to(spoken_now)} for one in row.untranslatable
        ],
        "bevindingen": [
            {**one, "ernst": _WIRE[found.severity]}
            for one, found in zip(faults(row.findings), row.findings, strict=True)
        ],
    }


def _numbers(row: "Row") -> tuple[int, ...]:
    return row.outputs, row.decided, row.open, row.stuck, len(row.untranslatable), len(row.findings)


def _told(rows: tuple["Row", ...]) -> None:
    spoken_now = language()
    headings = (
        Text(nl="Tekst", en="Text"),
        Text(nl="Geladen", en="Loaded"),
        Text(nl="Uitkomsten", en="Outputs"),
        Text(nl="Berekend", en="Decided"),
        Text(nl="Vraagt gegevens", en="Asks facts"),
        Text(nl="Loopt vast", en="Stuck"),
        Text(nl="Niet uitgevoerd", en="Not executed"),
        Text(nl="Bevindingen", en="Findings"),
    )
    yes, no = spoken("ja", "yes"), spoken("nee", "no")
    say.rows(
        headings,
        (
            (one.file, no if one.refused else yes, *(number(count, spoken_now) for count in _numbers(one)))
            for one in rows
        ),
    )
    say.lines(Text(nl="Geweigerd", en="Refused"), (found.line(spoken_now) for one in rows for found in one.refused))
    for name, heading in _BAD.items():
        some = [found for one in rows for found in one.findings if found.severity == name]
        say.lines(heading, (found.line(spoken_now) for found in some))
    say.lines(
        Text(nl="Niet uitgevoerd", en="Not executed"),
        (
            f"{found.file} line {found.line}: {found.what}. {found.why.to(spoken_now)}"
            for one in rows
            for found in one.untranslatable
        ),
    )


def prove(asked: "Asked", facts: str, json: bool) -> None:
    """What holds for every value of each number that the rule asks, or a counterexample."""
    from stelsel.engines.rules import prove as proofs
    from stelsel.faces.cli.rules_question import one_case

    given = one_case(facts) if facts else {}
    library, figures = asked.given.library, asked.given.figures
    found = proofs(library, asked.rule, asked.output, figures, asked.on, facts=given, known_at=asked.known_at)
    if json:
        say.as_json([_plain_proof(one) for one in found])
    else:
        for one in found:
            print(one.says.to(language()))
            for found_why in one.why:
                print(f"    {found_why.line(language())}")
            if one.fixed:
                print(f"    {_FIXED.fill(some=', '.join(one.fixed)).to(language())}")
            for witness in one.counterexample:
                print(f"    {witness.output} = {_witnessed(asked, witness)}: ", end="")
                print(plain_json.dumps(witness.facts, default=str))
    if any(one.verdict != "proved" for one in found):
        raise Finished(End.NO)


_FIXED = Text(
    nl="Met een voorbeeld of uw eigen waarde voor: {some}.", en="With an example or your own value of: {some}."
)


def _witnessed(asked: "Asked", witness: "Witness") -> str:
    from stelsel.engines.rules.value_words import value_words

    if not isinstance(witness.value, int) or isinstance(witness.value, bool):
        return plain_json.dumps(witness.value, default=str)
    kinds = (one.outputs.get(witness.output.lower()) for one in asked.given.library.versions_of(asked.rule))
    unit = next((scope.kinds[witness.output.lower()].unit for scope in kinds if scope), "")
    return value_words(witness.value, unit).to(language())


def _plain_proof(one: "Proof") -> dict[str, Any]:
    return {
        "eigenschap": one.property,
        "gegeven": one.input,
        "van": one.first,
        "tot": one.last,
        "oordeel": one.verdict,
        "zin": one.says.to(language()),
        "gevallen": one.cases,
        "tegenvoorbeeld": [
            {"gegevens": seen.facts, "uitkomst": seen.output, "waarde": seen.value} for seen in one.counterexample
        ],
    }
