# SPDX-License-Identifier: EUPL-1.2
"""What the question found, before it is put into words."""

from dataclasses import dataclass
from functools import cached_property

from stelsel.book.view import Record
from stelsel.engines.graph import Concentration, concentration
from stelsel.nouns.system import System
from stelsel.priorities.resilience.policy import State
from stelsel.priorities.resilience.questions._impact import Hit
from stelsel.priorities.resilience.questions._landscape import Landscape
from stelsel.priorities.resilience.questions._people import People, people


@dataclass(frozen=True, eq=False)
class Found:
    """The landscape, the nodes that are gone, how the supplier is called, and what happens to each system."""

    land: Landscape
    gone: list[int]
    name: str
    hits: list[Hit]

    def of(self, state: State) -> list[Hit]:
        """The systems in a state, by name."""
        return [hit for hit in self._sorted if hit.state == state]

    @cached_property
    def _sorted(self) -> list[Hit]:
        return sorted(self.hits, key=lambda hit: (self.land.label(hit.system), hit.system))

    def system(self, hit: Hit) -> tuple[Record, System]:
        """The entry of a system."""
        return self.land.systems[self.land.net.keys[hit.system]]

    def ends(self, edge: int) -> dict[str, str]:
        """What depends (`dependent`) and on what (`on`), as people call it."""
        graph = self.land.net.graph
        return {
            "dependent": self.land.label(int(graph.target[edge])),
            "on": self.land.label(int(graph.source[edge])),
        }

    @cached_property
    def people(self) -> People:
        """The people reached by the systems that surely stop."""
        stopped = [self.system(hit) for hit in self.of("stops")]
        return people((record.id, record.log.publisher, body) for record, body in stopped)

    @cached_property
    def concentration(self) -> Concentration | None:
        """How concentrated the systems that stop are over all suppliers; None when no supplier surely stops any."""
        return concentration(self.land.stops_per_supplier.values())
