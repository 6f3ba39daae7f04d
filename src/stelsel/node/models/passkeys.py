# SPDX-License-Identifier: EUPL-1.2
"""Passkeys of local accounts: public keys only, and days, no moments."""

from django.conf import settings
from django.db import models


class PasskeyOwner(models.Model):
    """An account as its passkeys know it. `handle` (base64url of 32 random bytes) is what an authenticator keeps: it
    tells nothing of the account. `kept_password`: the hash of a password that its owner switched off; else empty."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="passkey_owner"
    )
    handle = models.CharField(max_length=43, unique=True)
    kept_password = models.CharField(max_length=128, blank=True, default="")


class Passkey(models.Model):
    """A passkey: its id (base64url), the attested credential data with its public key (WebAuthn Level 3, section
    6.5.2), and the highest signature counter that was seen (section 6.1.1)."""

    owner = models.ForeignKey(PasskeyOwner, on_delete=models.CASCADE, related_name="passkeys")
    name = models.CharField(max_length=60)
    credential_id = models.CharField(max_length=1364, unique=True)
    credential = models.BinaryField()
    counter = models.BigIntegerField(default=0)
    made = models.DateField()
    last_used = models.DateField(null=True)
