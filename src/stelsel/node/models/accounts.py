# SPDX-License-Identifier: EUPL-1.2
"""Who may act for a publisher, and wrong passwords of the last quarter of an hour."""

from django.conf import settings
from django.db import models


class Membership(models.Model):
    """An account's role at a publisher. `government` opens the gov logs. `by_claim`: the account's provider said so at
    the last sign-in, and takes it back when it no longer does."""

    ROLES = [("reader", "reader"), ("publisher", "publisher"), ("administrator", "administrator")]

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    publisher = models.CharField(max_length=60)
    role = models.CharField(max_length=20, choices=ROLES)
    government = models.BooleanField(default=False)
    by_claim = models.BooleanField(default=False)

    class Meta:
        unique_together = [("user", "publisher")]


class SignInFailure(models.Model):
    """A wrong password: for which account, from which network address, when. Kept for a quarter of an hour."""

    account = models.CharField(max_length=150)
    address = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["address", "at"], name="sign_in_failure")]
