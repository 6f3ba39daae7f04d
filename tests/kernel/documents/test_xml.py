# SPDX-License-Identifier: EUPL-1.2
"""XML of others: no entities, no DTD, nothing from elsewhere, nothing without end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stelsel.kernel.documents import XmlLimits, read_xml
from stelsel.kernel.problem import BadInput

LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY c "&b;&b;">]><x>&c;</x>'
SMALL = XmlLimits(size=10_000, depth=20, parts=200)


@pytest.mark.parametrize(
    ("raw", "code", "where"),
    [
        (LAUGHS, "xml-dtd", "x.xml line 1"),
        (b'<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd"><x/>', "xml-dtd", "x.xml line 1"),
        (b'\n\n<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>', "xml-dtd", "x.xml line 3"),
        (b'<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1/">%p;]><x/>', "xml-dtd", "x.xml line 1"),
        (b"<!DOCTYPE html><x/>", "xml-dtd", "x.xml line 1"),
        (b"<a>" * 21 + b"</a>" * 21, "too-deep", "x.xml line 1 column"),
        (b"<a>" + b"<b/>" * 200 + b"</a>", "too-many", "x.xml line 1 column"),
        (b"<a " + b" ".join(b'x%d=""' % n for n in range(200)) + b"/>", "too-many", "x.xml line 1"),
        (b"<a>" + b" " * 10_000 + b"</a>", "too-large", "x.xml"),
        (b"<a>\n<b></a>", "malformed", "x.xml line 2 column"),
        (b"", "malformed", "x.xml"),
        (b"<a>&amp;&bestaat-niet;</a>", "malformed", "x.xml line 1 column"),
        (b'<?xml version="1.0" encoding="x-niets"?><a/>', "malformed", "x.xml"),
        (b"<a>\xff</a>", "malformed", "x.xml line 1"),
        (b"<x:a/>", "malformed", "x.xml line 1"),
        (b'{"json": 1}', "malformed", "x.xml line 1"),
    ],
)
def test_what_is_refused(raw: bytes, code: str, where: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_xml(raw, "x.xml", SMALL)
    (finding,) = caught.value.findings
    assert finding.code == code
    assert finding.where.startswith(where)
    assert "passwd" not in str(caught.value)


def test_what_is_read() -> None:
    root = read_xml(b'<?xml version="1.0"?><?pi x?><!-- c --><a xmlns="urn:x" b="1">&lt;<c/>t</a>', "x.xml")
    assert (root.tag, root.attrib, root.text, root[0].tail) == ("{urn:x}a", {"b": "1"}, "<", "t")
    assert read_xml("<a>é</a>".encode("utf-16"), "x.xml").text == "é"


PIECES = st.sampled_from(
    [b"<a>", b"</a>", b"<b x='1'/>", b"<!DOCTYPE a [", b"]>", b"<!ENTITY e 'x'>", b"&e;", b"&#x41;", b"&#0;",
     b"<![CDATA[",
     b"]]>", b"<!--", b"-->", b"<?xml version='1.0' encoding='", b"utf-16", b"utf-7", b"idna", b"'?>",
     b"xmlns:x='u'", b"\xff\xfe", b"\0", b"tekst"]
)  # fmt: skip


@given(st.one_of(st.binary(max_size=200), st.lists(PIECES, max_size=40).map(b"".join)))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    try:
        root = read_xml(raw, "x.xml", SMALL)
    except BadInput:
        return
    assert sum(1 for _ in root.iter()) <= SMALL.parts
