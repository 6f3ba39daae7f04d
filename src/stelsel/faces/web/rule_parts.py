# SPDX-License-Identifier: EUPL-1.2
"""The parts of the page of a rule text, as plain rows in the words of the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from stelsel.book.book import Book
from stelsel.engines.rules import Check, RuleText
from stelsel.engines.rules.formula import Line, formula
from stelsel.engines.rules.grade_report import LawYear
from stelsel.engines.rules.model import Article, Input, Kind, OpenTerm, Param
from stelsel.engines.rules.parameters import Figure
from stelsel.engines.rules.sample import inside
from stelsel.engines.rules.value_words import value_words
from stelsel.faces.web.addresses import compute_path, difference_path, effect_path, entry_path, rule_path, steps_path
from stelsel.faces.web.templatetags.tables import Cell, Column, Table
from stelsel.faces.web.who import publisher_name
from stelsel.kernel.text import Text, number, same
from stelsel.kernel.time import say_day
from stelsel.nouns.rule_text import Rules, Source
from stelsel.priorities.services.rule_answer import GRADE_WORDS, main_outputs, outputs_of
from stelsel.priorities.services.rule_words import called, title

MOST_BANDS = 3
"""Figures of one family that are shown; of more the number is told."""
STANDING = {
    "official": Text(nl="officieel", en="official"),
    "provisional": Text(nl="voorlopig", en="provisional"),
    "refused": Text(nl="geen uitkomst", en="no outcome"),
    "unknown": Text(nl="nog onbekend", en="not known yet"),
}
_LAYERS = {
    "WET": Text(nl="wet", en="act"),
    "AMVB": Text(nl="besluit (AMvB)", en="decree"),
    "MINISTERIELE_REGELING": Text(nl="ministeriële regeling", en="ministerial regulation"),
    "GEMEENTELIJKE_VERORDENING": Text(nl="regel van een gemeente", en="municipal rule"),
    "PROVINCIALE_VERORDENING": Text(nl="regel van een provincie", en="provincial rule"),
    "WATERSCHAPS_VERORDENING": Text(nl="regel van een waterschap", en="water board rule"),
    "BELEIDSREGEL": Text(nl="beleidsregel", en="policy rule"),
}
_TYPES = {
    "boolean": Text(nl="ja of nee", en="yes or no"),
    "amount": Text(nl="bedrag", en="amount"),
    "number": Text(nl="getal", en="number"),
    "date": Text(nl="dag", en="day"),
    "string": Text(nl="tekst", en="text"),
    "list": Text(nl="lijst", en="list"),
    "object": Text(nl="gegevens", en="data"),
    "any": Text(nl="waarde", en="value"),
}


def layer_words(layer: str) -> Text:
    """A layer of law in words."""
    return _LAYERS.get(layer, same(layer.replace("_", " ").lower() or "-"))


def how_sure(some: Sequence[tuple[str, LawYear]], text: RuleText, year: int) -> Text:
    """How sure a rule is in a year: that of its outcomes where we stand for it (the worst first), else how well its
    text was checked."""
    found = [one.standing for _, one in some if one.year == year]
    if text.grade not in ("L", "O"):
        found = ["provisional" if one == "official" else one for one in found]
    if found:
        named = [one for one in ("official", "provisional", "refused") if one in found]
        said = [STANDING[one] for one in named]
        return Text(nl=" / ".join(one.nl for one in said), en=" / ".join(one.en for one in said))
    if text.valid_from.year > year or (text.valid_to and text.valid_to.year < year):
        return _NOT_YET
    return STANDING["official" if text.grade in ("L", "O") else "provisional"]


def outcome_links(
    rules: Rules, text: RuleText, day: date, language: str
) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """What the rule can work out: what people ask first, and the rest."""
    on = _day_in(text, day)
    main, rest = main_outputs(text.id), []
    first = []
    for name in outputs_of(rules, text.id, on, None):
        one = {
            "title": title(name),
            "form": compute_path(language, text.id, name),
            "steps": steps_path(language, text.id, name),
            "effects": effect_path(language, text.id, name),
        }
        (first if name in main else rest).append(one)
    return (first, rest) if first else (rest, [])


def _day_in(text: RuleText, day: date) -> date:
    """Today, or the nearest day on which the text holds."""
    last = text.valid_to or day
    return min(max(text.valid_from, day), max(last, text.valid_from))


@dataclass(frozen=True)
class ArticleParts:
    """One article: its number, link, words, and its formal part to read."""

    number: str
    url: str
    summary: Text | None
    words: str
    formulas: tuple[tuple[Text, Text, Line, tuple[Text, ...]], ...]
    needs: Table | None
    figures: Table | None
    terms: tuple[tuple[Text, Text], ...]
    impossible: tuple[Text, ...]


def article_parts(
    rules: Rules, text: RuleText, day: date, own_words: Mapping[str, str], language: str
) -> list[ArticleParts]:
    """Every article of a text, in its order."""
    on = _day_in(text, day)
    return [
        ArticleParts(
            number=one.number,
            url=one.basis.url or text.url,
            summary=one.summary,
            words=own_words.get(one.number, ""),
            formulas=_formulas(one, rules),
            needs=_needs(one, text, language),
            figures=_figures(rules, one, text, on, language),
            terms=tuple(_term(term) for term in one.open_terms),
            impossible=tuple(each.said for each in one.impossible),
        )
        for one in text.articles
    ]


def _formulas(article: Article, rules: Rules) -> tuple[tuple[Text, Text, Line, tuple[Text, ...]], ...]:
    kinds = {field.name: field.kind for field in article.outputs}
    return tuple(
        (
            title(one.output),
            _type(kinds.get(one.output, Kind())),
            formula(one.value, called),
            _doubts(rules, one.uncertain),
        )
        for one in article.actions
    )


def _doubts(rules: Rules, lines: Iterable[str]) -> tuple[Text, ...]:
    """Lines of doubt in words, where the table has them."""
    return tuple(known.what if (known := rules.doubts.get(one)) else same(one) for one in lines)


def _type(kind: Kind) -> Text:
    return _TYPES.get(kind.base, _TYPES["any"])


def _needs(article: Article, text: RuleText, language: str) -> Table | None:
    if not article.inputs:
        return None
    columns = (
        Column(Text(nl="Nodig", en="Needed")),
        Column(Text(nl="Soort", en="Sort")),
        Column(Text(nl="Komt van", en="Comes from")),
    )
    rows = [(title(one.name), _type(one.kind), _from(one, text, language)) for one in article.inputs]
    return Table(_NEEDS, columns, rows)


def _from(one: Input, text: RuleText, language: str) -> object:
    if one.source is None:
        return _YOU
    law = one.source.law or text.id
    said = _OUTPUT.fill(name=title(one.source.output).to(language), law=law.replace("_", " "))
    return Cell(said, rule_path(language, law)) if law != text.id else _SAME_TEXT


def _figures(rules: Rules, article: Article, text: RuleText, on: date, language: str) -> Table | None:
    roots = [one.value for one in article.actions] + [expr for _, expr in article.definitions]
    params = [one for root in roots for one in inside(root) if isinstance(one, Param)]
    named = dict.fromkeys((one.bwb_id or text.bwb_id, one.name) for one in params)
    rows = [row for law, name in named for row in _figure_rows(rules, law, name, on, language)]
    columns = (
        Column(Text(nl="Bedrag", en="Figure")),
        Column(Text(nl="Waarde", en="Value"), numeric=True),
        Column(Text(nl="Hoe zeker", en="How sure")),
        Column(Text(nl="Bron", en="Source")),
    )
    caption = _FIGURES.fill(day=Text(nl=say_day(on, "nl"), en=say_day(on, "en")))
    return Table(caption, columns, rows) if rows else None


def _figure_rows(rules: Rules, law: str, name: str, on: date, language: str) -> Iterable[tuple[object, ...]]:
    found = [one for one in rules.figures.versions(law, name) if one.holds(on)]
    if not found:
        missing = rules.figures.on(law, name, on)
        yield title(name), None, getattr(missing, "why", _ABSENT), ""
        return
    if len(found) > MOST_BANDS:
        yield (
            Cell(title(name), note=_BANDS.fill(n=len(found))),
            _BAND_VALUES,
            GRADE_WORDS[found[0].grade],
            found[0].source,
        )
        return
    for one in found:
        yield Cell(title(one.name), note=_span(one)), figure_value(one), GRADE_WORDS[one.grade], one.source


def figure_value(figure: Figure) -> Text:
    """The value of a figure as people write it."""
    if figure.unit.startswith("EUR"):
        return value_words(figure.exact, "eurocent")
    if figure.unit.startswith("percent"):
        return value_words(figure.value, "percent")
    return value_words(figure.value)


def _span(figure: Figure) -> Text:
    if figure.valid_to is None:
        return _FROM.fill(start=figure.valid_from)
    return _SPAN.fill(start=figure.valid_from, end=figure.valid_to)


def _term(term: OpenTerm) -> tuple[Text, Text]:
    by = same(term.by.replace("_", " ")) if term.by else _SOMEBODY
    return title(term.name), _TERM.fill(by=by) if term.required else _TERM_FREE.fill(by=by)


def version_rows(rules: Rules, text: RuleText, language: str) -> list[tuple[RuleText, str, bool, str]]:
    """Every version of the text at its place, the newest first: (text, its page, whether it is this one, the page of
    what changed since the version before it)."""
    some = rules.library.series[text.id, text.service, text.place]
    changed = [""] + [_changed(before.text, after.text, language) for before, after in pairwise(some)]
    return [
        (one.text, rule_path(language, one.text.id, versie=one.text.hash[:12]), one.text.file == text.file, href)
        for one, href in zip(reversed(some), reversed(changed), strict=True)
    ]


def _changed(old: RuleText, new: RuleText, language: str) -> str:
    days = {"van": old.valid_from.isoformat(), "tot": new.valid_from.isoformat()}
    return difference_path(language, new.id, **days, **where(new))


def where(text: RuleText) -> dict[str, str]:
    """What chooses one of several texts with the same id, beside its day."""
    found = {"plaats": text.place, "dienst": text.service}
    return {name: value for name, value in found.items() if value}


def source_rows(book: Book, source: Source, text: RuleText, language: str) -> list[tuple[object, ...]]:
    """Where a text comes from, as facts of a list."""
    rows: list[tuple[object, ...]] = [(_HOW, _HOWS[source.how])]
    if source.publisher:
        rows.append((_BY, publisher_name(book, source.publisher)))
    if source.entry:
        rows.append((_ENTRY, source.file, entry_path(language, source.file)))
        rows.append((_LOG, source.entry.log))
        rows.append((_INDEX, number(source.entry.index, language)))
        rows.append((_LEAF, source.entry.hash))
    else:
        rows.append((_FILE, source.file))
    if source.named:
        rows.append((_SOURCE, source.named, source.link))
    rows.append((_HASH, text.hash))
    rows.append((_GRADE, GRADE_WORDS[text.grade]))
    return rows


def finding_rows(findings: Sequence[Check]) -> Table | None:
    """What the checks found, with how bad it is."""
    columns = (
        Column(Text(nl="Hoe erg", en="How bad")),
        Column(Text(nl="Waar", en="Where")),
        Column(Text(nl="Wat", en="What")),
        Column(Text(nl="Wat te doen", en="What to do")),
    )
    return (
        Table(_FINDINGS, columns, [(_BAD[one.severity], one.where, one.what, one.cure) for one in findings])
        if findings
        else None
    )


_BAD = {
    "fault": Text(nl="fout", en="fault"),
    "warning": Text(nl="waarschuwing", en="warning"),
    "note": Text(nl="opmerking", en="note"),
}
_NOT_YET = Text(nl="geldt niet", en="does not hold")
_NEEDS = Text(nl="Wat dit artikel nodig heeft", en="What this article needs")
_YOU = Text(nl="u", en="you")
_SAME_TEXT = Text(nl="een ander artikel van deze regel", en="another article of this rule")
_OUTPUT = Text(nl="{name} ({law})", en="{name} ({law})")
_FIGURES = Text(nl="Bedragen op {day}", en="Figures on {day}")
_ABSENT = Text(nl="ontbreekt", en="missing")
_BANDS = Text(nl="{n} schijven", en="{n} bands")
_BAND_VALUES = Text(nl="per schijf", en="by band")
_FROM = Text(nl="vanaf {start}", en="from {start}")
_SPAN = Text(nl="{start} tot en met {end}", en="{start} to {end}")
_SOMEBODY = Text(nl="een andere regeling", en="another regulation")
_TERM = Text(nl="vult {by} in", en="is filled in by {by}")
_TERM_FREE = Text(nl="kan {by} invullen", en="may be filled in by {by}")
_FINDINGS = Text(nl="Wat de controles vonden", en="What the checks found")
_HOW = Text(nl="Hoe het hier kwam", en="How it came here")
_HOWS = {
    "adopted": Text(
        nl="overgenomen door de organisatie van deze plaats", en="adopted by the organisation of this place"
    ),
    "stated": Text(nl="zelf verklaard door de organisatie", en="stated by the organisation itself"),
    "recorded": Text(nl="vastgelegd uit een bron", en="recorded from a source"),
    "shipped": Text(nl="meegeleverd met deze software", en="shipped with this software"),
}
_BY = Text(nl="Door", en="By")
_ENTRY = Text(nl="Vermelding", en="Entry")
_LOG = Text(nl="Logboek", en="Log")
_INDEX = Text(nl="Plaats in het logboek", en="Index in the log")
_LEAF = Text(nl="Hash van het blad", en="Leaf hash")
_FILE = Text(nl="Bestand", en="File")
_SOURCE = Text(nl="Bron", en="Source")
_HASH = Text(nl="Hash van de tekst (SHA-256)", en="Hash of the text (SHA-256)")
_GRADE = Text(nl="Hoe de tekst is nagegaan", en="How the text was checked")
