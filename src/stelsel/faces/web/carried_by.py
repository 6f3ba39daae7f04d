# SPDX-License-Identifier: EUPL-1.2
"""What every journey of several screens needs whose state travels in its form (`node.carried`): which browser carries
it, and what is said when it cannot be used."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token

from stelsel.faces.web.shell import show
from stelsel.kernel.text import Text
from stelsel.node.audit_tally import refused
from stelsel.node.carried import Lost, Why


def browser_of(request: HttpRequest) -> bytes:
    """What this browser alone has: the secret in the cookie of its form token, which is made when it is not there."""
    get_token(request)
    return str(request.META["CSRF_COOKIE"]).encode()


def begin_again(
    request: HttpRequest, journey: str, lost: Lost, here: str, trail: tuple[tuple[Text, str], ...]
) -> HttpResponse:
    """The page that says why a state cannot be used, with the way back to where the journey begins. It is counted."""
    refused("journey-state", "", journey, why=lost.why)
    return show(request, "journey-lost", 400, why=LOST[lost.why], here=here, trail=trail)


_CHANGED = Text(
    nl="Deze stap hoort niet bij dit bezoek, of is onderweg veranderd.",
    en="This step does not belong to this visit, or was changed on its way.",
)
LOST: Mapping[Why, Text] = {
    "missing": _CHANGED,
    "changed": _CHANGED,
    "too-large": _CHANGED,
    "expired": Text(
        nl="U hebt langer dan twee uur gewacht. Daarna lezen we uw antwoorden niet meer.",
        en="You waited longer than two hours. After that we do not read your answers any more.",
    ),
    "other-version": Text(
        nl="Deze pagina's zijn intussen vernieuwd. Uw antwoorden passen er niet meer op.",
        en="These pages have been renewed meanwhile. Your answers no longer fit them.",
    ),
}
"""Why a carried state cannot be used, in words."""
