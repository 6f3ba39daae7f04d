# SPDX-License-Identifier: EUPL-1.2
"""What goes wrong in the API leaves as application/problem+json (RFC 9457), with place and cure per error."""

from collections.abc import Sequence
from typing import Annotated, Literal

import msgspec
import structlog
from django.http import HttpRequest, HttpResponse

from stelsel.kernel.problem import BadInput, Broken, Finding, NotAllowed, bad_input
from stelsel.kernel.text import Text
from stelsel.node.audit import acting
from stelsel.node.audit_tally import refused
from stelsel.node.dossiers import Conflict, NotThere
from stelsel.node.permission import SIGN_IN

MEDIA_TYPE = "application/problem+json"
QUOTA_EXCEEDED = "https://iana.org/assignments/http-problem-types#quota-exceeded"
CHALLENGE = {"WWW-Authenticate": 'Basic realm="stelsel", charset="UTF-8", Bearer realm="stelsel"'}
"""How to sign in, with every 401 (RFC 9110, section 11.6.1)."""
_USED_UP = Text(nl="Uw budget is voor nu op", en="Your budget is used up for now")
Place = Literal["query", "path", "body", "header"]


class ProblemError(msgspec.Struct, frozen=True, rename={"place": "in"}):
    """One thing that is wrong: where (part of the request and name), what, and what to do about it."""

    place: Place
    name: str
    code: str
    reason: str
    cure: str


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """RFC 9457 problem details; `errors` is an extension of ours and names every error found. `violated-policies` names
    the budgets that were used up (draft-ietf-httpapi-ratelimit-headers, type quota-exceeded)."""

    type: str
    title: str
    status: Annotated[int, msgspec.Meta(ge=400, le=599)]
    detail: str
    instance: str = ""
    errors: tuple[ProblemError, ...] = ()
    violated_policies: tuple[str, ...] = msgspec.field(default=(), name="violated-policies")


class Refused(Exception):
    """A request that cannot be met for a reason outside its content: its status and headers to send along."""

    def __init__(
        self, status: int, headers: dict[str, str] | None = None, detail: Text | None = None, policy: str = ""
    ) -> None:
        self.status = status
        self.headers = headers or {}
        self.detail = detail
        self.policy = policy
        super().__init__(str(status))


_WORDS: dict[int, tuple[Text, Text]] = {
    400: (
        Text(nl="De aanvraag klopt niet", en="The request does not fit"),
        Text(nl="Er is niets opgeslagen. Pas de aanvraag aan.", en="Nothing has been saved. Change the request."),
    ),
    401: (
        Text(nl="Meld u aan", en="Sign in"),
        Text(
            nl="Geef naam en wachtwoord van een account mee (HTTP Basic), of een geldige sleutel (Bearer).",
            en="Send the name and password of an account (HTTP Basic), or a valid key (Bearer).",
        ),
    ),
    403: (
        Text(nl="U mag dit niet doen", en="You may not do this"),
        Text(
            nl="Uw account heeft hier geen rol voor. Vraag de beheerder van de uitgever om een rol.",
            en="Your account has no role for this. Ask the administrator of the publisher for a role.",
        ),
    ),
    404: (
        Text(nl="Niet gevonden", en="Not found"),
        Text(
            nl="Dit adres is er niet, of het is niet voor u. Het contract staat op /api/v1/openapi.json.",
            en="This address is not there, or is not for you. The contract stands at /api/v1/openapi.json.",
        ),
    ),
    405: (
        Text(nl="Deze methode kan hier niet", en="This method is not possible here"),
        Text(nl="De kop Allow noemt wat wel kan.", en="The header Allow names what is possible."),
    ),
    406: (
        Text(nl="Deze vorm is er niet", en="This form is not there"),
        Text(nl="Vraag een vorm die het contract noemt.", en="Ask a form that the contract names."),
    ),
    409: (
        Text(nl="Iemand anders was eerder", en="Somebody else was first"),
        Text(
            nl="Er is niets opgeslagen. Haal de nieuwste versie op, vergelijk, en stuur opnieuw.",
            en="Nothing has been saved. Get the newest revision, compare, and send again.",
        ),
    ),
    413: (
        Text(nl="De aanvraag is te groot", en="The request is too large"),
        Text(
            nl="Blijf onder 1 MB; lever grotere bestanden als bijlage.",
            en="Stay below 1 MB; send larger files as an attachment.",
        ),
    ),
    415: (
        Text(nl="Dit soort inhoud kan niet", en="This type of content is not possible"),
        Text(nl="Stuur JSON met Content-Type: application/json.", en="Send JSON with Content-Type: application/json."),
    ),
    429: (
        Text(nl="Te veel pogingen", en="Too many attempts"),
        Text(nl="Wacht een kwartier.", en="Wait a quarter of an hour."),
    ),
    500: (
        Text(nl="Het lukt nu niet", en="This does not work now"),
        Text(
            nl="De fout ligt bij ons. Er is niets half opgeslagen. Probeer het later opnieuw.",
            en="The fault is ours. Nothing has been half saved. Try again later.",
        ),
    ),
}


