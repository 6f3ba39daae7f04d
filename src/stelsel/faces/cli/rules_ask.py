# SPDX-License-Identifier: EUPL-1.2
"""`stelsel rules ask`: the next best question and why, or a conversation until the outcome is there."""

import sys
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from stelsel.faces.cli import say
from stelsel.faces.cli.ends import End, Finished, tell
from stelsel.faces.cli.rules_question import one_case
from stelsel.faces.cli.shared_options import language, spoken
from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text

if TYPE_CHECKING:
    from stelsel.engines.rules import Outcome
    from stelsel.engines.rules.asking import FactField, Question
    from stelsel.faces.cli.rules_given import Asked

MOST_QUESTIONS = 200


def ask(asked: "Asked", facts: str, json: bool) -> None:
    """As JSON one question for what is known so far; else asks on until the outcome is there."""
    known = one_case(facts) if facts else {}
    if json:
        _one(asked, known)
        return
    for _ in range(MOST_QUESTIONS):
        question = _next(asked, known)
        if question is None:
            break
        known = _answered(asked, known, question)
    from stelsel.faces.cli.rules_say import told

    outcome = _conclusion(asked, known)
    told(asked, outcome)
    if outcome.missing or outcome.troubles:
        raise Finished(End.NO)


def _one(asked: "Asked", known: Any) -> None:
    from stelsel.faces.cli.rules_say import shaped

    question = _next(asked, known)
    if question is None:
        say.as_json({"klaar": True, "vraag": None, "antwoord": shaped(asked, _conclusion(asked, known))})
        return
    field, spoken_now = question.field, language()
    say.as_json(
        {
            "klaar": False,
            "vraag": {
                "gegeven": question.key,
                "soort": field.kind,
                "eenheid": field.unit,
                "keuzes": [str(one) for one in field.choices],
                "uitleg": field.explain.to(spoken_now),
                "waarom": question.why.to(spoken_now),
                "beslist": question.deciding,
                "nogHoogstens": question.left,
            },
            "antwoord": None,
        }
    )


def _next(asked: "Asked", known: Any) -> "Question | None":
    from stelsel.engines.rules.asking import next_question

    given = asked.given
    return next_question(
        given.library,
        asked.rule,
        asked.output,
        asked.facts(known),
        asked.on,
        known_at=asked.known_at,
        figures=given.figures,
    )


def _conclusion(asked: "Asked", known: Any) -> "Outcome":
    from stelsel.engines.rules.asking import conclude

    given = asked.given
    return conclude(
        given.library,
        asked.rule,
        asked.output,
        asked.facts(known),
        asked.on,
        known_at=asked.known_at,
        figures=given.figures,
    )


def _answered(asked: "Asked", known: Any, question: "Question") -> Any:
    """The facts with the answer to a question; asked again until it fits. The end of the input ends the command."""
    from stelsel.engines.rules.asking import answered

    print(f"\n{question.field.explain.to(language())}\n  {question.why.to(language())}", file=sys.stderr)
    while True:
        print(f"  {question.key} {_hint(question.field)} > ", end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        if not line:
            raise bad_input("no-answer", question.key, _NO_ANSWER, _NO_ANSWER_CURE)
        try:
            found = answered(known, question, _value(question.field, line.strip()))
            asked.outcome(found)  # an answer that cannot be is refused here
            return found
        except BadInput as problem:
            tell(problem.findings, language())


def _hint(field: "FactField") -> str:
    if field.kind == "choice":
        return f"({', '.join(map(str, field.choices))})"
    hints = {
        "yes-no": spoken("(ja/nee)", "(yes/no)"),
        "amount": spoken("(in euro)", "(in euros)"),
        "date": spoken("(jjjj-mm-dd)", "(yyyy-mm-dd)"),
        "list": spoken("(hoeveel)", "(how many)"),
        "place": "(GM0344)",
    }
    return hints.get(field.kind, "")


def _value(field: "FactField", typed: str) -> Any:
    """What was typed as a fact. BadInput where it does not fit."""
    if field.kind == "yes-no":
        known = {"ja": True, "j": True, "yes": True, "y": True, "nee": False, "n": False, "no": False}
        if typed.lower() in known:
            return known[typed.lower()]
    elif field.kind in ("amount", "number", "list"):
        return _number(field, typed)
    elif field.kind == "choice":
        chosen = next((one for one in field.choices if str(one).lower() == typed.lower()), None)
        if chosen is not None or (field.open_choice and typed):
            return typed if chosen is None else chosen
    elif typed:
        return typed
    raise _unfit(field)


def _number(field: "FactField", typed: str) -> Any:
    plain = typed.replace(" ", "").replace("€", "")
    if "," in plain:  # as the Dutch write it: 1.234,50
        plain = plain.replace(".", "").replace(",", ".")
    try:
        found = Decimal(plain)
        exact = found * 100 if field.kind == "amount" and field.unit == "eurocent" else found
        if exact.is_finite() and abs(exact) < 10**15:
            return int(exact) if exact == int(exact) else exact
    except InvalidOperation:
        pass
    raise _unfit(field)


def _unfit(field: "FactField") -> BadInput:
    return bad_input("answer", field.key, _UNFIT, _UNFIT_CURE)


_UNFIT = Text(nl="Dit antwoord past niet bij de vraag.", en="This answer does not fit the question.")
_UNFIT_CURE = Text(nl="Probeer het nog eens; Ctrl+C stopt.", en="Try again; Ctrl+C stops.")
_NO_ANSWER = Text(nl="Er kwam geen antwoord meer.", en="No answer came any more.")
_NO_ANSWER_CURE = Text(
    nl="Geef wat u al weet met --facts, of vraag één vraag met --json.",
    en="Give what you know already with --facts, or ask for one question with --json.",
)
