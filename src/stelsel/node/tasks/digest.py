# SPDX-License-Identifier: EUPL-1.2
"""Once a day, per receiver: how many tasks wait, with the link. Nothing else leaves this node.

`daily` is what a daily job calls; calling it again sends nothing twice and tries again what was not delivered. Each
digest is one row, made once per channel and day, and says the same at every attempt under the same event id.
"""

import smtplib
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from stelsel.kernel.cloud_event import MEDIA_TYPE, CloudEvent, source_of
from stelsel.kernel.time import instant
from stelsel.node import clock
from stelsel.node.audit import audit
from stelsel.node.fetch import ComeBack
from stelsel.node.models import Digest, DigestChannel
from stelsel.node.node import Node
from stelsel.node.tasks._bottlenecks import bottlenecks_follow
from stelsel.node.tasks._decide import settle
from stelsel.node.tasks._disputes import all_disputes_follow
from stelsel.node.tasks._endings import endings_follow
from stelsel.node.tasks._inbox import waiting_at
from stelsel.node.tasks._send import post
from stelsel.node.tasks._wishes import escalate
from stelsel.node.tasks.channels import secret_of, signature

EVENT_TYPE = "nl.stelsel.taken.overzicht-gemaakt"
PAUSES_SECONDS = (1.0, 4.0)
"""How long to wait before the second and the third attempt of one run."""
MOST_ATTEMPTS = 12
"""After so many attempts a digest is given up; so it is when a newer one of its receiver was made."""


@dataclass(frozen=True, slots=True)
class Round:
    """What one run did: tasks escalated, digests delivered, and those that were not."""

    escalated: int
    delivered: int
    failed: int


def daily(node: Node, pause: Callable[[float], None] = time.sleep) -> Round:
    """Put tasks right, escalate what is overdue, and tell every receiver once what waits."""
    settle(node)
    all_disputes_follow(node)
    bottlenecks_follow(node)
    endings_follow(node)
    escalated = escalate()
    _make()
    done = [_deliver(one, pause) for one in _undelivered()]
    return Round(escalated, done.count(True), done.count(False))


def event_of(one: Digest) -> CloudEvent:
    """The event of a digest: only how many, and the link."""
    return CloudEvent(
        id=f"takenoverzicht-{one.channel_id}-{one.day.isoformat()}",
        source=source_of(settings.OIN, "stelsel"),
        type=EVENT_TYPE,
        time=instant(one.made_at),
        data={"aantal": one.waiting, "link": _link("nl")},
        dataref=f"{settings.URL}/api/v1/taken",
        sequence=one.sequence or 1,
    )


def _make() -> None:
    """A digest of today for every receiver that has something waiting and has none yet."""
    today = clock.today()
    for channel in DigestChannel.objects.filter(active=True):
        waiting, _ = waiting_at(channel.publisher)
        if waiting and not Digest.objects.filter(channel=channel, day=today).exists():
            try:
                with transaction.atomic():
                    newest = Digest.objects.aggregate(newest=Max("sequence"))["newest"] or 0
                    number = newest + 1 if channel.way == "webhook" else None
                    made = timezone.now()
                    Digest.objects.create(channel=channel, day=today, sequence=number, waiting=waiting, made_at=made)
            except IntegrityError:  # another process made it at this moment; the next run sees to what is left
                continue


def _undelivered() -> list[Digest]:
    rows = Digest.objects.filter(delivered=False, attempts__lt=MOST_ATTEMPTS, channel__active=True)
    newest = dict(Digest.objects.values_list("channel").annotate(newest=Max("day")))
    found = rows.select_related("channel").order_by("pk")
    return [one for one in found if one.day == newest[one.channel_id]]


def _deliver(one: Digest, pause: Callable[[float], None]) -> bool | None:
    """Whether it was delivered; None when another process is at it."""
    for seconds in (0.0, *PAUSES_SECONDS):
        if seconds:
            pause(seconds)
        tried = Digest.objects.filter(pk=one.pk, attempts=one.attempts, delivered=False)
        if not tried.update(attempts=one.attempts + 1):
            return None
        one.attempts += 1
        try:
            sent = _send(one)
        except ComeBack:  # the receiver said when; that is not in this run
            break
        if sent:
            Digest.objects.filter(pk=one.pk).update(delivered=True)
            audit("digest-sent", "", one.channel.publisher, way=one.channel.way, waiting=one.waiting)
            return True
        if one.attempts >= MOST_ATTEMPTS:
            break
    audit("digest-sent", "", one.channel.publisher, "failed", way=one.channel.way, attempts=one.attempts)
    return False


def _send(one: Digest) -> bool:
    try:
        return _by_webhook(one) if one.channel.way == "webhook" else _by_mail(one)
    except ComeBack:
        raise
    except (OSError, smtplib.SMTPException):
        return False


def _by_webhook(one: Digest) -> bool:
    event, now = event_of(one), clock.posix()
    body = event.encode()
    headers = {
        "Content-Type": f"{MEDIA_TYPE}; charset=utf-8",
        "webhook-id": event.id,
        "webhook-timestamp": str(now),
        "webhook-signature": signature(secret_of(one.channel), event.id, now, body),
    }
    return 200 <= post(one.channel.address, body, headers) < 300


def _by_mail(one: Digest) -> bool:
    lines = (
        f"Aantal taken dat wacht bij {one.channel.publisher}: {one.waiting}.",
        f"Bekijk ze: {_link('nl')}",
        "",
        f"Number of tasks that wait at {one.channel.publisher}: {one.waiting}.",
        f"See them: {_link('en')}",
    )
    subject = f"Taken die wachten / tasks that wait: {one.waiting}"
    message = EmailMessage(subject, "\n".join(lines) + "\n", settings.DEFAULT_FROM_EMAIL, [one.channel.address])
    return message.send() == 1


def _link(language: str) -> str:
    return f"{settings.URL}/{language}/taken"
