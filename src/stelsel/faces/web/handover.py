# SPDX-License-Identifier: EUPL-1.2
"""The form that hands a question over, for who asks and for who works at the door; and the letter for an organisation
that cannot take it on here. What is typed comes by POST alone and stands in no address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.debug import sensitive_post_parameters

from stelsel.faces.web.addresses import paths
from stelsel.faces.web.carried_by import browser_of
from stelsel.faces.web.handover_form import (
    ONCE,
    Once,
    Target,
    carried_names,
    consent_field,
    fact_fields,
    facts_in,
    fields_of,
    how_fields,
    known_fields,
    places_of,
    service_of,
    target_of,
    wish_of,
    works_here,
)
from stelsel.faces.web.handover_lines import HAND_OVER, term_words
from stelsel.faces.web.inputs import errors_of, summary
from stelsel.faces.web.private import private_page
from stelsel.faces.web.shell import book_of, person_of, show
from stelsel.kernel.problem import BadInput
from stelsel.kernel.text import Text, same
from stelsel.node import clock, handover
from stelsel.node.carried import Lost
from stelsel.priorities.services.handover import Offered

_SCREEN = "formulier"


@sensitive_post_parameters()
@private_page("GET", "POST", needs="see")
def hand_over(request: HttpRequest) -> HttpResponse:
    """The form; after a POST the code of the case, or a letter where the organisation is not here."""
    typed = request.POST if request.method == "POST" else request.GET
    target = target_of(book_of(request), typed.get("organisatie", ""))
    if request.method != "POST":
        start = {name: typed[name] for name in ("dienst", "organisatie") if name in typed}
        return _form(request, start, target, {}, _fresh())
    given = {name: values[-1] for name, values in request.POST.lists()}
    once, step = _carried(request), given.get("stap", "")
    if step == "brief":
        return _letter(request, given, target)
    if step in ("taal", "terug"):
        return _form(request, given, target, {}, once or _fresh())
    if once is None:
        return _form(request, given, target, {"": _LOST}, _fresh())
    return _onward(request, given, target, once)


def _onward(request: HttpRequest, given: Mapping[str, str], target: Target, once: Once) -> HttpResponse:
    """The page on which the person agrees; from there the code of the case."""
    who, wish = person_of(request), wish_of(request, given, target, once.id)
    try:
        if given.get("stap") == "overdragen" and wish.agreed:
            return _done(request, handover.offer(who, wish), target)
        offered, hidden = handover.draft(who, wish)
    except BadInput as problem:
        language = request.language  # type: ignore[attr-defined]
        errors = places_of(errors_of(problem.findings, known_fields(language)), language)
        return _form(request, given, target, errors, once)
    return _agree(request, given, offered, hidden, once)


def _agree(request: HttpRequest, typed: Mapping[str, str], offered: Offered, hidden: bool, once: Once) -> HttpResponse:
    """What will be sent, word for word, and the sentence to agree to."""
    who = person_of(request)
    errors = {"toestemming": _NO_CONSENT} if typed.get("stap") == "overdragen" else {}
    passed = [(name, value) for name, value in typed.items() if name in carried_names()]
    return show(
        request,
        "hand-over-agree",
        400 if errors else 200,
        offered=offered,
        giver=wish_name(request, offered.giver),
        taker=wish_name(request, offered.taker),
        hidden=hidden,
        passed=passed,
        consent=consent_field(who, offered.consent.consent_words, errors),
        sealed=ONCE.seal(once, _SCREEN, browser_of(request)),
        errors=summary(errors),
        here=paths(request.language)["hand_over"],  # type: ignore[attr-defined]
        trail=_trail(request),
    )


def _form(
    request: HttpRequest, typed: Mapping[str, str], target: Target, errors: dict[str, Text], once: Once
) -> HttpResponse:
    language = request.language  # type: ignore[attr-defined]
    code, service = service_of(book_of(request), typed.get("dienst", ""))
    return show(
        request,
        "hand-over",
        400 if errors else 200,
        heading=HAND_OVER,
        target=target,
        service=service,
        code=code,
        fields=fields_of(request, typed, target, errors),
        facts=fact_fields(typed, errors),
        ways=[] if target.elsewhere else how_fields(request, typed, errors),
        employee=works_here(person_of(request)),
        anybody=bool(handover.giver_choices()),
        sealed=ONCE.seal(once, _SCREEN, browser_of(request)),
        errors=summary(errors),
        posted=request.method == "POST",
        here=paths(language)["hand_over"],
        other=paths("nl" if language == "en" else "en")["hand_over"],
        trail=_trail(request),
    )


def _done(request: HttpRequest, sent: handover.Sent, target: Target) -> HttpResponse:
    offered = sent.standing.offered
    assert offered is not None, "an offer was just made"
    return show(
        request,
        "hand-over-done",
        code=sent.code,
        offered=offered,
        hidden=sent.hidden,
        giver=wish_name(request, offered.giver),
        taker=target.name,
        today=clock.today(),
        terms=[term_words(one) for one in sent.standing.terms],
        trail=_trail(request),
        **_both(),
    )


def _letter(request: HttpRequest, typed: Mapping[str, str], target: Target) -> HttpResponse:
    """What the person can print and take along. Nothing of it is kept or sent."""
    if not typed.get("vraag", "").strip():
        said = Text(
            nl="U hebt nog niet gezegd wat de vraag is. Schrijf de vraag in eigen woorden.",
            en="You have not said yet what the question is. Write it in your own words.",
        )
        return _form(request, typed, target, {"vraag": said}, _fresh())
    language = request.language  # type: ignore[attr-defined]
    return show(
        request,
        "hand-over-letter",
        target=target,
        question=typed["vraag"].replace("\r\n", "\n").strip(),
        facts=[(label, value) for label, value in facts_in(typed, language) if value],
        service=service_of(book_of(request), typed.get("dienst", ""))[1],
        today=clock.today(),
        trail=_trail(request),
    )


def wish_name(request: HttpRequest, publisher: str) -> str:
    """What an organisation is called on screen."""
    return target_of(book_of(request), publisher).name


def _both() -> dict[str, Any]:
    return {"case_nl": paths("nl")["case"], "case_en": paths("en")["case"]}


def _fresh() -> Once:
    return Once(clock.salt(16).hex())


def _carried(request: HttpRequest) -> Once | None:
    try:
        return ONCE.open(request.POST.get("staat", ""), _SCREEN, browser_of(request))
    except Lost:
        return None


def _trail(request: HttpRequest) -> tuple[tuple[Text, str], ...]:
    return ((same("Start"), paths(request.language)["start"]), (HAND_OVER, ""))  # type: ignore[attr-defined]


_NO_CONSENT = Text(
    nl="Zonder toestemming dragen we niets over. Lees de zin en vink haar aan.",
    en="Without consent we hand nothing over. Read the sentence and tick it.",
)
_LOST = Text(
    nl="Deze pagina stond te lang open, of komt uit een andere browser. Er is niets verstuurd. Kijk na wat er staat en "
    "verstuur het nog eens.",
    en="This page was open too long, or comes from another browser. Nothing was sent. Check what stands here and send "
    "it once more.",
)
