# SPDX-License-Identifier: EUPL-1.2
"""What an administrator may know: the keys of the dossiers, never their bytes; and the activity of a record."""

from dataclasses import dataclass
from datetime import UTC, datetime

from stelsel.node.dossiers._access import activity_of, rights_of
from stelsel.node.dossiers._keys import ring
from stelsel.node.identity import Person
from stelsel.node.models import Dossier
from stelsel.node.processing_log import Activity, activity_at, number_of


@dataclass(frozen=True)
class KeyLine:
    """A generation of the node's key for dossiers: its fingerprint, when it was made, its age, whether it wraps new
    dossiers, and how many dossiers it holds."""

    number: int
    algorithm: str
    fingerprint: str
    made: str
    age_days: int
    active: bool
    dossiers: int


def key_lines(now: datetime) -> list[KeyLine]:
    """Every generation, oldest first; none where this node never had a dossier."""
    if not Dossier.objects.exists():
        return []
    keys = ring()
    return [
        KeyLine(
            one.number,
            "AES-256-GCM",
            one.fingerprint,
            one.made,
            (now - datetime.strptime(one.made, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)).days,
            one is keys.newest,
            Dossier.objects.filter(generation=one.number).count(),
        )
        for one in keys.generations
    ]


def activity_for(who: Person, number: int) -> tuple[Activity, str] | None:
    """The processing activity with this number, for who may read a dossier that it is about; None for anybody else."""
    found = activity_at(number)
    if found is None or not who.name:
        return None
    rows = Dossier.objects.select_related("account").filter(purpose=found[0].purpose, publisher=found[0].publisher)
    readable = (row for row in rows if rights_of(who, row).reads)
    return found if any(number_of(activity_of(row)) == number for row in readable) else None
