# SPDX-License-Identifier: EUPL-1.2
"""The hunt: the answers of before, the answers of after, and whoever may not see the difference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from stelsel.node.node import Node
from tests.faces.askers import HERE, THERE, Visitor, account, nobody
from tests.faces.private_things import NEVER, PrivateThings, make
from tests.leaks.crawl import Ask, Crawl, Snapshot, again, ask, few, of_private, run
from tests.leaks.secrets import Secrets, country, suppliers

REPORTS = Path(__file__).resolve().parents[2] / "var" / "zero-leak"
MARKS = (("Zwijgzaamheid", 918273), ("Fluisterstilte", 827364), ("Roeptoeter", 645546))


_OF_ONESELF = ("/beheer/auditlog",)
"""Pages that tell what the asker did a moment ago; nothing hidden may stand there either."""


class Leak(AssertionError):
    """Something hidden changes what somebody gets who may not see it."""


class Hunt:
    """A country, what will be hidden in these audiences, everybody who may not see it, and what they got before."""

    def __init__(self, node: Node, capsys: pytest.CaptureFixture[str], *audiences: str) -> None:
        self.node, self.capsys = node, capsys
        self.public = country(node)
        self.batches = [
            Secrets(node, audience, *marks, about)  # type: ignore[arg-type]
            for audience, marks, about in zip(audiences, MARKS, suppliers(node), strict=False)
        ]
        self.nobody, self.neighbour = nobody(), account(THERE, "administrator", False)
        self.official, self.insider = account(THERE, "reader", True), account(HERE, "administrator", True)
        self.counts: Counter[tuple[str, str]] = Counter()
        self.before: dict[str, Snapshot] = {}
        self.said: dict[str, Snapshot] = {}
        hidden = [address for batch in self.batches for address in batch.named()]
        marks = [batch.mark for batch in self.batches]
        words = [*marks, marks[0][:6].lower(), marks[0].replace("z", "s"), str(self.batches[0].number)]
        self.crawl = Crawl(self.public, hidden, words)
        self.asks, self.lines = self.crawl.asks(), self.crawl.commands()

    def begin(self, *visitors: Visitor, only: Callable[[Ask], bool] = lambda one: True) -> None:
        """Ask everything once, before there is anything to hide from them."""
        self.asks = [one for one in self.asks if only(one)]
        self.before |= {one.name: ask(one, self.asks)[0] for one in visitors}

    def few(self, share: int) -> None:
        """From now on ask, of every page and operation, one in so many of its fillings; all of the few that have few
        (`crawl.few`)."""
        self.asks = few(self.asks, share)

    def begin_commands(self, *publishers: str) -> None:
        """Give every command once, with the eyes of these publishers (empty: of nobody in particular)."""
        self.said |= {publisher: run(self.lines, publisher, self.capsys) for publisher in publishers}

    def fill_caches(self, visitor: Visitor, *secrets: Secrets, unchanged: Secrets) -> dict[str, str]:
        """Somebody who may see these looks everywhere, and changes what they may but those that stay unchanged; the
        ETags they got."""
        asks = [one for one in self.asks if one.method != "POST" or str(unchanged.number) not in one.address]
        seen, tags = ask(visitor, asks)
        for one in secrets:
            assert any(one.mark.encode() in answer for answer in seen.values()), "who may see it sees it"
        return tags

    def compare(self, when: str, *visitors: Visitor, tags: dict[str, str] | None = None, share: int = 1) -> None:
        """The same answers as before, also to who shows the ETag of another; of one in `share` of what is asked. Leak
        names what changed."""
        asks = self.asks[::share]
        for visitor in visitors:
            found, own = ask(visitor, asks)
            self._same(visitor.name, when, self.before[visitor.name], found)
            client = Client()
            for one in asks:
                tag = (tags or {}).get(one.key, "")
                if tag and tag != own.get(one.key) and one.face == "api":
                    if again(visitor, client, one, tag) != found[one.key]:
                        raise Leak(f"{visitor.name} {when}: {one.key} knows the ETag of another")
                    self.counts["ETags of others", visitor.name] += 1

    def unguessed(self, secrets: Secrets, *visitors: Visitor) -> None:
        """An address that nobody could name before, such as that of a dispute, answers as one that never was."""
        unnamed = set(secrets.addresses) - set(self.crawl.hidden)
        assert len(unnamed) == 3, "two disputes and an answer"
        for visitor in visitors:
            for address in unnamed:
                self._as_never(visitor, address, address[:-16] + "0" * 16)

    def private(self, *visitors: Visitor) -> None:
        """A dossier, a task, a handover, a data request and background work are there from now on, and answer as those
        that never were. Leak names what differs."""
        things = make(HERE, self.batches[0].mark)
        nothing = NEVER["dossier"], NEVER["document"], "9" * len(things.task), NEVER["job"], NEVER["report"]
        never = PrivateThings(HERE, *nothing)
        insider, outsider = ask(self.insider, of_private(things))[0], ask(self.insider, of_private(never))[0]
        assert sum(said != other for said, other in zip(insider.values(), outsider.values(), strict=True)) > 15
        for visitor in visitors:
            found, other = ask(visitor, of_private(things))[0], ask(visitor, of_private(never))[0]
            for (key, said), wanted in zip(found.items(), other.values(), strict=True):
                if _nameless(said, things) != _nameless(wanted, never):
                    raise Leak(f"{visitor.name}: {key} is there: {difference(wanted, said)}")
                self.counts["private", visitor.name] += 1

    def _as_never(self, visitor: Visitor, address: str, never: str) -> None:
        real, made_up = self.crawl.about(address), self.crawl.about(never)
        found, other = ask(visitor, real)[0], ask(visitor, made_up)[0]
        for one, twin in zip(real, made_up, strict=True):
            answer = other[twin.key].replace(never.encode(), address.encode())
            answer = answer.replace(never[-16:].encode(), address[-16:].encode())
            if found[one.key] != answer:
                raise Leak(f"{visitor.name}: {one.key} is there: {difference(answer, found[one.key])}")
            self.counts[one.face, visitor.name] += 1

    def compare_commands(self, when: str, *publishers: str) -> None:
        """The same lines as before."""
        for publisher in publishers:
            after = run(self.lines, publisher, self.capsys)
            self._same(f"--as {publisher}" if publisher else "no --as", when, self.said[publisher], after)

    def _same(self, who: str, when: str, before: Snapshot, after: Snapshot) -> None:
        faces = {one.key: one.face for one in self.asks}
        wrong = [key for key in after if before[key] != after[key] and not key.endswith(_OF_ONESELF)]
        shown = "\n".join(f"{key}\n   {difference(before[key], after[key])}" for key in wrong[:12])
        if wrong:
            raise Leak(f"{who} {when}: {len(wrong)} of {len(before)} answers changed:\n{shown}")
        for batch in self.batches:
            if batch.audience == "gov" and who in (self.official.name, f"--as {THERE}"):
                continue  # they may see it
            for key, answer in after.items():
                typed = any(one.lower()[:6] in key.lower() for one in (batch.mark, str(batch.number)))
                if not typed and batch.mark.encode() in answer:
                    raise Leak(f"{who} {when}: {key} says {batch.mark}")
        self.counts.update((faces.get(key, "commands"), who) for key in after)

    def report(self, name: str) -> None:
        """How many answers were compared, by face and asker, as `var/zero-leak/NAME.md`."""
        faces, askers = (sorted({key[at] for key in self.counts}) for at in (0, 1))
        rows = [[who, *(str(self.counts[face, who]) for face in faces)] for who in askers]
        lines = [["asker", *faces], ["---"] * (len(faces) + 1), *rows]
        text = "\n".join(f"| {' | '.join(line)} |" for line in lines)
        total = sum(self.counts.values())
        REPORTS.mkdir(parents=True, exist_ok=True)
        said = f"# Zero leak: {name}\n\n{total} answers compared, 0 differ.\n\n{text}\n"
        (REPORTS / f"{name}.md").write_text(said, encoding="utf-8")


def _nameless(answer: bytes, things: PrivateThings) -> bytes:
    """The answer without the ids that were asked for."""
    ids = things.dossier, things.document, things.job, things.report, things.handover, things.data_request
    for one in (*ids, f"/taken/{things.task}"):
        answer = answer.replace(one.encode(), b"ID")
    return answer


def difference(before: bytes, after: bytes) -> str:
    """The first place where two answers differ."""
    at = next((at for at, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), 0)
    return f"{before[max(0, at - 60) : at + 60]!r} -> {after[max(0, at - 60) : at + 60]!r}"
