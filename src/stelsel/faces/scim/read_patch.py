# SPDX-License-Identifier: EUPL-1.2
"""What was sent: bodies of users and groups, and PATCH (RFC 7644, section 3.5.2). Plain values in, plain values out.

Names of attributes have no case (RFC 7643, section 2.1). What we do not keep (names, addresses, telephone numbers,
other schemas) is let fall and never looked at. Entra ID's own forms are understood: `Add`, `Replace` and `Remove` with
a capital, "True" and "False" as text, a removal that lists its members as value, attributes in one value
without a path.
"""

import re
import uuid
from collections.abc import Iterator
from typing import Any

from stelsel.faces.scim import USER
from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text
from stelsel.node.identity.provisioning import Change, Told

PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
MOST_OPERATIONS = 1_000
_PATH = re.compile(r"(?:urn:[A-Za-z0-9:.-]+:)?([A-Za-z$][\w$-]*)(?:\[([^\]]*)\])?(?:\.[\w$-]+)?", re.ASCII)
_ONE_MEMBER = re.compile(r'value\s+eq\s+"([^"\\]*)"', re.IGNORECASE | re.ASCII)
_KEPT = {"username": "userName", "externalid": "externalId", "active": "active"}
_LET_FALL = frozenset(
    "name displayname nickname profileurl title usertype preferredlanguage locale timezone password emails "
    "phonenumbers ims photos addresses entitlements roles x509certificates employeenumber costcenter organization "
    "division department manager".split()
)
"""Attributes of RFC 7643, sections 4.1 and 4.3, that we do not keep."""
_READ_ONLY = frozenset("id meta schemas groups".split())
Step = tuple[str, str, str, Any]
"""op, attribute in lower case (empty: without a path), what stood between brackets, value."""


def user_body(body: dict[str, Any]) -> Told:
    """A whole user, as POST and PUT send it."""
    named_schema(body, USER)
    found: dict[str, Any] = {}
    for name, value in body.items():
        _assign(found, name.lower(), value)
    return _told(found)


def patched_user(now: Told, body: dict[str, Any]) -> Told:
    """The user after these steps, all of them or none."""
    found: dict[str, Any] = {"userName": now.user_name, "externalId": now.external_id, "active": now.active}
    for op, name, _, value in _steps(body):
        if not name:
            for each, given in _object(value).items():
                _assign(found, each.rpartition(":")[2].partition(".")[0].lower(), given)
        elif name in _READ_ONLY or (op == "remove" and name in _KEPT):
            raise wrong("mutability", name)
        elif name not in _KEPT and name not in _LET_FALL:
            raise wrong("path", name)
        elif op != "remove":
            _assign(found, name, value)
    return _told(found)


def group_body(body: dict[str, Any], schema: str) -> tuple[str, Change]:
    """A whole group, as PUT sends it: its name (empty: not said) and its members."""
    named_schema(body, schema)
    found = {name.lower(): value for name, value in body.items()}
    return str(found.get("displayname", "")), Change(True, _members(found.get("members", [])))


def patched_group(body: dict[str, Any]) -> tuple[str, Change]:
    """What these steps do to the members, and the name that they give (empty: none)."""
    label, change = "", Change()
    for op, name, inside, value in _steps(body):
        given = {name: value}
        if not name:
            given = {each.rpartition(":")[2].lower(): one for each, one in _object(value).items()}
        for attribute, one in given.items():
            if attribute == "members":
                change = _after(change, op, inside, one)
            elif attribute == "displayname" and op != "remove":
                label = str(one)
            elif name and attribute != "externalid":
                raise wrong("mutability" if attribute in _READ_ONLY | {"displayname"} else "path", attribute)
    return label, change


def named_schema(body: dict[str, Any], schema: str) -> None:
    """BadInput unless a body says that it is of this schema."""
    given = body.get("schemas", body.get("Schemas"))
    named = [one.lower() for one in given if isinstance(one, str)] if isinstance(given, list) else []
    if schema.lower() not in named:
        raise wrong("invalid", "schemas")


def wrong(code: str, where: str) -> BadInput:
    """Something in what was sent, by the name of its place; never with what stood there."""
    return bad_input(code, where[:60], _WHAT.get(code, _WHAT["invalid"]), _CURE)


def _steps(body: dict[str, Any]) -> Iterator[Step]:
    named_schema(body, PATCH)
    given = body.get("Operations", body.get("operations"))
    if not isinstance(given, list) or not 0 < len(given) <= MOST_OPERATIONS:
        raise wrong("syntax", "Operations")
    for one in given:
        step = {str(name).lower(): value for name, value in one.items()} if isinstance(one, dict) else {}
        op, path, value = str(step.get("op", "")).lower(), step.get("path") or "", step.get("value")
        if op not in ("add", "replace", "remove"):
            raise wrong("syntax", "op")
        if not isinstance(path, str) or (path and not _PATH.fullmatch(path)):
            raise wrong("path", "path")
        if op == "remove" and not path:
            raise wrong("no-target", "path")
        match = _PATH.fullmatch(path)
        yield op, match[1].lower() if match else "", (match[2] or "") if match else "", value


def _assign(found: dict[str, Any], name: str, value: Any) -> None:
    """Keep what we keep, and let the rest fall."""
    if name not in _KEPT:
        return
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict):
        value = value[0].get("value")
    if name == "active" and isinstance(value, str) and value.lower() in ("true", "false"):
        value = value.lower() == "true"
    if not isinstance(value, bool if name == "active" else str):
        if value is None and name == "externalid":
            return
        raise wrong("invalid", _KEPT[name])
    found[_KEPT[name]] = value


def _told(found: dict[str, Any]) -> Told:
    return Told(found.get("userName", ""), found.get("externalId", ""), found.get("active"))


def _after(before: Change, op: str, inside: str, value: Any) -> Change:
    """One more step on the members."""
    if op == "replace" and not inside:
        return Change(True, _members(value))
    if op == "remove" and not inside and value is None:
        return Change(True)
    chosen = _members(value)
    if inside:
        match = _ONE_MEMBER.fullmatch(inside.strip())
        if match is None or op != "remove":
            raise wrong("path", "members")
        chosen = _members([match[1]])
    if op == "remove":
        return Change(before.anew, before.add - chosen, before.drop | chosen)
    return Change(before.anew, before.add | chosen, before.drop - chosen)


def _members(value: Any) -> frozenset[uuid.UUID]:
    """The ids of members: a list of `{"value": id}`, or one of them."""
    many = value if isinstance(value, list) else [] if value is None else [value]
    found = (one.get("value") if isinstance(one, dict) else one for one in many)
    try:
        return frozenset(uuid.UUID(str(one)) for one in found)
    except ValueError:
        raise wrong("no-such-member", "members") from None


def _object(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise wrong("invalid", "value")
    return value


_WHAT = {
    "invalid": Text(nl="Deze waarde kan hier niet.", en="This value is not possible here."),
    "syntax": Text(nl="Zo ziet een aanvraag niet uit.", en="A request does not look like this."),
    "path": Text(nl="Dit pad bestaat hier niet.", en="There is no such path here."),
    "no-target": Text(nl="Er staat niet bij wat weg moet.", en="It does not say what to remove."),
    "mutability": Text(nl="Dit verandert u hier niet.", en="You cannot change this here."),
    "no-such-member": Text(nl="Dit lid is geen account hier.", en="This member is no account here."),
}
_CURE = Text(nl="Zie /scim/v2/Schemas.", en="See /scim/v2/Schemas.")
