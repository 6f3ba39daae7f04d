# SPDX-License-Identifier: EUPL-1.2
"""Tables and the chart of an agreement's page."""

from __future__ import annotations

from collections.abc import Sequence

from stelsel.faces.web.charts import Bar, BarChart
from stelsel.faces.web.templatetags.tables import Cell, Column, Table
from stelsel.kernel.text import Text, same
from stelsel.nouns.agreement import COVERED, PLACES, RULE_PARTS, Coverage, Scope, coverage_headline


def coverage_chart(found: Sequence[Coverage], language: str) -> tuple[BarChart, Table] | None:
    """How many duties and prohibitions are enforced how strongly; None where there are none."""
    binding = [one.covered for one in found if one.part != "permission"]
    if not binding:
        return None
    said = [(words, binding.count(how)) for how, words in COVERED.items()]
    bars = tuple(Bar(words.to(language), float(count), words is COVERED["nowhere"]) for words, count in said)
    finding = coverage_headline(found)
    chart = BarChart("dekking", finding.to(language), _RULES.to(language), bars, language=language, decimals=0)
    return chart, Table(finding, (Column(_HOW), Column(_RULES, numeric=True)), said)


def coverage_table(found: Sequence[Coverage]) -> Table:
    """Each rule with where it is enforced; those nowhere first."""
    columns = (Column(_RULE), Column(_PART), Column(_HOW), Column(_WHERE), Column(_OPEN_FIELDS))
    rows = [
        (
            Cell(one.title or one.rule, note=one.rule if one.title else ""),
            RULE_PARTS[one.part],
            COVERED[one.covered],
            _places(one),
            ", ".join(one.open_fields) or same("–"),
        )
        for one in found
    ]
    return Table(_TITLE, columns, rows, empty=_NO_RULES)


def _places(one: Coverage) -> Text:
    if not one.measures:
        return _NOBODY_SAID
    nl, en = [], []
    for measure in one.measures:
        place, more = PLACES[measure.enforced_by], "".join(
            f" ({part})" for part in (measure.field_name, measure.at_address) if part
        )  # fmt: skip
        nl.append(f"{place.nl}{more}")
        en.append(f"{place.en}{more}")
    return Text(nl="; ".join(nl), en="; ".join(en))


def scope_tables(found: Scope) -> tuple[Table, ...]:
    """What is too much, missing, not always there, open, and agreed; empty ones are left out."""
    every: tuple[tuple[Text, list[tuple[str, str]]], ...] = (
        (_TOO_MUCH, [(one.name or "/", one.place or "/") for one in found.too_much]),
        (_MISSING, [(one.field_name, one.json_path or "–") for one in found.missing]),
        (_LACKING, [(one.field_name, place) for one, place in found.lacking]),
        (_SOMETIMES, [(one.field_name, place) for one, place in found.sometimes]),
        (_OPEN, [(place.rsplit("/", 1)[-1] or "/", place) for place in found.open]),
        (_AGREED, [(one.field_name, place) for one, place in found.agreed]),
        (_ABSENT, [(one.field_name, one.json_path or "–") for one in found.absent]),
    )
    columns = (Column(_FIELD), Column(_PLACE))
    return tuple(Table(title, columns, rows) for title, rows in every if rows)


_RULES = Text(nl="plichten en verboden", en="duties and prohibitions")
_HOW = Text(nl="Hoe sterk", en="How strong")
_RULE = Text(nl="Regel", en="Rule")
_PART = Text(nl="Soort", en="Type")
_WHERE = Text(nl="Waar", en="Where")
_OPEN_FIELDS = Text(nl="Velden zonder maatregel", en="Fields without a measure")
_TITLE = Text(nl="Waar elke regel wordt afgedwongen", en="Where each rule is enforced")
_NO_RULES = Text(nl="Deze afspraak heeft geen regels.", en="This agreement has no rules.")
_NOBODY_SAID = Text(nl="— niemand zei waar", en="— nobody said where")
_FIELD = Text(nl="Veld", en="Field")
_PLACE = Text(nl="Plek", en="Place")
_TOO_MUCH = Text(nl="Te veel: niet afgesproken", en="Too much: not agreed")
_MISSING = Text(nl="Ontbreekt: afgesproken als verplicht", en="Missing: agreed as mandatory")
_LACKING = Text(
    nl="Verplicht, en ontbreekt in een deel van het voorbeeld", en="Mandatory, missing in part of the sample"
)
_SOMETIMES = Text(nl="Verplicht, en mag volgens het schema ontbreken", en="Mandatory, and the schema lets it lack")
_ABSENT = Text(nl="Afgesproken, niet verplicht en niet geleverd", en="Agreed, not mandatory and not delivered")
_OPEN = Text(nl="Hier kan van alles staan", en="Anything may be here")
_AGREED = Text(nl="Afgesproken en geleverd", en="Agreed and delivered")
