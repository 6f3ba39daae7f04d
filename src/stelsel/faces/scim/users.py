# SPDX-License-Identifier: EUPL-1.2
"""Users: accounts that the identity system of the caller's publisher keeps (RFC 7643, section 4.1)."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings

from stelsel.faces.scim import BASE, USER
from stelsel.faces.scim.operation import Call, Reply, listing, not_there
from stelsel.faces.scim.read_filter import read_filter, unknown_filter
from stelsel.faces.scim.read_patch import patched_user, user_body
from stelsel.kernel.time import instant
from stelsel.node.identity import provisioning
from stelsel.node.identity.provisioning import Told
from stelsel.node.models import Provisioned

_FIELDS = {"username": "folded", "externalid": "external_id", "id": "pk", "active": "active"}


def find(call: Call) -> Reply:
    """A page of them, all or by a filter."""
    text = call.request.GET.get("filter", "")
    wanted: dict[str, Any] = {}
    for name, value in read_filter(text) if text else ():
        field = _FIELDS.get(name)
        if field is None or isinstance(value, bool) != (name == "active"):
            raise unknown_filter()
        given = _sought(name, value)
        if given is None or wanted.setdefault(field, given) != given:
            return listing(call, 0, [])
    total, rows = provisioning.listed(call.person, call.publisher, wanted, *call.span())
    return listing(call, total, [resource(row) for row in rows])


def create(call: Call) -> Reply:
    """One more."""
    row = provisioning.add(call.person, call.publisher, user_body(call.body()))
    return _reply(row, 201)


def show(call: Call) -> Reply:
    """One."""
    return _reply(_row(call))


def put(call: Call) -> Reply:
    """One as a whole."""
    told = user_body(call.body())
    return _changed(call, lambda now: told)


def patch(call: Call) -> Reply:
    """Parts of one."""
    body = call.body()
    return _changed(call, lambda now: patched_user(now, body))


def delete(call: Call) -> Reply:
    """Keep it no longer."""
    if not provisioning.remove(call.person, call.publisher, call.uuid(), call.if_match):
        raise not_there()
    return Reply(None, 204)


def resource(row: Provisioned) -> dict[str, Any]:
    """A user as it is sent."""
    roles = [f"{row.publisher}:{role}" for role in row.groups.split()]
    return {
        "schemas": [USER],
        "id": str(row.pk),
        "userName": row.user_name,
        **({"externalId": row.external_id} if row.external_id else {}),
        "active": row.active,
        "groups": [{"value": one, "display": one, "$ref": f"{settings.URL}{BASE}/Groups/{one}"} for one in roles],
        "meta": {
            "resourceType": "User",
            "created": instant(row.made_at),
            "lastModified": instant(row.changed_at),
            "location": location(row.pk),
            "version": provisioning.tag(row),
        },
    }


def location(id: UUID) -> str:
    """The address of a user."""
    return f"{settings.URL}{BASE}/Users/{id}"


def _sought(name: str, value: str | bool) -> Any:
    """The value of a filter as it is kept; None where nothing can have it."""
    if name == "id":
        try:
            return UUID(str(value))
        except ValueError:
            return None
    if isinstance(value, str) and not value.isprintable():
        return None
    return str(value).casefold() if name == "username" else value


def _row(call: Call) -> Provisioned:
    found = provisioning.one(call.person, call.publisher, call.uuid())
    if found is None:
        raise not_there()
    return found


def _changed(call: Call, what: Callable[[Told], Told]) -> Reply:
    row = provisioning.change(call.person, call.publisher, call.uuid(), what, call.if_match)
    if row is None:
        raise not_there()
    return _reply(row)


def _reply(row: Provisioned, status: int = 200) -> Reply:
    headers = {"ETag": provisioning.tag(row), "Location": location(row.pk)}
    return Reply(resource(row), status, headers)
