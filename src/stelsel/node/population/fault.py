# SPDX-License-Identifier: EUPL-1.2
"""What is not right in a source: where, what, how often, with a few examples. The pieces of a source count together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from stelsel.kernel.problem import Finding
from stelsel.kernel.text import Text

EXAMPLES = 3


@dataclass(frozen=True)
class Fault:
    """`what` may hold {n} (how many, `count`), {some} (`examples`) and names of `words`. `stops`: nothing is computed
    because of it, unless that is asked; else it is only told. `alike`: it says the same of every piece, so its numbers
    are not added up."""

    code: str
    where: str
    what: Text
    cure: Text
    count: int = 0
    examples: tuple[str, ...] = ()
    words: Mapping[str, str | Text] = field(default_factory=dict)
    stops: bool = True
    alike: bool = False

    @property
    def finding(self) -> Finding:
        """As people read it."""
        words = {**self.words, "n": self.count, "some": ", ".join(self.examples)}
        return Finding(self.code, self.where, self.what.fill(**words), self.cure)

    @property
    def plain(self) -> dict[str, Any]:
        """As it is kept beside results."""
        words = {name: one if isinstance(one, str) else [one.nl, one.en] for name, one in self.words.items()}
        return {
            "code": self.code,
            "where": self.where,
            "what": [self.what.nl, self.what.en],
            "cure": [self.cure.nl, self.cure.en],
            "count": self.count,
            "examples": list(self.examples),
            "words": words,
            "stops": self.stops,
            "alike": self.alike,
        }


def kept(plain: Mapping[str, Any]) -> Fault:
    """A fault that was kept."""
    words = {name: one if isinstance(one, str) else Text(nl=one[0], en=one[1]) for name, one in plain["words"].items()}
    what, cure = (Text(nl=plain[name][0], en=plain[name][1]) for name in ("what", "cure"))
    return Fault(
        plain["code"], plain["where"], what, cure, plain["count"], tuple(plain["examples"]), words, plain["stops"],
        plain["alike"],
    )  # fmt: skip


def together(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """The faults of all pieces, each kind once."""
    found: dict[tuple[str, str, Text], Fault] = {}
    for one in faults:
        key = (one.code, one.where, one.what)
        before = found.get(key)
        if before is None:
            found[key] = one
        elif not one.alike:
            examples = before.examples
            if one.words == before.words:
                examples = tuple(dict.fromkeys((*before.examples, *one.examples)))[:EXAMPLES]
            found[key] = replace(before, count=before.count + one.count, examples=examples)
    return tuple(found.values())
