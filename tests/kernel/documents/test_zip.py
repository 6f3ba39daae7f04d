# SPDX-License-Identifier: EUPL-1.2
"""A ZIP of others: names that stay, members that share nothing, sizes that are counted."""

from __future__ import annotations

import io
import stat
import struct
import tracemalloc
import warnings
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stelsel.kernel.documents import ZipLimits, is_zip, spreadsheet, unzip
from stelsel.kernel.problem import BadInput

SMALL = ZipLimits(size=2_000_000, files=20, each=2_000_000, total=5_000_000, ratio=100)


def packed(*members: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(made, "w", method) as file:
        warnings.simplefilter("ignore")
        for name, content in members:
            file.writestr(name, content)
    return made.getvalue()


def refused(raw: bytes, limits: ZipLimits = SMALL) -> str:
    with pytest.raises(BadInput) as caught:
        for _ in unzip(raw, "x.zip", limits):
            pass
    assert caught.value.findings[0].where.startswith("x.zip")
    return caught.value.findings[0].code


def test_what_is_read() -> None:
    raw = packed(("a/", b""), ("a/één.csv", b"x"), ("b", b""))
    assert is_zip(raw)
    assert [(one.name, one.content) for one in unzip(raw, "x.zip", SMALL)] == [("a/één.csv", b"x"), ("b", b"")]
    assert next(unzip(spreadsheet("x", ("a",), []), "x.ods")).name == "mimetype"
    assert list(unzip(packed(), "x.zip")) == []


@pytest.mark.parametrize(
    "name",
    [
        "/etc/passwd",
        "../x",
        "a/../../x",
        "a/./x",
        "a//x",
        "C:x",
        "c:/x",
        "a\\..\\x",
        "\\\\host\\x",
        "a\nb",
        "a\x00b",
        "x" * 501,
        ".",
        "..",
    ],
)
def test_a_name_that_leads_elsewhere(name: str) -> None:
    info = zipfile.ZipInfo("x")
    info.filename = info.orig_filename = name
    assert refused(packed((info, b"x"))) == "zip-name"


@pytest.mark.parametrize("names", [("a", "a"), ("a", "A"), ("a/", "a"), ("e\u0301", "é")])
def test_a_name_that_is_there_twice(names: tuple[str, ...]) -> None:
    assert refused(packed(*((name, b"x") for name in names))) == "zip-name"


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK])
def test_a_link_or_device(kind: int) -> None:
    info = zipfile.ZipInfo("x")
    info.external_attr = (kind | 0o777) << 16
    assert refused(packed((info, b"/etc/passwd"))) == "zip-name"


def test_limits_of_number_and_size() -> None:
    assert refused(packed(*((str(n), b"") for n in range(21)))) == "too-many"
    assert refused(packed(*((str(n), b"") for n in range(50)))) == "too-many"
    assert refused(packed(("x", bytes(2_000_001)), method=zipfile.ZIP_STORED)) == "too-large"
    assert refused(packed(("x", bytes(range(256)) * 8_000), method=zipfile.ZIP_STORED)) == "too-large"
    many = packed(*((str(n), bytes(1_500_000)) for n in range(4)))
    assert refused(many, ZipLimits(files=20, total=5_000_000, ratio=10_000)) == "too-large"
    assert refused(packed(("x", bytes(1_999_999)))) == "zip-bomb"


def test_other_methods_and_encryption() -> None:
    assert refused(packed(("x", b"x"), method=zipfile.ZIP_LZMA)) == "zip-method"
    raw = bytearray(packed(("x", b"x")))
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    assert refused(bytes(raw)) == "zip-sealed"


def lying(size: int) -> bytes:
    """A file of a million zeros whose headers say another size."""
    raw = bytearray(packed(("x", bytes(1_000_000))))
    struct.pack_into("<I", raw, 22, size)
    struct.pack_into("<I", raw, raw.index(b"PK\x01\x02") + 24, size)
    return bytes(raw)


def test_what_the_header_says_is_not_believed() -> None:
    assert refused(lying(10)) == "malformed"
    assert refused(lying(2**32 - 2)) == "malformed"


def overlapping(count: int) -> bytes:
    """Members that all use the bytes of the last one (Fifield): each is a quoted local header before the next."""
    kernel = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = kernel.compress(bytes(500_000)) + kernel.flush()
    crc = zlib.crc32(bytes(500_000))
    local = struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", 20, 0, 8, 0, 33, crc, len(body), 500_000, 1, 0) + b"a" + body
    central = b""
    for number in range(count):
        head = (b"PK\x01\x02", 20, 20, 0, 8, 0, 33, crc, len(body), 500_000, 1, 0, 0, 0, 0, 0, 0)
        central += struct.pack("<4sHHHHHHIIIHHHHHII", *head) + bytes([97 + number])
    return local + central + struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(central), len(local), 0)


def test_members_that_share_bytes_are_refused_before_any_is_unpacked() -> None:
    assert len(list(unzip(overlapping(1), "x.zip", ZipLimits()))) == 1
    assert refused(overlapping(5)) == "zip-bomb"


def test_a_member_that_runs_into_the_directory_is_refused() -> None:
    raw = bytearray(packed(("x", b"abc"), method=zipfile.ZIP_STORED))
    struct.pack_into("<I", raw, raw.index(b"PK\x01\x02") + 20, 4)
    assert refused(bytes(raw)) == "zip-bomb"


def test_a_bomb_takes_no_memory() -> None:
    raw = packed(("x", bytes(200_000_000)))
    tracemalloc.start()
    assert refused(raw) in ("zip-bomb", "too-large")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 10_000_000


GOOD = packed(("a.csv", b"abc" * 100), ("map/b.csv", b"x"), ("c", b""))


@given(st.data())
def test_any_bytes_are_read_or_refused(data: st.DataObject) -> None:
    raw = bytearray(data.draw(st.sampled_from([GOOD, overlapping(3), lying(5), b""])))
    for _ in range(data.draw(st.integers(0, 6))):
        if raw and data.draw(st.booleans()):
            raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
        else:
            at = data.draw(st.integers(0, len(raw)))
            raw[at : at + data.draw(st.integers(0, 8))] = data.draw(st.binary(max_size=8))
    try:
        found = list(unzip(bytes(raw), "x.zip", SMALL))
    except BadInput:
        return
    assert len(found) <= SMALL.files
    assert sum(len(one.content) for one in found) <= SMALL.total
    for one in found:
        assert not one.name.startswith("/")
        assert ".." not in one.name.split("/")
