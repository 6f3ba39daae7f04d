# SPDX-License-Identifier: EUPL-1.2
"""Counting how journeys go: by week, never by person. A count that cannot be written is left out; nobody waits for it
and no journey fails on it."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

import structlog
from django.db import DatabaseError, transaction
from django.db.models import F, Sum

from stelsel.node import clock
from stelsel.node.models import JourneyCount

WEEKS = 52
"""Weeks that are shown together; counts before that are forgotten."""


def note(journey: str, *what: str) -> None:
    """Count each of these once for this week."""
    week = _monday(clock.today())
    try:
        with transaction.atomic():
            for one in what:
                _add(journey, week, one)
    except DatabaseError as error:
        structlog.get_logger().warning("journey-not-counted", kind=type(error).__name__)


def _add(journey: str, week: date, what: str) -> None:
    rows = JourneyCount.objects.filter(journey=journey, week=week, what=what)
    if not rows.update(times=F("times") + 1):
        _, made = JourneyCount.objects.get_or_create(journey=journey, week=week, what=what, defaults={"times": 1})
        if not made:
            rows.update(times=F("times") + 1)


def counts(journeys: Iterable[str]) -> dict[str, Counter[str]]:
    """How often what happened on each journey in the last year."""
    since = _monday(clock.today()) - timedelta(weeks=WEEKS)
    found: dict[str, Counter[str]] = {name: Counter() for name in journeys}
    rows = JourneyCount.objects.filter(journey__in=list(found), week__gte=since)
    for journey, what, times in rows.values_list("journey", "what").annotate(Sum("times")).order_by():
        found[journey][what] = times
    return found


def forget() -> int:
    """Remove what is older than what is shown; how many rows."""
    gone, _ = JourneyCount.objects.filter(week__lt=_monday(clock.today()) - timedelta(weeks=WEEKS)).delete()
    return gone


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
