# SPDX-License-Identifier: EUPL-1.2
"""The lint over every file that the importers read: how many texts, how many refused, and which of these wrongly.

Everything refused was looked at by hand. The local parts below are mailboxes of teams and systems that no rule can tell
from a person's name; they are counted, not mended by naming them in the rules. docs/personal-data.md has the figures.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from stelsel.kernel import personal_data
from stelsel.kernel.problem import Finding
from stelsel.node.collected import COLLECTED
from stelsel.nouns import organisation

WRONGLY = frozenset(
    "wrp@dol.gov cerberus@cbs.nl fb.rev@rws.nl cci_web@ftp-ae.oma.be brugis@urban.brussels irisline@paradigm.brussels "
    "irisline@cirb.brussels ibsa@perspective.brussels pensionstat@sigedis.fgov.be sodha@arch.be dov@vlaanderen.be "
    "mercatornet@vlaanderen.be waterbouwkundiglabo@vlaanderen.be herbanam@fundp.ac.be nista@sjtn.brussels".split()
)
WRONGLY_AS_BSN = frozenset({"500020036", "450002871"})
"""Contract numbers of nine digits that happen to pass the eleven test."""


@dataclass
class Count:
    """What was looked at and what was found: each refused text once, with its code."""

    texts: int = 0
    refused: dict[tuple[str, str], bool] = field(default_factory=dict)

    def add(self, plain: Any, found: list[Finding]) -> None:
        """Takes plain values and their findings."""
        self.texts += sum(1 for _ in strings(plain))
        for one in found:
            for text in {text for text in strings(plain) if only(one, text)}:
                self.refused[one.code, text] = any(word in text.lower() for word in WRONGLY | WRONGLY_AS_BSN)

    def report(self, what: str) -> str:
        """One line of figures; no text that was refused."""
        codes = Counter(code for code, _ in self.refused)
        said = ", ".join(f"{count} {code}" for code, count in sorted(codes.items()))
        wrong = sum(self.refused.values())
        return f"{what}: {self.texts} texts, {len(self.refused)} refused ({said}), {wrong} wrongly"


def only(finding: Finding, text: str) -> bool:
    """Whether this text alone makes the finding, in a field of the same name."""
    name = finding.where.rpartition(".")[2].partition("[")[0]
    return finding.code in {one.code for one in personal_data.find({name: text})}


def strings(plain: Any) -> Iterator[str]:
    """Every text in plain values."""
    if isinstance(plain, str):
        yield plain
    elif isinstance(plain, dict):
        for inner in plain.values():
            yield from strings(inner)
    elif isinstance(plain, list | tuple):
        for inner in plain:
            yield from strings(inner)


def records(path: Path) -> Iterator[Any]:
    """What a file holds, as it stands there: rows, objects, else lines."""
    raw = path.read_bytes().decode("utf-8-sig", "replace")
    if path.suffix == ".csv":
        for row in csv.DictReader(raw.splitlines(keepends=True)):
            yield {name: text for name, text in row.items() if name and text}
    elif path.suffix in {".json", ".jsonld"}:
        held = json.loads(raw)
        yield from held if isinstance(held, list) else [held]
    else:
        yield from ({"regel": line} for line in raw.splitlines())


@pytest.fixture(scope="module")
def read(shared_data: Path) -> tuple[Count, list[Path]]:
    """Every importer, run once: what it asked the lint, and which files it read."""
    count, files, find, read_bytes = Count(), dict[Path, None](), personal_data.find, Path.read_bytes

    def counting(plain: Any, where: str = "") -> list[Finding]:
        found = find(plain, where)
        personal_data.find = find
        count.add(plain, found)
        personal_data.find = counting
        return found

    def noting(path: Path) -> bytes:
        if path.is_relative_to(shared_data):
            files[path] = None
        return read_bytes(path)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(personal_data, "find", counting)
        patch.setattr(Path, "read_bytes", noting)
        for source in COLLECTED:
            source.read(shared_data)
    return count, list(files)


def test_what_the_importers_hold_against_the_lint(read: tuple[Count, list[Path]]) -> None:
    count, files = read
    print(count.report("importers"))  # noqa: T201 - the figures of docs/personal-data.md
    assert len(files) > 100
    assert count.texts > 600_000
    assert rate(count) < 0.0001


def test_the_files_as_they_are(read: tuple[Count, list[Path]]) -> None:
    count = Count()
    for path in read[1]:
        for record in records(path):
            found = personal_data.find(record)
            count.add(record, found)
    print(count.report("files"))  # noqa: T201 - the figures of docs/personal-data.md
    assert count.texts > 780_000
    assert rate(count) < 0.0001
    assert {code for code, _ in count.refused} == {"personal-mail", "person-name", "bsn"}


def rate(count: Count) -> float:
    """Wrongly refused, as a part of all texts."""
    return sum(count.refused.values()) / count.texts


def test_the_whole_organisation_file_passes(shared_data: Path) -> None:
    """Every organisation of the shared file loads, and nothing in it looks like a person."""
    reading = organisation.read_folder(shared_data)
    assert len(reading.drafts) > 1_000
    passing: Callable[[bytes], list[Finding]] = personal_data.find_in_payload
    assert not [draft.local for draft in reading.drafts if passing(draft.kind.encode(draft.body))]
    assert not [row for row in reading.refused if row.code == "personal-data"]
