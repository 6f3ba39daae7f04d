# SPDX-License-Identifier: EUPL-1.2
"""Which organisations can be a party here: those with a log, and somebody who may deal with data requests; and where
the provider publishes what was agreed."""

from typing import Any

from stelsel.book.permission import allows
from stelsel.kernel.ids import slug
from stelsel.node.identity import ROLES
from stelsel.node.models import DataRequest, Log, Membership
from stelsel.nouns.agreement import AGREEMENT
from stelsel.priorities.data.requests import Version


def takes_part(publisher: str) -> bool:
    """Whether somebody works here for this publisher who may deal with data requests."""
    return bool(publisher) and _dealing().filter(publisher=publisher).exists()


def choices() -> tuple[str, ...]:
    """The publishers that can be a party here, by name."""
    dealing = set(_dealing().values_list("publisher", flat=True))
    return tuple(sorted(dealing & set(Log.objects.values_list("publisher", flat=True))))


def address_of(row: DataRequest, version: Version) -> str:
    """Where the agreement of a version is published; the name says of which request it is."""
    local = f"{slug(version.body.title)[:80].strip('-')}-{row.pk[:8]}-v{version.number}"
    return f"{row.provider}/{AGREEMENT.name}/{local}"


def held_key(row: DataRequest, version: Version) -> str:
    """What names the open task in which the publication of a version waits for a second person."""
    return f"change:{address_of(row, version)}"


def _dealing() -> Any:
    roles = [role for role in ROLES if allows(role, "request-data")]
    return Membership.objects.filter(role__in=roles, machine=False, user__is_active=True)
