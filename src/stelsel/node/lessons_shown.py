# SPDX-License-Identifier: EUPL-1.2
"""Which lessons of solved bottlenecks were shown before an entry was published. Only so can it be told afterwards that
a lesson was heeded: it was shown, and what is published no longer has the finding."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction

from stelsel.node import clock
from stelsel.node.models import LessonShown

DAYS = 60
"""A finding that was shown longer ago is forgotten: then nobody knows any more that it helped."""
Lesson = tuple[str, int]
"""Address of the step, and the place of the lesson there."""


def note(entry: str, lessons: Iterable[Lesson]) -> None:
    """These lessons were shown for what is to be published at this address."""
    rows = [
        LessonShown(entry=entry, lesson_step=step, lesson_number=number, shown_on=clock.today())
        for step, number in lessons
    ]
    LessonShown.objects.bulk_create(rows, ignore_conflicts=True)


def take(entry: str) -> frozenset[Lesson]:
    """What was shown for this address, and forget it: it is published now."""
    with transaction.atomic():
        rows = LessonShown.objects.select_for_update().filter(entry=entry)
        found = frozenset((one.lesson_step, one.lesson_number) for one in rows)
        LessonShown.objects.filter(entry=entry).delete()
    return found


def forget() -> int:
    """Remove what was shown long ago; how many rows."""
    gone, _ = LessonShown.objects.filter(shown_on__lt=clock.today() - timedelta(days=DAYS)).delete()
    return gone
