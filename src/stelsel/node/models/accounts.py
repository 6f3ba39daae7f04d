# SPDX-License-Identifier: EUPL-1.2
"""Who may act for a publisher, keys of service accounts, accounts kept by an identity system, and wrong passwords of
the last quarter of an hour."""

import uuid

from django.conf import settings
from django.db import models


class Membership(models.Model):
    """An account's role at a publisher. `government` opens the gov logs. `by_claim`: the account's provider said so at
    the last sign-in, and takes it back when it no longer does. `machine`: a service account; it has this one role."""

    ROLES = [(name, name) for name in ("reader", "publisher", "administrator", "provisioner")]

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    publisher = models.CharField(max_length=60)
    role = models.CharField(max_length=20, choices=ROLES)
    government = models.BooleanField(default=False)
    by_claim = models.BooleanField(default=False)
    machine = models.BooleanField(default=False)

    class Meta:
        unique_together = [("user", "publisher")]


class ServiceKey(models.Model):
    """A key of a service account: what it is for, until and including which day, and the SHA-256 (hex) of the whole
    key. The key itself is kept nowhere. `id` stands in the key and in the audit log. Days are in UTC."""

    id = models.CharField(max_length=10, primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="keys")
    name = models.CharField(max_length=60)
    digest = models.CharField(max_length=64)
    made_by = models.CharField(max_length=150)
    made_on = models.DateField()
    last_day = models.DateField()
    last_used = models.DateField(null=True)
    revoked_on = models.DateField(null=True)
    revoked_by = models.CharField(max_length=150, default="")


class Provisioned(models.Model):
    """An account as the identity system of a publisher keeps it: the SCIM resource User (RFC 7643, section 4.1), and of
    that only this. `folded` is userName without case; `groups` are the roles it was given, separated by spaces, of
    which the highest counts while it is active; `version` grows with every change (ETag)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="provisioned")
    publisher = models.CharField(max_length=60)
    user_name = models.CharField(max_length=150)
    folded = models.CharField(max_length=300)
    external_id = models.CharField(max_length=255, default="")
    active = models.BooleanField(default=True)
    groups = models.CharField(max_length=60, default="")
    version = models.IntegerField(default=1)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["publisher", "user"], name="provisioned_account"),
            models.UniqueConstraint(fields=["publisher", "folded"], name="provisioned_name"),
        ]
        indexes = [models.Index(fields=["publisher", "external_id"], name="provisioned_external")]


class SignInFailure(models.Model):
    """A wrong password: for which account, from which network address, when. Kept for a quarter of an hour."""

    account = models.CharField(max_length=150)
    address = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["address", "at"], name="sign_in_failure")]
