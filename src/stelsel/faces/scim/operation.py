# SPDX-License-Identifier: EUPL-1.2
"""One operation of SCIM, declared once: method, path, what it needs, and the view that answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import msgspec
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse

from stelsel.book.permission import Operation as Needed
from stelsel.faces.api.caller import caller
from stelsel.faces.api.problems import Refused
from stelsel.faces.budgets import charge_account
from stelsel.faces.scim import MEDIA_TYPE, MOST
from stelsel.faces.scim.read_patch import wrong
from stelsel.kernel.canonical import read_json
from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text
from stelsel.node.identity import Person
from stelsel.node.permission import require, where

_LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse"


@dataclass(frozen=True)
class Call:
    """A request that was let in: who asks, for which publisher, and the id in its address (empty: none)."""

    request: HttpRequest
    person: Person
    publisher: str
    id: str = ""

    @property
    def if_match(self) -> str | None:
        """The version that must still be there (RFC 7644, section 3.14)."""
        found: str | None = self.request.headers.get("If-Match")
        return found

    def body(self) -> dict[str, Any]:
        """The object that was sent. Refused 415 for another type and 413 where it is too large; BadInput."""
        if self.request.content_type not in (MEDIA_TYPE, "application/json"):
            raise Refused(415, {"Accept": MEDIA_TYPE})
        try:
            plain = read_json(self.request.body)
        except RequestDataTooBig:
            raise Refused(413) from None
        if not isinstance(plain, dict):
            raise wrong("syntax", "")
        return plain

    def uuid(self) -> UUID:
        """The id as one of ours; BadInput (not there) for another."""
        try:
            return UUID(self.id)
        except ValueError:
            raise not_there() from None

    def span(self) -> tuple[int, int]:
        """Place of the first resource that is wanted (from 0), and how many."""
        start, count = self._number("startIndex", 1), self._number("count", MOST)
        return max(start, 1) - 1, min(max(count, 0), MOST)

    def _number(self, name: str, usual: int) -> int:
        given = self.request.GET.get(name, "")
        digits = given.removeprefix("-")
        if given and not (digits.isascii() and digits.isdigit() and len(digits) < 10):
            raise wrong("invalid", name)
        return int(given) if given else usual


@dataclass(frozen=True)
class Reply:
    """A body (None: nothing), its status and headers."""

    body: Any
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


View = Callable[[Call], Reply]


@dataclass(frozen=True)
class Operation:
    """Method, path below /scim/v2 (`{id}` for the id of a resource), what it is (Dutch), and the view."""

    method: str
    path: str
    summary: str
    view: View
    needs: Needed = "provision-accounts"

    def answer(self, request: HttpRequest, id: str = "") -> HttpResponse:
        """The response; every error leaves as an exception."""
        person = caller(request)
        charge_account(request, person)
        require(person, self.needs)
        mine = where(person, self.needs)
        if len(mine) != 1:  # an account of a machine has one role at one publisher
            raise not_there()
        reply = self.view(Call(request, person, mine[0], id))
        tag = reply.headers.get("ETag", "")
        if request.method == "GET" and tag and tag in request.headers.get("If-None-Match", ""):
            return HttpResponse(status=304, headers={"ETag": tag})
        content = b"" if reply.body is None else msgspec.json.encode(chosen(request, reply.body))
        return HttpResponse(content, content_type=MEDIA_TYPE, status=reply.status, headers=dict(reply.headers))


def listing(call: Call, total: int, found: list[dict[str, Any]]) -> Reply:
    """A page of a list (RFC 7644, section 3.4.2)."""
    start = call.span()[0] + 1
    page = {"totalResults": total, "startIndex": start, "itemsPerPage": len(found), "Resources": found}
    return Reply({"schemas": [_LIST], **page})


def chosen(request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    """Only the attributes that `attributes` names, or all but those of `excludedAttributes` (section 3.9)."""
    only, without = (_names(request, name) for name in ("attributes", "excludedAttributes"))

    def keep(one: dict[str, Any]) -> dict[str, Any]:
        always = {"schemas", "id", "status", "detail"}
        return {
            name: value
            for name, value in one.items()
            if name in always or (name.lower() in only if only else name.lower() not in without)
        }

    if "Resources" in body:
        return {**body, "Resources": [keep(one) for one in body["Resources"]]}
    return keep(body)


def wants(request: HttpRequest, name: str) -> bool:
    """Whether this attribute will be in the answer."""
    return bool(chosen(request, {name: True}))


def not_there() -> BadInput:
    """404."""
    what = Text(nl="Dit is er niet, of het is niet voor u.", en="This is not there, or is not for you.")
    return bad_input("not-there", "", what, Text(nl="Zoek het op met een filter.", en="Look it up with a filter."))


def _names(request: HttpRequest, parameter: str) -> set[str]:
    given = request.GET.get(parameter, "")[:1000].split(",")
    return {one.strip().rpartition(":")[2].partition(".")[0].lower() for one in given} - {""}
