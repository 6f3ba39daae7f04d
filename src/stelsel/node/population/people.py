# SPDX-License-Identifier: EUPL-1.2
"""The people that this node can compute for: synthetic countries of a few sizes, made when they are first asked for,
and the folders that its operator put below the folder of STELSEL_PEOPLE."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

from stelsel.engines import synthetic
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text
from stelsel.node.population.country import COUNTRY
from stelsel.node.population.source import Source, source_of
from stelsel.node.synthetic import write

SYNTHETIC = "synthetic-"
SIZES = (20_000, 100_000, 1_000_000)
"""Persons of the synthetic countries that can be chosen."""
SMALL = f"{SYNTHETIC}{SIZES[0]}"
"""Small enough to wait for."""
SEED = 1


def names(own: Path | None) -> tuple[str, ...]:
    """What can be chosen: synthetic countries by size, then folders of the organisation by name."""
    folders = sorted(one.name for one in own.iterdir() if one.is_dir()) if own is not None and own.is_dir() else []
    return (
        *(f"{SYNTHETIC}{size}" for size in SIZES),
        *(one for one in folders if not one.startswith((".", SYNTHETIC))),
    )


def is_synthetic(name: str) -> bool:
    """Whether these people do not exist."""
    return name.startswith(SYNTHETIC)


def people(
    name: str, home: Path, own: Path | None, on: date, progress: Callable[[int], None] = lambda persons: None
) -> Source:
    """The source of a name; a synthetic country that is not there yet is made, with the ages of 1 January of the year
    of `on`. BadInput for a name that is not there."""
    if name not in names(own):
        raise bad_input("people", name[:80], _NONE.fill(name=name[:80]), _CURE.fill(some=", ".join(names(own))[:300]))
    if not is_synthetic(name):
        assert own is not None, "names of folders come from a folder"
        return source_of(own / name)
    folder = home / "people" / f"{name}-{SEED}-{synthetic.VERSION}-{on.year}"
    if not (folder / COUNTRY).exists():
        _make(folder, int(name.removeprefix(SYNTHETIC)), date(on.year, 1, 1), progress)
    return source_of(folder)


def _make(folder: Path, persons: int, on: date, progress: Callable[[int], None]) -> None:
    """Whoever makes it first; another that is made meanwhile is the same and goes away."""
    half = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}")
    half.parent.mkdir(parents=True, exist_ok=True)
    try:
        write(synthetic.Options(persons, SEED, on, False), half, progress)
        half.rename(folder)
    except OSError:
        if not (folder / COUNTRY).exists():
            raise
    finally:
        shutil.rmtree(half, ignore_errors=True)


_NONE = Text(nl="De mensen “{name}” zijn er niet.", en="There are no people “{name}”.")
_CURE = Text(nl="Kies uit: {some}.", en="Choose from: {some}.")