_ASKED = Text(
    nl="De vraag klopt nog niet. Verbeter eerst wat hieronder staat.",
    en="The question is not right yet. First correct what stands below.",
)
"""400 to who only asked: nothing could have been saved."""


def language_of(request: HttpRequest) -> str:
    """The first of Dutch and English that the request accepts; Dutch when it does not say."""
    wanted = request.headers.get("Accept-Language", "").lower()
    places = {name: wanted.find(name) for name in ("nl", "en") if name in wanted}
    return min(places, key=lambda name: places[name], default="nl")


def problem(
    request: HttpRequest,
    status: int,
    findings: Sequence[Finding] = (),
    place: Place = "body",
    detail: Text | None = None,
    policy: str = "",
) -> HttpResponse:
    """A problem document in the language of the request; `policy` names the budget that was used up."""
    language = language_of(request)
    title, usual = _WORDS.get(status, _WORDS[400 if status < 500 else 500])
    said = detail or (_ASKED if status == 400 and request.method in ("GET", "HEAD") else usual)
    errors = tuple(
        ProblemError(place, one.where, one.code, one.what.to(language), one.cure.to(language)) for one in findings
    )
    kind, title = (QUOTA_EXCEEDED, _USED_UP) if policy else ("about:blank", title)
    policies = (policy,) if policy else ()
    body = Problem(kind, title.to(language), status, said.to(language), request.path[:500], errors, policies)
    response = HttpResponse(msgspec.json.encode(body), content_type=MEDIA_TYPE, status=status)
    response.headers["Content-Language"] = language
    return response


def rendered(request: HttpRequest, error: Exception, private: bool = False) -> HttpResponse:
    """The problem document of an error; what nobody foresaw is logged and becomes 500. What was `private` is logged by
    its type only: its words may repeat what was sent."""
    if isinstance(error, NotThere):
        return problem(request, 404)
    if isinstance(error, NotAllowed):
        return _not_allowed(request, error)
    if isinstance(error, Conflict):
        return problem(request, 409, error.findings)
    if isinstance(error, BadInput):
        codes = {finding.code for finding in error.findings}
        place: Place = getattr(error, "place", "body" if request.method == "POST" else "path")
        if "file-too-large" in codes:
            return problem(request, 413, error.findings, place, error.findings[0].what)
        return problem(request, 413 if "too-large" in codes else 400, error.findings, place)
    if isinstance(error, Refused):
        if error.status == 403:
            refused("forbidden", acting(), "api")
        response = problem(request, error.status, detail=error.detail, policy=error.policy)
        for name, value in error.headers.items():
            response.headers[name] = value
        return response
    findings = error.findings if isinstance(error, Broken) else ()
    foreseen = hasattr(error, "finding")  # such as a database that is away: its line says all
    if private and not findings and not foreseen:
        structlog.get_logger().error("api-private", kind=type(error).__name__)
    else:
        hidden = private or foreseen
        structlog.get_logger().error("api", path=request.path, error=str(error), exc_info=None if hidden else error)
    return problem(request, 500, findings)


def _not_allowed(request: HttpRequest, error: NotAllowed) -> HttpResponse:
    """401 to who is not signed in, 403 to who is; both say which role it takes and whom to ask."""
    finding = error.findings[0]
    status = 401 if finding.code == SIGN_IN else 403
    if status == 403:
        refused("forbidden", acting(), "api")
    first = _WORDS[401][1] if status == 401 else finding.what
    said = Text(nl=f"{first.nl} {finding.cure.nl}", en=f"{first.en} {finding.cure.en}")
    response = problem(request, status, detail=said)
    for name, value in CHALLENGE.items() if status == 401 else ():
        response.headers[name] = value
    return response


def in_query(*findings: Finding) -> BadInput:
    """Bad input that stands in the query string."""
    found = BadInput(*findings)
    found.place = "query"  # type: ignore[attr-defined]
    return found


__all__ = ["MEDIA_TYPE", "Problem", "ProblemError", "Refused", "bad_input", "in_query", "problem", "rendered"]
