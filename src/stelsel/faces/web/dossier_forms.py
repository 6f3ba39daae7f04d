# SPDX-License-Identifier: EUPL-1.2
"""The forms of dossiers: their fields, and what was typed in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.core.files.uploadhandler import MemoryFileUploadHandler, SkipFile
from django.http import HttpRequest

from stelsel.catalogue import KINDS
from stelsel.faces.web.templatetags.fields import Field
from stelsel.kernel.lawful_basis import GROUNDS, WORDS, basis_of
from stelsel.kernel.problem import BadInput, Finding, bad_input
from stelsel.kernel.text import Text, same
from stelsel.kernel.time import day, say_day
from stelsel.kernel.vocabulary import wire
from stelsel.node.dossiers import MOST_BYTES, PLAIN, Content, Keep, Opening, Subject

_NOTHING = Text(nl="geen keuze", en="no choice")
_MINE = Text(nl="van mijzelf", en="my own")


class InMemoryOnly(MemoryFileUploadHandler):
    """A file in a form never touches the disk in the clear. One that is larger than a document may be is skipped, and
    the request says so (`file_too_large`). Attachments have a door of their own."""

    def handle_raw_input(self, *_: object, **__: object) -> None:
        """Always here, whatever the length."""
        self.activated = True
        self._size = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Its next bytes; what was read goes once it is too large."""
        self._size += len(raw_data)
        if self._size > MOST_BYTES:
            self.request.file_too_large = True
            self.file.close()
            raise SkipFile
        super().receive_data_chunk(raw_data, start)


def document_fields(typed: Mapping[str, str], errors: Mapping[str, Text], new: bool) -> list[Field]:
    """What a document asks."""
    fields = [
        Field("naam", Text(nl="Naam van het stuk", en="Name of the document"), value=typed.get("naam", "")),
        Field(
            "inhoud",
            Text(nl="Tekst", en="Text"),
            "textarea",
            typed.get("inhoud", ""),
            rows=12,
            required=False,
            why=Text(
                nl="Versleuteld bewaard. Alleen wie dit dossier mag lezen, ziet het.",
                en="Kept encrypted. Only who may read this dossier sees it.",
            ),
        ),
    ]
    if new:
        why = Text(
            nl=f"In plaats van tekst; hoogstens {MOST_BYTES // 1000} kB.",
            en=f"Instead of text; at most {MOST_BYTES // 1000} kB.",
        )
        fields.append(Field("bestand", Text(nl="Bestand", en="File"), "file", required=False, why=why))
    return [_with_error(one, errors) for one in fields]


def parsed_document(request: HttpRequest) -> tuple[Content, int]:
    """What was sent: a file where there is one, else the text; and the revision that was seen."""
    typed = request.POST
    if getattr(request, "file_too_large", False):
        raise BadInput(_too_large())
    revision = typed.get("revisie", "0")
    seen = int(revision) if revision.isascii() and revision.isdigit() and len(revision) < 10 else 0
    sent = request.FILES.get("bestand")
    if sent is not None:
        return Content(typed.get("naam", "") or str(sent.name), "application/octet-stream", sent.read()), seen
    return Content(typed.get("naam", ""), PLAIN, typed.get("inhoud", "").replace("\r\n", "\n").encode()), seen


def _too_large() -> Finding:
    what = Text(nl="Dit bestand is te groot.", en="This file is too large.")
    cure = Text(nl=f"Hoogstens {MOST_BYTES // 1000} kB kan.", en=f"At most {MOST_BYTES // 1000} kB is possible.")
    return Finding("too-large", "bestand", what, cure)


def opening_fields(
    typed: Mapping[str, str], errors: Mapping[str, Text], publishers: list[tuple[str, str]]
) -> list[Field]:
    """What a new dossier asks, with why."""
    fields = (*_why(publishers), *_how_long(), *_about_whom())
    return [_with_error(_with_value(one, typed), errors) for one in fields]


def _why(publishers: list[tuple[str, str]]) -> list[Field]:
    """Purpose, owner and ground."""
    return [
        Field(
            wire("dossier_purpose"),
            Text(nl="Waarvoor is dit dossier?", en="What is this dossier for?"),
            why=Text(
                nl="Dit doel staat in het verwerkingenlogboek. Noem geen namen.",
                en="This purpose stands in the processing log. Name nobody.",
            ),
            example=Text(nl="Een bezwaar behandelen", en="Handle an objection"),
        ),
        Field(
            wire("owner"),
            Text(nl="Van wie is het?", en="Whose is it?"),
            "select",
            options=[("", _MINE), *((name, same(words)) for name, words in publishers)],
            why=Text(
                nl="Een dossier van uw organisatie beheren haar beheerders.",
                en="A dossier of your organisation is managed by its administrators.",
            ),
        ),
        Field(
            wire("legal_basis"),
            Text(nl="Op welke grond (AVG art. 6 lid 1)?", en="On which ground (GDPR art. 6(1))?"),
            "select",
            "e",
            options=[(one, WORDS[one]) for one in GROUNDS],
        ),
        Field(
            wire("law"),
            Text(nl="Welke wet, welk artikel?", en="Which law, which article?"),
            required=False,
            why=Text(nl="Nodig bij grond c en e.", en="Needed with grounds c and e."),
            example=same("Gemeentewet, art. 160"),
        ),
    ]


