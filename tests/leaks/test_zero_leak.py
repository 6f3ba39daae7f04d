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
from tests.leaks.secrets import Secrets, kinds_of


@pytest.fixture
def here(db: None, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[Node]:
    """A node whose command line runs in this process, and where nobody asks too much."""
    settings.LIMITS = {}
    monkeypatch.setattr("stelsel.faces.cli.shared_options.start", lambda fresh=False: None)
    node.cache_clear()
    yield node()
    node.cache_clear()


@pytest.mark.campaign
def test_what_is_hidden_changes_nothing_for_others(
    here: Node, capsys: pytest.CaptureFixture[str], campaign: bool
) -> None:
    """Things shared among governments first, then things of one organisation; each of both kinds of asker looks before
    and after who may see them. `make campaign` asks everything about every entry and kind; `make test` asks every page,
    operation, file and command too, and of those that take an entry, kind or words one in eight fillings each."""
    hunt = Hunt(here, capsys, "gov", "own", "public")
    hunt.few(1 if campaign else 8)
    gov, own, public = hunt.batches
    hunt.begin(hunt.nobody, hunt.neighbour)
    hunt.begin_commands("")

    gov.publish()
    hunt.compare("before an official looked", hunt.nobody, hunt.neighbour, share=1 if campaign else 4)
    hunt.begin(hunt.official)
    hunt.begin_commands(THERE)
    hunt.unguessed(gov, hunt.nobody, hunt.neighbour)

    own.publish()
    hunt.compare("before an insider looked", hunt.nobody, hunt.official, share=1 if campaign else 4)
    others = hunt.nobody, hunt.neighbour, hunt.official
    tags = hunt.fill_caches(hunt.insider, gov, own, unchanged=gov)
    hunt.compare("after an insider looked", *others, tags=tags)
    hunt.compare_commands("after something own and among governments", "")
    hunt.compare_commands("after something own", THERE)
    hunt.private(*others)
    hunt.unguessed(own, *others)
    hunt.report("hidden")
    public.publish()
    noticed(hunt, public)


def noticed(hunt: Hunt, public: Secrets) -> None:
    """The same things in public change much, in every face: a crawl that notices nothing proves nothing."""
    after, _ = ask(hunt.nobody, hunt.asks)
    before, faces = hunt.before["anyone"], {one.key: one.face for one in hunt.asks}
    changed = Counter(faces[key] for key in after if before[key] != after[key])
    assert changed["pages"] > 50
    assert changed["api"] > 30
    assert changed["log files"] >= 2
    said = run(hunt.lines, "", hunt.capsys)
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
