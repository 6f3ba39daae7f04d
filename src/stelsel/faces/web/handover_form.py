# SPDX-License-Identifier: EUPL-1.2
"""The form that hands a question over: its fields with why each is asked, to whom it can go, and what was typed as a
wish. Nothing is filled in beforehand but what the address itself says: a service and an organisation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec
from django.http import HttpRequest

from stelsel.book.book import Book
from stelsel.faces.web.inputs import Errors
from stelsel.faces.web.shell import book_of, person_of
from stelsel.faces.web.templatetags.fields import Field
from stelsel.faces.web.who import organisations, publisher_name
from stelsel.kernel.text import Text, same
from stelsel.node import handover
from stelsel.node.carried import Journey
from stelsel.node.identity import Person
from stelsel.node.permission import where
from stelsel.priorities.services.handover import (
    FACT_KINDS,
    HOW_WORDS,
    MOST_QUESTION,
    HearBack,
    How,
)
from stelsel.priorities.services.kinds import PUBLIC_SERVICE

TICK = "geef-"
"""How the name of a tick begins; the name of its field follows."""


class Once(msgspec.Struct, frozen=True):
    """What the form carries so that it hands over once: the id that the handover will have."""

    id: str


ONCE = Journey("overdragen", Once)


@dataclass(frozen=True)
class Target:
    """To whom: what the address or the form said, the publisher on this node (empty: none that takes questions on),
    what it is called, and its website where that is known."""

    said: str
    publisher: str
    name: str
    website: str = ""

    @property
    def elsewhere(self) -> bool:
        """Whether an organisation is meant that cannot take a question on here."""
        return bool(self.said) and not self.publisher


def target_of(book: Book, said: str) -> Target:
    """The organisation that is meant by a publisher's name, a TOOI address or its code."""
    said = said.strip()[:255]
    publisher = handover.publisher_of(said)
    if publisher and handover.takes(publisher):
        return Target(said, publisher, publisher_name(book, publisher))
    known = organisations(book).by_tooi
    found = known.get(said) or next((one for tooi, one in known.items() if said and tooi.endswith(f"/{said}")), None)
    if found is not None:
        website = found.body.website or ""
        return Target(said, "", found.body.name, website if website.startswith(("https://", "http://")) else "")
    return Target(said, "", publisher_name(book, publisher) if publisher else said)


def service_of(book: Book, code: str) -> tuple[str, str]:
    """(UPL code, title) of a public service by the code at the end of its address; both empty where there is none."""
    titles: dict[str, str] = book.memo(
        "web.upl", lambda: {body.identifier.rpartition("/")[2]: body.title for _, body in book.rows(PUBLIC_SERVICE)}
    )
    title = titles.get(code.rpartition("/")[2].strip()[:255], "")
    return (code.rpartition("/")[2].strip(), title) if title else ("", "")


def givers_of(who: Person) -> tuple[str, ...]:
    """On behalf of which publishers this person can hand over: those they work for, else any that does so here."""
    mine = tuple(one for one in where(who, "hand-over") if handover.takes(one))
    return mine or handover.giver_choices()


def works_here(who: Person) -> bool:
    """Whether this person fills the form in for somebody else."""
    return bool(where(who, "hand-over"))


def fields_of(request: HttpRequest, typed: Mapping[str, str], target: Target, errors: Errors) -> list[Field]:
    """Who, to whom and the question."""
    who, book = person_of(request), book_of(request)
    givers = givers_of(who)
    given = typed.get("van", givers[0] if len(givers) == 1 else "")
    choose = ("", Text(nl="Kies een organisatie", en="Choose an organisation"))
    found = [
        Field(
            "vraag",
            Text(nl="Wat is de vraag?", en="What is the question?"),
            "textarea",
            typed.get("vraag", ""),
            rows=8,
            why=Text(
                nl=f"In eigen woorden, hoogstens {MOST_QUESTION} tekens. Een burgerservicenummer is niet nodig.",
                en=f"In your own words, at most {MOST_QUESTION} characters. A citizen service number is not needed.",
            ),
            error=errors.get("vraag", ""),
        )
    ]
    if target.elsewhere:
        return found
    takers = [(one, same(publisher_name(book, one))) for one in handover.giver_choices()]
    to = Field(
        "organisatie",
        Text(nl="Welke organisatie moet antwoorden?", en="Which organisation must answer?"),
        "select",
        target.publisher,
        options=[choose, *takers],
        error=errors.get("organisatie", ""),
    )
    giver = Field(
        "van",
        Text(nl="Welke organisatie draagt over?", en="Which organisation hands over?"),
        "select",
        given,
        options=[choose, *((one, same(publisher_name(book, one))) for one in givers)],
        why=Text(
            nl="De organisatie waar de vraag binnenkwam. Zij blijft verantwoordelijk tot de andere haar aanneemt.",
            en="The organisation where the question came in. It stays responsible until the other accepts it.",
        ),
        error=errors.get("van", ""),
    )
    return [giver, to, *found]


