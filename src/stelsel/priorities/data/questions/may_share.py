# SPDX-License-Identifier: EUPL-1.2
"""Is there an agreement for this sharing? Between two organisations, on a day, for a field and an act, with the rules
that let it through or stop it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from stelsel.book.answer import Answer, Change, Reason, Unknown, Verdict
from stelsel.book.book import Book
from stelsel.book.question import Budget, Question
from stelsel.kernel.kind import about
from stelsel.kernel.text import Text
from stelsel.kernel.values import Value
from stelsel.nouns.agreement import AGREEMENT, AgreementStanding, agreements_between, name_of
from stelsel.priorities.data.questions import _share_speak as speak
from stelsel.priorities.data.questions._parties import organisation_at
from stelsel.priorities.data.questions._shared_act import Judged, act_in, judge


class Inputs(Value, frozen=True):
    """Who gives and who gets (name, TOOI address or code), on a day (of asking when empty). With a dataset (address), a
    field, a purpose and attributes of the act, in the words of the agreement, the answer is about that act."""

    data_provider: Annotated[str, about(source="TOOI", max_length=300)]
    data_consumer: Annotated[str, about(source="TOOI", max_length=300)]
    shared_dataset: Annotated[str | None, about(source="dcat:Dataset; address of an entry or its own")] = None
    field_name: Annotated[str, about(max_length=300)] | None = None
    purpose_word: Annotated[str, about(source="odrl:purpose; GDPR, article 5(1)(b)", max_length=300)] | None = None
    act_lines: Annotated[tuple[str, ...], about(source="odrl:leftOperand", max_length=100)] = ()
    day: date | None = None


@dataclass(frozen=True)
class Told:
    """One agreement: how it stands, and what it says of the act where it is in force."""

    standing: AgreementStanding
    judged: Judged | None

    @property
    def verdict(self) -> Verdict:
        """What this agreement alone answers."""
        if self.judged is not None:
            return {True: "yes", False: "no", None: "unknown"}[self.judged.allowed]  # type: ignore[return-value]
        return "no" if self.standing.state in ("refused", "ended", "not-yet") else "unknown"


def ask(book: Book, inputs: Inputs, budget: Budget) -> Answer:
    """The verdict, why, every agreement between the two with how it stands, and what is not known."""
    day, act = inputs.day or book.day, act_in(inputs.act_lines)
    gives = organisation_at(book, inputs.data_provider, "data_provider", day)
    gets = organisation_at(book, inputs.data_consumer, "data_consumer", day)
    budget.spend(1 + book.count(AGREEMENT))
    found = agreements_between(book, gives, gets, day)
    told = tuple(Told(one, _judged(book, one, inputs, act)) for one in found)
    verdict, deciding = decided(told)
    names = {"gives": name_of(book, gives), "gets": name_of(book, gets), "day": speak.in_words(day)}
    return Answer(
        question="",
        inputs={},
        verdict=verdict,
        headline=speak.headline(verdict, [one.standing for one in deciding], names),
        result=_result(day, gives, gets, told),
        reasons=tuple(_reasons(told, deciding)) or (Reason(speak.NOTHING.fill(**names)),),
        unknown=tuple(_unknowns(book, deciding, names)) if verdict == "unknown" else (),
        changes=tuple(_changes(book, told)) if verdict != "yes" else (),
        tables=(speak.table([(one.standing, one.verdict) for one in told]),) if told else (),
        notes=tuple(_notes(told, inputs)),
    )


def decided(told: Sequence[Told]) -> tuple[Verdict, tuple[Told, ...]]:
    """The answer of all agreements together, and those that it rests on. One that lets the act through is enough; where
    one may do so and nobody can tell, it is unknown; then what stands in the way counts."""
    groups: tuple[tuple[Verdict, list[Told]], ...] = (
        ("yes", [one for one in told if one.verdict == "yes"]),
        ("unknown", [one for one in told if one.judged and one.verdict == "unknown"]),
        ("unknown", [one for one in told if one.standing.state == "unknown"]),
        ("no", [one for one in told if one.judged and one.verdict == "no"]),
        ("unknown", [one for one in told if one.standing.state in ("offered", "partly-signed")]),
        ("no", [one for one in told if one.verdict == "no"]),
    )
    return next(((verdict, tuple(them)) for verdict, them in groups if them), ("unknown", ()))


def _judged(book: Book, one: AgreementStanding, inputs: Inputs, act: Mapping[str, str]) -> Judged | None:
    if not one.in_force:
        return None
    about_it = {
        "dataset": (inputs.shared_dataset or "").strip(),
        "field": (inputs.field_name or "").strip(),
        "purpose": (inputs.purpose_word or "").strip(),
    }
    return judge(book, one.address, one.body, about_it, act)


def _reasons(told: Sequence[Told], deciding: Sequence[Told]) -> Iterator[Reason]:
    for one in deciding:
        if one.judged:
            yield from speak.judged_reasons(one.standing, one.judged)
        yield from speak.standing_reasons(one.standing)
    for one in told:
        if one not in deciding and one.judged:
            yield from speak.judged_reasons(one.standing, one.judged)
        elif one not in deciding and one.standing.state == "ended":  # why what was allowed before is not any more
            yield from speak.standing_reasons(one.standing)


def _unknowns(book: Book, deciding: Sequence[Told], names: Mapping[str, object]) -> Iterator[Unknown]:
    for one in deciding:
        if one.judged:
            yield from speak.judged_unknowns(one.standing, one.judged)
        for party in one.standing.unsigned:
            yield Unknown(
                speak.UNSIGNED.fill(who=name_of(book, party.organisation), title=one.standing.body.title),
                speak.ASK_PARTY.fill(who=name_of(book, party.seat.now or party.organisation)),
            )
        if one.standing.state == "unknown":
            yield Unknown(speak.STATE_UNKNOWN.fill(title=one.standing.body.title), speak.ASK_PUBLISHER)
    if not deciding:
        yield Unknown(speak.NONE_KNOWN, speak.ASK_PARTY.fill(who=names["gives"]))


def _changes(book: Book, told: Sequence[Told]) -> Iterator[Change]:
    for one in told:
        if one.judged:
            yield from speak.judged_changes(one.standing, one.judged)
        if one.standing.state in ("offered", "partly-signed"):
            who = ", ".join(dict.fromkeys(name_of(book, party.organisation) for party in one.standing.unsigned))
            yield Change(speak.SIGN.fill(who=who, title=one.standing.body.title), speak.THEN)


def _notes(told: Sequence[Told], inputs: Inputs) -> Iterator[Text]:
    yield speak.VISIBLE
    if not inputs.field_name and not inputs.shared_dataset:
        yield speak.NO_FIELD
    if any(one.standing.body.sample for one in told):
        yield speak.SAMPLE


def _result(day: date, gives: str, gets: str, told: Sequence[Told]) -> dict[str, Any]:
    return {
        "datum": day.isoformat(),
        "aanbieder": gives,
        "afnemer": gets,
        "afspraken": [speak.plain(one.standing, one.judged, one.verdict) for one in told],
    }


MAY_SHARE: Question[Inputs] = Question(
    name="may-share",
    wire="mag-dit-delen",
    room="data",
    sentence=Text(nl="Is er een afspraak voor deze deling?", en="Is there an agreement for this sharing?"),
    explain=Text(
        nl="Zoekt de afspraken tussen twee organisaties en zegt of een daarvan dit toelaat, en door welke regel.",
        en="Finds the agreements between two organisations and says whether one lets this through, and by which rule.",
    ),
    inputs=Inputs,
    ask=ask,
    cost=3,
    example={
        "aanbieder": "gemeente-voorbeeldstad",
        "afnemer": "waterschap-voorbeeldwater",
        "veldnaam": "postcode",
        "doelwoord": "publieke-taak",
        "kenmerkenVanDeling": "ontvanger=overheid\nland=NL\nvastgelegd=ja\nniveau=3\nbewaardagen=30",
    },
)
