# SPDX-License-Identifier: EUPL-1.2
"""What every page knows."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from stelsel.faces.web.addresses import paths
from stelsel.faces.web.shell import language_of_path, person_of
from stelsel.faces.web.theme import theme_class_of
from stelsel.node.example.load import MARKER
from stelsel.node.identity import NOBODY
from stelsel.node.tasks import waiting_count

_SECTIONS = {
    "": "start",
    "vragen": "questions",
    "organisaties": "organisations",
    "zoeken": "search",
    "publiceren": "publish",
    "aanmelden": "sign_in",
    "account": "account",
    "beheer": "account",
    "wegwijs": "questions",
    "regels": "questions",
    "machtigen": "account",
    "dossiers": "account",
    "taken": "tasks",
    "overdrachten": "tasks",
    "balie": "tasks",
    "gebeurtenissen": "questions",
    "knelpunten": "questions",
    "werk": "account",
}


def page(request: HttpRequest) -> dict[str, Any]:
    """Variables of the base template. The position stands there only when the page read a book."""
    language = getattr(request, "language", None) or language_of_path(request.path)
    book = getattr(request, "book", None)
    person = person_of(request) if hasattr(request, "user") else NOBODY
    return {
        "language": language,
        "paths": paths(language),
        "alternate_url": alternate(request, "nl" if language == "en" else "en"),
        "section": _SECTIONS.get(request.path[4:].partition("/")[0], ""),
        "user_name": person.name,
        "represents": person.represents,
        "waiting_count": waiting_count(person),
        "position": book.position.hash if book else "",
        "example_country": example_country(),
        "theme_url": theme_url(),
        "theme_class": theme_class(),
    }


def alternate(request: HttpRequest, language: str) -> str:
    """This page in another language, with the same questions asked."""
    path = request.path
    if not path.startswith(("/nl/", "/en/")):
        return f"/{language}/"
    query = request.META.get("QUERY_STRING", "")
    return f"/{language}{path[3:]}" + (f"?{query}" if query else "")


def example_country() -> bool:
    """Whether this node holds the example country."""
    return Path(settings.HOME, MARKER).exists()


def theme_url() -> str:
    """Where the mounted theme of an organisation is served; empty without one."""
    return "/thema.css" if settings.THEME else ""


@cache
def theme_class() -> str:
    """The class on which the mounted theme sets its tokens; read once."""
    return theme_class_of(Path(settings.THEME).read_text(encoding="utf-8")) if settings.THEME else ""
