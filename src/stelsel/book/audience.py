# SPDX-License-Identifier: EUPL-1.2
"""Who may see which log. An audience is a log; nobody sees half a log."""

from dataclasses import dataclass

from stelsel.book.permission import Role, sees
from stelsel.register.log import LogName


@dataclass(frozen=True)
class Asker:
    """Who asks: nobody in particular, or somebody who works for publishers. `government` opens the gov logs."""

    publishers: frozenset[str] = frozenset()
    government: bool = False
    name: str = ""

    def may_see(self, log: LogName) -> bool:
        """What `permission.TABLE` says of its roles at the publisher of the log."""
        return sees(self._roles_at(log.publisher), log.audience)

    def _roles_at(self, publisher: str) -> tuple[Role, ...]:
        if publisher in self.publishers:
            return _HERE_IN_GOVERNMENT if self.government else _HERE
        return _GOVERNMENT if self.government else _ANYONE


_ANYONE: tuple[Role, ...] = ("anyone",)
_GOVERNMENT: tuple[Role, ...] = ("anyone", "government")
_HERE: tuple[Role, ...] = ("reader",)
_HERE_IN_GOVERNMENT: tuple[Role, ...] = ("reader", "government")
"""Whoever works for a publisher has at least the role of reader there."""

ANYONE = Asker()
"""An anonymous visitor."""
