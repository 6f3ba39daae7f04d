# SPDX-License-Identifier: EUPL-1.2
"""Which lessons were shown before something was published: nothing of who, and nothing of what was typed."""

from django.db import models


class LessonShown(models.Model):
    """A lesson (address of its step, and its place there) was shown for an entry that was to be published at an
    address, on a day. It goes when that entry is published, and after a while."""

    entry = models.CharField(max_length=250)
    lesson_step = models.CharField(max_length=250)
    lesson_number = models.PositiveSmallIntegerField()
    shown_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "lesson_step", "lesson_number"], name="lesson_shown_once")
        ]
        ordering = ["entry", "lesson_step", "lesson_number"]
