# SPDX-License-Identifier: EUPL-1.2
"""As a program: the example country with few of the many entries of others, for a node that `stelsel init` made.

Everything that the invented publishers state is in it, every law text, and of each kind that the importer records the
first `EACH` and whatever has to do with Utrecht. The whole country has over ten thousand entries, and a command
reads them all before it does anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stelsel.node.example.load import Part

EACH = 40
WHOLE = ("rule-text",)


def excerpt(parts: Iterator[Part]) -> Iterator[Part]:
    """The parts with fewer drafts of the importer."""
    seen: Counter[tuple[str, str]] = Counter()
    for part in parts:
        kept = []
        for draft in part.drafts:
            name = draft.kind.name
            seen[part.publisher, name] += 1
            early = part.publisher != "importeur" or name in WHOLE or seen[part.publisher, name] <= EACH
            if early or "utrecht" in repr(draft.body).lower():
                kept.append(draft)
        yield replace(part, drafts=tuple(kept))


def main() -> None:
    """Load it into STELSEL_HOME."""
    import django

    django.setup()
    from stelsel.node.example import load
    from stelsel.node.node import node

    whole = load._parts
    load._parts = lambda: excerpt(whole())
    load.load(node())


if __name__ == "__main__":
    main()
