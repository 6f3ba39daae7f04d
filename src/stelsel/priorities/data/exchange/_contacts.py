# SPDX-License-Identifier: EUPL-1.2
"""A contact point: only a functional mailbox or a page. Names are never kept; what looks personal is turned away."""

from collections.abc import Iterable

from stelsel.kernel import personal_data
from stelsel.priorities.data.exchange._graph import Graph, Node

WEB = ("https://", "http://")


def contact_of(node: Node, graph: Graph) -> tuple[str | None, bool]:
    """The mailbox, else the page, of a dcat:contactPoint; and whether something was turned away as personal."""
    points = [graph[point] for point in node.iris("dcat:contactPoint") if point in graph]
    mails = [mail for point in points for mail in _values(point, "vcard:hasEmail")]
    pages = [page for point in points for page in _values(point, "vcard:hasURL") if page.startswith(WEB)]
    return choose(mails, pages)


def choose(mails: Iterable[str], pages: Iterable[str]) -> tuple[str | None, bool]:
    """The first functional mailbox, else the first page; and whether a mailbox or page looked like a person."""
    plain = [mail.removeprefix("mailto:").strip() for mail in mails]
    kept = [mail for mail in (*plain, *pages) if mail and not personal_data.find(mail)]
    personal = any(personal_data.find(mail) for mail in plain)
    return (kept[0] if kept else None), personal


def _values(node: Node, name: str) -> list[str]:
    return [*node.iris(name), *(literal.text for literal in node.literals(name))]
