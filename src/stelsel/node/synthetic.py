# SPDX-License-Identifier: EUPL-1.2
"""Writes the synthetic country to a folder, piece by piece: whole or not at all, everywhere said to be synthetic."""

from __future__ import annotations

import hashlib
import io
import json
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from stelsel import __version__
from stelsel.engines import synthetic
from stelsel.kernel.documents import table
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text

MARGINALS = Path(__file__).parent / "example" / "data" / synthetic.FILE
PERSONS_IN_FILE, ROWS_IN_GROUP = 500_000, 100_000
SYNTHETIC = Text(
    nl="Verzonnen: geen van deze mensen bestaat. Gemaakt naar openbare tellingen en genoemde aannames.",
    en="Synthetic: none of these people exists. Made to fit public counts and named assumptions.",
)


@dataclass(frozen=True)
class Written:
    """What stands in the folder: numbers, and the SHA-256 of each file with people."""

    folder: Path
    persons: int
    households: int
    files: dict[str, str]


def shipped() -> synthetic.Marginals:
    """The public counts that ship with the product."""
    return synthetic.read(MARGINALS.read_bytes())


def write(options: synthetic.Options, folder: Path, progress: Callable[[int], None] = lambda persons: None) -> Written:
    """The country in `folder`, which must be new or empty. BadInput for a folder with something in it. Until all is
    there it stands beside it under a name that ends in `.half`; what stops it takes that away."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise bad_input("synthetic-folder", str(folder), _TAKEN, _TAKEN_CURE)
    half = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}.half")
    half.mkdir(parents=True)
    try:
        written = _write(options, half, progress)
        if folder.exists():
            folder.rmdir()
        half.rename(folder)
    except BaseException:
        shutil.rmtree(half, ignore_errors=True)
        raise
    return Written(folder, *written)


def _write(
    options: synthetic.Options, folder: Path, progress: Callable[[int], None]
) -> tuple[int, int, dict[str, str]]:
    files: dict[str, str] = {}
    persons = households = 0
    about = {key: str(value) for key, value in _about(options).items()}
    about["columns"] = json.dumps({one.name: one.about.en for one in synthetic.COLUMNS})
    for frame in _parts(synthetic.synthesise(shipped(), options)):
        name = f"synthetic-persons-{len(files) + 1:04d}.parquet"
        (folder / name).write_bytes(raw := _parquet(frame, about))
        files[name] = hashlib.sha256(raw).hexdigest()
        persons, households = persons + len(frame), int(frame["huishouden"][-1])
        progress(persons)
    (folder / "synthetic-assumptions.csv").write_bytes(_assumptions())
    (folder / "synthetic-columns.csv").write_bytes(_columns())
    told = {**_about(options), "households": households, "files": files}
    (folder / "synthetic-country.json").write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    return persons, households, files


def _parquet(frame: pl.DataFrame, about: dict[str, str]) -> bytes:
    """In memory first: a thread of the library that goes on after Ctrl-C then touches no folder."""
    file = io.BytesIO()
    frame.write_parquet(file, compression="zstd", row_group_size=ROWS_IN_GROUP, metadata=about)
    return file.getvalue()


def _parts(frames: Iterable[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    held: list[pl.DataFrame] = []
    for frame in frames:
        held.append(frame)
        if sum(map(len, held)) >= PERSONS_IN_FILE:
            yield pl.concat(held, rechunk=True)
            held = []
    if held:
        yield pl.concat(held, rechunk=True)


def _about(options: synthetic.Options) -> dict[str, object]:
    return {
        "synthetic": True,
        "about": SYNTHETIC.en,
        "overDezeGegevens": SYNTHETIC.nl,
        "persons": options.persons,
        "seed": options.seed,
        "on": options.on.isoformat(),
        "factsLeftOut": options.missing,
        "maker": synthetic.VERSION,
        "product": __version__,
        "counts": synthetic.ATTRIBUTION,
    }


def _assumptions() -> bytes:
    rows = synthetic.assumptions().values()
    columns = ("name", "value", "unit", "source", "why_en", "why_nl")
    return table(columns, ([one.name, one.value, one.unit, one.source, one.why.en, one.why.nl] for one in rows))


def _columns() -> bytes:
    columns = ("name", "of", "type", "unit", "fact", "about_en", "about_nl")
    rows = synthetic.COLUMNS
    return table(
        columns,
        ([c.name, c.of, c.kind, c.unit, "yes" if c.fact else "no", c.about.en, c.about.nl] for c in rows),
    )


_TAKEN = Text(nl="In deze map staat al iets.", en="There is something in this folder already.")
_TAKEN_CURE = Text(nl="Noem met --to een nieuwe of lege map.", en="Name a new or empty folder with --to.")
