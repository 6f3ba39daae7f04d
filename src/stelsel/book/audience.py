# SPDX-License-Identifier: EUPL-1.2
"""Who may see which log. An audience is a log; nobody sees half a log."""

from dataclasses import dataclass

from stelsel.register.log import LogName


@dataclass(frozen=True)
class Asker:
    """Who asks: nobody in particular, or somebody who works for publishers. `government` opens the gov logs."""

    publishers: frozenset[str] = frozenset()
    government: bool = False
    name: str = ""

    def may_see(self, log: LogName) -> bool:
        """public for all, gov for government, own only for those of the publisher itself."""
        if log.publisher in self.publishers or log.audience == "public":
            return True
        return log.audience == "gov" and self.government


ANYONE = Asker()
"""An anonymous visitor."""
