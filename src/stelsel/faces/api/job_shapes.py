# SPDX-License-Identifier: EUPL-1.2
"""What the API sends and takes of background work."""

from typing import Any, Literal

import msgspec

from stelsel.faces.api.shapes import BASE, Links, Moment
from stelsel.kernel.text import Text
from stelsel.kernel.time import instant
from stelsel.kernel.values import Value
from stelsel.node.background.shown import Page, Shown, State

PATH = "/opdrachten"


class Bevinding(Value, frozen=True):
    """One thing that is wrong: a code, where, what, and what to do about it."""

    error_code: str
    found_at: str
    finding: Text
    cure: Text


class Opdracht(Value, frozen=True):
    """Background work: its name, for which publisher (empty: the node), its state, how far (`vanTotaal` 0: unknown),
    what it does now, when, how often it failed, what is wrong, and what came out."""

    id: str
    job_name: str
    title: Text
    works_for: str
    status: State
    done_count: int
    of_total: int
    failed_count: int
    requested_at: Moment
    progress: Text | None = None
    begun_at: Moment | None = None
    ended_at: Moment | None = None
    next_try_at: Moment | None = None
    result: Text | None = None
    figures: dict[str, int] = msgspec.field(default_factory=dict)
    findings: tuple[Bevinding, ...] = ()
    links: Links = msgspec.field(default_factory=dict, name="_links")

    def plain(self) -> dict[str, Any]:
        """As JSON."""
        found: dict[str, Any] = msgspec.to_builtins(self)
        return found


class Opdrachten(Value, frozen=True):
    """A page of background work, newest first, with how much there is in all."""

    total: int
    jobs: tuple[Opdracht, ...]
    links: Links = msgspec.field(default_factory=dict, name="_links")


class NieuweOpdracht(Value, frozen=True, forbid_unknown_fields=True):
    """Ask for work: check-book (with `werktVoor`), record-attachment (also `bijlage`, `formaat`, `kring`), or
    compute-effects: a rule for everyone (also `regel`, `uitkomst`, `eersteDag`, `mensen`; with `tweedeDag` before and
    after; `verdeelNaar` a column). The same `sleutel` twice is one job."""

    job_name: Literal["check-book", "record-attachment", "compute-effects"]
    works_for: str = ""
    attached_entry: str = ""
    format: str = "jsonl"
    audience: str = "public"
    repeat_key: str = ""
    rule: str = ""
    result: str = ""
    first_day: str = ""
    second_day: str = ""
    by_column: str = ""
    people_chosen: str = "synthetic-100000"
    go_on: bool = False


class Niets(Value, frozen=True, forbid_unknown_fields=True):
    """Nothing more to say: {}."""


def opdracht(one: Shown) -> Opdracht:
    """A job on the wire."""
    return Opdracht(
        id=str(one.id),
        job_name=one.name,
        title=one.title,
        works_for=one.publisher,
        status=one.state,
        done_count=one.done,
        of_total=one.total,
        failed_count=one.failures,
        requested_at=instant(one.asked),
        progress=one.message,
        begun_at=instant(one.started) if one.started else None,
        ended_at=instant(one.finished) if one.finished else None,
        next_try_at=instant(one.next_try) if one.next_try else None,
        result=one.said,
        figures=one.figures,
        findings=tuple(Bevinding(found.code, found.where, found.what, found.cure) for found in one.findings),
        links=_links(one),
    )


def _links(one: Shown) -> Links:
    itself = f"{BASE}{PATH}/{one.id}"
    return {"self": itself, "gevolgen": f"{itself}/gevolgen"} if one.report else {"self": itself}


def opdrachten(page: Page, links: Links) -> Opdrachten:
    """A page of them."""
    return Opdrachten(total=page.total, jobs=tuple(opdracht(one) for one in page.jobs), links=links)
