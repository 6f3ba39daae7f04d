# SPDX-License-Identifier: EUPL-1.2
"""Search and facets: which holdings answer the question, in order, and how many per facet value."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from stelsel.book.book import Book
from stelsel.engines.search import MOST_HITS
from stelsel.kernel.problem import bad_input
from stelsel.priorities.data import words
from stelsel.priorities.data.kinds import DATA_SERVICE, DATASET
from stelsel.priorities.data.policy import licence_at, themes
from stelsel.priorities.data.questions._holdings import Holding, holdings, licence_name
from stelsel.priorities.data.questions._inputs import Inputs

MOST = 5 * MOST_HITS
"""Most hits that are looked at."""

Values = Callable[[Holding], Sequence[str]]
FACETS: dict[str, Values] = {
    "publisher": lambda one: (one.who,),
    "theme": lambda one: tuple(theme.rpartition("/")[2] for theme in one.body.themes),
    "licence": lambda one: one.licences or ("",),
    "format": lambda one: one.formats,
    "country": lambda one: (one.body.country or "",),
    "kind": lambda one: (one.kind,),
}
"""Facet name -> the values of a holding; an empty value is one that was not given."""


@dataclass(frozen=True)
class Chosen:
    """The holdings that answer, best first; the facet counts; what was searched instead; whether hits were cut off."""

    holdings: tuple[Holding, ...]
    facets: Mapping[str, Mapping[str, int]]
    searched: str | None = None
    cut: bool = False


def choose(book: Book, inputs: Inputs) -> Chosen:
    """Search the text, then narrow by the facets. The counts of a facet leave its own choice out, so that they say what
    another choice would give."""
    known = holdings(book)
    if inputs.dataset is not None:
        if inputs.dataset not in known:
            raise bad_input("unknown-dataset", "dataset", *words.EXPLAIN_UNKNOWN)
        return Chosen((known[inputs.dataset],), {})
    ids, searched, cut = _found(book, inputs.query) if inputs.query.strip() else (list(known), None, False)
    hits = [known[address] for address in ids if address in known]
    hits = [one for one in hits if inputs.include_samples or not one.body.sample]
    tests = _tests(inputs)
    kept = tuple(one for one in hits if all(test(one) for test in tests.values()))
    facets = {
        name: _count(values, [one for one in hits if all(test(one) for key, test in tests.items() if key != name)])
        for name, values in FACETS.items()
    }
    return Chosen(kept, facets, searched, cut)


def _found(book: Book, query: str) -> tuple[list[str], str | None, bool]:
    """Addresses of hits, best first; the text with typing errors mended; and whether there were too many."""
    ids: list[str] = []
    kinds = {"kind": (DATASET.name, DATA_SERVICE.name)}
    while True:
        page = book.search(query, kinds, MOST_HITS, len(ids))
        ids += page.ids
        if not page.ids or len(ids) >= min(page.total, MOST):
            return ids, page.did_you_mean, page.total > len(ids)


def _count(values: Values, hits: Sequence[Holding]) -> dict[str, int]:
    counted = Counter(value for one in hits for value in set(values(one)))
    return dict(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))


def _tests(inputs: Inputs) -> dict[str, Callable[[Holding], bool]]:
    asked = {
        "publisher": inputs.publisher_name,
        "theme": inputs.theme,
        "licence": inputs.license,
        "format": inputs.format,
        "country": inputs.country,
    }
    return {name: _test(name, value.strip()) for name, value in asked.items() if value}


def _test(name: str, wanted: str) -> Callable[[Holding], bool]:
    plain = wanted.casefold()
    if name == "publisher":
        return lambda one: plain in one.who.casefold() or wanted == one.body.publisher_iri
    if name == "theme":
        return lambda one: any(plain in _theme_names(theme) for theme in one.body.themes)
    if name == "licence":
        wanted_name = licence_name(wanted).casefold() if licence_at(wanted) else plain
        return lambda one: any(held.casefold() == wanted_name for held in one.licences)
    if name == "format":
        return lambda one: any(held.casefold() == plain.rpartition("/")[2] for held in one.formats)
    return lambda one: one.body.country == wanted


def _theme_names(theme: str) -> set[str]:
    """The names a theme goes by: its address, its code, its words."""
    said = themes().get(theme)
    found = {theme, theme.rpartition("/")[2]} | ({said.nl, said.en} if said else set())
    return {name.casefold() for name in found}
