# SPDX-License-Identifier: EUPL-1.2
"""Around every page: its language, who asks, the book it reads, and what happens when something is wrong."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_cache_control

from stelsel.book.book import Book
from stelsel.book.permission import Operation
from stelsel.faces.needs import needing
from stelsel.faces.web import problems
from stelsel.kernel.problem import BadInput, Broken, NotAllowed
from stelsel.node.audit import acts
from stelsel.node.identity import Person, sessions
from stelsel.node.node import node
from stelsel.node.permission import require

View = Callable[..., HttpResponse]


class LanguageInPath:
    """The part of an address that says the language."""

    regex = "nl|en"

    def to_python(self, value: str) -> str:
        """The language."""
        return value

    def to_url(self, value: str) -> str:
        """The part of the address."""
        return value


def page(*methods: str, needs: Operation) -> Callable[[View], View]:
    """A view of a page in the language of its address. Only these methods (GET and HEAD when none are named), and only
    for who may do what the page needs, at some publisher; bad input becomes a page that says where, what and the
    cure."""
    allowed = methods or ("GET",)

    def wrap(view: View) -> View:
        @wraps(view)
        def shown(request: HttpRequest, language: str, **parts: Any) -> HttpResponse:
            request.language = language  # type: ignore[attr-defined]
            if ("GET" if request.method == "HEAD" else request.method) not in allowed:
                return HttpResponseNotAllowed(allowed)
            with translation.override(language):
                try:
                    require(person_of(request), needs)
                    response = view(request, **parts)
                except BadInput as problem:
                    response = problems.bad_input(request, problem)
                except NotAllowed as problem:
                    response = problems.not_allowed(request, problem)
                except Broken as problem:
                    response = problems.broken(request, problem)
            response.headers["Content-Language"] = language
            if person_of(request).name:  # the next user of this machine sees nothing of it
                response.headers["Cache-Control"] = "no-store"
            else:
                patch_cache_control(response, private=True, no_cache=True)
            return response

        return needing(needs)(shown)

    return wrap


def person_of(request: HttpRequest) -> Person:
    """Who asks; worked out once for a request."""
    found: Person | None = getattr(request, "person", None)
    if found is None:
        found = request.person = sessions.person_of(request)  # type: ignore[attr-defined]
        acts(found.name)
    return found


def book_of(request: HttpRequest) -> Book:
    """What this request may read; one position for the whole page."""
    found: Book | None = getattr(request, "book", None)
    if found is None:
        found = request.book = node().book(person_of(request).asker)  # type: ignore[attr-defined]
    return found


def show(request: HttpRequest, template: str, status: int = 200, **values: Any) -> HttpResponse:
    """A page from stelsel/pages/<template>.html."""
    return render(request, f"stelsel/pages/{template}.html", values, status=status)


def language_of_path(path: str) -> str:
    """The language an address is in; Dutch where it does not say."""
    return "en" if path == "/en" or path.startswith("/en/") else "nl"
