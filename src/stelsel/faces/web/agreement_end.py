# SPDX-License-Identifier: EUPL-1.2
"""Ending the signature of a party under an agreement: for whom, from which day, and why. Errors keep what was typed."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from stelsel.book.book import Book
from stelsel.faces.web.addresses import agreement_path, kind_path, paths
from stelsel.faces.web.inputs import Errors, errors_of, summary
from stelsel.faces.web.private import private_page
from stelsel.faces.web.shell import book_of, person_of, show
from stelsel.faces.web.templatetags.fields import Field
from stelsel.faces.web.who import publisher_name
from stelsel.kernel.ids import entry_id
from stelsel.kernel.problem import BadInput
from stelsel.kernel.text import Text, same
from stelsel.node import clock, signatures
from stelsel.node.node import node
from stelsel.node.permission import where
from stelsel.node.signatures import FIRST_DAY, PARTY, REASONS
from stelsel.nouns.agreement import AGREEMENT, STATES, AgreementStanding, agreement_here, agreement_standing

END = Text(nl="Zeg de afspraak op", en="End the agreement")


@private_page("GET", "POST", needs="sign-agreement")
def end(request: HttpRequest, publisher: str, local: str) -> HttpResponse:
    """The form; after a POST the page of the agreement, which tells that it ends."""
    address = str(entry_id(f"{publisher}/{AGREEMENT.name}/{local}"))
    if agreement_here(book_of(request), address) is None:
        raise Http404
    if request.method != "POST":
        return _form(request, address, {})
    typed = request.POST
    notice = signatures.Notice(typed.get(PARTY, ""), typed.get(REASONS, ""), typed.get(FIRST_DAY, ""))
    try:
        signatures.end(node(), person_of(request), address, notice)
    except BadInput as problem:
        return _form(request, address, errors_of(problem.findings, [PARTY, FIRST_DAY, REASONS]))
    language = request.language  # type: ignore[attr-defined]
    return HttpResponseRedirect(f"{agreement_path(language, address)}#stand")


def _form(request: HttpRequest, address: str, errors: Errors) -> HttpResponse:
    book, language = book_of(request), request.language  # type: ignore[attr-defined]
    found, who = agreement_standing(book, address, clock.today()), person_of(request)
    can = signatures.can_end(who, found)
    back = agreement_path(language, address)
    return show(
        request,
        "agreement-end",
        400 if errors else 200,
        heading=END,
        title=found.body.title,
        state=STATES[found.state],
        told=[one.text for one in found.end_reasons],
        fields=_fields(request, book, found, errors) if can or errors else [],
        obstacle="" if can or errors else signatures.obstacle(who, found),
        errors=summary(errors),
        here=request.path,
        back=back,
        trail=(
            (same("Start"), paths(language)["start"]),
            (AGREEMENT.plural, kind_path(language, AGREEMENT.wire_plural)),
            (same(found.body.title), back),
            (END, ""),
        ),
    )


def _fields(request: HttpRequest, book: Book, found: AgreementStanding, errors: Errors) -> list[Field]:
    """For whom, from when and why."""
    who, typed = person_of(request), request.POST
    mine = signatures.can_end(who, found) or where(who, "sign-agreement")
    options: list[tuple[str, Text]] = [(one, same(publisher_name(book, one))) for one in mine]
    if len(options) != 1:
        options.insert(0, ("", _PICK))
    chosen = typed.get(PARTY, "") or options[0][0]
    day, reasons = typed.get(FIRST_DAY, ""), typed.get(REASONS, "")
    return [
        Field(PARTY, _FOR, "select", chosen, options=options, error=errors.get(PARTY, "")),
        Field(FIRST_DAY, _DAY, "date", day, why=_DAY_WHY, example=same("2027-01-01"), error=errors.get(FIRST_DAY, "")),
        Field(REASONS, _WHY, "textarea", reasons, why=_WHY_WHY, error=errors.get(REASONS, ""), rows=4),
    ]


_PICK = Text(nl="kies een organisatie", en="choose an organisation")
_FOR = Text(nl="Namens welke partij zegt u op?", en="For which party do you end it?")
_DAY = Text(
    nl="Wat is de eerste dag waarop de afspraak niet meer geldt?",
    en="What is the first day on which the agreement no longer holds?",
)
_DAY_WHY = Text(
    nl="Vandaag of later. Geef de andere partij tijd om te stoppen.",
    en="Today or later. Give the other party time to stop.",
)
_WHY = Text(nl="Waarom zegt u op?", en="Why do you end it?")
_WHY_WHY = Text(
    nl="Iedereen die de afspraak mag lezen, leest dit ook. Schrijf niets over personen.",
    en="Whoever may read the agreement reads this too. Write nothing about persons.",
)
