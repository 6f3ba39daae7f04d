# SPDX-License-Identifier: EUPL-1.2
"""Tiles (C2SP tlog-tiles v0.1.0): 256 hashes wide; a tile at level L holds roots of full tiles of level L-1."""

import re
from collections.abc import Callable, Sequence

from stelsel.kernel.problem import Broken, bad_input, broken
from stelsel.kernel.text import Text
from stelsel.register.tree import parents, root_of

WIDTH = 256
HASH = 32
ReadTile = Callable[[int, int], bytes]
"""(level, number) -> concatenated hashes of the widest stored version of that tile, at most 8,192 bytes."""

_PATH = re.compile(r"((?:x[0-9]{3}/){0,6}[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?")


def number_path(number: int) -> str:
    """A tile number as path: 1234067 -> x001/x234/067."""
    parts = [f"{number % 1000:03d}"]
    while number >= 1000:
        number //= 1000
        parts.append(f"x{number % 1000:03d}")
    return "/".join(reversed(parts))


def tile_path(level: int | str, number: int, width: int = WIDTH) -> str:
    """tile/<L>/<N>[.p/<W>]; `level` is 0..63 or the word entries."""
    partial = f".p/{width}" if width < WIDTH else ""
    return f"tile/{level}/{number_path(number)}{partial}"


def read_number_path(path: str) -> tuple[int, int]:
    """Number and width from <N>[.p/<W>]; BadInput for any other spelling, so that each tile has one address."""
    match = _PATH.fullmatch(path)
    if match:
        number = int(match[1].replace("x", "").replace("/", ""))
        width = int(match[2]) if match[2] else WIDTH
        if number_path(number) == match[1] and (match[2] is None or width < WIDTH):
            return number, width
    raise bad_input(
        "tile-path",
        path[:80],
        Text(nl="Dit is geen adres van een tegel.", en="This is not the address of a tile."),
        Text(nl="Gebruik bijvoorbeeld x001/234 of 007.p/12.", en="Use for instance x001/234 or 007.p/12."),
    )


def partial_width(level: int, size: int) -> int:
    """Width of the rightmost, partial tile at a level for a tree of `size` leaves: floor(size/256^level) mod 256."""
    return int(size // WIDTH**level % WIDTH)


def extend(size: int, hashes: Sequence[bytes], read: ReadTile) -> dict[tuple[int, int], bytes]:
    """Tiles that change when leaf `hashes` are appended to a tree of `size` leaves: (level, number) -> content."""
    changed: dict[tuple[int, int], bytes] = {}
    level, fresh = 0, hashes
    while fresh:
        number, used = divmod(size // WIDTH**level, WIDTH)
        row = [*hashes_in(_began(level, number, used, read)), *fresh] if used else fresh
        for at in range(0, len(row), WIDTH):
            changed[level, number + at // WIDTH] = b"".join(row[at : at + WIDTH])
        level, fresh = level + 1, _roots_of_full(row)
    return changed


def _roots_of_full(row: Sequence[bytes]) -> Sequence[bytes]:
    """The root of each whole tile in a row of hashes that begins where a tile does."""
    nodes = row[: len(row) // WIDTH * WIDTH]
    for _ in range(WIDTH.bit_length() - 1):
        nodes = parents(nodes)
    return nodes


def _began(level: int, number: int, used: int, read: ReadTile) -> bytes:
    """The first `used` hashes of a tile; Broken when the store has fewer."""
    content = read(level, number)[: used * HASH] if used else b""
    if len(content) != used * HASH:
        raise _short(level, number)
    return content


def hashes_in(content: bytes) -> list[bytes]:
    """The 32-byte hashes of a tile."""
    return [content[at : at + HASH] for at in range(0, len(content), HASH)]


def subtree_of(size: int, read: ReadTile) -> Callable[[int, int], bytes]:
    """A `subtree(start, end)` function for tree proofs over a tree of `size` leaves, answered from tiles."""

    def subtree(start: int, end: int) -> bytes:
        assert 0 <= start < end <= size, "the subtree lies in the tree"
        level, step = 0, 1
        while step * WIDTH <= end - start and start % (step * WIDTH) == 0:
            level, step = level + 1, step * WIDTH
        full = (end - start) // step
        parts = _slice(level, start // step, start // step + full, read)
        rest = start + full * step
        return root_of([*parts, subtree(rest, end)] if rest < end else parts)

    return subtree


def _slice(level: int, first: int, last: int, read: ReadTile) -> list[bytes]:
    found: list[bytes] = []
    for number in range(first // WIDTH, (last - 1) // WIDTH + 1):
        tile = hashes_in(read(level, number))
        base = number * WIDTH
        found += tile[max(first - base, 0) : last - base]
    if len(found) != last - first or any(len(item) != HASH for item in found):
        raise _short(level, first // WIDTH)
    return found


def _short(level: int, number: int) -> Broken:
    return broken(
        "tile",
        tile_path(level, number),
        Text(nl="Deze tegel van het logboek is niet heel.", en="This tile of the log is not whole."),
        Text(nl="Zet de tegel terug uit een kopie.", en="Restore the tile from a copy."),
    )


def root_from_tiles(size: int, read: ReadTile) -> bytes:
    """Root of the tree with `size` leaves."""
    return root_of([]) if size == 0 else subtree_of(size, read)(0, size)
