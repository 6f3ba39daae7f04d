# SPDX-License-Identifier: EUPL-1.2
"""Which organisations can be a party here: those with a log, and somebody who may deal with data requests."""

from typing import Any

from stelsel.book.permission import allows
from stelsel.node.identity import ROLES
from stelsel.node.models import Log, Membership


def takes_part(publisher: str) -> bool:
    """Whether somebody works here for this publisher who may deal with data requests."""
    return bool(publisher) and _dealing().filter(publisher=publisher).exists()


def choices() -> tuple[str, ...]:
    """The publishers that can be a party here, by name."""
    dealing = set(_dealing().values_list("publisher", flat=True))
    return tuple(sorted(dealing & set(Log.objects.values_list("publisher", flat=True))))


def _dealing() -> Any:
    roles = [role for role in ROLES if allows(role, "request-data")]
    return Membership.objects.filter(role__in=roles, machine=False, user__is_active=True)