def fact_fields(typed: Mapping[str, str], errors: Errors) -> list[tuple[Field, Field]]:
    """Each particular with its tick; without the tick it is not passed on and not kept."""
    tick = Text(nl="Geef dit door: {label}", en="Pass this on: {label}")
    return [
        (
            Field(
                one.name,
                one.label,
                value=typed.get(one.name, ""),
                why=one.why,
                required=False,
                autocomplete=one.autocomplete,
                error=errors.get(one.name, ""),
            ),
            Field(f"{TICK}{one.name}", tick.fill(label=one.label), "checkbox", typed.get(f"{TICK}{one.name}", "")),
        )
        for one in FACT_KINDS
    ]


def how_fields(request: HttpRequest, typed: Mapping[str, str], errors: Errors) -> list[Field]:
    """How the answer is read, and how consent is given where an employee fills the form in."""
    who, found = person_of(request), list[Field]()
    if who.citizen:
        options = [
            ("code", Text(nl="Alleen met de code", en="With the code only")),
            ("signed-in", Text(nl="Met de code, en ook als ik ben aangemeld", en="With the code, and also signed in")),
        ]
        label = Text(nl="Hoe wilt u de zaak volgen?", en="How do you want to follow the case?")
        error = errors.get("antwoord", "")
        found.append(Field("antwoord", label, "radio", typed.get("antwoord", "code"), options=options, error=error))
    if works_here(who):
        label = Text(nl="Waar is de vrager?", en="Where is whoever asks?")
        ways = [(how, HOW_WORDS[how]) for how in ("counter", "phone")]
        found.append(Field("hoe", label, "radio", typed.get("hoe", "counter"), options=ways))
    return found


def consent_field(who: Person, sentence: str, errors: Errors) -> Field:
    """The sentence of consent, word for word as it will be kept; an employee ticks that it was read aloud."""
    said = same(sentence)
    if works_here(who):
        said = Text(
            nl=f"Ik heb voorgelezen, en de vrager vindt goed: “{sentence}”",
            en=f"I read aloud, and whoever asks agrees: “{sentence}”",
        )
    return Field("toestemming", said, "checkbox", error=errors.get("toestemming", ""))


def facts_in(typed: Mapping[str, str], language: str) -> list[tuple[str, str]]:
    """The particulars that were ticked, as (label, value)."""
    return [
        (one.label.to(language), typed.get(one.name, "").strip())
        for one in FACT_KINDS
        if typed.get(f"{TICK}{one.name}")
    ]


def wish_of(request: HttpRequest, typed: Mapping[str, str], target: Target, id: str) -> handover.Wish:
    """What was typed as a wish."""
    who, book, language = person_of(request), book_of(request), request.language  # type: ignore[attr-defined]
    giver = typed.get("van", "") if typed.get("van", "") in givers_of(who) else ""
    how: How = "self"
    if works_here(who):
        how = "phone" if typed.get("hoe") == "phone" else "counter"
    back: HearBack = "signed-in" if typed.get("antwoord") == "signed-in" else "code"
    return handover.Wish(
        giver,
        target.publisher,
        typed.get("vraag", ""),
        facts_in(typed, language),
        bool(typed.get("toestemming")),
        (publisher_name(book, giver), target.name),
        how,
        back,
        service_of(book, typed.get("dienst", ""))[0],
        language,
        id,
    )


def places_of(errors: Mapping[str, Text], language: str) -> dict[str, Text]:
    """Errors by the name of the field; the node names a particular by its label."""
    names = {one.label.to(language): one.name for one in FACT_KINDS}
    return {names.get(place, place): words for place, words in errors.items()}


def known_fields(language: str) -> Sequence[str]:
    """Where an error of this form can stand."""
    facts = [one.label.to(language) for one in FACT_KINDS]
    return ("van", "organisatie", "vraag", *facts, "antwoord", "toestemming")


def carried_names() -> frozenset[str]:
    """The fields that go along to the page of consent."""
    facts = [name for one in FACT_KINDS for name in (one.name, f"{TICK}{one.name}")]
    return frozenset(("van", "organisatie", "dienst", "vraag", "hoe", "antwoord", *facts))
