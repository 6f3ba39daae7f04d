# SPDX-License-Identifier: EUPL-1.2
"""Where a publisher hears how many tasks wait: a functional mailbox or a webhook. Only the operator says where, for it
lets this node send something out."""

import base64
import hmac
import re
import secrets

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from stelsel.kernel.personal_data import find
from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text
from stelsel.node.audit import audit
from stelsel.node.fetch import NotFetched, check_address
from stelsel.node.identity import OPERATOR
from stelsel.node.models import DigestChannel

_OIN = re.compile("[0-9]{20}")
_LONGEST_ADDRESS = 500


def set_mail(publisher: str, address: str) -> None:
    """Send the digest of a publisher to this mailbox. BadInput for what is no mail address, and for one of a person."""
    try:
        validate_email(address)
    except ValidationError:
        raise _wrong("--mail", "no-mail") from None
    if any(True for _ in find({"mail": address})):
        raise _wrong("--mail", "personal-mail")
    _keep(publisher, "mail", address, "")


def set_webhook(publisher: str, url: str) -> str:
    """Send the digest of a publisher to this address; returns the secret with which it is signed (`whsec_...`), anew
    each time. BadInput for an address that this node does not fetch (not https, not public, unless the operator listed
    it), and when this node has no OIN."""
    if not _OIN.fullmatch(settings.OIN):
        raise _wrong("STELSEL_OIN", "no-oin")
    try:
        check_address(url)
    except NotFetched as problem:
        raise bad_input("no-address", "--webhook", problem.finding.what, problem.finding.cure) from None
    if len(url) > _LONGEST_ADDRESS:
        raise _wrong("--webhook", "no-address")
    return secret_of(_keep(publisher, "webhook", url, secrets.token_hex(16)))


def turn_off(publisher: str) -> None:
    """Send no digest of this publisher any more."""
    DigestChannel.objects.filter(publisher=publisher).update(active=False)
    audit("digest-off", OPERATOR.name, publisher)


def secret_of(channel: DigestChannel) -> str:
    """The secret of a webhook, made from that of the node: it is stored nowhere."""
    said = f"stelsel.tasks.webhook:{channel.publisher}:{channel.salt}".encode()
    return "whsec_" + base64.b64encode(hmac.digest(settings.SECRET_KEY.encode(), said, "sha256")).decode()


def signature(secret: str, id: str, seconds: int, body: bytes) -> str:
    """The value of `webhook-signature`: HMAC-SHA256 over `id.seconds.body` (Standard Webhooks, v1)."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    return "v1," + base64.b64encode(hmac.digest(key, f"{id}.{seconds}.".encode() + body, "sha256")).decode()


def _keep(publisher: str, way: str, address: str, salt: str) -> DigestChannel:
    found, _ = DigestChannel.objects.update_or_create(
        publisher=publisher, way=way, defaults={"address": address, "salt": salt, "active": True}
    )
    audit("digest-channel", OPERATOR.name, publisher, way=way)
    return found


_WORDS = {
    "no-mail": (
        Text(nl="Dit is geen mailadres.", en="This is no mail address."),
        Text(nl="Geef een adres zoals taken@gemeente.nl.", en="Give an address such as taken@gemeente.nl."),
    ),
    "personal-mail": (
        Text(nl="Dit lijkt het adres van een persoon.", en="This looks like the address of a person."),
        Text(nl="Geef een functionele postbus.", en="Give a functional mailbox."),
    ),
    "no-oin": (
        Text(
            nl="Een webhook noemt het OIN van deze node, en dat is niet ingesteld.",
            en="A webhook names the OIN of this node, and that is not set.",
        ),
        Text(nl="Zet STELSEL_OIN op 20 cijfers.", en="Set STELSEL_OIN to 20 digits."),
    ),
    "no-address": (
        Text(nl="Dit adres is te lang.", en="This address is too long."),
        Text(nl="Geef een adres van hooguit 500 tekens.", en="Give an address of at most 500 letters."),
    ),
}


def _wrong(where: str, code: str) -> BadInput:
    return bad_input(code, where, *_WORDS[code])
