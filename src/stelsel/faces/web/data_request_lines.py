# SPDX-License-Identifier: EUPL-1.2
"""Tables and lines of a data request: what the gatekeeper sees, what changed, what was said, and by when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from stelsel.book.book import Book
from stelsel.faces.web.addresses import agreement_path
from stelsel.faces.web.choices import capital
from stelsel.faces.web.data_request_words import (
    ABOUT_WORDS,
    ADVICE_WORDS,
    CHECK_STATES,
    ROLES,
    TOLD,
    WHAT,
)
from stelsel.faces.web.templatetags.tables import Cell, Column, Table
from stelsel.faces.web.who import publisher_name
from stelsel.kernel.text import Text, same
from stelsel.kernel.time import say_day
from stelsel.kernel.vocabulary import words
from stelsel.node.data_requests import Seen
from stelsel.priorities.data.requests import (
    Advised,
    Message,
    Precedent,
    Proposed,
    Published,
    Requested,
    Scrutiny,
    Standing,
    TermLine,
    Version,
    day_of,
    differences,
    law_words,
)


def names_of(book: Book, seen: Seen) -> dict[str, str]:
    """Party -> what its organisation is called."""
    return {one: publisher_name(book, getattr(seen.row, one)) for one in ("consumer", "provider", "gatekeeper")}


def told(found: Standing, names: Mapping[str, str]) -> Text:
    """How it stands, in a sentence or two."""
    return TOLD[found.status].fill(**names)


def turn(found: Standing, names: Mapping[str, str]) -> Text:
    """Whose turn it is."""
    if not found.waits_for:
        return Text(nl="niemand, het is klaar", en="nobody, it is done")
    parts = [(names[one], ROLES[one]) for one in found.waits_for]
    return Text(
        nl=", ".join(f"{name} ({role.nl})" for name, role in parts),
        en=", ".join(f"{name} ({role.en})" for name, role in parts),
    )


def check_table(found: Scrutiny, language: str, number: int) -> Table:
    """Everything that was looked at, in the order in which one reads it."""
    rows = [
        (
            ABOUT_WORDS[one.about],
            CHECK_STATES[one.state],
            Cell(one.words, agreement_path(language, one.entry) if _linked(one.entry) else ""),
        )
        for one in found.checks
    ]
    columns = (Column(_LOOKED_AT), Column(_JUDGEMENT), Column(_WHAT))
    return Table(_CHECKS.fill(number=str(number)), columns, rows)


def field_table(found: Scrutiny) -> Table:
    """Each field, whether it stays in the smallest set, and why."""
    rows = [
        (one.field.field_name, _STAYS if one.stays else _DISCUSS, one.why, one.field.from_dataset or same("–"))
        for one in found.fields
    ]
    columns = (Column(_FIELD), Column(_SMALLEST), Column(_WHY), Column(_DATASET))
    return Table(_FIELDS, columns, rows, empty=_NO_FIELDS)


def precedent_table(found: Sequence[Precedent], language: str) -> Table:
    """Who got the same before."""
    rows = [
        (
            Cell(same(one.body.title), agreement_path(language, one.record.id)),
            one.body.sharing_purpose or same("–"),
            ", ".join(one.shared_fields) or same("–"),
            _NOW if one.valid_now else _NOT_NOW,
            "; ".join(law_words(each) for each in one.body.legal_bases) or same("–"),
        )
        for one in found
    ]
    columns = (Column(_AGREEMENT), Column(_PURPOSE), Column(_SAME_FIELDS), Column(_VALID), Column(_BASES))
    return Table(_PRECEDENTS, columns, rows, empty=_NO_PRECEDENTS)


def difference_table(old: Version, new: Version) -> Table:
    """What changed between two versions, line by line."""
    rows = [
        (capital(words(one.field)), one.line or same("–"), one.was or _NOTHING, one.becomes or _NOTHING)
        for one in differences(old.body, new.body)
    ]
    columns = (Column(_PART), Column(_LINE), Column(_WAS), Column(_BECOMES))
    return Table(_CHANGES.fill(old=str(old.number), new=str(new.number)), columns, rows)


def term_table(found: Standing, names: Mapping[str, str]) -> Table:
    """Every term with by whom, by when, and how it stands."""
    rows = [
        (one.ground.what, names[one.party], _day(one), _term_state(one), Cell(one.ground.source, note=one.words))
        for one in found.terms
    ]
    columns = (Column(_WHAT), Column(_BY), Column(_LAST_DAY), Column(_STANDS), Column(_WHERE_FROM))
    return Table(_TERMS, columns, rows)


def said_lines(found: Standing, names: Mapping[str, str], language: str) -> list[dict[str, Any]]:
    """The conversation, in order."""
    return [_said(one, at, found, names, language) for at, one in enumerate(found.taken)]


def _said(one: Message, at: int, found: Standing, names: Mapping[str, str], language: str) -> dict[str, Any]:
    more: Text | str = ""
    if isinstance(one, Advised):
        more = ADVICE_WORDS[one.advice]
    number = sum(isinstance(each, Requested | Proposed) for each in found.taken[: at + 1])
    if isinstance(one, Proposed):
        more = _NUMBER.fill(number=str(number))
    return {
        "who": names.get(one.party) or ROLES[one.party],
        "what": WHAT[type(one)],
        "day": day_of(one),
        "text": getattr(one, "text", ""),
        "more": more,
        "href": agreement_path(language, one.entry) if isinstance(one, Published) else "",
    }


def _linked(entry: str) -> bool:
    return entry.count("/") == 2 and entry.split("/")[1] == "agreement"


def _day(one: TermLine) -> Text:
    return Text(nl=say_day(one.last_day, "nl"), en=say_day(one.last_day, "en"))


def _term_state(one: TermLine) -> Text:
    if one.lapsed:
        return Text(nl="vervallen: het ging anders verder", en="lapsed: it went on otherwise")
    if one.met is not None:
        return Text(nl=f"gedaan op {say_day(one.met, 'nl')}", en=f"done on {say_day(one.met, 'en')}")
    return Text(nl="te laat", en="late") if one.overdue else Text(nl="loopt", en="runs")


_LOOKED_AT = Text(nl="Waar u naar kijkt", en="What you look at")
_JUDGEMENT = Text(nl="Stand", en="How it is")
_WHAT = Text(nl="Wat", en="What")
_CHECKS = Text(nl="Wat er van versie {number} te zien is", en="What there is to see of version {number}")
_FIELD = Text(nl="Veld", en="Field")
_SMALLEST = Text(nl="Blijft in de kleinste set", en="Stays in the smallest set")
_WHY = Text(nl="Waarom", en="Why")
_DATASET = Text(nl="Dataset", en="Dataset")
_FIELDS = Text(nl="De velden, en de kleinste set", en="The fields, and the smallest set")
_STAYS = Text(nl="blijft", en="stays")
_DISCUSS = Text(nl="ter discussie", en="to be discussed")
_NO_FIELDS = Text(nl="Er zijn geen velden gevraagd.", en="No fields were asked.")
_AGREEMENT = Text(nl="Afspraak", en="Agreement")
_PURPOSE = Text(nl="Doel", en="Purpose")
_SAME_FIELDS = Text(nl="Dezelfde velden", en="The same fields")
_VALID = Text(nl="Hoe zij staat", en="How it stands")
_NOW = Text(nl="van kracht", en="in force")
_NOT_NOW = Text(nl="niet van kracht", en="not in force")
_BASES = Text(nl="Grondslag", en="Basis")
_PRECEDENTS = Text(nl="Eerdere afspraken over dezelfde gegevens", en="Earlier agreements about the same data")
_NO_PRECEDENTS = Text(
    nl="Er zijn geen eerdere afspraken over dezelfde gegevens gevonden die u mag zien.",
    en="No earlier agreements about the same data were found that you may see.",
)
_PART = Text(nl="Onderdeel", en="Part")
_LINE = Text(nl="Regel", en="Line")
_WAS = Text(nl="Was", en="Was")
_BECOMES = Text(nl="Wordt", en="Becomes")
_NOTHING = Text(nl="— stond er niet", en="— was not there")
_CHANGES = Text(nl="Wat er anders is: versie {old} en {new}", en="What is different: version {old} and {new}")
_BY = Text(nl="Wie", en="Who")
_LAST_DAY = Text(nl="Uiterlijk", en="By")
_STANDS = Text(nl="Hoe het staat", en="How it stands")
_WHERE_FROM = Text(nl="Waar de termijn staat", en="Where the term stands")
_TERMS = Text(nl="Termijnen", en="Terms")
_NUMBER = Text(nl="versie {number}", en="version {number}")
