# SPDX-License-Identifier: EUPL-1.2
"""Which open bottlenecks may be the same, and what makes us think so? People decide."""

from collections.abc import Iterator
from typing import Annotated

from stelsel.book.answer import Answer, Cell, Change, Column, Reason, Table, Unknown, ref
from stelsel.book.book import Book
from stelsel.book.question import Budget, Question
from stelsel.kernel.kind import about
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text, number, same
from stelsel.kernel.values import Value
from stelsel.kernel.vocabulary import wire, words
from stelsel.nouns.bottleneck import Suggestion, board, compared, suggestions, told_by


class Inputs(Value, frozen=True):
    """Only groups in which this bottleneck is."""

    bottleneck: Annotated[str, about(max_length=300)] | None = None


def ask(book: Book, inputs: Inputs, budget: Budget) -> Answer:
    """The groups that are proposed, each with its reasons and who can merge it."""
    wanted = (inputs.bottleneck or "").strip()
    if wanted and wanted not in board(book).standings:
        raise bad_input("not-there", wire("bottleneck"), *_NOT_THERE)
    looked, there = compared(book)
    budget.spend(looked * looked // 100 + 1)
    found = [one for one in suggestions(book) if not wanted or wanted in {each.id for each in one.members}]
    return Answer(
        question="",
        inputs={},
        verdict="unknown" if told_by() == "words" else "list",
        headline=_headline(found, wanted),
        result={"compared": looked, "open": there, "groups": [_plain(one) for one in found]},
        reasons=tuple(_reasons(found)),
        unknown=tuple(_unknown(looked, there)),
        changes=tuple(_changes(found)),
        tables=(_table(found),) if found else (),
        notes=(_GUESS, *_how_often(), _NOT_KEPT),
    )


def _headline(found: list[Suggestion], wanted: str) -> Text:
    if told_by() == "words":
        return _CANNOT
    if not found:
        return _NONE_WITH if wanted else _NONE
    return (_ONE if len(found) == 1 else _SOME).fill(count=_said(len(found)))


def _plain(one: Suggestion) -> dict[str, object]:
    return {
        "bottlenecks": [each.id for each in one.members],
        "likely": one.tight,
        "steward": one.decider or None,
        "why": [each.nl for each in one.why],
    }


def _reasons(found: list[Suggestion]) -> Iterator[Reason]:
    for at, one in enumerate(found, 1):
        said = Text(nl="; ".join(each.nl for each in one.why), en="; ".join(each.en for each in one.why))
        yield Reason(_WHY.fill(at=at, why=said), ref(one.members[0].record))


def _unknown(looked: int, there: int) -> Iterator[Unknown]:
    if told_by() == "words":
        yield Unknown(_NO_ENCODER, _INSTALL)
    if looked < there:
        yield Unknown(_NOT_COMPARED.fill(looked=_said(looked), there=_said(there)), _BY_HAND, there - looked)


def _changes(found: list[Suggestion]) -> Iterator[Change]:
    for at, one in enumerate(found, 1):
        do = _MERGE.fill(at=at, steward=one.decider) if one.decider else _AGREE.fill(at=at)
        yield Change(do, _THEN, ref(one.members[0].record))


def _table(found: list[Suggestion]) -> Table:
    columns = (
        Column("group", Text(nl="groep", en="group"), number=True),
        Column("title", words("title")),
        Column("organisations", Text(nl="organisaties", en="organisations"), number=True),
        Column("age", Text(nl="leeftijd", en="age"), "days", number=True),
        Column("steward", words("steward")),
    )
    rows = tuple(
        (
            at,
            Cell(same(each.body.title), each.id, "example" if each.body.sample else ""),
            each.impact.organisations,
            each.age_days,
            same(each.decider),
        )
        for at, one in enumerate(found, 1)
        for each in one.members
    )
    return Table(Text(nl="Mogelijk hetzelfde", en="Possibly the same"), columns, rows, len(rows))


def _how_often() -> tuple[Text, ...]:
    said = _HOW_OFTEN.get(told_by())
    return (said,) if said else ()


def _said(value: int) -> Text:
    return Text(nl=number(value, "nl"), en=number(value, "en"))


_NOT_THERE = (
    Text(nl="Dit knelpunt is er niet, of niet voor u.", en="This bottleneck is not there, or not for you."),
    Text(nl="Neem het adres over van het bord.", en="Copy the address from the board."),
)
_CANNOT = Text(
    nl="Onbekend: deze installatie kan teksten niet op betekenis vergelijken.",
    en="Unknown: this installation cannot compare texts by meaning.",
)
_NONE = Text(
    nl="Geen open knelpunten lijken genoeg op elkaar om samen voor te stellen.",
    en="No open bottlenecks are alike enough to propose together.",
)
_NONE_WITH = Text(
    nl="Geen ander open knelpunt lijkt genoeg op dit om samen voor te stellen.",
    en="No other open bottleneck is alike enough to this one to propose together.",
)
_ONE = Text(
    nl="Eén groep open knelpunten is mogelijk hetzelfde knelpunt.",
    en="One group of open bottlenecks may be the same bottleneck.",
)
_SOME = Text(
    nl="{count} groepen open knelpunten zijn mogelijk elk hetzelfde knelpunt.",
    en="{count} groups of open bottlenecks may each be the same bottleneck.",
)
_WHY = Text(nl="Groep {at}: {why}", en="Group {at}: {why}")
_NO_ENCODER = Text(
    nl="Welke knelpunten hetzelfde zijn, is hier niet te zeggen: het taalmodel ontbreekt.",
    en="Which bottlenecks are the same cannot be told here: the language model is missing.",
)
_INSTALL = Text(
    nl="Vraag de beheerder het taalmodel te installeren.", en="Ask the administrator to install the language model."
)
_NOT_COMPARED = Text(
    nl="Alleen de {looked} nieuwste van de {there} open knelpunten zijn vergeleken.",
    en="Only the {looked} newest of the {there} open bottlenecks were compared.",
)
_BY_HAND = Text(nl="Zoek oudere zelf op het bord.", en="Look for older ones on the board yourself.")
_MERGE = Text(
    nl="Groep {at}: {steward} bundelt ze, of zegt dat het verschillende knelpunten zijn.",
    en="Group {at}: {steward} merges them, or says that they are different bottlenecks.",
)
_AGREE = Text(
    nl="Groep {at}: ze noemen niet dezelfde regisseur. Spreek er één af; die bundelt ze.",
    en="Group {at}: they do not name the same steward. Agree on one, who merges them.",
)
_THEN = Text(nl="Dan wordt dit niet meer voorgesteld.", en="Then this is no longer proposed.")
_GUESS = Text(
    nl="Dit is een voorstel van een rekenregel. Wat in heel andere woorden staat, mist hij vaak. Mensen beslissen.",
    en="This is proposed by a calculation. It often misses what stands in very different words. People decide.",
)
_HOW_OFTEN = {
    "e5": Text(
        nl="Gemeten op verzonnen meldingen was ongeveer één op de tien paren toch iets anders.",
        en="Measured on made-up reports about one in ten pairs was something else after all.",
    ),
    "use": Text(
        nl="Hoe vaak een voorstel klopt, is met het taalmodel van deze installatie te weinig gemeten.",
        en="How often a proposal is right was measured too little with the language model of this installation.",
    ),
}
"""What is known of how often it is right, by what meaning is told by."""
_NOT_KEPT = Text(
    nl="Teksten worden op deze computer vergeleken; niets gaat naar buiten.",
    en="Texts are compared on this machine; nothing leaves it.",
)

POSSIBLY_THE_SAME: Question[Inputs] = Question(
    name="possibly-the-same",
    wire="mogelijk-hetzelfde",
    room="data",
    sentence=Text(nl="Welke open knelpunten zijn mogelijk hetzelfde?", en="Which open bottlenecks may be the same?"),
    explain=Text(
        nl="Stelt groepen open knelpunten voor die over hetzelfde lijken te gaan, met wat zij gemeen hebben.",
        en="Proposes groups of open bottlenecks that seem to be about the same, with what they have in common.",
    ),
    inputs=Inputs,
    ask=ask,
    cost=6,
    example={},
)
