# SPDX-License-Identifier: EUPL-1.2
"""One operation of the API, declared once: it becomes a route, a strict reader of its input, and its place in the
contract."""

import hashlib
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

import msgspec
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from ninja import NinjaAPI

import stelsel
from stelsel.book.book import Book
from stelsel.book.permission import Operation as Needed
from stelsel.faces.api import VERSION
from stelsel.faces.api.caller import caller
from stelsel.faces.api.problems import Refused, rendered
from stelsel.faces.api.query import Param, read_query
from stelsel.faces.budgets import charge_account
from stelsel.kernel.canonical import read_json
from stelsel.kernel.kind import findings_of
from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text
from stelsel.node.identity import Person
from stelsel.node.node import node
from stelsel.node.permission import require

T = TypeVar("T", bound=msgspec.Struct)
JSON = "application/json"


@dataclass(frozen=True)
class Call:
    """A request that was read: who asks, the book it may read, and its query values."""

    request: HttpRequest
    person: Person
    book: Book
    query: Mapping[str, Any]


@dataclass(frozen=True)
class Reply:
    """What a view gives back when it is not plain 200: status, body and headers."""

    body: Any
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


View = Callable[..., Any]


@dataclass(frozen=True)
class Operation:
    """Method, path below /api/v1, id, summary (Dutch), tag, view, query parameters, the schema name of what it answers
    and of what it takes, the good status, whether the view reads the query itself, whether there may be nothing,
    the media types that it takes and gives (`also_gives` on request), whether it is private (never from a cache, and
    with no word of its content in an error or a log), whether what is private may wait for a second person: then 202;
    an example of what it takes; and what it needs of `book.permission`."""

    method: Literal["GET", "POST"]
    path: str
    id: str
    summary: str
    tag: str
    view: View
    answers: dict[str, Any]
    params: tuple[Param, ...] = ()
    takes: dict[str, Any] | None = None
    status: int = 200
    open_query: bool = False
    missing: bool = False
    takes_type: str = JSON
    gives_type: str = JSON
    also_gives: tuple[str, ...] = ()
    private: bool = False
    may_wait: bool = False
    example: Any = None
    needs: Needed = field(kw_only=True)

    def add_to(self, api: NinjaAPI) -> None:
        """Make the route."""
        route = api.api_operation([self.method], self.path, operation_id=self.id, summary=self.summary, tags=[self.tag])
        route(self.handler())

    def handler(self) -> Callable[..., HttpResponseBase]:
        """The function that the framework calls: every error leaves it as a problem document."""

        def handle(request: HttpRequest, **path: str) -> HttpResponseBase:
            try:
                return self._answer(request, path)
            except Exception as error:  # the edge of the product: whatever it is, it becomes a problem document
                return rendered(request, error, self.private)

        names = [part[1:-1] for part in self.path.split("/") if part.startswith("{")]
        shape = inspect.Parameter.POSITIONAL_OR_KEYWORD
        parameters = [inspect.Parameter("request", shape)]
        parameters += [inspect.Parameter(name, shape, annotation=str) for name in names]
        handle.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        handle.__name__ = self.id.replace("-", "_")
        return handle

    def _answer(self, request: HttpRequest, path: Mapping[str, str]) -> HttpResponseBase:
        person = caller(request)
        charge_account(request, person)
        require(person, self.needs)
        query = {} if self.open_query else read_query(request, self.params)
        book = node().book(person.asker)
        tag = _etag(book, request) if self.method == "GET" and not self.private else ""
        if tag and tag in request.headers.get("If-None-Match", ""):
            return HttpResponse(status=304, headers={"ETag": tag})
        found = self.view(Call(request, person, book, query), **path)
        if isinstance(found, HttpResponseBase):
            return found
        reply = found if isinstance(found, Reply) else Reply(found)
        response = HttpResponse(msgspec.json.encode(reply.body), content_type=JSON, status=reply.status)
        for name, value in reply.headers.items():
            response.headers[name] = value
        if tag:
            response.headers["ETag"] = tag
        return response


def _etag(book: Book, request: HttpRequest) -> str:
    """The same for the same question at the same position by the same software."""
    parts = (book.position.hash, request.get_full_path(), VERSION, stelsel.__version__)
    return f'"{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:32]}"'


def read_body(request: HttpRequest) -> dict[str, Any]:
    """The JSON object that was sent. Refused 415 for another type and 413 when too large; BadInput with the place."""
    if request.content_type != JSON:
        raise Refused(415, {"Accept": JSON})
    try:
        raw = request.body
    except RequestDataTooBig:
        raise Refused(413) from None
    plain = read_json(raw)
    if not isinstance(plain, dict):
        raise bad_input(
            "not-an-object",
            "",
            Text(nl="De inhoud is geen object met velden.", en="The content is not an object with fields."),
            Text(nl="Stuur een JSON-object, {…}.", en="Send a JSON object, {…}."),
        )
    return plain


def convert(struct: type[T], plain: Mapping[str, Any]) -> T:
    """Plain values as a struct. BadInput names every field that does not fit, and every field that does not exist."""
    refuse_unknown(plain, struct.__struct_encode_fields__)
    try:
        return msgspec.convert(plain, type=struct)
    except msgspec.ValidationError as error:
        raise BadInput(*findings_of(struct, plain, error)) from None


def refuse_unknown(plain: Mapping[str, Any], known: tuple[str, ...]) -> None:
    """BadInput for the first field that is not known."""
    for name in plain:
        if name not in known:
            raise bad_input(
                "unknown-field",
                str(name)[:80],
                Text(nl="Dit veld bestaat hier niet.", en="There is no such field here."),
                Text(nl=f"Wat wel kan: {', '.join(known)}.", en=f"What is possible: {', '.join(known)}."),
            )
