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
from stelsel.faces.web import problems
from stelsel.kernel.problem import BadInput, Broken, NotAllowed
from stelsel.node.identity import Person, person_for
from stelsel.node.node import node

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


def page(*methods: str) -> Callable[[View], View]:
    """A view of a page in the language of its address. Only these methods (GET and HEAD when none are named); bad
    input becomes a page that says where, what and the cure."""
    allowed = methods or ("GET",)

    def wrap(view: View) -> View:
        @wraps(view)
        def shown(request: HttpRequest, language: str, **parts: Any) -> HttpResponse:
            request.language = language  # type: ignore[attr-defined]
            if request.method not in (*allowed, "HEAD"):
                return HttpResponseNotAllowed(allowed)
            with translation.override(language):
                try:
                    response = view(request, **parts)
                except BadInput as problem:
                    response = problems.bad_input(request, problem)
                except NotAllowed as problem:
                    response = problems.problem_page(request, 403, problem.findings)
                except Broken as problem:
                    response = problems.broken(request, problem)
            response.headers["Content-Language"] = language
            patch_cache_control(response, private=True, no_cache=True)
            return response

        return shown

    return wrap


def person_of(request: HttpRequest) -> Person:
    """Who asks; worked out once for a request."""
    found: Person | None = getattr(request, "person", None)
    if found is None:
        found = request.person = person_for(request.user)  # type: ignore[attr-defined]
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
