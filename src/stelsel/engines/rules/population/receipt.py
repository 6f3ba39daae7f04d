# SPDX-License-Identifier: EUPL-1.2
"""The receipt of a run over a population: what was computed, with which texts and figures, for whom, and what came out,
so that anybody who gets the folder sees that it is what was computed then.

It tells nothing about anybody. People and results are committed to: SHA-256(0x02 || salt || hash of the content), where
the salt is 16 random bytes in `run.json`, which stays with the results. Without it nobody can try what a small file may
hold. The numbers (`numbers.json`) tell of no fewer than five households; their hash is plain.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import msgspec

from stelsel.engines.rules.population.program import Program
from stelsel.kernel.canonical import canonical, read_json
from stelsel.kernel.entry import commitment
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text

FORM = "stelsel-bevolkingsbewijs/1"
Plain = dict[str, Any]
Named = tuple[str, str]
"""A name and the SHA-256 of what it stands for, in hexadecimal."""
_TEXTS = ("regel", "uitkomst", "peildatum", "stand", "rekenmachine", "berekening", "verslag")
_LISTS = ("teksten", "tabellen", "mensen", "uitkomsten", "getallen")
_FILES = {"uitkomsten": r"results-[0-9]{4,8}\.parquet", "getallen": r"(\.\./)?[a-z]+\.json"}
"""Files that a receipt may name in the folder with results, or beside it."""


class Run(msgspec.Struct, frozen=True):
    """A run that is done. `query` is the SHA-256 of what the engine ran, `report` that of `run.json`; `more`: a fact,
    and how much more of it was computed too; `people` and `results` are files (or the rows of pieces of a database)
    with their SHA-256, `numbers` files of numbers."""

    engine: str
    query: str
    position: str
    known_at: str
    by: Sequence[str]
    more: tuple[str, int] | None
    went_on: bool
    synthetic: bool
    households: int
    left_out: int
    report: str
    people: Sequence[Named]
    results: Sequence[Named]
    numbers: Sequence[Named]


def receipt(
    program: Program, run: Run, salt: bytes, version: str, texts: Sequence[Plain], tables: Sequence[Plain]
) -> bytes:
    """The canonical document (JSON, RFC 8785). `version` of this software; `texts` and `tables` as in the receipt of
    one case."""
    return canonical(
        {
            "soort": FORM,
            "software": version,
            "regel": program.rule,
            "uitkomst": program.output,
            "eenheid": program.unit,
            "peildatum": program.on.isoformat(),
            "bekendOp": run.known_at or None,
            "stand": run.position,
            "rekenmachine": run.engine,
            "berekening": run.query,
            "teksten": texts,
            "tabellen": tables,
            "per": run.by,
            "meer": run.more,
            "doorgerekend": run.went_on,
            "verzonnen": run.synthetic,
            "huishoudens": run.households,
            "weggelaten": run.left_out,
            "verslag": run.report,
            "mensen": committed(run.people, salt),
            "uitkomsten": committed(run.results, salt),
            "getallen": [{"bestand": name, "hash": digest} for name, digest in run.numbers],
        }
    )


def committed(some: Sequence[Named], salt: bytes) -> list[Plain]:
    """Names with commitments to content: base64 of SHA-256(0x02 || salt || SHA-256 of the content)."""
    return [{"bestand": name, "inhoud": commitment(salt, bytes.fromhex(digest))} for name, digest in some]


def read(raw: bytes) -> Plain:
    """The document; BadInput for what is no receipt of this form."""
    found = read_json(raw)
    good = isinstance(found, dict) and found.get("soort") == FORM
    good = good and all(isinstance(found.get(key), str) for key in _TEXTS)
    good = good and all(_is_rows(found.get(key)) for key in _LISTS)
    good = good and all(re.fullmatch(form, one["bestand"]) for key, form in _FILES.items() for one in found[key])
    good = good and isinstance(found.get("per"), list) and all(isinstance(one, str) for one in found["per"])
    if not good:
        raise bad_input("receipt-form", "", _FORM, _FORM_CURE)
    return dict(found)


def _is_rows(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(one, dict) and isinstance(one.get("bestand"), str) for one in value
    )


_FORM = Text(
    nl="Dit is geen bewijs van een berekening voor een bevolking.", en="This is no receipt of a run over a population."
)
_FORM_CURE = Text(nl="Geef receipt.json zoals het is gemaakt.", en="Give receipt.json as it was made.")
