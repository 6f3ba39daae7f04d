# SPDX-License-Identifier: EUPL-1.2
"""`stelsel rules ask`: the next best question and why, or a conversation until the outcome is there."""

import sys
from typing import TYPE_CHECKING, Any

from stelsel.faces.cli import say
from stelsel.faces.cli.ends import End, Finished, tell
from stelsel.faces.cli.rules_question import one_case
from stelsel.faces.cli.shared_options import language
from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text

if TYPE_CHECKING:
    from stelsel.engines.rules import Outcome
    from stelsel.engines.rules.asking import Question
    from stelsel.faces.cli.rules_given import Asked

MOST_QUESTIONS = 200


def ask(asked: "Asked", facts: str, json: bool) -> None:
    """As JSON one question for what is known so far; else asks on until the outcome is there."""
    known = one_case(facts) if facts else {}
    if json:
        _one(asked, known)
        return
    skipped: set[str] = set()
    for _ in range(MOST_QUESTIONS):
        question = _next(asked, known, skipped)
        if question is None:
            break
        known = _answered(asked, known, question, skipped)
    from stelsel.faces.cli.rules_say import told

    outcome = _conclusion(asked, known)
    told(asked, outcome)
    if outcome.missing or outcome.troubles:
        raise Finished(End.NO)


def _one(asked: "Asked", known: Any) -> None:
    from stelsel.faces.cli.rules_say import shaped
    from stelsel.priorities.services.rule_words import asked_words

    question = _next(asked, known, set())
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
                "uitleg": asked_words(question).to(spoken_now),
                "waarom": question.why.to(spoken_now),
                "beslist": question.deciding,
                "nogHoogstens": question.left,
            },
            "antwoord": None,
        }
    )


def _next(asked: "Asked", known: Any, skipped: set[str]) -> "Question | None":
    """The best question that was not skipped."""
    from stelsel.engines.rules.asking import next_question
    from stelsel.priorities.services.rule_words import called

    given = asked.given
    return next_question(
        given.library,
        asked.rule,
        asked.output,
        asked.facts(known),
        asked.on,
        known_at=asked.known_at,
        figures=given.figures,
        names=called,
        skip=skipped,
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


def _answered(asked: "Asked", known: Any, question: "Question", skipped: set[str]) -> Any:
    """The facts with the answer to a question; asked again until it fits. Who does not know it skips it. The end of the
    input ends the command."""
    from stelsel.engines.rules.asking import answered
    from stelsel.faces.cli.rules_facts import exact
    from stelsel.faces.cli.rules_typed import DO_NOT_KNOW, hint, shown, value
    from stelsel.priorities.services.rule_words import asked_words, help_words

    print(f"\n{asked_words(question).to(language())}", file=sys.stderr)
    if helped := help_words(question):
        print(f"  {helped.to(language())}", file=sys.stderr)
    print(f"  {question.why.to(language())}", file=sys.stderr)
    while True:
        print(f"  {question.key} {hint(question.field)} > ", end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        if not line:
            print(_SO_FAR.fill(facts=exact(known)).to(language()), file=sys.stderr)
            raise bad_input("no-answer", question.key, _NO_ANSWER, _NO_ANSWER_CURE)
        if line.strip().lower() in DO_NOT_KNOW:
            skipped.add(question.key)
            return known
        try:
            typed = value(question.field, line.strip())
            found = answered(known, question, typed)
            asked.outcome(found)  # an answer that cannot be is refused here
            if understood := shown(question.field, typed):
                print(f"  {understood}", file=sys.stderr)
            return found
        except BadInput as problem:
            tell(problem.findings, language())


_SO_FAR = Text(nl="\nTot nu toe, voor een bestand bij --facts: {facts}", en="\nSo far, for a file at --facts: {facts}")
_NO_ANSWER = Text(nl="Er kwam geen antwoord meer.", en="No answer came any more.")
_NO_ANSWER_CURE = Text(
    nl="Geef wat u al weet met --facts, of vraag één vraag met --json.",
    en="Give what you know already with --facts, or ask for one question with --json.",
)
