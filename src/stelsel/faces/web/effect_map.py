# SPDX-License-Identifier: EUPL-1.2
"""What a rule or a change does per municipality, as a map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from stelsel.book.book import Book
from stelsel.faces.web.addresses import organisation_path
from stelsel.faces.web.charts import Area, MapChart, Step
from stelsel.faces.web.country import country_shapes
from stelsel.faces.web.who import organisations
from stelsel.kernel.text import Text, number
from stelsel.node.population.numbers import Group
from stelsel.node.population.reform import Effect
from stelsel.node.population.report import Report
from stelsel.nouns.geography import classes
from stelsel.nouns.rule_text import organisation_of

Drawn = tuple[MapChart, tuple[Step, ...]]


def effect_map(one: Report, book: Book, language: str) -> Drawn | None:
    """A report by municipality as a map with its legend: what households get more on average, or the share that gets
    something. None without shapes, or where fewer than two municipalities are told."""
    if one.reform is not None:
        return _drawn(_means(one.reform.groups), _EURO_EACH, _MOST_EACH, book, language)
    return _drawn(_shares(one.numbers[0].groups), _PERCENT, _MOST_SHARE, book, language)


def _drawn(values: Mapping[str, int | None], unit: Text, finding: Text, book: Book, language: str) -> Drawn | None:
    """Whole numbers by the code of a municipality (None: not told) in classes."""
    shapes, known = country_shapes(), organisations(book).by_tooi
    told = {organisation_of(code): value for code, value in values.items() if code.startswith("GM")}
    bodies = {tooi: known[tooi].body for tooi in (shapes.municipalities if shapes else ()) if tooi in known}
    if shapes is None or sum(told.get(tooi) is not None for tooi in bodies) < 2:
        return None
    found = {tooi: told.get(tooi) for tooi in bodies}
    levels = classes(found, 5)
    areas = {
        tooi: Area(
            shapes.municipalities[tooi],
            f"{body.name}: {_said(found[tooi], unit, language)}",
            levels.of[tooi],
            organisation_path(language, tooi),
        )
        for tooi, body in bodies.items()
    }
    most = max(bodies, key=lambda tooi: found[tooi] if found[tooi] is not None else -(10**12))
    said = finding.fill(name=bodies[most].name, value=_said(found[most], unit, language)).to(language)
    _, _, width, height = (round(float(part)) for part in shapes.view_box.split())
    chart = MapChart("kaart", said, unit.to(language), areas, width, height, tuple(shapes.provinces.values()))
    steps = [
        Step(at, f"{number(low, language)} – {number(high, language)} {unit.to(language)}")
        for at, (low, high) in enumerate(levels.bounds)
    ]
    if any(value is None for value in found.values()):
        steps.append(Step(None, _UNTOLD.to(language)))
    return chart, tuple(steps)


def _said(value: int | None, unit: Text, language: str) -> str:
    return _UNTOLD.to(language) if value is None else f"{number(value, language)} {unit.to(language)}"


def _shares(groups: Sequence[Group]) -> dict[str, int | None]:
    """Per group how many percent of the households get something; None where that is not told."""
    return {
        one.name: None if one.few or not one.households else round(100 * one.getting / one.households) for one in groups
    }


def _means(groups: Sequence[Effect]) -> dict[str, int | None]:
    """Per group the whole euros that a household gets more, on average; None where that is not told."""
    return {
        one.name: None
        if one.hidden or one.few or one.households == one.undecided
        else round((one.after - one.before) / 100 / (one.households - one.undecided))
        for one in groups
    }


_PERCENT = Text(nl="% van de huishoudens", en="% of the households")
_EURO_EACH = Text(nl="euro per huishouden erbij", en="euros more per household")
_MOST_SHARE = Text(
    nl="In {name} krijgt het grootste deel iets: {value}", en="In {name} the largest share gets something: {value}"
)
_MOST_EACH = Text(nl="In {name} komt er het meest bij: {value}", en="In {name} most is added: {value}")
_UNTOLD = Text(nl="te weinig huishoudens", en="too few households")