def _how_long() -> list[Field]:
    """The term, and what it rests on."""
    return [
        Field(
            wire("keep_years"),
            Text(nl="Hoeveel jaar bewaren na afsluiten?", en="How many years after closing is it kept?"),
            "number",
            required=False,
        ),
        Field(
            wire("kept_until"),
            Text(nl="Of: laatste dag van bewaren", en="Or: last day it is kept"),
            "date",
            required=False,
        ),
        Field(
            wire("term_basis"),
            Text(nl="Waarop berust die termijn?", en="What does that term rest on?"),
            why=Text(
                nl="De categorie in de selectielijst van uw organisatie (Archiefwet 1995, art. 5).",
                en="The category in the selection list of your organisation (Archiefwet 1995, art. 5).",
            ),
            example=Text(nl="Selectielijst gemeenten 2020, categorie 9.1", en="Selection list 2020, category 9.1"),
        ),
    ]


def _about_whom() -> list[Field]:
    """Data subjects, and the kind of entry that it prepares."""
    kinds = [("", _NOTHING), *((kind.name, kind.title) for kind in KINDS.values())]
    return [
        Field(
            wire("subjects"),
            Text(nl="Over wie gaat het?", en="Whom is it about?"),
            "textarea",
            rows=3,
            required=False,
            why=Text(
                nl="Eén pseudoniem per regel; achter een streepje | het soort. Nooit een BSN of naam.",
                en="One pseudonym on each line; behind a bar | the sort. Never a BSN or a name.",
            ),
            example=same("p-0042 | personeelsnummer"),
        ),
        Field(
            wire("kind"),
            Text(nl="Bereidt dit een vermelding voor?", en="Does this prepare an entry?"),
            "select",
            options=kinds,
        ),
    ]


def parsed_opening(typed: Mapping[str, str]) -> Opening:
    """What was typed as a wish; BadInput names every field that cannot be read."""
    basis, findings = basis_of(typed.get(wire("legal_basis"), ""), typed.get(wire("law"), ""))
    years, until = typed.get(wire("keep_years"), "").strip(), typed.get(wire("kept_until"), "").strip()
    if years and not (years.isascii() and years.isdigit() and len(years) < 4):
        what = Text(nl="Dit is geen aantal jaren.", en="This is no number of years.")
        cure = Text(nl="Geef een heel getal, zoals 7.", en="Give a whole number, such as 7.")
        findings.append(Finding("no-number", wire("keep_years"), what, cure))
        years = ""
    if basis is None or findings:
        raise BadInput(*findings)
    keep = Keep(
        int(years) if years else None,
        day(until, wire("kept_until")) if until else None,
        typed.get(wire("term_basis"), ""),
    )
    return Opening(
        typed.get(wire("dossier_purpose"), ""),
        basis,
        keep,
        typed.get(wire("owner"), ""),
        typed.get(wire("kind"), ""),
        tuple(parsed_subjects(typed.get(wire("subjects"), ""))),
    )


def parsed_subjects(text: str) -> list[Subject]:
    """One data subject on each line: identifier, and behind a bar its sort."""
    found = []
    for line in filter(None, (one.strip() for one in text.splitlines())):
        name, _, sort = (part.strip() for part in line.partition("|"))
        found.append(Subject(name, sort) if sort else Subject(name))
    if len(found) > 500:
        raise bad_input(
            "too-many",
            wire("subjects"),
            Text(nl="Dit zijn te veel betrokkenen.", en="These are too many data subjects."),
            Text(nl="Verdeel ze over meer dossiers.", en="Spread them over more dossiers."),
        )
    return found


def _with_value(field: Field, typed: Mapping[str, str]) -> Field:
    return replace(field, value=typed.get(field.name, field.value))


def _with_error(field: Field, errors: Mapping[str, Text]) -> Field:
    return replace(field, error=errors.get(field.name, ""))


def row_words(instant: str, language: str) -> str:
    """A moment as people read it: 26 november 2026, 10:41:07."""
    at = datetime.fromisoformat(instant)
    return f"{say_day(at.date(), language)}, {at:%H:%M:%S}"
