# SPDX-License-Identifier: EUPL-1.2
"""The derived tables that ship with the example country: real components of a real product, and what uses what."""

import csv
import io
from collections.abc import Iterator, Sequence

from stelsel.kernel.documents import plain, table
from stelsel.kernel.draft import Draft, Reading, Refused
from stelsel.kernel.entry import Source
from stelsel.kernel.problem import BadInput
from stelsel.priorities.resilience.exchange._problems import file_problem, refused
from stelsel.priorities.resilience.kinds import COMPONENT, DEPENDENCY, Component, Dependency

MAX_BYTES = 8_000_000
_COMPONENTS = ("local", "name", "version", "component_type", "package_url", "supplier_name")
_DEPENDENCIES = ("local", "dependent", "depends_on")


def write(drafts: Sequence[Draft]) -> tuple[bytes, bytes]:
    """The tables of components and of dependencies, in the order of their local names."""
    ordered = sorted(drafts, key=lambda draft: draft.local)
    components = ((draft.local, draft.body) for draft in ordered if isinstance(draft.body, Component))
    dependencies = ((draft.local, draft.body) for draft in ordered if isinstance(draft.body, Dependency))
    return (
        table(_COMPONENTS, ([local, *(getattr(body, n) for n in _COMPONENTS[1:])] for local, body in components)),
        table(_DEPENDENCIES, ([local, body.dependent, body.depends_on] for local, body in dependencies)),
    )


def read(components: bytes, dependencies: bytes, files: tuple[str, str], publisher: str, source: Source) -> Reading:
    """Both tables back to drafts; a wrong row is refused, a wrong file BadInput."""
    drafts: list[Draft] = []
    turned: list[Refused] = []
    tables = ((components, files[0], _COMPONENTS), (dependencies, files[1], _DEPENDENCIES))
    for raw, file, columns in tables:
        for line, row in _rows(raw, file, columns):
            try:
                drafts.append(_draft(dict(zip(columns, row, strict=True)), publisher, source))
            except BadInput as problem:
                turned.append(Refused(file, line, problem.findings[0].code, problem.findings[0].what))
            except ValueError:
                turned.append(refused(file, line, "row", len(row)))
    return Reading(tuple(drafts), tuple(turned))


def _draft(cells: dict[str, str], publisher: str, source: Source) -> Draft:
    kind = COMPONENT if "name" in cells else DEPENDENCY
    local = cells.pop("local")
    wires = dict(zip(kind.body.__struct_fields__, kind.body.__struct_encode_fields__, strict=True))
    body = kind.convert({wires[name]: text for name, text in cells.items() if text}).body
    return Draft(kind, local, body, f"{publisher}/{kind.name}/{local}", source)


def _rows(raw: bytes, file: str, columns: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    if len(raw) > MAX_BYTES:
        raise file_problem("too-large", file, MAX_BYTES // 1_000_000)
    try:
        reader = csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), strict=True)
        if tuple(next(reader, ())) != tuple(columns):
            raise file_problem("malformed-csv", f"{file} line 1", "kop/header")
        yield from ((reader.line_num, list(map(plain, row))) for row in reader if row)
    except UnicodeDecodeError as error:
        raise file_problem("not-utf8", file, error.start) from None
    except csv.Error as error:
        raise file_problem("malformed-csv", file, error) from None
