# SPDX-License-Identifier: EUPL-1.2
"""The answer as tables, a chart, and plain data for machines."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from stelsel.book.answer import Cell, Chart, Column, Point, Table
from stelsel.kernel.text import Text, same
from stelsel.kernel.vocabulary import words as field_words
from stelsel.priorities.data import words
from stelsel.priorities.data.policy import CLASS_NAMES, LEVELS, Property, Purpose, themes
from stelsel.priorities.data.questions._choose import Chosen
from stelsel.priorities.data.questions._holdings import Holding, who
from stelsel.priorities.data.questions._speak import Lacks

CHART_BARS = 10
_COLUMNS = (
    Column("title", field_words("title")),
    Column("kind", field_words("kind")),
    Column("publisher", field_words("publisher_name")),
    Column("country", field_words("country")),
    Column("use", words.ANSWER),
    Column("licence", field_words("license")),
    Column("formats", field_words("formats")),
    Column("themes", field_words("theme")),
    Column("mandatory", Text(nl="Verplicht, ontbreekt", en="Mandatory, missing"), number=True),
    Column("recommended", Text(nl="Aanbevolen, ontbreekt", en="Recommended, missing"), number=True),
)
KINDS = {"dataset": Text(nl="dataset", en="dataset"), "data-service": Text(nl="dataservice", en="data service")}


def hits_table(hits: Sequence[Holding], purpose: Purpose, limit: int) -> Table:
    """The best hits, at most `limit`."""
    return Table(words.TABLE, _COLUMNS, tuple(_row(one, purpose) for one in hits[:limit]), len(hits))


def _row(one: Holding, purpose: Purpose) -> tuple[Any, ...]:
    verdict = one.verdicts[purpose]
    return (
        Cell(one.label, one.record.id, "sample" if one.body.sample else ""),
        KINDS[one.kind],
        who(one) if one.who else None,
        one.body.country,
        Cell(words.VERDICTS[verdict], badge="unknown" if verdict == "unknown" else ""),
        same(", ".join(one.licences)) if one.licences else None,
        same(", ".join(one.formats)) if one.formats else None,
        _themes(one),
        sum(lack.level == "V" for lack, _ in one.lacks),
        sum(lack.level == "A" for lack, _ in one.lacks),
    )


def _themes(one: Holding) -> Text | None:
    said = [themes().get(theme, same(theme.rpartition("/")[2])) for theme in one.body.themes]
    return Text(nl="; ".join(t.nl for t in said), en="; ".join(t.en for t in said)) if said else None


def missing_table(lacks: Lacks) -> Table:
    """Each property that hits lack, its level by the standard, how many lack it, and the fix."""
    columns = (
        Column("property", Text(nl="Eigenschap", en="Property")),
        Column("path", Text(nl="DCAT", en="DCAT")),
        Column("level", Text(nl="Niveau", en="Level")),
        Column("standard", Text(nl="Standaard", en="Standard")),
        Column("count", Text(nl="Ontbreekt bij", en="Missing in"), number=True),
        Column("fix", Text(nl="Oplossing", en="Fix")),
    )
    rows = tuple(
        (lack.words, same(_where(lack)), LEVELS[lack.level], same(lack.standard), len(held), lack.fix)
        for lack, held in lacks
    )
    return Table(words.MISSING_TABLE, columns, rows, len(rows))


def _where(lack: Property) -> str:
    return f"{CLASS_NAMES[lack.kind]}, {lack.path}"


def facet_table(facets: Mapping[str, Mapping[str, int]], most: int = 8) -> Table:
    """How many hits another choice of a facet would give; the largest values of each."""
    names = {
        "publisher": field_words("publisher_name"),
        "theme": field_words("theme"),
        "licence": field_words("license"),
        "format": field_words("format"),
        "country": field_words("country"),
        "kind": field_words("kind"),
    }
    rows = tuple(
        (names[name], _value(name, value), counted)
        for name, values in facets.items()
        for value, counted in list(values.items())[:most]
    )
    columns = (
        Column("facet", Text(nl="Kenmerk", en="Facet")),
        Column("value", Text(nl="Waarde", en="Value")),
        Column("count", words.HITS, number=True),
    )
    return Table(words.FACETS, columns, rows, sum(len(values) for values in facets.values()))


def _value(name: str, value: str) -> Text:
    if not value:
        return words.NONE
    if name == "kind":
        return KINDS[value]
    if name == "theme":
        said = next((text for iri, text in themes().items() if iri.endswith(f"/{value}")), None)
        return Text(nl=f"{value}: {said.nl}", en=f"{value}: {said.en}") if said else same(value)
    return same(value)


def publishers_chart(hits: Sequence[Holding]) -> Chart:
    """How many hits each publisher has; the largest publishers."""
    counted = Counter(one.who for one in hits).most_common(CHART_BARS)
    named = [(same(name) if name else words.SOMEBODY, times) for name, times in counted]
    points = tuple(Point(times, place, name) for place, (name, times) in enumerate(named))
    title = words.CHART.fill(who=named[0][0]) if named else words.CHART_NONE
    return Chart("bars", title, words.HITS, field_words("publisher_name"), points)


def result(chosen: Chosen, lacks: Lacks, purpose: Purpose, limit: int) -> dict[str, Any]:
    """The answer as data: totals, the hits with what each lacks and the fix, facets."""
    verdicts = Counter(one.verdicts[purpose] for one in chosen.holdings)
    return {
        "count": len(chosen.holdings),
        "mayUse": {name: verdicts[name] for name in ("yes", "no", "unknown")},
        "hits": [_hit(one, purpose) for one in chosen.holdings[:limit]],
        "missing": [
            {"kind": one.kind, "path": one.path, "level": one.level, "count": len(members)} for one, members in lacks
        ],
        "facets": {name: dict(values) for name, values in chosen.facets.items()},
    }


def _hit(one: Holding, purpose: Purpose) -> dict[str, Any]:
    deciding = one.deciding(purpose)
    return {
        "id": one.record.id,
        "kind": one.kind,
        "iri": one.body.iri,
        "publisher": one.who or None,
        "country": one.body.country,
        "mode": one.record.envelope.mode,
        "mayUse": one.verdicts[purpose],
        "licences": list(one.licences),
        "rule": deciding[1].link if deciding else None,
        "formats": list(one.formats),
        "notFetched": one.unfetched,
        "missing": [
            {
                "kind": lack.kind,
                "path": lack.path,
                "level": lack.level,
                "distributions": times,
                "fix": lack.example,
            }
            for lack, times in one.lacks
        ],
    }
