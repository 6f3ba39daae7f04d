# SPDX-License-Identifier: EUPL-1.2
"""How an outcome is said: lines for people, and one shape of JSON for machines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from rich.markup import escape

from stelsel.faces.cli import say
from stelsel.faces.cli.rules_given import Asked, source_rows
from stelsel.faces.cli.shared_options import language, spoken
from stelsel.kernel.problem import Finding
from stelsel.kernel.text import Text

if TYPE_CHECKING:
    from stelsel.engines.rules import Outcome
    from stelsel.priorities.services.rule_answer import Because

GRADES = {
    "L": Text(nl="wettekst gelezen", en="law text read"),
    "O": Text(nl="officieel stuk gelezen", en="official document read"),
    "S": Text(nl="tweede bron", en="secondary source"),
    "I": Text(nl="afgeleid", en="inferred"),
}
HOW = {
    "adopted": Text(nl="overgenomen", en="adopted"),
    "stated": Text(nl="zelf verklaard", en="stated"),
    "recorded": Text(nl="vastgelegd", en="recorded"),
    "shipped": Text(nl="meegeleverd bestand", en="shipped file"),
    "file": Text(nl="eigen bestand", en="own file"),
}


_WHY = Text(nl="Waarom dit niet zeker is", en="Why this is not sure")
_NEEDED = Text(nl="Dit willen we nog weten", en="We still need to know")


def shaped(asked: Asked, outcome: Outcome) -> dict[str, Any]:
    """An outcome as JSON."""
    from stelsel.engines.rules import summary
    from stelsel.engines.rules.receipt import result
    from stelsel.priorities.services.rule_words import called

    spoken_now = language()
    return {
        "regel": asked.rule,
        "uitkomst": asked.output,
        "over": asked.about,
        "peildatum": asked.on.isoformat(),
        "bekendOp": asked.known_at.isoformat() if asked.known_at else None,
        **result(outcome),
        "belemmeringen": [
            {"code": one.code, "waar": one.where, "wat": one.what.to(spoken_now)} for one in outcome.troubles
        ],
        "onzeker": [{"punt": one, "wat": _doubt(asked, one)} for one in outcome.uncertain],
        "samenvatting": [one.to(spoken_now) for one in summary(outcome, called)],
        "teksten": source_rows(asked, outcome),
        "stand": asked.given.book.position.hash if asked.given.book else None,
    }


def told(asked: Asked, outcome: Outcome) -> None:
    """An outcome for people: what it is, how sure, what is missing or in the way, and the texts it rests on."""
    from stelsel.engines.rules import summary
    from stelsel.priorities.services.rule_answer import because
    from stelsel.priorities.services.rule_words import called, of_whom

    first, *rest = (one.to(language()) for one in summary(outcome, called))
    out = say.console()
    out.print(f"[bold]{escape(first)}[/bold]", soft_wrap=True)
    for line in rest[1:] if outcome.missing else rest:  # what is missing is listed by key
        out.print(escape(line), soft_wrap=True)
    if not outcome.missing and not outcome.troubles:
        grade = GRADES[outcome.grade].to(language())
        out.print(escape(spoken(f"Zekerheid: {outcome.grade} ({grade}).", f"Grade: {outcome.grade} ({grade}).")))
    say.lines(_NEEDED, (f"{key}: {of_whom(key).to(language())}" for key in outcome.missing))
    say.lines(Text(nl="Uw gegevens", en="Your facts"), _facts_told(asked, outcome))
    reasons = () if outcome.missing else because(asked.given.rules, outcome)
    say.lines(_WHY, (_reason(one) for one in reasons))
    say.lines(Text(nl="Gerekend met", en="Computed with"), (_text_line(one) for one in source_rows(asked, outcome)))


def _facts_told(asked: Asked, outcome: Outcome) -> Iterable[str]:
    """Each fact that counted, as it was understood."""
    from stelsel.engines.rules.fact_names import unit_of_fact
    from stelsel.engines.rules.value_words import value_words
    from stelsel.priorities.services.rule_words import of_whom

    for key, value in outcome.facts.items():
        if not isinstance(value, tuple):
            unit = unit_of_fact(asked.given.library, key.rpartition(".")[2])
            yield f"{of_whom(key).to(language())}: {value_words(value, unit).to(language())}"
        else:
            yield f"{of_whom(key).to(language())}: {len(value)}"


def _reason(one: Because) -> str:
    source = f" ({one.source})" if one.source else ""
    return one.what.to(language()).rstrip(".") + source


def sentences(outcome: Outcome) -> list[dict[str, Any]]:
    """The explanation as JSON."""
    from stelsel.engines.rules import explanation
    from stelsel.priorities.services.rule_words import called

    return [
        {
            "diepte": one.depth,
            "zin": one.said.to(language()),
            "wet": one.basis.law,
            "artikel": one.basis.article,
            "koppeling": one.basis.url,
        }
        for one in explanation(outcome, called)
    ]


def told_why(outcome: Outcome) -> None:
    """The explanation for people."""
    lines = (f"{'  ' * one['diepte']}{one['zin']}" for one in sentences(outcome))
    say.lines(Text(nl="Uitleg", en="Explanation"), lines)


def one_line(number: int, outcome: Outcome) -> str:
    """A case of many in one line."""
    from stelsel.engines.rules import summary
    from stelsel.priorities.services.rule_words import called

    return f"{number}. {' '.join(one.to(language()) for one in summary(outcome, called))}"


def faults(findings: Iterable[Finding]) -> list[dict[str, str]]:
    """What is wrong, as JSON."""
    spoken_now = language()
    return [
        {"code": one.code, "waar": one.where, "wat": one.what.to(spoken_now), "wat te doen": one.cure.to(spoken_now)}
        for one in findings
    ]


def _doubt(asked: Asked, line: str) -> str:
    known = asked.given.doubts.get(line)
    return known.what.to(language()) if known else ""


def _text_line(row: dict[str, Any]) -> str:
    how = HOW[row["wijze"]].to(language())
    by = f", {row['uitgever']}" if row.get("uitgever") else ""
    return f"{row['bestand']} ({how}{by}, {row['hash'][:8]})"
