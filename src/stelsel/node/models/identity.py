# SPDX-License-Identifier: EUPL-1.2
"""Sign-ins by an account elsewhere, mandates, and who represents whom."""

from django.conf import settings
from django.db import models


class Subject(models.Model):
    """The account elsewhere behind an account here: the provider's issuer and its opaque identifier of the person
    (OpenID Connect Core 1.0, section 2: iss and sub). Never an e-mail address that the provider did not choose as
    identifier, never a citizen service number. `switched_off`: by the identity system that kept it, which may switch it
    on again; an account that somebody switched off here it may not."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="subject")
    issuer = models.CharField(max_length=255)
    subject = models.CharField(max_length=255)
    citizen = models.BooleanField(default=False)
    switched_off = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issuer", "subject"], name="one_account_per_subject")]


class Mandate(models.Model):
    """Who may bind a publisher to what: an operation, or a kind of entry (empty: each), up to an amount in euros (null:
    none named), from a day up to and including a day (null: until revoked). A row is never deleted with its account's
    role: a revoked mandate keeps the day from which it no longer holds."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mandates")
    publisher = models.CharField(max_length=60)
    operation = models.CharField(max_length=40, default="")
    kind = models.CharField(max_length=60, default="")
    limit_eur = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    start = models.DateField()
    end = models.DateField(null=True)
    granted_by = models.CharField(max_length=150)
    granted_on = models.DateField()
    revoked_on = models.DateField(null=True)
    revoked_by = models.CharField(max_length=150, default="")

    class Meta:
        indexes = [models.Index(fields=["publisher", "user"], name="mandate_publisher")]


class Representation(models.Model):
    """A party lets another person act for it, for named services, up to and including a day. Until somebody takes it
    with the code (of which only the hash stands here) there is no representative."""

    party = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="represented_by")
    called = models.CharField(max_length=60)
    representative = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="represents", null=True
    )
    services = models.JSONField()
    until = models.DateField()
    code_hash = models.CharField(max_length=64, unique=True, null=True)
    made_on = models.DateField()
    revoked_on = models.DateField(null=True)
