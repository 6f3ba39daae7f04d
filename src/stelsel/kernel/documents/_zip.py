# SPDX-License-Identifier: EUPL-1.2
"""A ZIP file, one member after the other, counted as it unpacks: what the file says of its own sizes is not believed.

Refused: names that lead elsewhere or are double, links, encryption, members that share bytes (D. Fifield, A better zip
bomb, 2019), and anything past a limit.
"""

import io
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stelsel.kernel.documents._refusals import refused

SIGNATURE = b"PK\x03\x04"
_CENTRAL = b"PK\x01\x02"
_LOCAL_BYTES = 30
_PIECE = 64_000
_FREE = 1_000_000
"""Bytes that a member may unpack to before its ratio counts."""
_DRIVE = re.compile("[A-Za-z]:")
_PROBLEMS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    struct.error,
    ValueError,
    NotImplementedError,
    OverflowError,
)


@dataclass(frozen=True)
class ZipLimits:
    """Bytes of the file; number of members; bytes of one and of all, unpacked; bytes out for each byte in."""

    size: int = 256_000_000
    files: int = 10_000
    each: int = 64_000_000
    total: int = 512_000_000
    ratio: int = 200


@dataclass(frozen=True)
class Packed:
    """A member: its name with `/` between folders, and its content."""

    name: str
    content: bytes


def is_zip(raw: bytes) -> bool:
    """Whether these bytes begin as a ZIP file does."""
    return raw.startswith(SIGNATURE)


def unzip(raw: bytes, file: str, limits: ZipLimits = ZipLimits()) -> Iterator[Packed]:
    """Each file in a ZIP; only one is in memory at a time. BadInput, at the latest at the member that is wrong."""
    if len(raw) > limits.size:
        raise refused("too-large", file, limits.size)
    if raw.count(_CENTRAL) > 2 * limits.files:  # before a list is made of them
        raise refused("too-many", file, limits.files)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as opened:
            members = opened.infolist()
            _check(raw, members, opened.start_dir, file, limits)
            left = limits.total
            for member in members:
                if not member.is_dir():
                    content = _content(opened, member, min(left, limits.each), file, limits)
                    left -= len(content)
                    yield Packed(member.filename, content)
    except _PROBLEMS:
        raise refused("malformed", file, "ZIP") from None


def _check(raw: bytes, members: Sequence[zipfile.ZipInfo], end: int, file: str, limits: ZipLimits) -> None:
    """What can be seen before anything is unpacked."""
    if len(members) > limits.files:
        raise refused("too-many", file, limits.files)
    seen: set[str] = set()
    for member in members:
        name = unicodedata.normalize("NFC", member.filename).casefold().removesuffix("/")
        if not _plain(member) or name in seen:
            raise refused("zip-name", file, member.orig_filename)
        seen.add(name)
        if member.flag_bits & 0x2041:  # encrypted, strongly, or its names masked (APPNOTE 4.4.4)
            raise refused("zip-sealed", file, member.filename)
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise refused("zip-method", file, member.filename)
    _check_places(raw, members, end, file)


def _plain(member: zipfile.ZipInfo) -> bool:
    """Whether this is a file or folder with a name that stays where it is put."""
    name, kind = member.orig_filename, stat.S_IFMT(member.external_attr >> 16)
    parts = name.removesuffix("/").split("/")
    strange = "\\" in name or not name.isprintable() or _DRIVE.match(name) or len(name) > 500
    return not strange and not {"", ".", ".."} & set(parts) and kind in (0, stat.S_IFREG, stat.S_IFDIR)


def _check_places(raw: bytes, members: Sequence[zipfile.ZipInfo], end: int, file: str) -> None:
    """No two members share a byte, and none shares one with the directory."""
    before, last = 0, ""
    for member in sorted(members, key=lambda one: one.header_offset):
        at = member.header_offset
        if at < before:
            raise refused("zip-bomb", file, last)
        sizes = struct.unpack_from("<HH", raw, at + _LOCAL_BYTES - 4)
        before, last = at + _LOCAL_BYTES + sum(sizes) + member.compress_size, member.filename
    if before > end:
        raise refused("zip-bomb", file, last)


def _content(opened: zipfile.ZipFile, member: zipfile.ZipInfo, most: int, file: str, limits: ZipLimits) -> bytes:
    found = bytearray()
    most_by_ratio = max(_FREE, member.compress_size * limits.ratio)
    with opened.open(member) as packed:
        while piece := packed.read(_PIECE):
            found += piece
            if len(found) > most:
                raise refused("too-large", f"{file} {member.filename}", most)
            if len(found) > most_by_ratio:
                raise refused("zip-bomb", file, member.filename)
    if len(found) != member.file_size:
        raise refused("malformed", f"{file} {member.filename}", "ZIP")
    return bytes(found)
