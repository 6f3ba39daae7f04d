# SPDX-License-Identifier: EUPL-1.2
"""What a rule uses and who uses it: as a picture in layers, and as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from stelsel.engines.rules import RuleText
from stelsel.engines.rules.reach import Link, Reach, reach, users
from stelsel.engines.rules.value_words import joined
from stelsel.faces.web.addresses import rule_path
from stelsel.faces.web.charts import Box, Layer, LayerChart
from stelsel.faces.web.rule_parts import layer_words
from stelsel.faces.web.templatetags.tables import Cell, Column, Table
from stelsel.kernel.text import Text, same
from stelsel.nouns.rule_text import Rules
from stelsel.priorities.services.rule_answer import outputs_of
from stelsel.priorities.services.rule_words import PEOPLE, called, title

MOST_BOXES = 12
"""Boxes of one layer; of more the number is told in the last."""


def picture(rules: Rules, text: RuleText, day: date, language: str) -> tuple[LayerChart, Table]:
    """The picture and its table."""
    on = max(text.valid_from, min(day, text.valid_to or day))
    names = {one.text.id: one.text.name for one in rules.library.versions}
    needs = reach(rules.library, text.id, outputs_of(rules, text.id, on, None), on)
    using = users(rules.library, text.id, on)
    used = [one for one in needs.links if one.rule == text.id and one.other_rule != text.id]
    layers = [
        Layer(_USED_BY.to(language), _boxes(using, names, language, above=True)),
        Layer(_THIS.to(language), (Box(text.name, layer_words(text.layer).to(language)),), main=True),
        Layer(_USES.to(language), _boxes(used, names, language, above=False)),
        Layer(_FACTS.to(language), _people(needs, language)),
        Layer(_FIGURES.to(language), _figures(needs, names, language)),
    ]
    kept = tuple(one for one in layers if one.boxes)
    finding = _finding(len({one.rule for one in using}), len({one.other_rule for one in used}), needs).to(language)
    chart = LayerChart("samenhang", finding, _DESCRIPTION.to(language), kept)
    return chart, _table(needs, using, used, names, language)


def _finding(above: int, below: int, needs: Reach) -> Text:
    counts = ((len(needs.facts), *_FACT_WORDS), (len(needs.figures), *_FIGURE_WORDS), (below, *_RULE_WORDS))
    parts = [(many if n != 1 else one).fill(n=n) for n, one, many in counts if n]
    needed = _NEEDS.fill(what=joined(parts)) if parts else _NEEDS_NOTHING
    by = (_USERS if above != 1 else _USER).fill(n=above) if above else _NOBODY
    return Text(nl=f"{needed.nl}; {by.nl}", en=f"{needed.en}; {by.en}")


def _boxes(links: Iterable[Link], names: dict[str, str], language: str, above: bool) -> tuple[Box, ...]:
    found: dict[str, dict[str, None]] = {}
    for one in links:
        rule, own = (one.rule, one.other_article) if above else (one.other_rule, one.article)
        found.setdefault(rule, {})[own] = None
    boxes = [
        Box(
            names.get(rule, rule),
            _BY_ARTICLE.fill(articles=", ".join(filter(None, own)) or "-").to(language),
            rule_path(language, rule),
        )
        for rule, own in found.items()
    ]
    more = len(boxes) - MOST_BOXES
    return tuple(boxes[:MOST_BOXES] + ([Box(_MORE.fill(n=more).to(language))] if more > 0 else []))


def _people(needs: Reach, language: str) -> tuple[Box, ...]:
    counts = Counter(one.person for one in needs.facts)
    return tuple(
        Box(PEOPLE.get(person, same(person)).to(language), _FACT_WORDS[n != 1].fill(n=n).to(language))
        for person, n in counts.items()
    )


def _figures(needs: Reach, names: dict[str, str], language: str) -> tuple[Box, ...]:
    counts = Counter(rule for rule, _, _, _ in needs.figures)
    return tuple(Box(_FIGURE_WORDS[n != 1].fill(n=n).to(language), names.get(rule, rule)) for rule, n in counts.items())


def _table(needs: Reach, using: Iterable[Link], used: Iterable[Link], names: dict[str, str], language: str) -> Table:
    columns = (
        Column(Text(nl="Wat", en="What")),
        Column(Text(nl="Soort", en="Sort")),
        Column(Text(nl="Waar", en="Where")),
    )
    rows: list[tuple[object, ...]] = [
        (
            Cell(names.get(one.rule, one.rule), rule_path(language, one.rule), title(one.name)),
            _IS_USER,
            _article(one.article),
        )
        for one in using
    ]
    rows += [
        (
            Cell(title(one.name), rule_path(language, one.other_rule), names.get(one.other_rule, one.other_rule)),
            _IS_USED,
            _article(one.article),
        )
        for one in used
    ]
    rows += [
        (
            Cell(title(one.name), note=PEOPLE.get(one.person, same(one.person))),
            _IS_FACT,
            _in(names, one.rule, one.article),
        )
        for one in needs.facts
    ]
    rows += [(title(name), _IS_FIGURE, _in(names, rule, article)) for rule, article, _, name in needs.figures]
    return Table(
        Text(nl="Wat deze regel gebruikt, en wie hem gebruikt", en="What this rule uses, and who uses it"),
        columns,
        rows,
    )


def _article(number: str) -> Text:
    return _ARTICLE.fill(n=number) if number else same("-")


def _in(names: dict[str, str], rule: str, article: str) -> Text:
    return _ARTICLE_OF.fill(n=article, law=called(names.get(rule, rule)) if rule not in names else names[rule])


_USED_BY = Text(nl="Wordt gebruikt door", en="Is used by")
_THIS = Text(nl="Deze regel", en="This rule")
_USES = Text(nl="Gebruikt uit andere regels", en="Uses from other rules")
_FACTS = Text(nl="Gegevens die u geeft", en="Facts that you give")
_FIGURES = Text(nl="Vastgestelde bedragen", en="Figures that are set")
_DESCRIPTION = Text(
    nl="Van boven naar beneden: wie deze regel gebruikt, de regel, en wat hij nodig heeft.",
    en="From top to bottom: who uses this rule, the rule, and what it needs.",
)
_FACT_WORDS = (Text(nl="{n} gegeven", en="{n} fact"), Text(nl="{n} gegevens", en="{n} facts"))
_FIGURE_WORDS = (Text(nl="{n} bedrag", en="{n} figure"), Text(nl="{n} bedragen", en="{n} figures"))
_RULE_WORDS = (Text(nl="{n} andere regel", en="{n} other rule"), Text(nl="{n} andere regels", en="{n} other rules"))
_NEEDS = Text(nl="Deze regel heeft {what} nodig", en="This rule needs {what}")
_NEEDS_NOTHING = Text(nl="Deze regel heeft niets anders nodig", en="This rule needs nothing else")
_USERS = Text(nl="{n} regels gebruiken hem", en="{n} rules use it")
_USER = Text(nl="{n} regel gebruikt hem", en="{n} rule uses it")
_NOBODY = Text(nl="geen andere regel gebruikt hem", en="no other rule uses it")
_BY_ARTICLE = Text(nl="bij artikel {articles}", en="with article {articles}")
_MORE = Text(nl="en nog {n}", en="and {n} more")
_ARTICLE = Text(nl="artikel {n}", en="article {n}")
_ARTICLE_OF = Text(nl="artikel {n}, {law}", en="article {n}, {law}")
_IS_USER = Text(nl="gebruikt deze regel", en="uses this rule")
_IS_USED = Text(nl="uit een andere regel", en="from another rule")
_IS_FACT = Text(nl="gegeven", en="fact")
_IS_FIGURE = Text(nl="bedrag", en="figure")
