# SPDX-License-Identifier: EUPL-1.2
"""Three invented organisations that state in their own log which systems they have and what those rest on, so that a
demonstration has something to lose."""

from collections.abc import Iterator
from datetime import date
from typing import cast

from stelsel.kernel.draft import Draft, Reading
from stelsel.kernel.entry import Source
from stelsel.kernel.time import Period
from stelsel.nouns.supplier import SUPPLIER, Supplier
from stelsel.nouns.system import SYSTEM, System
from stelsel.priorities.resilience.exchange._invented import COMPONENTS, PUBLISHING, SUPPLIERS, SYSTEMS
from stelsel.priorities.resilience.kinds import COMPONENT, DEPENDENCY, Component, ComponentType, Dependency, Effect

SOURCE = Source("Contractregister (voorbeeld)", "2026-11-01")
SINCE = Period(start=date(2024, 1, 1))
KEYCLOAK = "importeur/component/keycloak-dependencies-server-all.22df790b5e08"
"""What a real file says of Keycloak 10.0.2: the address of its server in the example country."""

Rows = list[list[str]]


def sample() -> dict[str, dict[str, Reading]]:
    """What each invented organisation states, by publisher and audience: all of it in its own log."""
    return {publisher: {"own": Reading(tuple(_Landscape(publisher).drafts()))} for publisher in SYSTEMS}


class _Landscape:
    def __init__(self, publisher: str) -> None:
        self.publisher = publisher
        self.systems = _rows(SYSTEMS[publisher])
        self.components = _rows(COMPONENTS[publisher])
        self.kinds = {row[0]: "system" for row in self.systems} | {row[0]: "component" for row in self.components}

    def drafts(self) -> Iterator[Draft]:
        """Suppliers first, then components, systems and what depends on what."""
        used = {name for row in (*self.systems, *self.components) for name, _ in _rests(row[-1])}
        for key in sorted(used & set(SUPPLIERS)):
            body = Supplier(name=SUPPLIERS[key], sample=True)
            yield Draft(SUPPLIER, key, body, about=self.address(key), source=SOURCE)
        yield from (self._component(row) for row in self.components)
        yield from (self._system(row) for row in self.systems)
        for row in (*self.components, *self.systems):
            for name, effect in _rests(row[-1]):
                yield self._dependency(row[0], name, effect)

    def address(self, name: str) -> str:
        """The address of a system, component or supplier by its local name."""
        if name == "keycloak":
            return KEYCLOAK
        if name in PUBLISHING:
            return f"{name}/supplier/{name}"
        return f"{self.publisher}/{self.kinds.get(name, 'supplier')}/{name}"

    def _system(self, row: list[str]) -> Draft:
        local, name, people, group, _ = row
        body = System(
            name=f"{name} (voorbeeld)",
            people_reached=int(people) if people else None,
            people_group=group or None,
            valid=SINCE,
            sample=True,
        )
        return Draft(SYSTEM, local, body)

    def _component(self, row: list[str]) -> Draft:
        local, name, kind, rests = row
        supplier = next((name for name, _ in _rests(rests) if name in PUBLISHING or name in SUPPLIERS), None)
        body = Component(
            name=f"{name} (voorbeeld)",
            component_type=cast(ComponentType, kind),
            supplier=self.address(supplier) if supplier else None,
            supplier_name=(PUBLISHING | SUPPLIERS)[supplier] if supplier else None,
            sample=True,
        )
        return Draft(COMPONENT, local, body)

    def _dependency(self, dependent: str, name: str, effect: Effect | None) -> Draft:
        body = Dependency(
            dependent=self.address(dependent), depends_on=self.address(name), effect=effect, valid=SINCE, sample=True
        )
        return Draft(DEPENDENCY, f"{dependent}.{name}", body)


def _rows(table: str) -> Rows:
    return [[cell.strip() for cell in line.split("|")] for line in table.splitlines() if line.strip()]


def _rests(cell: str) -> list[tuple[str, Effect | None]]:
    pairs = [one.partition("=") for one in cell.split()]
    return [(name, cast(Effect, effect) if effect else None) for name, _, effect in pairs]
