# SPDX-License-Identifier: EUPL-1.2
"""Services that are written out in plain language: what it is, for whom, how, what to bring, cost, term and objection,
Dutch and English. All of it is our own text; `facts` say which sentences rest on which article of law. No lawyer has
looked at it yet, so whoever shows it says so."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from stelsel.kernel.text import Text
from stelsel.priorities.services.sayings import CATALOGUE

SERVICES = CATALOGUE / "services.jsonl"
CHANNELS: dict[str, Text] = {
    "online": Text(nl="online", en="online"),
    "counter": Text(nl="aan de balie", en="at the counter"),
    "phone": Text(nl="per telefoon", en="by phone"),
    "post": Text(nl="per post", en="by post"),
}


@dataclass(frozen=True)
class Fact:
    """What a sentence says that an article of law fixes, and that article."""

    says: str
    source: str


@dataclass(frozen=True)
class Written:
    """A service written out. `how` are steps, `bring` things; `channels` best first; `events` are codes of what happens
    to people or businesses."""

    code: str
    title: Text
    what: Text
    who: Text
    how: tuple[Text, ...]
    bring: tuple[Text, ...]
    cost: Text
    term: Text
    objection: Text
    channels: tuple[str, ...]
    body: str
    events: tuple[str, ...]
    facts: tuple[Fact, ...]

    def lines(self) -> Iterator[tuple[Text, Text]]:
        """Each part with what it is called, in the order in which people ask."""
        yield _WHAT, self.what
        yield _WHO, self.who
        for number, step in enumerate(self.how, start=1):
            yield _STEP.fill(n=str(number)), step
        yield _BRING, _listed(self.bring)
        yield _WHERE, _listed([CHANNELS[one] for one in self.channels])
        yield _COST, self.cost
        yield _TERM, self.term
        yield _OBJECTION, self.objection


@cache
def written() -> Mapping[str, Written]:
    """Every service that is written out, by the code of its product."""
    rows = (json.loads(line) for line in SERVICES.read_text(encoding="utf-8").splitlines())
    return {row["product"]: _read(row) for row in rows}


def _read(row: Mapping[str, object]) -> Written:
    nl, en, raw = row["nl"], row["en"], row["facts"]
    assert isinstance(nl, dict)
    assert isinstance(en, dict)
    assert isinstance(raw, list)

    def text(name: str) -> Text:
        return Text(nl=nl[name], en=en[name])

    def texts(name: str) -> tuple[Text, ...]:
        return tuple(Text(nl=one, en=other) for one, other in zip(nl[name], en[name], strict=True))

    return Written(
        str(row["product"]), text("title"), text("what"), text("who"), texts("how"), texts("bring"), text("cost"),
        text("term"), text("objection"), tuple(row["channels"]), str(row["body"]), tuple(row["events"]),  # type: ignore[arg-type]
        tuple(Fact(one["says"], one["source"]) for one in raw),
    )  # fmt: skip


def _listed(some: list[Text] | tuple[Text, ...]) -> Text:
    return Text(nl="; ".join(one.nl for one in some) or "niets", en="; ".join(one.en for one in some) or "nothing")


_WHAT = Text(nl="Wat is het", en="What it is")
_WHO = Text(nl="Voor wie", en="For whom")
_STEP = Text(nl="Stap {n}", en="Step {n}")
_BRING = Text(nl="Neem mee", en="What to bring")
_WHERE = Text(nl="Waar kan het", en="Where you can do it")
_COST = Text(nl="Kosten", en="Cost")
_TERM = Text(nl="Hoe lang", en="How long")
_OBJECTION = Text(nl="Niet eens met het besluit", en="When you disagree")
