# SPDX-License-Identifier: EUPL-1.2
"""Something hidden is published in each audience; whoever may not see it gets byte for byte the answers of before.

Everything that can be asked is asked: every page, API call, file of a log and command, also about what is hidden. First
whoever may see it fills the caches, then the others; and the other way round. Last the same things become public, and
the same requests must notice it: a crawl that notices nothing proves nothing. And a leak that is made on purpose must
be found. The counts stand in `var/zero-leak/`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from stelsel.book.audience import Asker
from stelsel.book.book import Book
from stelsel.book.position import Position
from stelsel.node.node import Node, node
from tests.faces.askers import THERE
from tests.leaks.crawl import Ask, ask, run
from tests.leaks.hunt import Hunt, Leak
from tests.leaks.secrets import kinds_of


@pytest.fixture
def here(db: None, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[Node]:
    """A node whose command line runs in this process, and where nobody asks too much."""
    settings.LIMITS = {}
    monkeypatch.setattr("stelsel.faces.cli.shared_options.start", lambda fresh=False: None)
    node.cache_clear()
    yield node()
    node.cache_clear()


def test_what_is_own_changes_nothing_for_others(here: Node, capsys: pytest.CaptureFixture[str], campaign: bool) -> None:
    hunt = Hunt(here, capsys, "own", "own")
    first, second = hunt.batches
    others = hunt.nobody, hunt.neighbour, hunt.official
    hunt.begin(*others)

    first.publish()
    tags = hunt.fill_caches(hunt.insider, first)
    hunt.private(*others)
    hunt.compare("after an insider looked", *others, tags=tags)
    hunt.unguessed(first, *others)

    second.publish()
    hunt.every(1 if campaign else 4)
    hunt.compare("before an insider looked", hunt.nobody, hunt.official)
    hunt.fill_caches(hunt.insider, second)
    hunt.compare("after an insider looked again", hunt.nobody)
    hunt.report("own")


def test_what_governments_share_changes_nothing_for_others(here: Node, capsys: pytest.CaptureFixture[str]) -> None:
    hunt = Hunt(here, capsys, "gov", "own", "public")
    gov, own, public = hunt.batches
    hunt.begin(hunt.nobody, hunt.neighbour)
    hunt.begin_commands("", THERE)

    own.publish()
    hunt.compare_commands("after something own", THERE)
    gov.publish()
    tags = hunt.fill_caches(hunt.official, gov)
    hunt.compare("after an official looked", hunt.nobody, hunt.neighbour, tags=tags)
    hunt.unguessed(gov, hunt.nobody, hunt.neighbour)
    hunt.compare_commands("after something among governments", "")
    hunt.report("gov")

    public.publish()
    after, _ = ask(hunt.nobody, hunt.asks)
    before, faces = hunt.before["anyone"], {one.key: one.face for one in hunt.asks}
    changed = Counter(faces[key] for key in before if before[key] != after[key])
    assert changed["pages"] > 50
    assert changed["api"] > 30
    assert changed["log files"] >= 4
    said = run(hunt.lines, "", capsys)
    assert sum(said[key] != hunt.said[""][key] for key in said) > 20
    assert len(kinds_of(public.addresses)) > 15


PLANTED: dict[str, tuple[Any, str, Any]] = {
    "everybody sees all": (Asker, "may_see", lambda self, log: True),
    "memos are shared": (Position, "hash", property(lambda self: "one")),
    "a count counts all": (Book, "count", lambda self, kind: sum(node().logs.sizes().values())),
}
"""Leaks that are made on purpose: what is replaced by what."""


@pytest.mark.parametrize("leak", PLANTED)
def test_a_leak_is_found(
    here: Node, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, leak: str
) -> None:
    def some(one: Ask) -> bool:
        return one.address in ("/nl/", "/nl/soorten", "/readyz", "/api/v1/stand", "/nl/zoeken?q=")

    place, name, planted = PLANTED[leak]
    hunt = Hunt(here, capsys, "own")
    with monkeypatch.context() as before:
        before.setattr(place, name, planted)
        hunt.begin(hunt.nobody, only=some)
    hunt.batches[0].publish()
    monkeypatch.setattr(place, name, planted)
    here.library._memos.clear()  # as when they are the longest unused
    ask(hunt.insider, hunt.asks)
    with pytest.raises(Leak):
        hunt.compare("with a leak", hunt.nobody)
