# SPDX-License-Identifier: EUPL-1.2
"""What must be known before a dossier is opened: purpose, lawful basis, retention, subjects. Every fault is named."""

import re
from datetime import date

from stelsel.catalogue import KINDS
from stelsel.kernel import personal_data
from stelsel.kernel.problem import BadInput, Finding, bad_input
from stelsel.kernel.text import Text
from stelsel.kernel.vocabulary import wire
from stelsel.node.dossiers._types import BYTES, JSON, MOST_BYTES, MOST_NAME, PLAIN, Content, Keep, Opening, Subject

MOST_YEARS = 200
_MOST = 300
MESSAGE = "bericht-"
"""How the name of a document begins that is part of a conversation: it is written once, and by the product alone."""
_SUBJECT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,119}")
_TYPE = re.compile(r"[\x21-\x7e]{1,200}")


def check_opening(wish: Opening, today: date) -> None:
    """BadInput names everything that stands in the way."""
    findings = [*_purpose(wish.purpose), *_keep(wish.keep, today)]
    if wish.kind and wish.kind not in KINDS:
        findings.append(_finding("unknown-kind", "kind", _NO_KIND, _CHOOSE))
    for one in wish.subjects:
        findings += check_subject(one)
    if findings:
        raise BadInput(*findings)


def check_subject(subject: Subject) -> list[Finding]:
    """What is wrong with the identifier of a data subject: it must be opaque."""
    opaque = _SUBJECT.fullmatch(subject.id) and not personal_data.is_bsn(subject.id)
    if not opaque or personal_data.find({"id": subject.id}):
        return [_finding("subject-not-opaque", "subjects", _NOT_OPAQUE, _PSEUDONYM)]
    if not _TYPE.fullmatch(subject.type):
        return [_finding("subject-type", "subjects", _NO_TYPE, _TYPE_CURE)]
    return []


def content_of(name: str, media_type: str, data: bytes) -> Content:
    """A document as it will be sealed; BadInput for an empty or long name, another type, or too many bytes."""
    name = " ".join(name.split())
    if not name or len(name) > MOST_NAME:
        raise bad_input(
            "document-name",
            wire("name"),
            Text(nl="Geef het stuk een naam.", en="Give the document a name."),
            Text(nl=f"Gebruik 1 tot {MOST_NAME} tekens.", en=f"Use 1 to {MOST_NAME} characters."),
        )
    if len(data) > MOST_BYTES:
        raise too_large(len(data))
    return Content(name, media_type if media_type in (JSON, PLAIN) and _readable(data) else BYTES, data)


def check_document(document: str) -> None:
    """BadInput for a document of a conversation, which nobody changes."""
    if document.startswith(MESSAGE):
        raise bad_input(
            "conversation",
            "stuk",
            Text(nl="Dit bericht is verstuurd en verandert niet.", en="This message was sent and does not change."),
            Text(nl="Schrijf een nieuw stuk.", en="Write a new document."),
        )


def too_large(size: int) -> BadInput:
    """The refusal of a document that is too large."""
    return bad_input(
        "too-large",
        wire("content"),
        Text(
            nl=f"Dit stuk is {size // 1000} kB; hoogstens {MOST_BYTES // 1000} kB kan.",
            en=f"This document is {size // 1000} kB; at most {MOST_BYTES // 1000} kB is possible.",
        ),
        Text(nl="Splits het, of maak het kleiner.", en="Split it, or make it smaller."),
    )


def _readable(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _purpose(purpose: str) -> list[Finding]:
    if not 3 <= len(purpose.strip()) <= _MOST:
        return [_finding("no-purpose", "dossier_purpose", _NO_PURPOSE, _PURPOSE_CURE)]
    place = wire("dossier_purpose")
    return [Finding(one.code, place, one.what, one.cure) for one in personal_data.find({place: purpose})]


def _keep(keep: Keep, today: date) -> list[Finding]:
    found = []
    if (keep.years is None) == (keep.until is None):
        found.append(_finding("no-term", "keep_years", _NO_TERM, _TERM_CURE))
    elif keep.years is not None and not 1 <= keep.years <= MOST_YEARS:
        found.append(_finding("no-term", "keep_years", _ODD_TERM, _TERM_CURE))
    elif keep.until is not None and keep.until < today:
        found.append(_finding("past-term", "kept_until", _PAST, _PAST_CURE))
    if not 3 <= len(keep.basis.strip()) <= 500 or not 3 <= len(keep.source.strip()) <= _MOST:
        found.append(_finding("no-term-basis", "term_basis", _NO_BASIS, _BASIS_CURE))
    return found


def _finding(code: str, field: str, what: Text, cure: Text) -> Finding:
    return Finding(code, wire(field), what, cure)


_NO_KIND = Text(nl="Deze soort kennen we niet.", en="We do not know this kind.")
_CHOOSE = Text(
    nl="Kies een soort uit de lijst, of laat dit leeg.", en="Choose a kind from the list, or leave it empty."
)
_NOT_OPAQUE = Text(
    nl="Dit kenmerk van de betrokkene zegt zelf al wie het is, of heeft een vreemd teken.",
    en="This identifier of the data subject tells by itself who it is, or has an odd character.",
)
_PSEUDONYM = Text(
    nl="Gebruik een pseudoniem: letters, cijfers en . _ : -, en nooit een BSN, naam of mailadres.",
    en="Use a pseudonym: letters, digits and . _ : -, and never a BSN, name or mail address.",
)
_NO_TYPE = Text(nl="Zeg wat voor kenmerk dit is.", en="Say what sort of identifier this is.")
_TYPE_CURE = Text(nl="Bijvoorbeeld personeelsnummer, of een URI.", en="For example personeelsnummer, or a URI.")
_NO_PURPOSE = Text(nl="Zeg waarvoor dit dossier is.", en="Say what this dossier is for.")
_PURPOSE_CURE = Text(
    nl=f"Eén zin van 3 tot {_MOST} tekens, zonder namen (AVG art. 5 lid 1 b).",
    en=f"One sentence of 3 to {_MOST} characters, without names (GDPR art. 5(1)(b)).",
)
_NO_TERM = Text(nl="Kies één bewaartermijn.", en="Choose one retention term.")
_ODD_TERM = Text(nl="Dit is geen bewaartermijn.", en="This is no retention term.")
_TERM_CURE = Text(
    nl=f"Geef een aantal jaren na afsluiten (1 tot {MOST_YEARS}), of een laatste dag.",
    en=f"Give a number of years after closing (1 to {MOST_YEARS}), or a last day.",
)
_PAST = Text(nl="Deze laatste dag is al voorbij.", en="This last day is over already.")
_PAST_CURE = Text(nl="Kies vandaag of een latere dag.", en="Choose today or a later day.")
_NO_BASIS = Text(nl="Zeg waarop deze termijn berust.", en="Say what this term rests on.")
_BASIS_CURE = Text(
    nl="Noem de categorie en de selectielijst van uw organisatie (Archiefwet 1995, art. 5).",
    en="Name the category and the selection list of your organisation (Archiefwet 1995, art. 5).",
)
