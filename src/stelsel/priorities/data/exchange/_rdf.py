# SPDX-License-Identifier: EUPL-1.2
"""RDF text to plain statements. The parser is pyoxigraph; nothing here knows DCAT."""

import gzip
import io
import re
import zlib
from collections.abc import Iterator
from typing import NamedTuple

import pyoxigraph as ox

from stelsel.priorities.data.exchange._problems import file_problem

MAX_BYTES = 64_000_000
"""Largest file in bytes, after unpacking."""
TURTLE, TRIG = ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG
_PLACE = re.compile(r"\s*\(line \d+\)$")


class Literal(NamedTuple):
    """A text with its language tag (empty where it has none)."""

    text: str
    language: str


Term = str | Literal
"""An IRI, a blank node (`_:` and a name unique within the file), or a literal."""


class Statement(NamedTuple):
    """A triple, and the named graph it stands in (empty for the default graph)."""

    subject: str
    predicate: str
    object: Term
    graph: str


def unpacked(raw: bytes, file: str) -> bytes:
    """The bytes themselves, or what a gzip file holds; never more than 64 MB, whatever the file claims."""
    if raw[:2] != b"\x1f\x8b":
        found = raw
    else:
        try:
            found = gzip.GzipFile(fileobj=io.BytesIO(raw)).read(MAX_BYTES + 1)
        except (OSError, EOFError, zlib.error):
            raise file_problem("broken-gzip", file) from None
    if len(found) > MAX_BYTES:
        raise file_problem("too-large", file, f"{MAX_BYTES // 1_000_000} MB")
    return found


def statements(raw: bytes, file: str, syntax: ox.RdfFormat, base: str, blank: str = "") -> Iterator[Statement]:
    """Every statement in a file; `base` resolves relative addresses, `blank` sets its blank nodes apart. A file with
    one error gives BadInput with the line: half a description would pass for one that lacks the rest."""
    plain = unpacked(raw, file)
    try:
        plain.decode("utf-8")
    except UnicodeDecodeError as error:
        raise file_problem("not-utf8", f"{file} line {plain[: error.start].count(10) + 1}") from None
    try:
        for quad in ox.parse(plain.removeprefix(b"\xef\xbb\xbf"), format=syntax, base_iri=base):
            graph = "" if isinstance(quad.graph_name, ox.DefaultGraph) else _node(quad.graph_name, blank)
            yield Statement(_node(quad.subject, blank), quad.predicate.value, _term(quad.object, blank), graph)
    except SyntaxError as error:
        why = _PLACE.sub("", str(error.msg))
        raise file_problem("malformed-rdf", f"{file} line {error.lineno or 1}", why) from None


def _term(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple, blank: str) -> Term:
    if isinstance(term, ox.Literal):
        return Literal(term.value, term.language or "")
    return _node(term, blank)


def _node(node: ox.NamedNode | ox.BlankNode | ox.Triple, blank: str) -> str:
    if isinstance(node, ox.NamedNode):
        return node.value
    return f"_:{blank}{node.value}" if isinstance(node, ox.BlankNode) else f"_:{node}"
