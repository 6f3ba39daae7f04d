# SPDX-License-Identifier: EUPL-1.2
"""RDF text to plain statements, and statements to Turtle. The parser is pyoxigraph; nothing here knows a vocabulary.

Whoever starts quickly imports this late: the parser is a large library.
"""

import gzip
import io
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import pyoxigraph as ox

from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text

MAX_BYTES = 64_000_000
"""Largest file in bytes, after unpacking."""
TURTLE, TRIG, JSON_LD = ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG, ox.RdfFormat.JSON_LD
_STRING = "http://www.w3.org/2001/XMLSchema#string"
_PLACE = re.compile(r"\s*\(line \d+\)$")


class Literal(NamedTuple):
    """A text with its language tag (empty where it has none). `datatype` is an IRI and is for writing: what is read is
    text, unless the types were asked for."""

    text: str
    language: str
    datatype: str = ""


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
            raise _problem("broken-gzip", file) from None
    if len(found) > MAX_BYTES:
        raise _problem("too-large", file, f"{MAX_BYTES // 1_000_000} MB")
    return found


def statements(
    raw: bytes, file: str, syntax: ox.RdfFormat, base: str, blank: str = "", typed: bool = False
) -> Iterator[Statement]:
    """Every statement in a file; `base` resolves relative addresses, `blank` sets its blank nodes apart, `typed` keeps
    the datatype of a literal (empty for xsd:string and for text with a language). A file with one error
    gives BadInput with the line: half a description would pass for one that lacks the rest."""
    plain = unpacked(raw, file)
    try:
        plain.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _problem("not-utf8", f"{file} line {plain[: error.start].count(10) + 1}") from None
    try:
        for quad in ox.parse(plain.removeprefix(b"\xef\xbb\xbf"), format=syntax, base_iri=base):
            graph = "" if isinstance(quad.graph_name, ox.DefaultGraph) else _node(quad.graph_name, blank)
            yield Statement(_node(quad.subject, blank), quad.predicate.value, _term(quad.object, blank, typed), graph)
    except SyntaxError as error:
        why = _PLACE.sub("", str(error.msg))
        raise _problem("malformed-rdf", f"{file} line {error.lineno or 1}", why) from None


def _term(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple, blank: str, typed: bool) -> Term:
    if isinstance(term, ox.Literal):
        own = typed and not term.language and term.datatype.value != _STRING
        return Literal(term.value, term.language or "", term.datatype.value if own else "")
    return _node(term, blank)


def _node(node: ox.NamedNode | ox.BlankNode | ox.Triple, blank: str) -> str:
    if isinstance(node, ox.NamedNode):
        return node.value
    return f"_:{blank}{node.value}" if isinstance(node, ox.BlankNode) else f"_:{node}"


def turtle(some: Iterable[Statement], prefixes: Mapping[str, str]) -> bytes:
    """The statements as Turtle in UTF-8, in their order. ValueError for an IRI or language tag that is none."""
    triples = (ox.Triple(_written(one.subject), ox.NamedNode(one.predicate), _object(one.object)) for one in some)
    made = ox.serialize(triples, format=TURTLE, prefixes=dict(prefixes))
    assert made is not None, "without a file the bytes come back"
    return made


def _object(term: Term) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if not isinstance(term, Literal):
        return _written(term)
    if term.language:
        return ox.Literal(term.text, language=term.language)
    return ox.Literal(term.text, datatype=ox.NamedNode(term.datatype) if term.datatype else None)


def _written(node: str) -> ox.NamedNode | ox.BlankNode:
    return ox.BlankNode(node.removeprefix("_:")) if node.startswith("_:") else ox.NamedNode(node)


def _problem(code: str, where: str, shown: object = "") -> BadInput:
    what, cure = _WORDS[code]
    return bad_input(code, where, what.fill(shown=str(shown)[:120]), cure)


_WORDS = {
    "not-utf8": (
        Text(nl="De tekst is geen UTF-8.", en="The text is not UTF-8."),
        Text(nl="Sla het bestand op als UTF-8 en lever het opnieuw.", en="Save the file as UTF-8 and send it again."),
    ),
    "too-large": (
        Text(nl="Het bestand is groter dan {shown}.", en="The file is larger than {shown}."),
        Text(nl="Deel het bestand op.", en="Split the file."),
    ),
    "broken-gzip": (
        Text(nl="Dit gzip-bestand is kapot.", en="This gzip file is broken."),
        Text(nl="Haal het bestand opnieuw op.", en="Fetch the file again."),
    ),
    "malformed-rdf": (
        Text(nl="Dit is geen geldige RDF ({shown}).", en="This is not valid RDF ({shown})."),
        Text(
            nl="Verbeter de tekst op deze plaats; tot die tijd laden wij niets uit dit bestand.",
            en="Correct the text at this place; until then we load nothing from this file.",
        ),
    ),
}
