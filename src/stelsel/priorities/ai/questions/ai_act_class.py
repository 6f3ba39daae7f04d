# SPDX-License-Identifier: EUPL-1.2
"""What does the AI Act say of my application? The decision aid, walked with the answers given so far."""

from typing import Any

from stelsel.book.answer import Answer, Choice, Verdict
from stelsel.book.book import Book
from stelsel.book.question import Budget, Question
from stelsel.book.view import Record
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text
from stelsel.kernel.values import Value
from stelsel.priorities.ai.kinds import AI_APPLICATION, DECISION_AID_TEXT
from stelsel.priorities.ai.policy import tree
from stelsel.priorities.ai.questions import _act_speak
from stelsel.priorities.ai.questions import _act_words as words
from stelsel.priorities.ai.questions._outcome import outcome
from stelsel.priorities.ai.questions._walk import Walked, walk


class Inputs(Value, frozen=True):
    """Answers so far, each as question=answer; they go before those that an application entry has."""

    answers: tuple[str, ...] = ()
    application: str | None = None


def check(inputs: Inputs) -> None:
    """BadInput for a question or answer that the decision aid does not have."""
    tree().given(inputs.answers)


def ask(book: Book, inputs: Inputs, budget: Budget) -> Answer:
    """The next question, or the outcome; each step with its article; what other answers would change."""
    aid = tree()
    record, stated = _stated(book, inputs.application)
    own = aid.given(inputs.answers)
    given = {**stated, **own}
    texts = {body.step: (found, body) for found, body in book.rows(DECISION_AID_TEXT)}
    budget.spend(len(texts) + 1)
    walked = walk(aid, given)
    said = _act_speak.Speaker(aid, walked, given, texts, record, frozenset(stated) - frozenset(own))
    result = said.result()
    return Answer(
        question="",
        inputs={},
        verdict=_verdict(walked),
        headline=_headline(walked),
        result=result,
        choices=_choices(result["next"]),
        reasons=tuple(said.reasons()),
        unknown=tuple(said.unknowns()),
        changes=tuple(said.changes()),
        tables=tuple(said.tables()),
        notes=tuple(said.notes()),
    )


def _choices(step: dict[str, Any] | None) -> tuple[Choice, ...]:
    """The options of the next question, each with every answer so far."""
    if step is None:
        return ()
    return tuple(
        Choice(Text(nl=option["nl"], en=option["en"]), {"antwoorden": "\n".join(option["answers"])})
        for option in step["options"]
    )


def _stated(book: Book, application: str | None) -> tuple[Record | None, dict[str, str]]:
    """The application asked about and the answers that its entry gives."""
    if application is None:
        return None, {}
    record = book.get(application) if application.split("/")[1:2] == [AI_APPLICATION.name] else None
    if record is None:
        raise bad_input("unknown-application", "toepassing", *words.NO_APPLICATION)
    return record, tree().given(book.body(record).decision_answers, "toepassing")


def _verdict(walked: Walked) -> Verdict:
    if walked.outcome is None:
        return "unknown"
    return "yes" if outcome(walked.outcome).applies else "no"


def _headline(walked: Walked) -> Text:
    if walked.outcome is not None:
        return outcome(walked.outcome).words
    if walked.next is not None:
        return words.NEXT.fill(id=walked.next.id, question=walked.next.words)
    return words.UNDECIDED.fill(count=len(walked.possible))


AI_ACT_CLASS: Question[Inputs] = Question(
    name="ai-act-class",
    wire="ai-verordening-indeling",
    room="ai",
    sentence=words.SENTENCE,
    explain=words.EXPLAIN,
    inputs=Inputs,
    ask=ask,
    cost=3,
    check=check,
)
