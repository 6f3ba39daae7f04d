# SPDX-License-Identifier: EUPL-1.2
"""Groups: the roles at the caller's publisher, `PUBLISHER:ROLE` (RFC 7643, section 4.2). They are always there, and
only their members change."""

from typing import Any

from django.conf import settings

from stelsel.faces.scim import BASE, GROUP
from stelsel.faces.scim.operation import Call, Reply, listing, not_there, wants
from stelsel.faces.scim.read_filter import read_filter, unknown_filter
from stelsel.faces.scim.read_patch import group_body, patched_group, wrong
from stelsel.faces.scim.users import location
from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text
from stelsel.node.identity import ROLES, provisioning
from stelsel.node.identity.provisioning import Change
from stelsel.node.models import Provisioned


def find(call: Call) -> Reply:
    """All of them, or those of a filter."""
    text = call.request.GET.get("filter", "")
    terms = read_filter(text) if text else []
    found = [role for role in ROLES if all(_fits(call, role, *term) for term in terms)]
    first, most = call.span()
    return listing(call, len(found), [_resource(call, role) for role in found[first : first + most]])


def show(call: Call) -> Reply:
    """One."""
    return _reply(call, _role(call))


def put(call: Call) -> Reply:
    """Exactly these members."""
    return _changed(call, *group_body(call.body(), GROUP))


def patch(call: Call) -> Reply:
    """Members in and out."""
    return _changed(call, *patched_group(call.body()))


def fixed(call: Call) -> Reply:
    """No group is made or removed."""
    raise _fixed()


def _fixed() -> BadInput:
    return bad_input(
        "fixed-groups",
        "",
        Text(nl="Groepen staan vast: elke rol is er een.", en="Groups are fixed: each role is one."),
        Text(nl="Koppel uw groep aan uitgever:rol.", en="Map your group to publisher:role."),
    )


def _changed(call: Call, label: str, what: Change) -> Reply:
    role = _role(call)
    if label and label != f"{call.publisher}:{role}":
        raise wrong("mutability", "displayName")
    if what != Change():
        provisioning.change_group(call.person, call.publisher, role, what, call.if_match)
    return _reply(call, role)


def _role(call: Call) -> str:
    """The role of the group in the address; 404 for one of another publisher."""
    publisher, _, role = call.id.rpartition(":")
    if publisher != call.publisher or role not in ROLES:
        raise not_there()
    return role


def _fits(call: Call, role: str, name: str, value: str | bool) -> bool:
    if name in ("displayname", "id"):
        return str(value).casefold() == f"{call.publisher}:{role}".casefold()
    if name in ("members", "members.value"):
        return str(value).lower() in [str(row.pk) for row in _members(call, role)]
    raise unknown_filter()


def _members(call: Call, role: str) -> list[Provisioned]:
    return provisioning.members(call.person, call.publisher, role)


def _resource(call: Call, role: str) -> dict[str, Any]:
    rows, name = _members(call, role), f"{call.publisher}:{role}"
    found: dict[str, Any] = {"schemas": [GROUP], "id": name, "displayName": name}
    if wants(call.request, "members"):
        found["members"] = [
            {"value": str(row.pk), "display": row.user_name, "$ref": location(row.pk), "type": "User"} for row in rows
        ]
    where, version = f"{settings.URL}{BASE}/Groups/{name}", provisioning.group_tag(rows)
    return {**found, "meta": {"resourceType": "Group", "location": where, "version": version}}


def _reply(call: Call, role: str) -> Reply:
    found = _resource(call, role)
    return Reply(found, headers={"ETag": found["meta"]["version"], "Location": found["meta"]["location"]})
