# SPDX-License-Identifier: EUPL-1.2
"""Long addresses made short by a table of prefixes, as RDF texts do; the table travels with what it shortens."""

from collections import Counter
from collections.abc import Iterable, Mapping

_ENDS = "/#=&?"
_NAME = "~{}:"
_LEAST_SAVED = 1_000
"""Characters a prefix must save over all addresses to earn its row."""


def prefixes_for(addresses: Iterable[str]) -> dict[str, str]:
    """Prefix by name, always the same for the same addresses: what saves most, longest first."""
    counts: Counter[str] = Counter()
    for address in addresses:
        counts.update(address[: at + 1] for at, sign in enumerate(address) if sign in _ENDS and at > 8)
    saved = {prefix: times * (len(prefix) - 4) for prefix, times in counts.items()}
    chosen: list[str] = []
    for prefix in sorted(saved, key=lambda one: (-saved[one], one)):
        longer = [one for one in chosen if one.startswith(prefix)]
        left = counts[prefix] - sum(counts[one] for one in longer if not _inner(one, longer))
        if left * (len(prefix) - 4) >= _LEAST_SAVED:
            chosen.append(prefix)
    return {_NAME.format(number): prefix for number, prefix in enumerate(sorted(chosen))}


def _inner(one: str, others: Iterable[str]) -> bool:
    return any(one != other and one.startswith(other) for other in others)


class Shortener:
    """Writes and reads addresses with one table of prefixes."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self.prefixes = prefixes
        self._longest = sorted(prefixes, key=lambda name: (-len(prefixes[name]), name))

    def short(self, address: str) -> str:
        """The address with its longest prefix named."""
        for name in self._longest:
            if address.startswith(self.prefixes[name]):
                return name + address.removeprefix(self.prefixes[name])
        return address

    def long(self, text: str) -> str:
        """The address again; KeyError for a prefix that is not in the table."""
        if not text.startswith("~"):
            return text
        name, _, rest = text.partition(":")
        return self.prefixes[f"{name}:"] + rest
