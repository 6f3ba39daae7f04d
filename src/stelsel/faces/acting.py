# SPDX-License-Identifier: EUPL-1.2
"""Around every request: nobody acts until the face knows who it is, and nobody goes on acting after it."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from stelsel.node.audit import acting_as


class Acting:
    """Middleware: what is recorded while a request is answered carries the account that the face found."""

    def __init__(self, next_one: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._next = next_one

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer of the rest."""
        with acting_as(""):
            return self._next(request)
