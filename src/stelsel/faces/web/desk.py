# SPDX-License-Identifier: EUPL-1.2
"""The screen of who works at a desk or on the phone: the question in somebody's own words, what it is about, where it
goes and why, how it is arranged with where each sentence stands, and from there to what somebody is entitled to, to an
event, or to another organisation. By POST alone; what was typed stands in no address and is kept nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.views.decorators.debug import sensitive_post_parameters

from stelsel.book.question import Budget
from stelsel.catalogue import QUESTIONS
from stelsel.faces.web.addresses import paths
from stelsel.faces.web.answers import spoken
from stelsel.faces.web.carried_by import LOST, browser_of
from stelsel.faces.web.desk_cards import cards_of
from stelsel.faces.web.inputs import Errors, errors_of, summary
from stelsel.faces.web.private import private_page
from stelsel.faces.web.questions import ROWS, SECONDS, VERDICTS
from stelsel.faces.web.shell import book_of, person_of, show
from stelsel.faces.web.templatetags.fields import Field
from stelsel.kernel.personal_data import HIDDEN_CODES, hidden
from stelsel.kernel.problem import BadInput
from stelsel.kernel.text import Text, same
from stelsel.node import clock
from stelsel.node import desk as publishing
from stelsel.node.carried import Journey, Lost
from stelsel.node.node import node
from stelsel.node.permission import where
from stelsel.priorities.services.confirmations import ROUTING_CONFIRMATION, confirmation
from stelsel.priorities.services.kinds import ADDRESSEES, Addressee
from stelsel.priorities.services.route import Asked, routed
from stelsel.priorities.services.sayings import code_of

TITLE = Text(nl="Balie", en="Service desk")
MOST_CARDS = 3
_SCREEN = "antwoord"


class Proposed(msgspec.Struct, frozen=True):
    """What was proposed for a question, by codes of products, and whether the answer was sure; never the question."""

    first: str
    shown: tuple[str, ...]
    sure: bool


ASKED = Journey("balie", Proposed)


@sensitive_post_parameters()
@private_page("GET", "POST", needs="hand-over")
def desk(request: HttpRequest) -> HttpResponse:
    """The form; after a POST the answer below it."""
    if request.method != "POST":
        return _page(request, {}, {})
    step = request.POST.get("stap", "")
    read = {name: hidden(request.POST.get(name, ""), HIDDEN_CODES) for name in ("zaak", "woonplaats", "wie")}
    typed = {name: text for name, (text, _) in read.items()}
    if any(found for _, found in read.values()):
        return _answered(request, typed, _MADE_UNREADABLE)
    if step.startswith("bevestig:"):
        return _confirmed(request, typed, step.removeprefix("bevestig:"))
    return _answered(request, typed)


def _answered(request: HttpRequest, typed: Mapping[str, str], said: Text | None = None) -> HttpResponse:
    """The answer, by the question `welke-deur` itself."""
    asker: Addressee | None = next((one for one in ADDRESSEES if one == typed["wie"]), None)
    question, book = QUESTIONS["welke-deur"], book_of(request)
    inputs = question.inputs(need=typed["zaak"], town=typed["woonplaats"] or None, asker=asker)
    try:
        question.check(inputs)
        answer = question.answer(book, inputs, _budget())
        found = routed(book, Asked(typed["zaak"], typed["woonplaats"], None, asker, MOST_CARDS), _budget())
    except BadInput as problem:
        return _page(request, typed, errors_of(problem.findings, ["zaak", "woonplaats"]))
    language = request.language  # type: ignore[attr-defined]
    codes = tuple(code for one in found["doors"] if (code := code_of(one["product"])))
    proposed = Proposed(codes[0] if codes else "", codes, not found["unsure"])
    return _page(
        request,
        typed,
        {},
        answer=answer,
        verdict=VERDICTS.get(answer.verdict),
        said=spoken(book, answer, language),
        cards=cards_of(book, found["doors"], typed["woonplaats"], language),
        unsure=found["unsure"],
        confirmed=said,
        may_confirm=bool(where(person_of(request), "publish")),
        sealed=ASKED.seal(proposed, _SCREEN, browser_of(request)),
    )


def _confirmed(request: HttpRequest, typed: Mapping[str, str], code: str) -> HttpResponse:
    """Publish that this was the service, without the question; then the same answer again."""
    try:
        proposed = ASKED.open(request.POST.get("staat", ""), _SCREEN, browser_of(request))
    except Lost as lost:
        return _answered(request, typed, LOST[lost.why])
    who = person_of(request)
    publishers = where(who, "publish")
    if code not in proposed.shown or not publishers:
        return _answered(request, typed, _NOT_CONFIRMED)
    body = confirmation(code, proposed.first, proposed.sure, "", clock.today())
    wish = publishing.Wish(ROUTING_CONFIRMATION, body, local=clock.salt(10).hex())
    publishing.publish(node(), publishers[0], wish, who)
    return _answered(request, typed, _THANKS)


def _page(request: HttpRequest, typed: Mapping[str, str], errors: Errors, **parts: Any) -> HttpResponse:
    language = request.language  # type: ignore[attr-defined]
    return show(
        request,
        "desk",
        400 if errors else 200,
        fields=_fields(typed, errors),
        typed=typed,
        errors=summary(errors),
        here=paths(language)["desk"],
        title=TITLE,
        trail=((same("Start"), paths(language)["start"]), (TITLE, "")),
        **parts,
    )


def _fields(typed: Mapping[str, str], errors: Errors) -> list[Field]:
    """The question, the place and who asks."""
    who = [("", Text(nl="maakt niet uit", en="does not matter")), *ADDRESSEES.items()]
    return [
        Field(
            "zaak",
            Text(nl="Wat vraagt de klant?", en="What does the customer ask?"),
            "textarea",
            typed.get("zaak", ""),
            rows=3,
            why=Text(
                nl="In eigen woorden, Nederlands of Engels. Geen namen en geen burgerservicenummer.",
                en="In their own words, Dutch or English. No names and no citizen service number.",
            ),
            error=errors.get("zaak", ""),
        ),
        Field(
            "woonplaats",
            Text(nl="Plaats of gemeente", en="Town or municipality"),
            value=typed.get("woonplaats", ""),
            required=False,
            error=errors.get("woonplaats", ""),
        ),
        Field(
            "wie", Text(nl="Wie vraagt het", en="Who asks"), "select", typed.get("wie", ""), options=who, required=False
        ),
    ]


def _budget() -> Budget:
    return Budget(seconds=SECONDS, rows=ROWS, clock=clock.monotonic)


_MADE_UNREADABLE = Text(
    nl="Er stond een burgerservicenummer of rekeningnummer in. Dat is niet nodig; wij hebben het onleesbaar gemaakt.",
    en="There was a citizen service number or account number in it. It is not needed; we made it unreadable.",
)
_THANKS = Text(
    nl="Bevestigd. Zo wordt de volgende vraag beter beantwoord. De vraag zelf is niet bewaard.",
    en="Confirmed. So the next question is answered better. The question itself was not kept.",
)
_NOT_CONFIRMED = Text(
    nl="Niet bevestigd: deze dienst stond niet in het antwoord, of u mag hier niet publiceren.",
    en="Not confirmed: this service was not in the answer, or you may not publish here.",
)
