# SPDX-License-Identifier: EUPL-1.2
"""The pages of a Linked Data Event Stream (LDES with TREE, in TriG) as far as they were fetched into a folder.

A relation to a page that is not there means *not fetched yet*, never that its members are gone. Members are
ActivityStreams Create, Update or Delete, each in its own named graph; the newest of an object counts.
Standards: https://w3id.org/ldes/specification, https://w3id.org/tree/specification.
"""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from stelsel.kernel.draft import Refused
from stelsel.kernel.entry import Source
from stelsel.kernel.problem import BadInput
from stelsel.kernel.rdf import TRIG, Literal, Statement, Term, statements
from stelsel.priorities.data.exchange._graph import Graph, Origin, graph_of
from stelsel.priorities.data.exchange._problems import file_problem, refused

_BASE = "ldes://folder/"
_TREE, _AS = "https://w3id.org/tree#", "https://www.w3.org/ns/activitystreams#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_GONE = (f"{_AS}Delete", f"{_AS}Remove")


@dataclass(frozen=True)
class Member:
    """The newest activity on one object: when it was published (RFC 3339), its class, and what it says."""

    object: str
    published: str
    activity: str
    graph: Graph


@dataclass
class Stream:
    """What a folder holds: pages read, addresses of pages not fetched yet, the newest member per object, how many
    members in all, and pages that do not load."""

    pages: list[str] = field(default_factory=list)
    not_fetched: list[str] = field(default_factory=list)
    newest: dict[str, Member] = field(default_factory=dict)
    members: int = 0
    refused: list[Refused] = field(default_factory=list)

    def graph(self) -> Graph:
        """The descriptions that stand; what the stream deleted is left out."""
        found: Graph = {}
        for member in self.newest.values():
            if member.activity not in _GONE:
                found |= member.graph
        return found


def read(folder: Path, name: str, link: str) -> Stream:
    """Read every page in the folder, whether or not the pages that lead to it were fetched too. `name` and `link` name
    the stream in the source of each entry, its day is that on which the member was published. BadInput where there is
    no page of an LDES at all."""
    found, linked = Stream(), set[str]()
    for path in sorted(folder.rglob("*.trig")):
        if path.is_file() and path.resolve().is_relative_to(folder.resolve()):
            address = _BASE + quote(path.relative_to(folder).as_posix())
            linked |= _page(found, path.read_bytes(), address, Source(name, "", link))
    if not found.pages:
        raise file_problem("no-tree", folder.name)
    found.not_fetched = sorted(linked.difference(found.pages))
    return found


def _page(found: Stream, raw: bytes, address: str, source: Source) -> set[str]:
    """Take in one page; the addresses of the pages it leads to. A page that does not load is refused as a whole."""
    file = address.removeprefix(_BASE)
    try:
        every = list(statements(raw, file, TRIG, address, f"{len(found.pages)}-"))
    except BadInput as problem:
        first = problem.findings[0]
        line = first.where.partition(" line ")[2]
        found.refused.append(Refused(file, int(line) if line.isdigit() else 0, first.code, first.what))
        return set()
    tree = [one for one in every if not one.graph]
    if (address, _TYPE, f"{_TREE}Node") not in {one[:3] for one in tree}:
        found.refused.append(Refused(file, 1, "no-tree", file_problem("no-tree", file).findings[0].what))
        return set()
    found.pages.append(file)
    _members(found, tree, every, Origin(file, source, raw))
    nodes = (one.object for one in tree if one.predicate == f"{_TREE}node")
    return {node.removeprefix(_BASE) for node in nodes if isinstance(node, str)}


def _members(found: Stream, tree: list[Statement], every: list[Statement], origin: Origin) -> None:
    said: dict[str, dict[str, Term]] = {}
    for one in tree:
        said.setdefault(one.subject, {})[one.predicate] = one.object
    inside: dict[str, list[Statement]] = {}
    for one in every:
        inside.setdefault(one.graph, []).append(one)
    for one in tree:
        if one.predicate != f"{_TREE}member":
            continue
        found.members += 1
        activity = said.get(str(one.object), {})
        target = activity.get(f"{_AS}object")
        if not isinstance(target, str):
            found.refused.append(refused(origin.file, 0, "field", "as:object"))
            continue
        when = activity.get(f"{_AS}published")
        published = when.text if isinstance(when, Literal) else ""
        kept = found.newest.get(target)
        if kept is None or published >= kept.published:
            source = Source(origin.source.name, published[:10], origin.source.link)
            graph = graph_of(inside.get(str(one.object), ()), Origin(origin.file, source, origin.raw))
            found.newest[target] = Member(target, published, str(activity.get(_TYPE, "")), graph)
