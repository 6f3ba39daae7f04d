# SPDX-License-Identifier: EUPL-1.2
"""Statements while they are gathered: by subject, each once, in the order in which they came."""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from stelsel.kernel.rdf import Literal, Statement, Term
from stelsel.kernel.text import Text
from stelsel.kernel.values import LanguageText
from stelsel.priorities.services.exchange._cpsv_names import iri

_TAG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_IRI_SIGNS = "!#$%&'()*+,/:;=?@[]~"
"""Signs that an IRI may hold as they are; letters, digits and -._ always."""


class Graph:
    """Statements by subject and property (as CURIE)."""

    def __init__(self) -> None:
        self._nodes: dict[str, dict[str, dict[Term, None]]] = {}

    def __len__(self) -> int:
        return sum(len(terms) for node in self._nodes.values() for terms in node.values())

    def __contains__(self, subject: str) -> bool:
        return subject in self._nodes

    def add(self, subject: str, predicate: str, term: Term) -> None:
        """One statement; said before, it stands once."""
        self._nodes.setdefault(subject, {}).setdefault(predicate, {})[term] = None

    def typed(self, subject: str, *classes: str) -> str:
        """The subject, said to be of these classes."""
        for one in classes:
            self.add(subject, "rdf:type", iri(one))
        return subject

    def words(self, subject: str, predicate: str, said: Text | tuple[LanguageText, ...]) -> None:
        """Words with their language; of words that are the same in both languages only the Dutch."""
        if isinstance(said, Text):
            said = tuple(LanguageText(*pair) for pair in (("nl", said.nl), ("en", said.en)))[: 1 + (said.nl != said.en)]
        for one in said:
            self.add(subject, predicate, Literal(one.text, one.language if _TAG.fullmatch(one.language) else "und"))

    def text(self, subject: str, predicate: str, text: str, datatype: str = "") -> None:
        """A text without a language, or a value of a type such as xsd:duration."""
        self.add(subject, predicate, Literal(text, "", iri(datatype) if datatype else ""))

    def by_subject(self) -> Iterator[tuple[str, Mapping[str, list[Term]]]]:
        """Each subject with its properties, in the order in which they came."""
        for subject, node in self._nodes.items():
            yield subject, {predicate: list(terms) for predicate, terms in node.items()}

    def statements(self) -> Iterator[Statement]:
        """Every statement."""
        for subject, node in self.by_subject():
            for predicate, terms in node.items():
                for term in terms:
                    yield Statement(subject, iri(predicate), term, "")


def safe(address: str) -> str:
    """The address with what an IRI may not hold written as percent codes."""
    return quote(address, safe=_IRI_SIGNS)
