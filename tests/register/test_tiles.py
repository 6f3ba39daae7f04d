# SPDX-License-Identifier: EUPL-1.2
"""Tiles against the text of tlog-tiles, and against a tree made from all leaves."""

from __future__ import annotations

import hashlib
from collections import Counter
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stelsel.kernel.problem import BadInput, Broken
from stelsel.register.tiles import (
    HASH,
    WIDTH,
    ReadTile,
    extend,
    number_path,
    partial_width,
    read_number_path,
    root_from_tiles,
    subtree_of,
    tile_path,
)
from stelsel.register.tree import EMPTY_ROOT, root_of

Tiles = dict[tuple[int, int], bytes]


def hashes_of(size: int, start: int = 0) -> list[bytes]:
    """Leaf hashes, all different."""
    return [hashlib.sha256(str(number).encode()).digest() for number in range(start, start + size)]


def read(tiles: Tiles) -> ReadTile:
    """How a store reads."""
    return lambda level, number: tiles.get((level, number), b"")


@cache
def grown(*appends: int) -> Tiles:
    """The tiles after these appends."""
    tiles: Tiles = {}
    size = 0
    for count in appends:
        tiles |= extend(size, hashes_of(count, size), read(tiles))
        size += count
    return tiles


def naive(size: int) -> Tiles:
    """The tiles of the definition: MTH(D[(n*256+i)*256**l : (n*256+i+1)*256**l]) of what is whole."""
    tiles: Tiles = {}
    level, row = 0, hashes_of(size)
    while row:
        for number in range(0, len(row), WIDTH):
            tiles[level, number // WIDTH] = b"".join(row[number : number + WIDTH])
        row = [root_of(row[at : at + WIDTH]) for at in range(0, len(row) - len(row) % WIDTH, WIDTH)]
        level += 1
    return tiles


@pytest.mark.parametrize(
    ("number", "path"),
    [(0, "000"), (7, "007"), (999, "999"), (1000, "x001/000"), (1234067, "x001/x234/067"), (10**6, "x001/x000/000")],
)
def test_paths_of_numbers(number: int, path: str) -> None:
    assert number_path(number) == path
    assert read_number_path(path) == (number, 256)
    assert read_number_path(f"{path}.p/1") == (number, 1)
    assert read_number_path(f"{path}.p/255") == (number, 255)
    assert tile_path(0, number) == f"tile/0/{path}"
    assert tile_path("entries", number, 112) == f"tile/entries/{path}.p/112"


@given(st.integers(0, 2**63 - 1), st.integers(1, 256))
def test_every_address_reads_back(number: int, width: int) -> None:
    assert read_number_path(tile_path(3, number, width).removeprefix("tile/3/")) == (number, width)


@pytest.mark.parametrize(
    "path",
    [
        "", "0", "00", "0000", "1234", "x001", "001/002", "x001/x002", "x000/001", "x000/x001/002", "/000", "000/",
        "000.p/0", "000.p/256", "000.p/999", "000.p/01", "000.p/", "000.p", "000.p/1/", "000.p/-1", "000.p/1 ", "000\n",
        "000.p/1\n", "x1/234", "X001/234", "٠٠٠", "-01", "+01", "x001//234", "../000", "x999/" * 2000 + "999",
        "x001/" * 7 + "000",
    ],
)  # fmt: skip
def test_every_other_spelling_is_refused(path: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_number_path(path)
    assert caught.value.findings[0].code == "tile-path"


def test_the_example_of_70000_leaves() -> None:
    tiles = grown(70_000)
    assert Counter((level, len(content) // HASH) for (level, _), content in tiles.items()) == {
        (0, 256): 273,
        (0, 112): 1,
        (1, 256): 1,
        (1, 17): 1,
        (2, 1): 1,
    }
    assert [partial_width(level, 70_000) for level in range(4)] == [112, 17, 1, 0]
    assert root_from_tiles(70_000, read(tiles)) == root_of(hashes_of(70_000))


def test_a_tree_of_256_has_a_full_tile_and_a_tile_of_one_above() -> None:
    assert {place: len(content) // HASH for place, content in grown(256).items()} == {(0, 0): 256, (1, 0): 1}
    assert [partial_width(level, 256) for level in range(3)] == [0, 1, 0]


@given(st.lists(st.integers(1, 700), min_size=1, max_size=6))
def test_growing_equals_building_at_once(appends: list[int]) -> None:
    size = sum(appends)
    tiles = grown(*appends)
    assert tiles == naive(size)
    assert root_from_tiles(size, read(tiles)) == root_of(hashes_of(size))


@pytest.mark.parametrize("start", [0, 1, 255, 256, 257, 65_535, 65_536])
@pytest.mark.parametrize("count", [1, 255, 256, 257])
def test_growing_at_the_edges_of_tiles(start: int, count: int) -> None:
    tiles = grown(start, count) if start else grown(count)
    assert tiles == naive(start + count)


@settings(max_examples=30)
@given(st.integers(1, 70_000), st.data())
def test_subtrees_and_older_roots_come_from_the_same_tiles(size: int, data: st.DataObject) -> None:
    tiles = grown(70_000)
    subtree = subtree_of(70_000, read(tiles))
    assert root_from_tiles(size, read(tiles)) == root_of(hashes_of(size))
    width = 2 ** data.draw(st.integers(0, 16))
    start = data.draw(st.integers(0, (70_000 - 1) // width)) * width
    end = min(start + data.draw(st.integers(1, width)), 70_000)
    assert subtree(start, end) == root_of(hashes_of(end)[start:])


def test_only_what_changes_is_written() -> None:
    assert set(extend(70_000, hashes_of(1, 70_000), read(grown(70_000)))) == {(0, 273)}
    assert set(extend(70_000, hashes_of(144, 70_000), read(grown(70_000)))) == {(0, 273), (1, 1)}
    assert extend(5, [], read({})) == {}
    assert root_from_tiles(0, read({})) == EMPTY_ROOT


def test_a_tile_that_is_short_or_missing_is_broken_and_never_built_upon() -> None:
    tiles = grown(300)
    for torn in (b"", tiles[0, 1][:-1], tiles[0, 1][:-32]):
        bad = {**tiles, (0, 1): torn}
        with pytest.raises(Broken):
            extend(300, hashes_of(1, 300), read(bad))
        with pytest.raises(Broken):
            root_from_tiles(300, read(bad))
