# SPDX-License-Identifier: EUPL-1.2
"""Everything that can be asked of this node, read from the faces themselves: each page, operation of the API and of
SCIM, command and question, with the operation of `book.permission` that it declares."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from stelsel.book.permission import Operation
from stelsel.faces.needs import needs_of

Face = Literal["page", "api", "scim", "command", "question"]


@dataclass(frozen=True)
class Offered:
    """One thing that can be asked: in which face, by which name, and what it needs (None: it declares nothing)."""

    face: Face
    name: str
    needs: Operation | None


def everything() -> tuple[Offered, ...]:
    """All of it, face by face."""
    return (*pages(), *api_operations(), *scim_operations(), *commands(), *questions())


def pages() -> tuple[Offered, ...]:
    """Every address that is no operation of the API, as its pattern."""
    from stelsel.faces.urls import urlpatterns

    return tuple(Offered("page", f"/{name}", needs_of(view)) for name, view in patterns(urlpatterns, ""))


def patterns(found: list[Any], before: str) -> Iterator[tuple[str, Any]]:
    """(pattern, view) below these patterns; the API and SCIM have lists of their own."""
    for one in found:
        here = before + str(one.pattern)
        if here in ("api/v1/", "scim/"):
            continue
        if hasattr(one, "url_patterns"):
            yield from patterns(one.url_patterns, here)
        else:
            yield here, one.callback


def api_operations() -> tuple[Offered, ...]:
    """Every operation of the contract, as method and path."""
    from stelsel.faces.api.contract import OPERATIONS

    return tuple(Offered("api", f"{one.method} {one.path}", one.needs) for one in OPERATIONS.values())


def scim_operations() -> tuple[Offered, ...]:
    """Every operation of SCIM, as method and path."""
    from stelsel.faces.scim import BASE
    from stelsel.faces.scim.operations import OPERATIONS

    return tuple(Offered("scim", f"{one.method} {BASE}{one.path}", one.needs) for one in OPERATIONS)


def commands() -> tuple[Offered, ...]:
    """Every command that can be typed; a question is one too."""
    import typer

    from stelsel.faces.cli.main import app

    return tuple(_below(typer.main.get_command(app), "stelsel"))


def _below(command: Any, path: str) -> Iterator[Offered]:
    if not hasattr(command, "list_commands"):
        yield Offered("command", path, needs_of(command.callback))
        return
    if command.invoke_without_command:
        yield Offered("command", path, needs_of(command.callback))
    context = command.make_context(command.name, [], resilient_parsing=True)
    for name in command.list_commands(context):
        yield from _below(command.get_command(context, name), f"{path} {name}")


def questions() -> tuple[Offered, ...]:
    """Every question of the catalogue."""
    from stelsel.catalogue import QUESTIONS

    return tuple(Offered("question", one.wire, one.needs) for one in QUESTIONS.values())
