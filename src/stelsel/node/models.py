# SPDX-License-Identifier: EUPL-1.2
"""Tables: an index of the logs, whose files are the truth; what waits to become a file; and who may act for a
publisher. No table is indexed by a random hash."""

from django.conf import settings
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


class Membership(models.Model):
    """A local account's role at a publisher. `government` opens the gov logs."""

    ROLES = [("reader", "reader"), ("publisher", "publisher"), ("administrator", "administrator")]

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    publisher = models.CharField(max_length=60)
    role = models.CharField(max_length=20, choices=ROLES)
    government = models.BooleanField(default=False)

    class Meta:
        unique_together = [("user", "publisher")]


class SignInFailure(models.Model):
    """A wrong password: for which account, from which network address, when. Kept for a quarter of an hour."""

    account = models.CharField(max_length=150)
    address = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["address", "at"], name="sign_in_failure")]
