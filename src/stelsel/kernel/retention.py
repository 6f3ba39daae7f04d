# SPDX-License-Identifier: EUPL-1.2
"""How long content must be kept after nobody needs it for its purpose any more.

What government writes down is a record. It must be kept in order, and what is due for destruction must be destroyed
(Archiefwet 1995, art. 3); which records those are, and after how many years, stands in a selection list that is adopted
for the organisation (art. 5). A kind can only propose: the list of the organisation that publishes decides.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from stelsel.kernel.text import Text

Term = int | Literal["permanent", "undecided"]
"""Whole years after content was superseded or withdrawn; or for ever; or not known, which destroys nothing."""

ARCHIVES_ACT = "Archiefwet 1995, art. 3 en 5"
MUNICIPAL_LIST = "Selectielijst gemeenten en intergemeentelijke organen 2020, Stcrt. 2020, 11143"


@dataclass(frozen=True)
class Retention:
    """The term after which superseded or withdrawn content may be destroyed; why that term (`basis`), where that stands
    (`source`), and whether no selection list confirms it yet (`provisional`)."""

    term: Term
    basis: Text
    source: str
    provisional: bool = True

    def __post_init__(self) -> None:
        assert not isinstance(self.term, int) or self.term > 0, "a term is at least a year"

    @property
    def words(self) -> Text:
        """The term as people read it; what is provisional says so."""
        if self.term == "permanent":
            said = Text(nl="blijvend bewaren", en="keep for ever")
        elif self.term == "undecided":
            said = Text(nl="nog geen termijn: niets vernietigen", en="no term yet: destroy nothing")
        else:
            said = Text(
                nl=f"{self.term} jaar na vervanging of intrekking",
                en=f"{self.term} years after it was superseded or withdrawn",
            )
        return Text(nl=f"{said.nl} (voorlopig)", en=f"{said.en} (provisional)") if self.provisional else said

    def ends(self, since: date) -> date | None:
        """The first day on which content that was superseded or withdrawn on `since` may be destroyed; None: never."""
        if not isinstance(self.term, int):
            return None
        try:
            return since.replace(year=since.year + self.term)
        except ValueError:  # 29 February
            return date(since.year + self.term, 3, 1)

    def plain(self) -> dict[str, Any]:
        """For a JSON Schema: jaren (null where the term is no number of years), termijn, grondslag, bron, voorlopig."""
        return {
            "jaren": self.term if isinstance(self.term, int) else None,
            "termijn": self.words.nl,
            "grondslag": self.basis.nl,
            "bron": self.source,
            "voorlopig": self.provisional,
        }


UNDECIDED = Retention(
    "undecided",
    Text(
        nl="Voorlopig: we bewaren alles tot de organisatie haar selectielijst noemt. Zonder lijst mag niets weg.",
        en="Provisional: all is kept until the organisation names its selection list. Without a list nothing may go.",
    ),
    ARCHIVES_ACT,
)
"""For kinds that no selection list has been read for."""
