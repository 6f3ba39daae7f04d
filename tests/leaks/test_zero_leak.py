# SPDX-License-Identifier: EUPL-1.2
"""Something hidden is published in each audience; whoever may not see it gets byte for byte the answers of before.

Everything that can be asked is asked: every page, API call, file of a log and command, also about what is hidden. First
whoever may see it fills the caches, then the others; and the other way round. Last the same things become public, and
the same requests must notice it: a crawl that notices nothing proves nothing. The counts stand in
`var/zero-leak.md`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from stelsel.node.node import Node, node
from tests.faces.askers import HERE, THERE, Visitor, account, nobody
from tests.leaks.crawl import Crawl, Snapshot, again, ask, run
from tests.leaks.secrets import Secrets, country, kinds_of, suppliers

REPORT = Path(__file__).resolve().parents[2] / "var" / "zero-leak.md"
BATCHES = (("Zwijgzaamheid", 918273), ("Fluisterstilte", 827364), ("Overheidsgeheim", 736455), ("Roeptoeter", 645546))


@pytest.fixture
def here(db: None, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[Node]:
    """A node whose command line runs in this process, and where nobody asks too much."""
    settings.LIMITS = {}
    monkeypatch.setattr("stelsel.faces.cli.shared_options.start", lambda fresh=False: None)
    node.cache_clear()
    yield node()
    node.cache_clear()


class Hunt:
    """The answers of before, and the comparing."""

    def __init__(self, node: Node, capsys: pytest.CaptureFixture[str]) -> None:
        self.node, self.capsys = node, capsys
        self.public = country(node)
        self.batches = [
            Secrets(node, audience, *marks, about)  # type: ignore[arg-type]
            for audience, marks, about in zip(("own", "own", "gov", "public"), BATCHES, suppliers(node), strict=True)
        ]
        self.nobody, self.neighbour = nobody(), account(THERE, "administrator", False)
        self.official, self.insider = account(THERE, "reader", True), account(HERE, "administrator", True)
        self.counts: Counter[tuple[str, str]] = Counter()

    def begin(self, hidden: list[str]) -> None:
        """Ask everything once, before there is anything to hide."""
        marks = [mark for mark, _ in BATCHES[:3]]
        words = [*marks, marks[0][:6].lower(), marks[0].replace("z", "s"), str(BATCHES[0][1])]
        self.crawl = Crawl(self.public, hidden, words)
        self.asks, self.lines = self.crawl.asks(), self.crawl.commands()
        self.before = {one.name: ask(one, self.asks)[0] for one in (self.nobody, self.neighbour, self.official)}
        self.said = {publisher: run(self.lines, publisher, self.capsys) for publisher in ("", THERE)}

    def compare(self, visitor: Visitor, when: str, tags: dict[str, str] | None = None) -> None:
        """The same answers as before, also to who shows the ETag of another."""
        found, own = ask(visitor, self.asks)
        self._same(visitor.name, when, self.before[visitor.name], found)
        for one in self.asks:
            tag = (tags or {}).get(one.key, "")
            if tag and tag != own.get(one.key) and one.face == "api":
                assert again(visitor, one, tag) == found[one.key], f"{visitor.name} {when}: {one.key} tells an ETag"
                self.counts["ETags of others", visitor.name] += 1

    def unguessed(self, visitor: Visitor, secrets: Secrets) -> None:
        """An address that nobody could name before, such as that of a dispute, answers as one that never was."""
        for address in set(secrets.addresses) - set(self.crawl.hidden):
            never = address[:-16] + "0" * 16
            real, made_up = (Crawl([], [each], []).about(each) for each in (address, never))
            found, other = ask(visitor, real)[0], ask(visitor, made_up)[0]
            for one, twin in zip(real, made_up, strict=True):
                answer = other[twin.key].replace(never.encode(), address.encode())
                answer = answer.replace(never.split("/")[2].encode(), address.split("/")[2].encode())
                assert found[one.key] == answer, f"{visitor.name}: {one.key} is there"
                self.counts[one.face, visitor.name] += 1

    def compare_commands(self, publisher: str, when: str) -> None:
        """The same lines as before."""
        name = f"--as {publisher}" if publisher else "no --as"
        self._same(name, when, self.said[publisher], run(self.lines, publisher, self.capsys))

    def _same(self, who: str, when: str, before: Snapshot, after: Snapshot) -> None:
        faces = {one.key: one.face for one in self.asks}
        wrong = [key for key in before if before[key] != after[key]]
        shown = [f"{key}\n   {difference(before[key], after[key])}" for key in wrong[:12]]
        assert not wrong, f"{who} {when}: {len(wrong)} of {len(before)} answers changed:\n" + "\n".join(shown)
        self._hunt(who, when, after)
        self.counts.update((faces.get(key, "commands"), who) for key in after)

    def _hunt(self, who: str, when: str, after: Snapshot) -> None:
        """No mark stands anywhere, but where the asker typed it."""
        for mark, number in BATCHES[:3]:
            for key, answer in after.items():
                typed = any(one.lower()[:6] in key.lower() for one in (mark, str(number)))
                assert typed or mark.encode() not in answer, f"{who} {when}: {key} says {mark}"


def difference(before: bytes, after: bytes) -> str:
    """The first place where two answers differ."""
    at = next((at for at, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), 0)
    return f"{before[max(0, at - 60) : at + 60]!r} -> {after[max(0, at - 60) : at + 60]!r}"


def test_what_one_may_not_see_changes_nothing(here: Node, capsys: pytest.CaptureFixture[str]) -> None:
    hunt = Hunt(here, capsys)
    first, second, gov, public = hunt.batches
    hunt.begin([f"{HERE}/{name}" for name in hidden_names(first, second, gov)])
    hunt.compare(hunt.nobody, "when nothing happened")

    first.publish()
    assert len(set(first.addresses) - set(hunt.crawl.hidden)) == 3, "all but the disputes and their answer are asked"
    seen, tags = ask(hunt.insider, hunt.asks)  # fills the caches
    assert sum(first.mark.encode() in answer for answer in seen.values()) > 50, "the insider sees it in many places"
    for visitor in (hunt.nobody, hunt.neighbour, hunt.official):
        hunt.compare(visitor, "after an own secret, seen by an insider first", tags)
        hunt.unguessed(visitor, first)

    second.publish()
    for visitor in (hunt.nobody, hunt.neighbour, hunt.official):
        hunt.compare(visitor, "after an own secret, seen by nobody yet")
    ask(hunt.insider, hunt.asks)
    hunt.compare(hunt.nobody, "after the insider looked too")
    for publisher in ("", THERE):
        hunt.compare_commands(publisher, "after own secrets")

    gov.publish()
    ask(hunt.official, hunt.asks)
    for visitor in (hunt.nobody, hunt.neighbour):
        hunt.compare(visitor, "after a secret among governments")
        hunt.unguessed(visitor, gov)
    hunt.compare_commands("", "after a secret among governments")

    public.publish()
    noticed(hunt, public)
    report(hunt)


def hidden_names(*batches: Secrets) -> list[str]:
    """Kind and name of everything that will be hidden, before it is."""
    found = []
    for batch in batches:
        number = batch.number
        found += [f"{draft.kind.name}/{draft.local}" for draft in batch._drafts()]
        found += [f"attachment/stuk-{number}", *(f"supplier/{one}-{number}" for one in ("beter", "terug", "weg"))]
    return found


def noticed(hunt: Hunt, public: Secrets) -> None:
    """The same crawl sees what was made public: in pages, API calls, files of logs and commands."""
    after, _ = ask(hunt.nobody, hunt.asks)
    before, faces = hunt.before["anyone"], {one.key: one.face for one in hunt.asks}
    changed = Counter(faces[key] for key in before if before[key] != after[key])
    assert changed["pages"] > 50
    assert changed["api"] > 30
    assert changed["log files"] >= 4
    said = run(hunt.lines, "", hunt.capsys)
    assert sum(said[key] != hunt.said[""][key] for key in said) > 20
    assert len(kinds_of(public.addresses)) > 15
    assert sum(public.mark.encode() in answer for answer in after.values()) > 20


def report(hunt: Hunt) -> None:
    """How many answers were compared, by face and asker."""
    faces = sorted({face for face, _ in hunt.counts})
    askers = sorted({who for _, who in hunt.counts})
    rows = [[who, *(str(hunt.counts[face, who]) for face in faces)] for who in askers]
    lines = [["asker", *faces], ["---"] * (len(faces) + 1), *rows]
    text = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    total = sum(hunt.counts.values())
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(f"# Zero leak\n\n{total} answers compared, 0 differ.\n\n{text}\n", encoding="utf-8")
