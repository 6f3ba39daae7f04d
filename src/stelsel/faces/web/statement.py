# SPDX-License-Identifier: EUPL-1.2
"""The part of a publish form that every kind shares: for whom, which audience, stated or recorded, about whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from stelsel.book.book import Book
from stelsel.book.view import Record
from stelsel.faces.web.addresses import is_tooi
from stelsel.faces.web.choices import choice
from stelsel.faces.web.inputs import Errors, Typed
from stelsel.faces.web.templatetags.fields import Field
from stelsel.faces.web.who import organisations, publisher_name
from stelsel.kernel.entry import Source
from stelsel.kernel.kind import AudienceName, Kind
from stelsel.kernel.problem import BadInput, Finding
from stelsel.kernel.text import Text, same
from stelsel.kernel.time import day
from stelsel.node.identity import Person
from stelsel.node.permission import may, where

_STATED = Text(
    nl="Wij verklaren dit zelf, over onze eigen organisatie.", en="We state this ourselves, about our own organisation."
)
_RECORDED = Text(nl="Wij leggen vast wat een bron zegt.", en="We record what a source says.")


@dataclass(frozen=True, slots=True)
class Statement:
    """Who publishes, in which log, under which local name (empty: made from the title), about whom (empty: itself) and
    from which source (None: stated)."""

    publisher: str
    audience: AudienceName
    local: str
    about: str
    source: Source | None


def read_statement(
    book: Book, who: Person, kind: Kind[Any], typed: Mapping[str, str], record: Record | None = None
) -> Statement:
    """The shared part as typed. BadInput names every field that is wrong. A correction stays in its own log."""
    findings: list[Finding] = []
    publisher = record.log.publisher if record else typed.get("stelsel-uitgever", "")
    audience = record.log.audience if record else typed.get("stelsel-kring", "")
    if not publisher or not may(who, "publish", publisher):
        findings.append(
            _finding(
                "uitgever",
                "Voor deze organisatie mag u niet publiceren.",
                "You may not publish for this organisation.",
                "Kies een andere.",
                "Choose another.",
            )
        )
    if audience not in kind.allowed:
        findings.append(
            _finding(
                "kring",
                "Deze kring kan niet bij deze soort.",
                "This audience is not possible for this kind.",
                "Kies een van de kringen.",
                "Choose one of the audiences.",
            )
        )
    recorded = typed.get("stelsel-wijze") == "recorded"
    source = _source(typed, findings) if recorded else None
    about = _about(book, typed.get("stelsel-over", "").strip(), findings) if recorded else ""
    if findings:
        raise BadInput(*findings)
    return Statement(publisher, cast(AudienceName, audience), typed.get("stelsel-naam", "").strip(), about, source)


def about_fields(
    book: Book, who: Person, kind: Kind[Any], typed: Typed, errors: Errors, record: Record | None
) -> list[Field]:
    """The fields of the shared part; a correction does not ask what cannot change."""
    given = {name: values[0] for name, values in typed.items() if values}
    fields = [*([] if record else _where(book, who, kind)), *_says()]
    return [_filled(field, given, errors) for field in fields]


def _where(book: Book, who: Person, kind: Kind[Any]) -> list[Field]:
    """For whom, for which readers, under which name."""
    mine = [(one, same(publisher_name(book, one))) for one in where(who, "publish")]
    return [
        Field(
            "stelsel-uitgever",
            Text(nl="Namens wie publiceert u?", en="For whom do you publish?"),
            "select",
            options=mine,
        ),
        Field(
            "stelsel-kring",
            Text(nl="Wie mag dit lezen?", en="Who may read this?"),
            "select",
            kind.audience,
            options=[(one, choice(one, "audience")) for one in ("public", "gov", "own") if one in kind.allowed],
        ),
        Field(
            "stelsel-naam",
            Text(nl="Korte naam in het adres", en="Short name in the address"),
            required=False,
            why=Text(
                nl="Kleine letters, cijfers en streepjes. Leeg: we maken hem van de titel.",
                en="Small letters, digits and hyphens. Empty: we make it from the title.",
            ),
            example=same("server-klein"),
        ),
    ]


def _says() -> list[Field]:
    """Stated or recorded, from which source, about whom."""
    return [
        Field(
            "stelsel-wijze",
            Text(nl="Wie zegt dit?", en="Who says this?"),
            "radio",
            "stated",
            options=(("stated", _STATED), ("recorded", _RECORDED)),
        ),
        Field(
            "stelsel-bron",
            Text(nl="Naam van de bron", en="Name of the source"),
            required=False,
            why=Text(nl="Alleen nodig als u iets vastlegt.", en="Only needed when you record something."),
        ),
        Field("stelsel-bron-dag", Text(nl="Dag van de gegevens", en="Day of the data"), "date", required=False),
        Field(
            "stelsel-bron-link", Text(nl="Webadres van de bron", en="Web address of the source"), "url", required=False
        ),
        Field(
            "stelsel-over",
            Text(nl="Over welke organisatie gaat het?", en="Which organisation is it about?"),
            required=False,
            why=Text(
                nl="De code uit het adres van haar pagina. Leeg: over uzelf.",
                en="The code in the address of its page. Empty: about yourself.",
            ),
            example=same("gm0344"),
        ),
    ]


def statement_of(record: Record) -> dict[str, list[str]]:
    """The shared part of an entry that stands in a log, as it was typed."""
    typed = {"stelsel-wijze": [record.envelope.mode]}
    if record.source:
        about = record.envelope.org if record.envelope.org != record.log.organisation else ""
        typed |= {
            "stelsel-bron": [record.source.name],
            "stelsel-bron-dag": [record.source.day],
            "stelsel-bron-link": [record.source.link],
            "stelsel-over": [about.rpartition("/")[2] if is_tooi(about) else about],
        }
    return typed


def _filled(field: Field, given: Mapping[str, str], errors: Errors) -> Field:
    return replace(field, value=given.get(field.name, field.value), error=errors.get(field.name, ""))


def _source(typed: Mapping[str, str], findings: list[Finding]) -> Source | None:
    name, link = typed.get("stelsel-bron", "").strip(), typed.get("stelsel-bron-link", "").strip()
    if not name:
        findings.append(
            _finding(
                "bron",
                "Wie iets vastlegt, noemt de bron.",
                "Who records something names the source.",
                "Vul de naam van de bron in.",
                "Fill in the name of the source.",
            )
        )
    if link and not link.startswith(("https://", "http://")):
        findings.append(
            _finding(
                "bron-link",
                "Dit is geen webadres.",
                "This is no web address.",
                "Begin met https://.",
                "Begin with https://.",
            )
        )
    try:
        when = day(typed.get("stelsel-bron-dag", "").strip(), "stelsel-bron-dag")
    except BadInput as problem:
        findings.extend(problem.findings)
        return None
    return Source(name, when.isoformat(), link)


def _about(book: Book, text: str, findings: list[Finding]) -> str:
    """A TOOI address from a code or address; an entry address or publisher's name stays as it is."""
    if not text or text.count("/") == 2:
        return text
    known = organisations(book).by_tooi
    found = text if text in known else next((tooi for tooi in known if tooi.endswith(f"/{text.lower()}")), "")
    if not found:
        findings.append(
            _finding(
                "over",
                f"“{text[:40]}” kennen we niet.",
                f"We do not know “{text[:40]}”.",
                "Neem de code uit het adres van de organisatie.",
                "Take the code from the organisation's address.",
            )
        )
    return found


def _finding(name: str, nl: str, en: str, cure_nl: str, cure_en: str) -> Finding:
    return Finding("statement", f"stelsel-{name}", Text(nl=nl, en=en), Text(nl=cure_nl, en=cure_en))
