# SPDX-License-Identifier: EUPL-1.2
"""Which organisations can hand over and take on here: public ones (Awb art. 1:1 and 2:3 are about nobody else) with
somebody who may deal with it. One without would let a question lie where nobody looks."""

from typing import Any

from stelsel.book.permission import allows
from stelsel.node.identity import ROLES
from stelsel.node.models import Log, Membership


def takes(publisher: str) -> bool:
    """Whether somebody works here for this publisher who may deal with handovers."""
    return bool(publisher) and _dealing().filter(publisher=publisher).exists()


def giver_choices() -> tuple[str, ...]:
    """The publishers that can hand over and take on here, by name."""
    return tuple(sorted(set(_dealing().values_list("publisher", flat=True))))


def publisher_of(organisation: str) -> str:
    """The publisher of this node that is meant by its name, by the TOOI address of its organisation or by the code at
    the end of that address; empty where there is none."""
    meant = organisation.strip()[:255]
    if not meant:
        return ""
    for publisher, tooi in Log.objects.values_list("publisher", "organisation").distinct().order_by("publisher"):
        if meant in (publisher, tooi, tooi.rpartition("/")[2]):
            return str(publisher)
    return ""


def _dealing() -> Any:
    roles = [role for role in ROLES if allows(role, "hand-over")]
    return Membership.objects.filter(role__in=roles, government=True, machine=False, user__is_active=True)
