# SPDX-License-Identifier: EUPL-1.2
"""The fields with which a bottleneck is raised, and what was typed in them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest

from stelsel.faces.web.choices import capital
from stelsel.faces.web.inputs import Errors
from stelsel.faces.web.shell import book_of
from stelsel.faces.web.templatetags.fields import Field
from stelsel.faces.web.who import publisher_name, publishers
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text, same
from stelsel.kernel.vocabulary import wire, words
from stelsel.node.bottlenecks import steward_here
from stelsel.nouns.bottleneck import CAUSES, LAW, Proposal, articles_in, law_name, neutral_summary, subject_of

OWN = "eigenWoorden"
USE_OWN = "gebruikEigenWoorden"
_LIST = re.compile(r"[\s,]+")


def words_field(given: str, errors: Errors) -> Field:
    """The one text box."""
    return Field(
        OWN,
        Text(nl="Wat staat er in de weg?", en="What stands in the way?"),
        "textarea",
        given,
        why=Text(
            nl="In uw eigen woorden. Noem gerust de gegevens, de wet of de organisatie. Geen namen van mensen.",
            en="In your own words. Do name the data, the law or the organisation. No names of people.",
        ),
        example=Text(
            nl="De adressen die wij krijgen zijn een week oud, daardoor gaan vergunningen naar het verkeerde adres.",
            en="The addresses that we get are a week old, so permits go to the wrong address.",
        ),
        rows=6,
        error=errors.get(OWN, ""),
    )


def report_fields(
    request: HttpRequest,
    proposal: Proposal,
    typed: Mapping[str, str] | None,
    errors: Errors,
    mine: Sequence[str],
    personal: bool,
) -> list[Field]:
    """What the system proposes, to confirm or change; `typed` is what was changed already."""
    book, language = book_of(request), request.language  # type: ignore[attr-defined]
    subject = subject_of(proposal, book)
    cause = CAUSES[proposal.cause] if proposal.cause else None
    title = f"{capital(cause).to(language)}: {subject.to(language)}" if cause and subject else ""
    articles = "\n".join(" ".join(filter(None, (one.law, one.article))) for one in proposal.articles)
    proposed = {
        wire("title"): title,
        wire("summary"): neutral_summary(proposal.cause, subject).to(language),
        wire("cause"): proposal.cause or "",
        wire("datasets"): "\n".join(proposal.datasets),
        wire("agreements"): "\n".join(proposal.agreements),
        wire("articles"): articles,
        wire("steward"): steward_here(book),
        "stelsel-uitgever": mine[0] if mine else "",
    }
    fields = _asked(request, proposal, mine, personal)
    return [_filled(one, proposed if typed is None else typed, errors) for one in fields]


def chosen_values(request: HttpRequest, own: str, personal: bool) -> tuple[dict[str, Any], str]:
    """What was confirmed, by English field name, and for which publisher. Own words become the summary only where the
    person chose that and nothing in them seems to be about a person."""
    typed = request.POST
    cause = typed.get(wire("cause"), "")
    summary = typed.get(wire("summary"), "").strip()
    if typed.get(USE_OWN) and not personal:
        summary = own
    values = {
        "title": " ".join(typed.get(wire("title"), "").split()),
        "summary": summary,
        "cause": cause,
        "cause_said": ("proposed" if cause == typed.get("oorzaakVoorgesteld") else "chosen") if cause else "",
        "datasets": _items(typed.get(wire("datasets"), "")),
        "agreements": _items(typed.get(wire("agreements"), "")),
        "articles": [_article(line) for line in typed.get(wire("articles"), "").splitlines() if line.strip()],
        "process": " ".join(typed.get(wire("process"), "").split()),
        "rooms": ["data"],
        "steward": typed.get(wire("steward"), "").strip(),
    }
    return values, typed.get("stelsel-uitgever", "")


def _asked(request: HttpRequest, proposal: Proposal, mine: Sequence[str], personal: bool) -> list[Field]:
    book = book_of(request)
    named = [(one, same(publisher_name(book, one))) for one in mine]
    stewards = [("", _NOBODY), *((one, same(name)) for one, name in sorted(publishers(book).items()))]
    causes = [("", _UNKNOWN_CAUSE), *CAUSES.items()]
    use = Field(USE_OWN, _USE_OWN, "checkbox", "", required=False)
    return [
        Field(wire("title"), Text(nl="Titel in een paar woorden", en="Title in a few words")),
        Field(wire("summary"), capital(words("summary")), "textarea", rows=3, why=_NEUTRAL),
        *([] if personal else [use]),
        Field(wire("cause"), capital(words("cause")), "select", options=causes, required=False),
        Field(wire("process"), capital(words("process")), required=False, example=_PROCESS),
        Field(wire("datasets"), capital(words("datasets")), "textarea", rows=2, required=False, why=_ADDRESSES),
        Field(wire("agreements"), capital(words("agreements")), "textarea", rows=2, required=False, why=_ADDRESSES),
        Field(wire("articles"), capital(words("articles")), "textarea", rows=2, required=False, why=_laws(proposal)),
        Field(wire("steward"), _STEWARD, "select", options=stewards, required=False, why=_STEWARD_WHY),
        *([Field("stelsel-uitgever", _WHO, "select", options=named)] if named else []),
    ]  # fmt: skip


def _laws(proposal: Proposal) -> Text:
    """How an article is written, with the names of those that were recognised."""
    names = ", ".join(f"{one.law} = {law_name(one.law)}" for one in proposal.articles)
    return Text(nl=f"{_LAWS.nl} {names}".strip(), en=f"{_LAWS.en} {names}".strip())


def _filled(field: Field, given: Mapping[str, str], errors: Errors) -> Field:
    from dataclasses import replace

    return replace(field, value=given.get(field.name, ""), error=errors.get(field.name, ""))


def _items(text: str) -> list[str]:
    return [one for one in _LIST.split(text.strip()) if one]


def _article(line: str) -> dict[str, str]:
    """The identifier of a law, or a name of one that is known here, and the article. BadInput for another law."""
    law, _, article = line.strip().replace("|", " ").partition(" ")
    if not re.fullmatch(LAW, law):
        known = articles_in(line)
        if not known:
            raise bad_input("no-law", wire("articles"), _NO_LAW.fill(said=line.strip()[:60]), _LAW_CURE)
        law, article = known[0].law, known[0].article or ""
    number = re.sub(r"^(artikel|article|art\.?)\s+", "", article.strip())
    return {wire("law"): law, **({wire("article"): number} if number else {})}


_NOBODY = Text(nl="niemand: alleen wij zelf", en="nobody: only ourselves")
_UNKNOWN_CAUSE = Text(nl="onbekend", en="unknown")
_USE_OWN = Text(nl="Gebruik mijn eigen woorden als samenvatting", en="Use my own words as the summary")
_NEUTRAL = Text(
    nl="Neutraal: wat gaat er mis met gegevens of regels. Geen ik of mijn, geen verhaal van iemand.",
    en="Neutral: what goes wrong with data or rules. No I or my, nobody's story.",
)
_PROCESS = Text(nl="Vergunningen verlenen", en="Granting permits")
_ADDRESSES = Text(
    nl="Eén per regel: het adres van een vermelding, of een webadres.",
    en="One on each line: the address of an entry, or a web address.",
)
_LAWS = Text(
    nl="Eén per regel: de code van de wet en het artikel, zoals BWBR0005537 artikel 2:3, of de naam: Awb artikel 2:3.",
    en="One on each line: the law's code and article, such as BWBR0005537 article 2:3; or the name: Awb article 2:3.",
)
_NO_LAW = Text(nl="“{said}” herkennen wij niet als een wet.", en="We do not recognise “{said}” as a law.")
_LAW_CURE = Text(
    nl="Neem de code over van wetten.overheid.nl: BWBR met zeven cijfers; of CVDR, of het CELEX-nummer.",
    en="Copy the code from wetten.overheid.nl: BWBR with seven digits; or CVDR, or the CELEX number.",
)
_STEWARD = Text(nl="Wie brengt knelpunten samen?", en="Who brings bottlenecks together?")
_STEWARD_WHY = Text(
    nl="Deze regisseur beslist welke meldingen hetzelfde zijn.",
    en="This steward decides which reports are the same.",
)
_WHO = Text(nl="Namens wie meldt u?", en="For whom do you report?")
