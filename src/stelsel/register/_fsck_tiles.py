# SPDX-License-Identifier: EUPL-1.2
"""Which tiles, leaves and older files differ from what was signed, with the bytes that differ."""

import re
from collections.abc import Iterator

from stelsel.kernel.problem import Broken
from stelsel.register.bundles import Span, Torn, entry_spans, payload_spans
from stelsel.register.folder import LogFolder
from stelsel.register.tiles import HASH, WIDTH, hashes_in, read_number_path, root_from_tiles, tile_path
from stelsel.register.tree import root_of

_OLD = re.compile(r"(?:tile/(?P<level>[0-9]+|entries)|payload)/(?P<path>(?:x[0-9]{3}/)*[0-9]{3}\.p/[0-9]+)")
Wrong = tuple[str, str]
"""The code of a fault, and the file with the bytes from-to."""


class Tiles:
    """The tiles that the leaves of a log lead to, beside those in its folder."""

    def __init__(self, folder: LogFolder, hashes: list[bytes]) -> None:
        self._folder = folder
        self._levels = [hashes]
        while len(self._levels[-1]) >= WIDTH:
            below = self._levels[-1]
            full = range(0, len(below) - WIDTH + 1, WIDTH)
            self._levels.append([root_of(below[at : at + WIDTH]) for at in full])
        self.root = root_from_tiles(len(hashes), self._tile) if b"" not in hashes else b""

    def _tile(self, level: int, number: int) -> bytes:
        return b"".join(self._levels[level][number * WIDTH : (number + 1) * WIDTH])

    def wrong_tiles(self) -> list[Wrong]:
        """Every tile that differs; the leaves are right."""
        return [
            ("tile", f"{tile_path(level, number, len(want) // HASH)} {_difference(want, held[: len(want)])}")
            for level, hashes in enumerate(self._levels)
            for number in range(-(-len(hashes) // WIDTH))
            if (held := self._folder.tile(level, number))[: len(want := self._tile(level, number))] != want
        ]

    def wrong_leaves(self, root: bytes) -> list[Wrong]:
        """Every leaf that differs from its tile, and, unless the tiles lead to the signed root, that place in the
        tile."""
        tiles_hold = self.files_lead_to(root)
        numbers = range(-(-len(self._levels[0]) // WIDTH))
        return [wrong for number in numbers for wrong in self._pair(number, tiles_hold)]

    def _pair(self, number: int, tiles_hold: bool) -> Iterator[Wrong]:
        want = self._levels[0][number * WIDTH : (number + 1) * WIDTH]
        held = hashes_in(self._folder.tile(0, number))
        raw = self._folder.entries(number)
        spans = _readable(raw)
        for place, one in enumerate(want):
            if place < len(held) and held[place] == one:
                continue
            start, end = spans[place] if place < len(spans) else (spans[-1][1] if spans else 0, len(raw))
            yield "leaf", f"{tile_path('entries', number, len(want))} bytes {start}-{end}"
            if not tiles_hold:
                yield "tile", f"{tile_path(0, number, len(want))} bytes {place * HASH}-{(place + 1) * HASH}"

    def files_lead_to(self, root: bytes) -> bool:
        """Whether the hashes in the level 0 files give this root."""
        size = len(self._levels[0])
        files = [self._folder.tile(0, number) for number in range(-(-size // WIDTH))]
        hashes = [one for raw in files for one in hashes_in(raw)][:size]
        return len(hashes) == size and all(len(one) == HASH for one in hashes) and root_of(hashes) == root


def _difference(want: bytes, held: bytes) -> str:
    """The bytes from the first to the last that differ."""
    places = [at for at in range(min(len(want), len(held))) if want[at] != held[at]]
    first = places[0] if places else len(held)
    last = len(want) if len(held) < len(want) else places[-1] + 1
    return f"bytes {first}-{last}"


def _readable(raw: bytes) -> list[Span]:
    """The spans before a bundle breaks off."""
    try:
        return entry_spans(raw)
    except Torn as problem:
        return problem.spans


def older(folder: LogFolder, size: int) -> list[str]:
    """Partial files that are no beginning of the widest one. What lies beyond the checkpoint is not part of the log."""
    found = []
    for path in sorted(folder.path.glob("**/*.p/*")):
        name = path.relative_to(folder.path).as_posix()
        match = _OLD.fullmatch(name)
        if match is None:
            continue
        number, width = read_number_path(match["path"])
        level = match["level"]
        step = WIDTH ** int(level) if level and level != "entries" else 1
        if width > size // step - number * WIDTH:
            continue
        raw = path.read_bytes()
        whole = _whole(folder, level, number)
        end = _end(level, whole, width)
        if raw != whole[:end]:
            found.append(f"{name} {_difference(whole[:end], raw) if len(raw) <= end else f'bytes {end}-{len(raw)}'}")
    return found


def _whole(folder: LogFolder, level: str | None, number: int) -> bytes:
    if level is None:
        return folder.payloads(number)
    return folder.entries(number) if level == "entries" else folder.tile(int(level), number)


def _end(level: str | None, whole: bytes, width: int) -> int:
    """Where the first `width` records of a file end."""
    if level not in (None, "entries"):
        return width * HASH
    try:
        spans = (payload_spans if level is None else entry_spans)(whole)
    except Broken:
        return len(whole)  # named already
    return spans[width - 1][1] if width <= len(spans) else len(whole)
