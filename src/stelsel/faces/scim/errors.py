# SPDX-License-Identifier: EUPL-1.2
"""Errors as SCIM writes them (RFC 7644, section 3.12)."""

import structlog
from django.http import HttpRequest, HttpResponse

from stelsel.faces.api.problems import CHALLENGE, Refused, language_of
from stelsel.faces.scim import MEDIA_TYPE
from stelsel.kernel.canonical import canonical
from stelsel.kernel.problem import BadInput, Finding, NotAllowed
from stelsel.kernel.text import Text
from stelsel.node.audit import acting
from stelsel.node.audit_tally import refused
from stelsel.node.permission import SIGN_IN

_SCHEMA = "urn:ietf:params:scim:api:messages:2.0:Error"
_OF_CODES = {
    "uniqueness": (409, "uniqueness"),
    "mutability": (400, "mutability"),
    "invalid": (400, "invalidValue"),
    "no-such-member": (400, "invalidValue"),
    "no-target": (400, "noTarget"),
    "filter": (400, "invalidFilter"),
    "path": (400, "invalidPath"),
    "syntax": (400, "invalidSyntax"),
    "stale": (412, ""),
    "last-administrator": (409, ""),
    "switched-off": (409, ""),
    "no-provider": (409, ""),
    "not-there": (404, ""),
    "not-supported": (501, ""),
    "fixed-groups": (403, ""),
    "too-large": (413, ""),
}
"""Code of a finding -> status and scimType (RFC 7644, table 9)."""
_WORDS = {
    401: Text(nl="Stuur een geldige sleutel mee (Bearer).", en="Send a valid key (Bearer)."),
    404: Text(nl="Dit is er niet, of het is niet voor u.", en="This is not there, or is not for you."),
    405: Text(nl="Deze methode kan hier niet.", en="This method is not possible here."),
    413: Text(nl="De aanvraag is te groot.", en="The request is too large."),
    415: Text(nl="Stuur application/scim+json.", en="Send application/scim+json."),
    429: Text(nl="Te veel pogingen. Wacht even.", en="Too many attempts. Wait a while."),
    500: Text(nl="De fout ligt bij ons.", en="The fault is ours."),
}


def scim_error(request: HttpRequest, status: int, detail: Text | None = None, kind: str = "") -> HttpResponse:
    """The error document, in the language of the request."""
    language = language_of(request)
    said = (detail or _WORDS.get(status, _WORDS[500])).to(language)
    body = {"schemas": [_SCHEMA], "status": str(status), "detail": said, **({"scimType": kind} if kind else {})}
    response = HttpResponse(canonical(body), content_type=MEDIA_TYPE, status=status)
    response.headers["Content-Language"] = language
    for name, value in CHALLENGE.items() if status == 401 else ():
        response.headers[name] = value
    return response


def rendered(request: HttpRequest, error: Exception) -> HttpResponse:
    """The answer for an error. What nobody foresaw is logged by its type: its words may repeat what was sent."""
    if isinstance(error, NotAllowed):
        return _not_allowed(request, error.findings[0])
    if isinstance(error, BadInput):
        one = error.findings[0]
        status, kind = _OF_CODES.get(one.code, (400, "invalidSyntax"))
        place = f"{one.where}: " if one.where else ""
        detail = Text(nl=f"{place}{one.what.nl} {one.cure.nl}", en=f"{place}{one.what.en} {one.cure.en}")
        return scim_error(request, status, detail, kind)
    if isinstance(error, Refused):
        response = scim_error(request, error.status, error.detail)
        for name, value in error.headers.items():
            response.headers[name] = value
        return response
    structlog.get_logger().error("scim", kind=type(error).__name__)
    return scim_error(request, 500)


def _not_allowed(request: HttpRequest, finding: Finding) -> HttpResponse:
    if finding.code == SIGN_IN:
        return scim_error(request, 401)
    refused("forbidden", acting(), "scim")
    detail = Text(nl=f"{finding.what.nl} {finding.cure.nl}", en=f"{finding.what.en} {finding.cure.en}")
    return scim_error(request, 403, detail)
