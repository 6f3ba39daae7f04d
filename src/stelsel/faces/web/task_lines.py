# SPDX-License-Identifier: EUPL-1.2
"""A task in words: one line of the inbox, why it came, what was decided, and what would be published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec

from stelsel.book.book import Book
from stelsel.catalogue import KINDS
from stelsel.faces.web.addresses import bottleneck_path, data_request_path, entry_path, handover_path, task_path
from stelsel.faces.web.choices import choice
from stelsel.faces.web.facts import Group, Speaker
from stelsel.faces.web.who import publisher_name
from stelsel.kernel.problem import BadInput
from stelsel.kernel.text import Text, same
from stelsel.kernel.time import say_day
from stelsel.node import data_requests, handover, tasks
from stelsel.node.models import Task
from stelsel.nouns.bottleneck import BOTTLENECK
from stelsel.nouns.task import Receiver, TaskReason

TASKS = Text(nl="Wat op u wacht", en="What waits for you")
STATES = {
    "open": Text(nl="wacht", en="waits"),
    "busy": Text(nl="wordt gepubliceerd", en="is being published"),
    "approved": Text(nl="goedgekeurd", en="approved"),
    "refused": Text(nl="geweigerd", en="refused"),
    "closed": Text(nl="gesloten", en="closed"),
}
STEPS = {
    "approve": Text(nl="goedgekeurd", en="approved"),
    "refuse": Text(nl="geweigerd", en="refused"),
    "delegate": Text(nl="doorgegeven", en="passed on"),
    "escalate": Text(nl="ook naar de beheerder", en="also to the administrator"),
    "fail": Text(nl="niet gepubliceerd", en="not published"),
    "close": Text(nl="gesloten", en="closed"),
}
_NO_TERM = Text(nl="geen termijn", en="no term")
_ROLE = Text(nl="{role} bij {publisher}", en="{role} at {publisher}")
_MANDATE = Text(nl="wie het mandaat {name} heeft bij {publisher}", en="whoever holds the mandate {name} at {publisher}")
_INSTEAD = Text(nl="{name}, die u vervangt", en="{name}, for whom you stand in")
_NODE = Text(nl="Stelsel", en="Stelsel")
_ANSWER = Text(nl="Beantwoord de betwisting", en="Answer the dispute")
_SEE = Text(nl="Bekijk het knelpunt", en="See the bottleneck")
_DEAL = Text(nl="Bekijk de overdracht", en="See the handover")
_DEAL_WITH = Text(nl="Bekijk het dataverzoek", en="See the data request")


@dataclass(frozen=True, slots=True)
class Line:
    """A task in an inbox: title, its page, for whom, by when, how that was counted, whether it is late, and why."""

    title: Text
    href: str
    receiver: Text
    due: Text
    calculation: Text | str
    overdue: bool
    escalated: bool
    reasons: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Content:
    """What would be published: the operation, the audience, whether it is stated or recorded, and the facts."""

    operation: Text
    audience: Text
    source: str
    groups: tuple[Group, ...]


def line(book: Book, language: str, one: tasks.Waiting) -> Line:
    """A task as one person sees it."""
    task = one.task
    due = Text(nl=say_day(task.due, "nl"), en=say_day(task.due, "en")) if task.due else _NO_TERM
    return Line(
        Text(**task.title),
        task_path(language, task.pk),
        _INSTEAD.fill(name=one.instead_of) if one.instead_of else receiver(book, task.receiver),
        due,
        Text(**task.calculation) if task.calculation else "",
        one.overdue and task.state == "open",
        task.escalated,
        tuple(_reason(book, language, plain) for plain in task.reasons),
    )


def receiver(book: Book, written: str) -> Text:
    """For whom a task waits, in words."""
    found = Receiver.read(written)
    if found.kind == "account":
        return same(found.name)
    name = publisher_name(book, found.publisher)
    if found.kind == "role":
        return _ROLE.fill(role=choice(found.name), publisher=name)
    return _MANDATE.fill(name=found.name, publisher=name)


def where(language: str, task: Task) -> str:
    """The page where what a task is about is shown or answered; empty where there is none."""
    if task.kind == "answer-dispute":
        return f"/{language}/beantwoorden/{task.about}"
    if entry_kind(task.about) == BOTTLENECK.name:
        return bottleneck_path(language, task.about)
    if task.about.startswith(handover.ABOUT):
        return handover_path(language, task.about.removeprefix(handover.ABOUT))
    if task.about.startswith(data_requests.ABOUT):
        return data_request_path(language, task.about.removeprefix(data_requests.ABOUT))
    return entry_path(language, task.about) if task.about.count("/") == 2 else ""


def entry_kind(about: str) -> str:
    """The kind of the entry that a task is about; empty where it is about something else."""
    return about.split("/")[1] if about.count("/") == 2 else ""


def where_words(task: Task) -> Text:
    """What one does on that page."""
    if entry_kind(task.about) == BOTTLENECK.name:
        return _SEE
    if task.about.startswith(data_requests.ABOUT):
        return _DEAL_WITH
    return _DEAL if task.about.startswith(handover.ABOUT) else _ANSWER


def steps_of(task: Task) -> list[dict[str, Any]]:
    """What was decided, by whom, when and why, oldest first."""
    return [
        {
            "what": STEPS[one.step],
            "by": one.by or _NODE,
            "instead_of": one.instead_of,
            "day": date.fromisoformat(one.at.date().isoformat()),
            "why": one.why,
            "to": one.to.partition(":")[2],
        }
        for one in task.steps.all()
    ]


def content(book: Book, language: str, task: Task) -> Content | None:
    """What a held change would put in the log; None when nothing is held."""
    if task.change is None:
        return None
    item = tasks.pending(task.change)
    kind = KINDS[item.type.partition("/")[0]]
    groups: tuple[Group, ...] = ()
    if item.op in ("put", "correct"):
        try:
            groups = Speaker(book, language).groups(kind, kind.decode(item.payload).body)
        except BadInput:  # of a version that is not known here
            groups = ()
    source = f"{item.source.name}, {item.source.day}" if item.source else ""
    return Content(choice(item.op), choice(task.change["audience"], "audience"), source, groups)


def _reason(book: Book, language: str, plain: Any) -> dict[str, Any]:
    """A reason as the component `reason` takes it; an entry is linked where the reader may see it."""
    found = msgspec.convert(plain, TaskReason)
    seen = bool(found.entry) and book.get(found.entry) is not None
    return {
        "text": found.text,
        "entry": found.entry,
        "article": found.article,
        "href": entry_path(language, found.entry) if seen else "",
    }
