# SPDX-License-Identifier: EUPL-1.2
"""The small tables that ship with the product: drafts of organisations and joint arrangements as CSV, both directions.

One column per field under its wire name; a period is two columns; lists are joined by a bar; TOOI addresses lose their
common beginning; participants stand in a table of their own, one row each.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from stelsel.kernel.documents import table
from stelsel.kernel.draft import Draft, Reading, Refused
from stelsel.kernel.ids import TOOI_PREFIX
from stelsel.kernel.kind import Kind
from stelsel.kernel.problem import BadInput
from stelsel.kernel.text import Text
from stelsel.kernel.vocabulary import wire
from stelsel.nouns.organisation._arrangements import arrangement_draft
from stelsel.nouns.organisation._exchange import organisation_draft
from stelsel.nouns.organisation._kinds import JOINT_ARRANGEMENT, ORGANISATION, Participant
from stelsel.nouns.organisation._rows import refuse_value, rows

ORGANISATIONS = "org-organisations.csv"
ARRANGEMENTS = "org-arrangements.csv"
PARTICIPANTS = "org-participants.csv"
FILES = (ORGANISATIONS, ARRANGEMENTS, PARTICIPANTS)

_LISTS = {wire(name) for name in ("predecessors", "successors", "places", "policy_areas", "bodies")}
_JSON = {wire(name) for name in ("inhabitants", "council_seats", "active", "former_names")}
_PERIODS = {wire(name) for name in ("valid", "in_force")}
_START, _END = wire("start"), wire("end")
_LOCAL, _OF = "naamInRegister", "regeling"
_TAKES_PART = tuple(wire(name) for name in Participant.__struct_fields__)


def write(drafts: Iterable[Draft]) -> dict[str, bytes]:
    """The three tables by file name, UTF-8 with LF, in the order of the drafts."""
    found = {kind.name: [draft for draft in drafts if draft.kind is kind] for kind in (ORGANISATION, JOINT_ARRANGEMENT)}
    organisations = [_cells(draft) for draft in found[ORGANISATION.name]]
    arrangements = [_cells(draft) for draft in found[JOINT_ARRANGEMENT.name]]
    taking_part = [
        {_OF: cells[_LOCAL], **_flat(participant)}
        for cells in arrangements
        for participant in cells.pop(wire("participants"), ())
    ]
    return {
        ORGANISATIONS: _csv(_columns(ORGANISATION), organisations),
        ARRANGEMENTS: _csv(_columns(JOINT_ARRANGEMENT), arrangements),
        PARTICIPANTS: _csv((_OF, *_TAKES_PART), taking_part),
    }


def example(folder: Path) -> Reading:
    """The organisations and joint arrangements of the example country from the tables in `folder`."""
    refused: list[Refused] = []
    drafts = [
        organisation_draft(local, body) for local, body in _read(folder / ORGANISATIONS, ORGANISATION, {}, refused)
    ]
    columns = (_OF, *_TAKES_PART)
    taking_part: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for _, row in rows(PARTICIPANTS, (folder / PARTICIPANTS).read_bytes(), columns, own=True):
        taking_part[row[_OF]].append(_plain({name: row[name] for name in _TAKES_PART}))
    drafts += [
        arrangement_draft(local, body)
        for local, body in _read(folder / ARRANGEMENTS, JOINT_ARRANGEMENT, taking_part, refused)
    ]
    known = {draft.local for draft in drafts}
    for local in sorted(set(taking_part) - known):
        why = Text(nl=f"Regeling {local} ontbreekt.", en=f"Arrangement {local} is missing.")
        refused.append(Refused(PARTICIPANTS, 0, "no-arrangement", why))
    return Reading(tuple(drafts), tuple(refused))


def _read(
    path: Path, kind: Kind[Any], taking_part: Mapping[str, Sequence[dict[str, Any]]], refused: list[Refused]
) -> Iterable[tuple[str, Any]]:
    for line, row in rows(path.name, path.read_bytes(), _columns(kind), own=True):
        local = row[_LOCAL]
        try:
            plain = _plain({name: cell for name, cell in row.items() if name != _LOCAL})
            if local in taking_part:
                plain[wire("participants")] = taking_part[local]
            yield local, kind.convert(plain).body
        except BadInput as problem:
            refused.append(Refused(path.name, line, "field", problem.findings[0].what))
        except (ValueError, msgspec.MsgspecError) as error:
            refused.append(refuse_value(path.name, line, error))


_NOT_SHIPPED = (wire("participants"), wire("sample"))
"""Participants have a table of their own; what ships is never invented."""


def _columns(kind: Kind[Any]) -> tuple[str, ...]:
    names = [_LOCAL]
    for name in kind.body.__struct_encode_fields__:
        if name in _PERIODS:
            names += [f"{name}.{_START}", f"{name}.{_END}"]
        elif name not in _NOT_SHIPPED:
            names.append(name)
    return tuple(names)


def _cells(draft: Draft) -> dict[str, Any]:
    plain = msgspec.to_builtins(draft.body)
    participants = plain.pop(wire("participants"), None)
    cells: dict[str, Any] = {_LOCAL: draft.local, **_flat(plain)}
    return cells if participants is None else {**cells, wire("participants"): participants}


def _flat(plain: Mapping[str, Any]) -> dict[str, str]:
    cells: dict[str, str] = {}
    for name, value in plain.items():
        if name in _PERIODS:
            cells.update({f"{name}.{part}": day for part, day in value.items()})
        elif name in _LISTS:
            assert not any("|" in item for item in value), "a bar separates the items of a list"
            cells[name] = "|".join(_short(item) for item in value)
        else:
            cells[name] = msgspec.json.encode(value).decode() if name in _JSON else _short(value)
    return cells


def _plain(cells: Mapping[str, str]) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    for name, cell in cells.items():
        head, _, part = name.partition(".")
        if not cell:
            continue
        if part:
            plain.setdefault(head, {})[part] = cell
        elif name in _LISTS:
            plain[name] = [_long(item) for item in cell.split("|")]
        else:
            plain[name] = msgspec.json.decode(cell) if name in _JSON else _long(cell)
    return plain


def _short(value: str) -> str:
    return "tooi:" + value.removeprefix(TOOI_PREFIX) if value.startswith(TOOI_PREFIX) else value


def _long(value: str) -> str:
    return TOOI_PREFIX + value.removeprefix("tooi:") if value.startswith("tooi:") else value


def _csv(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    return table(columns, ([row.get(name) for name in columns] for row in rows))
