# SPDX-License-Identifier: EUPL-1.2
"""Following a case: by its code, by POST alone; or from one's own list when signed in. What the person can do there
goes with a sealed name of the case, so that the code stands on no further page."""

from __future__ import annotations

from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.views.decorators.debug import sensitive_post_parameters

from stelsel.faces.web.addresses import paths
from stelsel.faces.web.carried_by import browser_of
from stelsel.faces.web.handover_lines import CASE, MASKED, STATES, check_sure, parts, sure_field
from stelsel.faces.web.inputs import errors_of, summary
from stelsel.faces.web.private import private_page
from stelsel.faces.web.shell import book_of, person_of, show
from stelsel.faces.web.templatetags.fields import Field
from stelsel.faces.web.who import publisher_name
from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text, same
from stelsel.node import handover
from stelsel.node.address import client_address
from stelsel.node.carried import Journey, Lost
from stelsel.node.identity import NOBODY, Person
from stelsel.priorities.services.handover import unreadable


class Case(msgspec.Struct, frozen=True):
    """Which case this browser may see for a while."""

    id: str


JOURNEY = Journey("zaak", Case)
_SCREEN = "zaak"
ACTS = {"vertel": "tell", "intrekken": "withdraw", "te-laat": "escalate"}
"""Name of a button -> the act."""


@sensitive_post_parameters()
@private_page("GET", "POST", needs="see")
def case(request: HttpRequest) -> HttpResponse:
    """The form for the code; after a POST the case, and what was done there."""
    if request.method != "POST":
        return _ask(request, {})
    step, typed = request.POST.get("stap", ""), request.POST
    try:
        if step in ACTS or step == "taal":
            return _act(request, _carried(request), step)
        who = person_of(request)
        if step == "open" and handover.is_mine(who, typed.get("zaak", "")):
            return _shown(request, typed["zaak"], {})
        return _shown(request, handover.find_case(typed.get("code", ""), client_address(request.META)), {})
    except BadInput as problem:
        return _ask(request, errors_of(problem.findings, ["code"]))


def _act(request: HttpRequest, id: str, step: str) -> HttpResponse:
    errors = dict[str, Text]()
    if step in ACTS:
        try:
            check_sure(step, request.POST)
            handover.act_as_person(id, ACTS[step], request.POST.get("tekst", ""), _reader(request, id))
        except BadInput as problem:
            errors = errors_of(problem.findings, ["tekst", "zeker"])
    return _shown(request, id, errors, done="" if errors else step)


def _shown(request: HttpRequest, id: str, errors: dict[str, Text], done: str = "") -> HttpResponse:
    seen = handover.look_as_person(id, _reader(request, id))
    language = request.language  # type: ignore[attr-defined]
    acts = seen.standing.acts["person"]
    typed = request.POST.get("tekst", "") if errors else ""
    return show(
        request,
        "case-shown",
        400 if errors else 200,
        **parts(book_of(request), seen),
        acts=acts,
        tell=_tell(typed, errors) if "tell" in acts else None,
        done=DONE.get(done, ""),
        masked=MASKED if done == "vertel" and unreadable(request.POST.get("tekst", ""))[1] else "",
        sure=sure_field(errors.get("zeker", "")),
        errors=summary(errors),
        sealed=JOURNEY.seal(Case(id), _SCREEN, browser_of(request)),
        screen=_SCREEN,
        here=paths(language)["case"],
        other=paths("nl" if language == "en" else "en")["case"],
        trail=_trail(request),
    )


def _ask(request: HttpRequest, errors: dict[str, Text]) -> HttpResponse:
    book, who, language = book_of(request), person_of(request), request.language  # type: ignore[attr-defined]
    field = Field(
        "code",
        Text(nl="De code van uw zaak", en="The code of your case"),
        value=request.POST.get("code", "")[:40] if errors else "",
        why=Text(nl="Die staat op de brief die u kreeg.", en="It stands on the letter that you got."),
        example=same("ABCD-EFGH-JKMN-PQRS"),
        error=errors.get("code", ""),
        autocomplete="off",
    )
    return show(
        request,
        "case",
        400 if errors else 200,
        heading=CASE,
        field=field,
        errors=summary(errors),
        mine=[_row(book, one) for one in handover.mine(who)],
        citizen=who.citizen,
        here=paths(language)["case"],
        trail=_trail(request),
    )


def _row(book: Any, one: Any) -> dict[str, Any]:
    return {"id": one.pk, "to": publisher_name(book, one.taker), "state": STATES[one.status], "day": one.offered_on}


def _tell(typed: str, errors: dict[str, Text]) -> Field:
    return Field(
        "tekst",
        Text(nl="Uw antwoord", en="Your answer"),
        "textarea",
        typed,
        rows=5,
        why=Text(
            nl="Beide organisaties kunnen het lezen. Noem geen burgerservicenummer.",
            en="Both organisations can read it. Give no citizen service number.",
        ),
        error=errors.get("tekst", ""),
    )


def _reader(request: HttpRequest, id: str) -> Person:
    """Under which name the reading is logged: the account where the case is linked to it, else nobody's."""
    who = person_of(request)
    return who if handover.is_mine(who, id) else NOBODY


def _carried(request: HttpRequest) -> str:
    try:
        return JOURNEY.open(request.POST.get("staat", ""), _SCREEN, browser_of(request)).id
    except Lost:
        raise bad_input("lost", "", _LOST, _AGAIN) from None


def _trail(request: HttpRequest) -> tuple[tuple[Text, str], ...]:
    return ((same("Start"), paths(request.language)["start"]), (CASE, ""))  # type: ignore[attr-defined]


_LOST = Text(
    nl="Deze pagina stond te lang open, of komt uit een andere browser. Er is niets veranderd.",
    en="This page was open too long, or comes from another browser. Nothing has changed.",
)
_AGAIN = Text(nl="Vul uw code opnieuw in.", en="Fill in your code again.")
DONE = {
    "vertel": Text(nl="Uw antwoord is verstuurd.", en="Your answer was sent."),
    "intrekken": Text(nl="Uw toestemming is ingetrokken.", en="Your consent was withdrawn."),
    "te-laat": Text(
        nl="Wij hebben aan beide organisaties gemeld dat het te laat is.",
        en="We told both organisations that it is late.",
    ),
}
"""What happened, in words."""
