# SPDX-License-Identifier: EUPL-1.2
"""The processing log: what was done with personal data, by whom, when. Rows are added and never changed."""

from typing import Any, NoReturn

from django.db import models

from stelsel.node.models.dossiers import DataSubject


class _OnlyAdded(models.QuerySet[Any]):
    """Rows that nobody changes or removes through the models; a trigger in the database refuses changes as well."""

    def update(self, **values: Any) -> NoReturn:
        """Refused."""
        raise TypeError("the processing log is append-only")

    def delete(self) -> NoReturn:
        """Refused."""
        raise TypeError("the processing log is append-only")


class ProcessingActivity(models.Model):
    """A row of the register of processing activities: its number is in its URI; whatever changes is a new row."""

    digest = models.CharField(max_length=64, unique=True)
    content = models.TextField()
    since = models.CharField(max_length=20)


class ProcessingRecord(models.Model):
    """One record (logregel) with the fields of Logboek Dataverwerkingen 0.8; times in POSIX milliseconds. `dossier` and
    `subject` are there to find it by; what they say stands in `attributes` too."""

    trace_id = models.BinaryField(max_length=16)
    span_id = models.BinaryField(max_length=8)
    status_code = models.SmallIntegerField()
    name = models.CharField(max_length=100)
    start_time = models.BigIntegerField()
    end_time = models.BigIntegerField()
    parent_span_id = models.BinaryField(max_length=8, null=True)
    foreign_operation = models.JSONField(null=True)
    resource = models.JSONField()
    attributes = models.JSONField()
    dossier = models.CharField(max_length=32, default="")
    subject = models.ForeignKey(DataSubject, on_delete=models.PROTECT, null=True, related_name="+")

    objects = _OnlyAdded.as_manager()

    class Meta:
        indexes = [models.Index(fields=["dossier", "id"], name="processing_dossier")]
        ordering = ["id"]

    def save(self, *args: Any, **values: Any) -> None:
        """Only as a new row."""
        if self.pk is not None:
            raise TypeError("the processing log is append-only")
        super().save(*args, **values)

    def delete(self, *args: Any, **values: Any) -> NoReturn:
        """Refused."""
        raise TypeError("the processing log is append-only")


class ProcessingExport(models.Model):
    """How far the log was sent to a collector: the last record that it confirmed."""

    address = models.CharField(max_length=300, unique=True)
    last = models.BigIntegerField(default=0)
