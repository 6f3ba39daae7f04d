# SPDX-License-Identifier: EUPL-1.2
"""Around every page with private content: nothing of it is kept by a browser or a proxy, and nothing of it stands in an
error or a log."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import structlog
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse

from stelsel.book.permission import Operation
from stelsel.faces.web import problems
from stelsel.faces.web.shell import View, page
from stelsel.kernel.problem import BadInput, Broken, NotAllowed
from stelsel.node.dossiers import NotThere


def private_page(*methods: str, needs: Operation) -> Callable[[View], View]:
    """A page for who may do what it needs. Not there and not yours look alike; an error that nobody foresaw is logged
    by its type only, because its words may repeat what was typed."""

    def wrap(view: View) -> View:
        @page(*methods, needs=needs)
        @wraps(view)
        def guarded(request: HttpRequest, **parts: Any) -> HttpResponse:
            try:
                return view(request, **parts)
            except (NotThere, Http404):
                return problems.not_found(request)
            except (BadInput, Broken, NotAllowed, BadRequest, SuspiciousOperation):
                raise
            except Exception as error:
                structlog.get_logger().error("private-page", kind=type(error).__name__)
                return problems.failed(request)

        @wraps(guarded)
        def never_kept(request: HttpRequest, **parts: Any) -> HttpResponse:
            response = guarded(request, **parts)
            response.headers["Cache-Control"] = "no-store, private"
            return response

        return never_kept

    return wrap
