# SPDX-License-Identifier: EUPL-1.2
"""How journeys went, as counts of a week: nothing of who, and nothing of what was told."""

from django.db import models


class JourneyCount(models.Model):
    """How often something happened on a journey in a week (its Monday): a screen was shown (`at-...`), or a question
    after the journey was answered (`found-yes`, `effort-3`)."""

    journey = models.CharField(max_length=40)
    week = models.DateField()
    what = models.CharField(max_length=60)
    times = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["journey", "week", "what"], name="journey_count_once")]
        ordering = ["journey", "week", "what"]
