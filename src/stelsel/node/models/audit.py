# SPDX-License-Identifier: EUPL-1.2
"""The audit log: rows that are only ever added, each chained to the one before, and where the chain ends."""

from typing import Any, NoReturn

from django.db import models


class AppendOnly(models.QuerySet["AuditEvent"]):
    """Rows of the audit log can be added and read."""

    def update(self, **values: Any) -> NoReturn:
        """Never."""
        raise TypeError("an audit event is never changed")

    def delete(self) -> NoReturn:
        """Never one by one; `audit_chain.cut` shortens the log at its old end and says so in the log."""
        raise TypeError("an audit event is never deleted")


class AuditEvent(models.Model):
    """What was done (`action`), by which account, about what (an id), with which outcome. `hash` covers all of it and
    the hash of the former row (`audit_chain.digest`). A trigger in the database refuses every change of a row."""

    sequence = models.BigIntegerField(primary_key=True)
    moment = models.CharField(max_length=20)
    action = models.CharField(max_length=60)
    actor = models.CharField(max_length=150)
    subject = models.CharField(max_length=300)
    outcome = models.CharField(max_length=10)
    publisher = models.CharField(max_length=60)
    facts = models.TextField()
    former_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = AppendOnly.as_manager()

    class Meta:
        ordering = ["sequence"]
        indexes = [models.Index(fields=["publisher", "sequence"], name="audit_publisher")]

    def save(self, **kept: Any) -> None:
        """Only a new row."""
        if not self._state.adding:
            raise TypeError("an audit event is never changed")
        super().save(force_insert=True)

    def delete(self, *parts: Any, **kept: Any) -> NoReturn:
        """Never."""
        raise TypeError("an audit event is never deleted")


class AuditHead(models.Model):
    """One row: the newest event of the chain, and up to which number events were cut off after their term."""

    sequence = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64)
    cut = models.BigIntegerField(default=0)
