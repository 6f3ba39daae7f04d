# SPDX-License-Identifier: EUPL-1.2
"""An index of the logs, whose files are the truth, and what waits to become a file."""

from django.db import models


class Log(models.Model):
    """A log of ours. `organisation` is who the publisher is; the newest acknowledged checkpoint stands here with its
    size, and a moment later in the files."""

    origin = models.CharField(max_length=255, unique=True)
    publisher = models.CharField(max_length=60)
    audience = models.CharField(max_length=60)
    organisation = models.CharField(max_length=255)
    size = models.BigIntegerField(default=0)
    note = models.TextField(default="")

    class Meta:
        ordering = ["origin"]


class Revision(models.Model):
    """Where a revision of an entry stands: an index of the files, made anew from them when need be."""

    pk = models.CompositePrimaryKey("log_id", "index")
    log = models.ForeignKey(Log, on_delete=models.PROTECT, db_index=False)
    index = models.BigIntegerField()
    entry = models.CharField(max_length=255)
    rev = models.IntegerField()
    op = models.CharField(max_length=10)

    class Meta:
        indexes = [models.Index(fields=["entry", "log", "rev"], name="revision_entry")]


class Queued(models.Model):
    """A leaf on its way to the files. From the size of its log on it is staged: not signed, not part of the log."""

    pk = models.CompositePrimaryKey("log_id", "index")
    log = models.ForeignKey(Log, on_delete=models.PROTECT, db_index=False)
    index = models.BigIntegerField()
    leaf = models.BinaryField()
    salt = models.BinaryField()
    payload = models.BinaryField()
