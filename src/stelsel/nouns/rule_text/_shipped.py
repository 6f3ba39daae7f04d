# SPDX-License-Identifier: EUPL-1.2
"""The first publication: the rule texts and figures that ship in the folder `rules` of the rooms, as files and as
drafts that an importer records. After that the register says what holds, and a new version needs no release."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from stelsel.kernel.documents import table
from stelsel.kernel.draft import Draft, Reading, Refused
from stelsel.kernel.entry import Source
from stelsel.kernel.ids import slug
from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text
from stelsel.kernel.vocabulary import wire
from stelsel.nouns.rule_text._kinds import FIGURE_TABLE, RULE_TEXT, PublishedText
from stelsel.nouns.rule_text._places import organisation_of

ROOMS = Path(__file__).parents[2] / "priorities"
FIGURES, DOUBTS = "parameters.csv", "doubts.csv"
DAY = date(2026, 11, 24)
"""The day the shipped files were last read against their sources."""
_SOURCE = "Stelsel, eigen vastlegging van de gepubliceerde tekst"


@cache
def shipped_texts() -> tuple[tuple[str, str], ...]:
    """Each shipped rule text: its name below `rules/` and its YAML."""
    paths = sorted(ROOMS.glob("*/rules/*/*.yaml"))
    return tuple((f"{path.parent.name}/{path.name}", path.read_text("utf-8")) for path in paths)


@cache
def shipped_figures() -> tuple[tuple[str, str, str, str], ...]:
    """The shipped table of figures, cut by law: the identifier, its name, and the CSV of the figures and of the lines
    of doubt that the law comes first in."""
    return tuple(found for path in sorted(ROOMS.glob(f"*/rules/{FIGURES}")) for found in _cut(path))


@cache
def checked_hashes() -> frozenset[str]:
    """The SHA-256 of each shipped text and table: what was read against its source by those who make this software."""
    written = (*(text for _, text in shipped_texts()), *(rows for _, _, rows, _ in shipped_figures()))
    return frozenset(hashlib.sha256(one.encode()).hexdigest() for one in written)


def shipped_paths() -> tuple[Path, ...]:
    """Every file that ships."""
    return tuple(sorted([*ROOMS.glob("*/rules/*/*.yaml"), *ROOMS.glob(f"*/rules/{FIGURES}"), *_doubts()]))


def _doubts() -> Iterator[Path]:
    yield from ROOMS.glob(f"*/rules/{DOUBTS}")


def _cut(path: Path) -> Iterator[tuple[str, str, str, str]]:
    columns, rows = _rows(path)
    law, name = columns.index("bwb_id"), columns.index("law")
    by_law: dict[str, list[list[str]]] = {}
    for row in rows:
        by_law.setdefault(row[law] or row[name], []).append(row)
    heading, doubts = _rows(path.with_name(DOUBTS))
    first: dict[str, list[list[str]]] = {}
    for row in doubts:
        laws = row[heading.index("laws")].split()
        first.setdefault(next((one for one in laws if one in by_law), next(iter(by_law))), []).append(row)
    for key, some in by_law.items():
        own = table(heading, first[key]).decode() if key in first else ""
        yield key, some[0][name], table(columns, some).decode(), own


def _rows(path: Path) -> tuple[list[str], list[list[str]]]:
    columns, *rows = csv.reader(io.StringIO(path.read_text("utf-8")))
    return columns, rows


def shipped() -> Reading:
    """What ships, as drafts of recorded entries; a file that does not read is refused."""
    texts = [read_file(text.encode(), name) for name, text in shipped_texts()]
    refused = [row for one in texts for row in one.refused]
    drafts = [draft for one in texts for draft in one.drafts]
    for law, name, figures, doubts in shipped_figures():
        try:
            plain = {"title": name, "figure_rows": figures, "doubts": doubts}
            body = FIGURE_TABLE.convert({wire(key): one for key, one in plain.items()}).body
        except BadInput as problem:
            refused.append(_refused(FIGURES, problem))
            continue
        drafts.append(Draft(FIGURE_TABLE, slug(law), body, about=_about(law, ""), source=Source(_SOURCE, f"{DAY}")))
    return Reading(tuple(drafts), tuple(refused))


def read_file(raw: bytes, file: str) -> Reading:
    """The draft of one rule text, recorded with its own link and day as source; refused with file and line."""
    from stelsel.nouns.rule_text._reading import read_text

    try:
        text = raw.decode("utf-8", "surrogateescape")
        read_text(text, file)
        body = RULE_TEXT.convert({wire("rule_text"): text}).body
    except BadInput as problem:
        return Reading((), (_refused(file, problem),))
    parts = (body.identifier, body.service, body.place_code, str(body.valid.start))
    local = slug(".".join(one for one in parts if one))
    return Reading((Draft(RULE_TEXT, local, body, about=_of(body), source=_source(body)),))


def read_folder(folder: Path) -> Reading:
    """The drafts of every rule text (.yaml) in a folder and the folders in it; BadInput when it holds none."""
    paths = sorted(folder.rglob("*.yaml"))
    if not paths:
        raise bad_input("no-rule-texts", folder.name, _NONE, _NONE_CURE)
    found = [read_file(path.read_bytes(), path.relative_to(folder).as_posix()) for path in paths]
    return Reading(
        tuple(draft for one in found for draft in one.drafts), tuple(row for one in found for row in one.refused)
    )


def _of(body: PublishedText) -> str:
    return organisation_of(body.place_code) if body.place_code else _about(body.bwb_id or "", body.link or "")


def _source(body: PublishedText) -> Source:
    return Source(_SOURCE, (body.published or DAY).isoformat(), body.link or "")


def _about(law: str, link: str) -> str:
    """What a recorded text or table is about: the law in the national collection, else its own link."""
    return f"https://wetten.overheid.nl/{law}" if law.startswith("BWBR") else link or slug(law)


def _refused(file: str, problem: BadInput) -> Refused:
    found = problem.findings[0]
    at = found.where.rpartition(" line ")[2].split()
    return Refused(file, int(at[0]) if at and at[0].isdigit() else 0, found.code, found.what)


_NONE = Text(nl="In deze map staat geen regeltekst.", en="There is no rule text in this folder.")
_NONE_CURE = Text(nl="Wijs een map aan met bestanden .yaml.", en="Name a folder with files .yaml.")
