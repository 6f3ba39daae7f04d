# SPDX-License-Identifier: EUPL-1.2
"""Private working state: dossiers with what stands in them, encrypted, and who may read. No column holds content in the
clear; deleting a row takes its bytes off the disk (SQLite: secure_delete)."""

from django.conf import settings
from django.db import models


class Dossier(models.Model):
    """A dossier: whose it is, why it is there and how long. `id` is 32 hexadecimal digits that begin with the moment of
    opening, `data_key` its own key, wrapped by a key of the node. It is the account's, or the publisher's where that
    is named."""

    id = models.CharField(max_length=32, primary_key=True)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="dossiers")
    publisher = models.CharField(max_length=60, default="")
    kind = models.CharField(max_length=60, default="")
    purpose = models.CharField(max_length=300)
    ground = models.CharField(max_length=1)
    law = models.CharField(max_length=300, default="")
    years = models.IntegerField(null=True)
    until = models.DateField(null=True)
    term_basis = models.CharField(max_length=500)
    term_source = models.CharField(max_length=300)
    draft = models.BooleanField(default=False)
    opened_at = models.CharField(max_length=20)
    closed_at = models.CharField(max_length=20, default="")
    entry = models.CharField(max_length=255, default="")
    held = models.CharField(max_length=300, default="")
    data_key = models.BinaryField()
    generation = models.IntegerField()

    class Meta:
        ordering = ["id"]


class DossierRevision(models.Model):
    """One revision of a document in a dossier: name, media type and bytes are sealed together."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="revisions")
    document = models.CharField(max_length=32)
    number = models.IntegerField()
    at = models.CharField(max_length=20)
    by = models.CharField(max_length=150)
    sealed = models.BinaryField()

    class Meta:
        unique_together = [("dossier", "document", "number")]
        ordering = ["dossier", "document", "number"]


class DossierReader(models.Model):
    """Somebody besides the owner who may read a dossier, or also write in it."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="readers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    writes = models.BooleanField(default=False)

    class Meta:
        unique_together = [("dossier", "user")]


class DataSubject(models.Model):
    """Whom something is about: an encrypted identifier, the same each time, and what sort of identifier it is."""

    token = models.CharField(max_length=400)
    type = models.CharField(max_length=200)

    class Meta:
        unique_together = [("type", "token")]


class DossierSubject(models.Model):
    """A dossier holds data about this subject."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="subjects")
    subject = models.ForeignKey(DataSubject, on_delete=models.PROTECT, related_name="+")

    class Meta:
        unique_together = [("dossier", "subject")]
