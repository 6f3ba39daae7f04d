# SPDX-License-Identifier: EUPL-1.2
"""Around every request: what is done with personal data in it belongs to the caller's trace (W3C Trace Context)."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from stelsel.node.processing_log import traced


class TraceContext:
    """Reads `traceparent` and `tracestate`; a response that had something to log names the trace it stands in."""

    def __init__(self, next_one: Callable[[HttpRequest], HttpResponse]) -> None:
        self._next = next_one

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """One trace for each request."""
        given, via = request.META.get, "api" if request.path.startswith("/api/") else "web"
        with traced(given("HTTP_TRACEPARENT"), given("HTTP_TRACESTATE"), via) as trace:
            response = self._next(request)
        if trace.used:
            response.headers["traceparent"] = trace.headers()["traceparent"]
        return response
