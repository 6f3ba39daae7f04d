# SPDX-License-Identifier: EUPL-1.2
"""The register of processing activities (AVG art. 30) that records refer to. Whatever changes gets a new number, so
that a URI always leads to one version (Logboek Dataverwerkingen 0.8, component Register)."""

import hashlib
import json
from dataclasses import asdict, dataclass

from django.conf import settings

from stelsel.kernel.canonical import canonical
from stelsel.node import clock
from stelsel.node.models import ProcessingActivity


@dataclass(frozen=True)
class Activity:
    """What is processed (a sort of dossier), for whom (a publisher; empty: the account itself), why, on which ground
    and law (AVG art. 6 lid 1), and how long it is kept, in words."""

    what: str
    publisher: str
    purpose: str
    ground: str
    law: str
    kept: str


ATTEMPT = Activity(
    "dossier", "", "Toegang tot dossiers controleren en vastleggen (AVG art. 5 lid 2 en 32)", "c", "AVG", ""
)
"""Under which an attempt is logged that led to no dossier."""


def activity_uri(activity: Activity) -> str:
    """The URI of this version of an activity; registered when it is new."""
    return uri_of(_registered(activity))


def uri_of(number: int) -> str:
    """The URI of an activity by its number."""
    return f"{settings.URL}/api/v1/verwerkingsactiviteiten/{number}"


def number_of(activity: Activity) -> int:
    """The number of this version of an activity; registered when it is new."""
    return _registered(activity)


def activity_at(number: int) -> tuple[Activity, str] | None:
    """The activity with this number and since when it is there; None when there is none."""
    found = ProcessingActivity.objects.filter(pk=number).first()
    return (Activity(**json.loads(found.content)), found.since) if found else None


def _registered(activity: Activity) -> int:
    content = canonical(asdict(activity))
    values = {"content": content.decode(), "since": clock.now()}
    digest = hashlib.sha256(content).hexdigest()
    found, _ = ProcessingActivity.objects.get_or_create(digest=digest, defaults=values)
    number: int = found.pk
    return number
