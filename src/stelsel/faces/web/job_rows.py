# SPDX-License-Identifier: EUPL-1.2
"""Jobs as rows of a table, with their state, progress and moments in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from stelsel.book.book import Book
from stelsel.faces.web.addresses import job_path
from stelsel.faces.web.templatetags.tables import Cell, Column, Table
from stelsel.faces.web.who import publisher_name
from stelsel.kernel.text import Text, number
from stelsel.kernel.time import say_day
from stelsel.node.background.shown import STATE_WORDS, Shown

_COLUMNS = (
    Column(Text(nl="Werk", en="Work")),
    Column(Text(nl="Voor", en="For")),
    Column(Text(nl="Toestand", en="State")),
    Column(Text(nl="Voortgang", en="Progress")),
    Column(Text(nl="Aangevraagd", en="Asked for")),
)
_EMPTY = Text(
    nl="Hier staat werk dat langer duurt dan een pagina. U start het hieronder.",
    en="Work that takes longer than a page stands here. You start it below.",
)
_NODE = Text(nl="deze node", en="this node")


def table(book: Book, found: Sequence[Shown], language: str) -> Table:
    """The list, each job a link to its page."""
    rows = [
        (
            Cell(one.title, job_path(language, str(one.id))),
            publisher_name(book, one.publisher) if one.publisher else _NODE,
            Cell(state_words(one, language), note=_note(one)),
            progress(one, language) or "–",
            moment(one.asked),
        )
        for one in found
    ]
    return Table(Text(nl="Werk, het nieuwste eerst", en="Work, newest first"), _COLUMNS, rows, empty=_EMPTY)


def _note(one: Shown) -> Text | str:
    if one.state == "done" and one.found:
        return Text(nl=f"bevindingen: {one.found}", en=f"findings: {one.found}")
    if one.state in ("set-aside", "pausing") and one.findings:
        return one.findings[0].what
    return ""


def state_words(one: Shown, language: str) -> str:
    """The state, with a capital."""
    said = STATE_WORDS[one.state].to(language)
    return said[0].upper() + said[1:]


def progress(one: Shown, language: str) -> str:
    """How far: 1.234 van 5.000 (24%); empty where nothing is known."""
    if not one.total:
        return number(one.done, language) if one.done else ""
    of = "of" if language == "en" else "van"
    done, total = number(one.done, language), number(one.total, language)
    return f"{done} {of} {total} ({100 * one.done // one.total}%)"


def moment(when: datetime) -> Text:
    """A moment in words, with its zone: 26 november 2026, 14:57 CET."""
    local = timezone.localtime(when)
    said = local.strftime("%H:%M %Z")
    return Text(nl=f"{say_day(local.date(), 'nl')}, {said}", en=f"{say_day(local.date(), 'en')}, {said}")
