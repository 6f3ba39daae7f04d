# SPDX-License-Identifier: EUPL-1.2
"""Loads the rule texts of the room: the ladder of skill levels, and that only aggregates leave a pool of people."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text, same

RULES = Path(__file__).parent / "rules"
LEAST_GROUP = 5
"""No rule text may set the smallest group lower than this."""


@dataclass(frozen=True)
class Article:
    """A piece of law that a reason rests on: what it is called, what it means here, and its link."""

    name: Text
    says: Text
    link: str


@dataclass(frozen=True)
class Aggregates:
    """How people are counted: groups smaller than `smallest_group` are never told, larger ones in steps of `step`, so
    that two answers side by side do not single anybody out."""

    smallest_group: int
    step: int
    articles: tuple[Article, ...]

    def band(self, count: int) -> tuple[int, int]:
        """The least and the most that a count is told as; the first band is 'fewer than the smallest group'."""
        if count < self.smallest_group:
            return 0, self.smallest_group - 1
        low = self.smallest_group + (count - self.smallest_group) // self.step * self.step
        return low, low + self.step - 1


@cache
def ladder() -> tuple[Text, ...]:
    """The words of the skill levels 1..4, the first one at index 0."""
    raw = json.loads((RULES / "skill-levels.json").read_text(encoding="utf-8"))
    assert [row["level"] for row in raw["levels"]] == list(range(1, len(raw["levels"]) + 1)), "levels count from 1"
    return tuple(Text(nl=row["name_nl"], en=row["name"].lower()) for row in raw["levels"])


@cache
def ladder_link() -> tuple[Text, str]:
    """The title and link of the text that the ladder comes from."""
    raw = json.loads((RULES / "skill-levels.json").read_text(encoding="utf-8"))
    return same(raw["title"]), raw["source"]


@cache
def aggregates() -> Aggregates:
    """The rule for counting people that this room keeps."""
    raw = json.loads((RULES / "aggregates.json").read_text(encoding="utf-8"))
    check_group(raw["smallest_group"])
    check_group(raw["step"])
    return Aggregates(raw["smallest_group"], raw["step"], tuple(_article(row) for row in raw["articles"]))


def _article(row: dict[str, Any]) -> Article:
    english = {"AVG": "GDPR", "AI-verordening": "AI Act"}.get(row["law"], row["law"])
    number = row["article"]
    in_english = number.replace("lid", "paragraph").replace("onder", "point").replace(" en bijlage", " and Annex")
    name = Text(nl=f"{row['law']}, artikel {number}", en=f"{english}, Article {in_english.replace('punt', 'point')}")
    return Article(name, Text(nl=row["says_nl"], en=row["says_en"]), row["link"])


def check_group(size: int) -> None:
    """BadInput for a smallest group below five: that would tell of single people."""
    if size < LEAST_GROUP:
        raise bad_input("smallest-group", "smallest_group", *_GROUP)


def check_levels(needs: Sequence[tuple[str, int | None]], where: str = "vereist") -> None:
    """BadInput for a level that the ladder does not have, and for a skill that is asked twice."""
    for skill, level in needs:
        if level is not None and not 1 <= level <= len(ladder()):
            raise bad_input("level", f"{where}: {skill}", *_LEVEL)
    if len({skill for skill, _ in needs}) != len(needs):
        raise bad_input("skill-twice", where, *_TWICE)


_GROUP = (
    Text(nl="Een groep van minder dan vijf mensen is te klein.", en="A group of fewer than five people is too small."),
    Text(nl="Kies vijf of meer.", en="Choose five or more."),
)
_LEVEL = (
    Text(nl="Dit niveau bestaat niet.", en="This level does not exist."),
    Text(nl="Kies een niveau van 1 tot en met 4.", en="Choose a level from 1 up to 4."),
)
_TWICE = (
    Text(nl="Een vaardigheid staat er twee keer.", en="A skill occurs twice."),
    Text(nl="Noem elke vaardigheid één keer, met één niveau.", en="Name each skill once, with one level."),
)
