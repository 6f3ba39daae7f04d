# SPDX-License-Identifier: EUPL-1.2
"""Tasks, what was decided about them, who stands in for whom, what a publisher wants, and digests."""

from typing import Any

from django.db import models


class Task(models.Model):
    """Something that waits. `receiver` as `nouns.task.Receiver` writes it. `turn` grows with every step, so that of two
    who decide at once one wins. `open_key` is what it is about while it is open, so that nothing waits twice. `change`
    is what is published at approval; it goes when the task is decided. `busy`: approved, and being published."""

    STATES = [(name, name) for name in ("open", "busy", "approved", "refused", "closed")]

    kind = models.CharField(max_length=40)
    publisher = models.CharField(max_length=60)
    receiver = models.CharField(max_length=200)
    title = models.JSONField()
    reasons = models.JSONField()
    about = models.CharField(max_length=300)
    open_key = models.CharField(max_length=400, null=True, unique=True)
    asked_by = models.CharField(max_length=150, default="")
    asked_at = models.DateTimeField()
    due = models.DateField(null=True)
    calculation = models.JSONField(null=True)
    lapses = models.BooleanField(default=False)
    needed = models.IntegerField(default=1)
    change = models.JSONField(null=True)
    state = models.CharField(max_length=10, choices=STATES, default="open")
    turn = models.IntegerField(default=0)
    escalated = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["state", "receiver"], name="task_waiting"),
            models.Index(fields=["state", "publisher"], name="task_publisher"),
        ]


class TaskDecision(models.Model):
    """A step of a task, never changed: approve, refuse, delegate, escalate, fail or close; by which account (empty: the
    node), instead of whom, when, why, and for a delegation to whom."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="steps")
    turn = models.IntegerField()
    step = models.CharField(max_length=10)
    by = models.CharField(max_length=150, default="")
    instead_of = models.CharField(max_length=150, default="")
    at = models.DateTimeField()
    why = models.TextField()
    to = models.CharField(max_length=200, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["task", "turn"], name="task_turn_once")]
        ordering = ["turn"]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Written once."""
        assert self._state.adding, "a step of a task is never changed"
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Never."""
        raise AssertionError("a step of a task is never removed")


class Substitution(models.Model):
    """The tasks of one account go to another as well, from a day up to and including a day."""

    publisher = models.CharField(max_length=60)
    replaced = models.CharField(max_length=150)
    by = models.CharField(max_length=150)
    first_day = models.DateField()
    last_day = models.DateField()
    ended = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["by", "last_day"], name="substitution_by")]


class TaskRule(models.Model):
    """What a publisher wants of a kind of task: four eyes, and escalation so many working days after its term."""

    publisher = models.CharField(max_length=60)
    kind = models.CharField(max_length=40)
    four_eyes = models.BooleanField(default=False)
    escalate_after = models.IntegerField(null=True)

    class Meta:
        unique_together = [("publisher", "kind")]


class DigestChannel(models.Model):
    """Where a publisher hears once a day how many tasks wait: a functional mailbox or a webhook."""

    publisher = models.CharField(max_length=60)
    way = models.CharField(max_length=10, choices=[("mail", "mail"), ("webhook", "webhook")])
    address = models.CharField(max_length=500)
    salt = models.CharField(max_length=40, default="")
    active = models.BooleanField(default=True)

    class Meta:
        unique_together = [("publisher", "way")]


class Digest(models.Model):
    """One digest of one receiver of one day: its number among the events of this node, and how far it is."""

    channel = models.ForeignKey(DigestChannel, on_delete=models.PROTECT)
    day = models.DateField()
    sequence = models.IntegerField(null=True, unique=True)
    waiting = models.IntegerField()
    made_at = models.DateTimeField()
    attempts = models.IntegerField(default=0)
    delivered = models.BooleanField(default=False)

    class Meta:
        unique_together = [("channel", "day")]
