# SPDX-License-Identifier: EUPL-1.2
"""Pages for when something is wrong: what happened, why, and what to do."""

from __future__ import annotations

from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from stelsel.faces.web.addresses import paths
from stelsel.kernel.problem import BadInput, Broken, Finding, NotAllowed
from stelsel.kernel.text import Text
from stelsel.node.audit import acting
from stelsel.node.audit_tally import refused
from stelsel.node.identity import NOBODY
from stelsel.node.permission import SIGN_IN

_WORDS: dict[int, tuple[Text, Text, Text]] = {
    400: (
        Text(nl="Deze aanvraag klopt niet", en="This request does not fit"),
        Text(
            nl="Er staat iets in dat we niet kunnen lezen. Er is niets opgeslagen.",
            en="It holds something we cannot read. Nothing has been saved.",
        ),
        Text(nl="Ga terug en pas aan wat hieronder staat.", en="Go back and change what stands below."),
    ),
    403: (
        Text(nl="U mag dit niet doen", en="You may not do this"),
        Text(
            nl="Uw account heeft hiervoor geen rol, of het formulier is verlopen.",
            en="Your account has no role for this, or the form has expired.",
        ),
        Text(
            nl="Meld u aan met een ander account, of vraag de beheerder van uw organisatie om een rol.",
            en="Sign in with another account, or ask the administrator of your organisation for a role.",
        ),
    ),
    404: (
        Text(nl="Deze pagina is er niet", en="This page is not here"),
        Text(
            nl="Het adres klopt niet, of wat hier staat is niet voor u.",
            en="The address is wrong, or what stands here is not for you.",
        ),
        Text(nl="Zoek hierboven, of begin op de startpagina.", en="Search above, or begin at the start page."),
    ),
    429: (
        Text(nl="Te veel pogingen", en="Too many attempts"),
        Text(
            nl="Er is vaak achter elkaar een verkeerd wachtwoord gegeven.",
            en="A wrong password was given several times in a row.",
        ),
        Text(nl="Wacht een kwartier en probeer het opnieuw.", en="Wait a quarter of an hour and try again."),
    ),
    500: (
        Text(nl="Het lukt nu niet", en="This does not work now"),
        Text(
            nl="De fout ligt bij ons. Er is niets half opgeslagen.",
            en="The fault is ours. Nothing has been half saved.",
        ),
        Text(
            nl="Probeer het straks opnieuw. Blijft het zo, meld het dan bij de beheerder van deze node.",
            en="Try again later. If it stays so, tell the administrator of this node.",
        ),
    ),
}
_EXPIRED = Text(
    nl="Het formulier is verlopen of komt niet van deze site.", en="The form has expired or is not from this site."
)
_AGAIN = Text(
    nl="Open de pagina opnieuw en verstuur het formulier nog eens.",
    en="Open the page again and send the form once more.",
)


def problem_page(
    request: HttpRequest,
    status: int,
    findings: tuple[Finding, ...] = (),
    why: Text | None = None,
    do: Text | None = None,
    what: Text | None = None,
) -> HttpResponse:
    """The page of a problem in the look of every other page."""
    title, usual, cure = _WORDS[status]
    values: dict[str, Any] = {
        "what": what or title,
        "why": why or usual,
        "do": do or cure,
        "findings": findings,
        "status": status,
    }
    return render(request, "stelsel/pages/problem.html", values, status=status)


def bad_input(request: HttpRequest, problem: BadInput) -> HttpResponse:
    """400: each finding with its place and cure."""
    return problem_page(request, 400, problem.findings)


def broken(request: HttpRequest, problem: Broken) -> HttpResponse:
    """500: something that must hold does not; nobody goes on as if it did."""
    structlog.get_logger().error("broken", path=request.path, findings=str(problem))
    return problem_page(request, 500, problem.findings)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return problem_page(request, 404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    note_refusal(request)
    return problem_page(request, 403)


def not_allowed(request: HttpRequest, problem: NotAllowed) -> HttpResponse:
    """403 that names the role it takes and whom to ask; who is not signed in goes to the sign-in page and back."""
    finding = problem.findings[0]
    if finding.code == SIGN_IN:
        language = request.language  # type: ignore[attr-defined]
        return HttpResponseRedirect(f"{paths(language)['sign_in']}?verder={request.path}")
    note_refusal(request)
    return problem_page(request, 403, why=finding.what, do=finding.cure)


def note_refusal(request: HttpRequest) -> None:
    """Record that a page was refused: which page (its pattern, not its address) and to which account."""
    route = getattr(request.resolver_match, "route", "")
    refused("forbidden", acting(), route.partition("/")[2] or "page")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400 from the framework: too large, or not a form."""
    return problem_page(request, 400)


def failed(request: HttpRequest) -> HttpResponse:
    """500 from a fault of ours. It asks the database nothing, which may be what failed."""
    request.person = NOBODY  # type: ignore[attr-defined]
    return problem_page(request, 500)


def expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the token of a form is missing or old."""
    note_refusal(request)
    return problem_page(request, 403, why=_EXPIRED, do=_AGAIN)
