# SPDX-License-Identifier: EUPL-1.2
"""Around every response under /api/: the headers of the API Design Rules, and a problem document for every error,
also for those of the framework (unknown host, unknown address, body too large)."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from stelsel.faces.api import VERSION
from stelsel.faces.api.problems import MEDIA_TYPE, problem

HEADERS = {
    "API-Version": VERSION,
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Vary": "Authorization, Accept-Language",
}
"""API Design Rules, transport/security-headers and version-header."""


class ApiResponses:
    """Stands before all other middleware."""

    def __init__(self, next_one: Callable[[HttpRequest], HttpResponse]) -> None:
        self._next = next_one

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Leaves everything outside /api/ alone."""
        if not request.path.startswith("/api/"):
            return self._next(request)
        head = request.method == "HEAD"
        if head:
            request.method = "GET"
        response = self._next(request)
        if response.status_code >= 400 and response.headers.get("Content-Type") != MEDIA_TYPE:
            allow = response.headers.get("Allow")
            response = problem(request, 413 if _too_large(request) else response.status_code)
            if allow:
                response.headers["Allow"] = allow
        response.cookies.clear()
        for name, value in HEADERS.items():
            if name == "Vary" and response.headers.get("Vary") == "Accept":
                response.headers[name] = f"{value}, Accept"  # more than one form at one address
            elif not (response.streaming and name == "Content-Security-Policy"):  # a file has a stricter one
                response.headers[name] = value
        if request.method == "GET" and "Authorization" not in request.headers:
            response.headers["Access-Control-Allow-Origin"] = "*"
        if head:
            response = _without_content(response)
        return response


def _without_content(response: HttpResponse) -> HttpResponse:
    """The same headers and nothing else; a file that was opened is let go."""
    if not response.streaming:
        response.headers["Content-Length"] = str(len(response.content))
        response.content = b""
        return response
    bare = HttpResponse(status=response.status_code, headers=response.headers)
    response.close()
    return bare


def _too_large(request: HttpRequest) -> bool:
    from django.conf import settings

    length = request.headers.get("Content-Length", "")
    return length.isdecimal() and int(length) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE
