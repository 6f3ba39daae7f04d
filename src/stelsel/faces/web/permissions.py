# SPDX-License-Identifier: EUPL-1.2
"""Who may what, as the table of `book.permission` says it: a page for everybody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from stelsel.book.permission import AUDIENCES, OPERATIONS, ROLES
from stelsel.catalogue import KINDS
from stelsel.faces.web.addresses import kind_path, paths
from stelsel.faces.web.choices import capital
from stelsel.faces.web.shell import page, show
from stelsel.faces.web.templatetags.tables import Cell, Column, Table
from stelsel.kernel.text import Text, same
from stelsel.node.permission_words import (
    AUDIENCE_NAMES,
    MACHINE,
    NO,
    OPERATION_NAMES,
    ROLE_NAMES,
    YES,
    cell,
    machine_cell,
)

_TITLE = Text(nl="Wie mag wat", en="Who may what")
_WHAT, _KIND = Text(nl="Handeling", en="Operation"), Text(nl="Soort", en="Kind")
_KINDS = Text(nl="Welke soort in welke kring mag staan", en="Which kind may stand in which audience")


@page(needs="see")
def permissions(request: HttpRequest) -> HttpResponse:
    """Two tables: role by operation, and kind by audience."""
    language = request.language  # type: ignore[attr-defined]
    trail = ((same("Start"), paths(language)["start"]), (_TITLE, ""))
    return show(request, "permissions", heading=_TITLE, roles=_roles(), kinds=_kinds(language), trail=trail)


def _roles() -> Table:
    columns = (Column(_WHAT), *(Column(capital(ROLE_NAMES[role])) for role in ROLES), Column(capital(MACHINE)))
    rows = [
        (capital(OPERATION_NAMES.get(one, same(one))), *(cell(role, one) for role in ROLES), machine_cell(one))
        for one in OPERATIONS
    ]
    return Table(_TITLE, columns, rows)


def _kinds(language: str) -> Table:
    columns = (Column(_KIND), *(Column(capital(AUDIENCE_NAMES[one])) for one in AUDIENCES))
    rows = [
        (
            Cell(kind.title, kind_path(language, kind.wire_plural)),
            *(YES if one in kind.allowed else NO for one in AUDIENCES),
        )
        for kind in KINDS.values()
    ]
    return Table(_KINDS, columns, rows)
