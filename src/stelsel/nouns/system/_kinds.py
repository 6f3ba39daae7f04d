# SPDX-License-Identifier: EUPL-1.2
"""The kind System. It stays in the organisation's own log: between organisations the question travels, not the
inventory."""

from typing import Annotated

from stelsel.kernel.kind import Body, Kind, about
from stelsel.kernel.retention import ARCHIVES_ACT, Retention
from stelsel.kernel.text import Text, same
from stelsel.kernel.time import Period


class System(Body, frozen=True):
    """A system that an organisation uses for its work. Who supplies it is given by address, by name, or not (unknown).

    `people_reached` is how many people the system serves; None is unknown, 0 is nobody. `people_group` names those
    people: systems of one organisation with the same group reach the same people and are counted once. Groups with
    different names may overlap."""

    name: str
    supplier: Annotated[str | None, about(source="address of the supplier entry")] = None
    supplier_name: str | None = None
    people_reached: Annotated[int, about(unit="persons", ge=0, le=8_000_000_000)] | None = None
    people_group: str | None = None
    valid: Annotated[Period, about(unit="days", source="in use from and until")] = Period()
    sample: bool = False


SYSTEM = Kind(
    name="system",
    major=1,
    body=System,
    wire="systeem",
    wire_plural="systemen",
    title=Text(nl="Systeem", en="System"),
    plural=Text(nl="Systemen", en="Systems"),
    explain=Text(
        nl="Een systeem dat een organisatie gebruikt. Dit blijft altijd binnen de organisatie zelf.",
        en="A system that an organisation uses. This always stays within the organisation itself.",
    ),
    room="nouns",
    label=lambda body: same(body.name),
    retention=Retention(
        5,
        Text(
            nl="Een vordering tot schadevergoeding verjaart na vijf jaar; langer bewaren wijst aanvallers de weg.",
            en="A claim for damages lapses after five years; keeping it longer shows attackers the way.",
        ),
        f"{ARCHIVES_ACT}; Burgerlijk Wetboek boek 3, art. 310",
    ),
    groups=(
        (Text(nl="Wat", en="What"), ("name", "supplier", "supplier_name", "valid", "sample")),
        (Text(nl="Voor wie", en="For whom"), ("people_reached", "people_group")),
    ),
    search=("name", "supplier_name"),
    facets=("supplier_name",),
    audience="own",
    allowed=frozenset({"own"}),
)
