# SPDX-License-Identifier: EUPL-1.2
"""A report of a rule for everyone as the page shows it: a sentence, figures, charts with their tables, and what it
rests on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from stelsel.book.book import Book
from stelsel.engines.rules.value_words import value_words
from stelsel.faces.web.addresses import rule_path
from stelsel.faces.web.charts import Bar, BarChart, BothWaysChart, CurveChart, Pair, Step
from stelsel.faces.web.effect_examples import example_charts
from stelsel.faces.web.effect_labels import labels
from stelsel.faces.web.effect_map import effect_map
from stelsel.faces.web.effect_words import by_words, group_words, rate_words, span_words
from stelsel.faces.web.templatetags.charts import Drawable
from stelsel.faces.web.templatetags.tables import Column, Table
from stelsel.kernel.text import Text, number, same
from stelsel.kernel.time import say_day
from stelsel.node.population.numbers import OR, Group
from stelsel.node.population.reform import Effect
from stelsel.node.population.report import Report
from stelsel.nouns.rule_text import Rules
from stelsel.priorities.services.rule_words import called, of_whom

MOST_ROWS = 12
"""Groups in a chart; the table has all."""
Drawn = tuple[Drawable, Table]


@dataclass
class Shown:
    """Everything of the page: the finding, figures (label, value, note), charts with their tables, tables without, the
    example households with their cliffs, what is unknown, and what it rests on."""

    synthetic: bool
    finding: Text
    figures: list[tuple[Text, str, Text | str]]
    charts: list[tuple[Text, Text | None, Drawn, tuple[Step, ...]]] = field(default_factory=list)
    days: list[Text] = field(default_factory=list)
    examples: list[tuple[Text, CurveChart, Table, list[Text]]] = field(default_factory=list)
    missing: list[Text] = field(default_factory=list)
    standing: list[Text] = field(default_factory=list)
    texts: list[tuple[Text, list[tuple[str, str, str]]]] = field(default_factory=list)
    findings: list[Text] = field(default_factory=list)
    position: str = ""
    source: tuple[tuple[str, str], ...] = ()
    command: str = ""


def shown(one: Report, rules: Rules, book: Book, language: str) -> Shown:
    """The report in the words of the reader."""
    words = _Words(one, book, language)
    found = words.compared() if one.reform else words.single()
    last = one.numbers[-1]
    found.missing = [_COUNTED.fill(n=number(n, language), what=_facts(name)) for name, n in last.missing[:10]]
    found.standing = [_COUNTED.fill(n=number(n, language), what=_standing(name)) for name, n in last.standing]
    found.examples = example_charts(one, language)
    known = {text.text.file: text.text for text in rules.library.versions}
    for day, texts in zip(one.days, one.texts, strict=True):
        rows = [
            (text.name, rule_path(language, text.id, versie=text.hash[:12]), text.hash)
            for file in texts
            if (text := known.get(file)) is not None
        ]
        found.texts.append((_day(day), rows))
    found.findings = [_FINDING.fill(where=each.where, what=each.what) for each in one.findings]
    found.days = [_day(day) for day in one.days]
    found.position, found.source = one.position, one.source
    found.command = _command(one)
    return found


class _Words:
    """One report on its way to a page."""

    def __init__(self, one: Report, book: Book, language: str) -> None:
        self.one, self.book, self.language = one, book, language
        self.amount = one.unit == "eurocent"
        self.labels = labels(one)

    def single(self) -> Shown:
        """One day: who gets something, and how much together."""
        whole = self.one.numbers[0].whole
        finding = self.labels.single.fill(n=self.count(whole.getting), of=self.count(whole.households))
        if whole.few:
            finding = _TOO_FEW
        figures: list[tuple[Text, str, Text | str]] = [
            (_HOUSEHOLDS, self.count(whole.households), ""),
            (self.labels.getting, self.count(whole.getting) if not whole.few else _SMALL, ""),
        ]
        if self.amount and not whole.few:
            figures.append((_TOGETHER, self.money(whole.total), ""))
            if whole.getting:
                figures.append((_EACH, self.money(whole.total / whole.getting), _PER_GETTING))
        found = Shown(self.one.synthetic, finding, figures)
        groups = [one for one in self.one.numbers[0].groups if not one.hidden]
        if groups:
            found.charts.append((_BY.fill(what=self.by()), None, *self._on_map(self._getting(groups))))
        return found

    def _getting(self, groups: Sequence[Group]) -> Drawn:
        told = [one for one in groups if not one.few and one.households][:MOST_ROWS]
        bars = tuple(Bar(self.name(one.name), 100 * one.getting / one.households, True) for one in told)
        finding = self.labels.most.fill(what=max(bars, key=lambda bar: bar.value or 0).label) if bars else _TOO_FEW
        share = self.labels.share.to(self.language)
        chart = BarChart("groepen", finding.to(self.language), share, bars, "%", 0, self.language)
        columns = [
            Column(self.by()),
            Column(_HOUSEHOLDS, numeric=True),
            Column(_DECIDED, numeric=True),
            Column(self.labels.getting, numeric=True),
            *([Column(_TOGETHER, "EUR", numeric=True, decimals=0)] if self.amount else []),
        ]
        rows: list[Sequence[object]] = []
        for one in self.one.numbers[0].groups:
            rows.append(self._row(one, len(columns)))
        return chart, Table(_BY.fill(what=self.by()), columns, rows)

    def _row(self, one: Group, width: int) -> Sequence[object]:
        name = self.name(one.name)
        if one.hidden:
            return (name, *[_SMALL] * (width - 1))
        if one.few:
            return (name, one.households, *[_SMALL] * (width - 2))
        total = [float(one.total / 100)] if self.amount else []
        decided = f"≤ {self.count(one.households)}" if one.veiled else one.decided
        return (name, one.households, decided, one.getting, *total)

    def compared(self) -> Shown:
        """Two days: who gains, who loses, how much, and what it does to marginal pressure."""
        reform = self.one.reform
        assert reform is not None, "compared is for two sides"
        whole = reform.whole
        found = Shown(self.one.synthetic, self._finding(whole), self._figures(whole))
        if not whole.few and self.amount:
            found.charts.append((_HOW_MUCH, None, self._changes(), ()))
        if any(not one.hidden and not one.few for one in reform.groups):
            found.charts.append((_BY.fill(what=self.by()), None, *self._on_map(self._groups(reform.groups))))
        if reform.pressure and self.one.more:
            said = _PRESSURE_SAID.fill(
                step=value_words(self.one.more.year, "eurocent"), what=called(self.one.more.fact)
            )
            found.charts.append((_PRESSURE, said, self._pressure(), ()))
        return found

    def _on_map(self, drawn: Drawn) -> tuple[Drawn, tuple[Step, ...]]:
        """By municipality a map in place of bars, with the same table."""
        mapped = self.one.by == ("gemeente",) and (self.amount or self.one.reform is None)
        found = effect_map(self.one, self.book, self.language) if mapped else None
        return ((found[0], drawn[1]), found[1]) if found else (drawn, ())

    def _finding(self, whole: Effect) -> Text:
        if whole.few:
            return _TOO_FEW
        if not whole.gain.households and not whole.lose.households:
            return _NOBODY
        return (self.labels.veiled if whole.veiled else self.labels.compared).fill(
            gain=self.count(whole.gain.households),
            lose=self.count(whole.lose.households),
            same=self.count(whole.rest if whole.veiled else whole.same),
            of=self.count(whole.households),
        )

    def _figures(self, whole: Effect) -> list[tuple[Text, str, Text | str]]:
        first, second = (_day(one) for one in self.one.days)
        found: list[tuple[Text, str, Text | str]] = [(_HOUSEHOLDS, self.count(whole.households), "")]
        if whole.undecided:
            found.append((_UNDECIDED, _SMALL if whole.veiled else self.count(whole.undecided), _UNDECIDED_NOTE))
        if whole.few or not self.amount:
            return found
        found.append((_TOTAL.fill(day=first), self.money(whole.before), ""))
        found.append((_TOTAL.fill(day=second), self.money(whole.after), ""))
        for side, label in ((whole.gain, _MEAN_MORE), (whole.lose, _MEAN_LESS)):
            if side.households:
                found.append((label, self.money(side.total / side.households), _PER_CHANGED))
        return found

    def _changes(self) -> Drawn:
        assert self.one.reform is not None, "changes are of two sides"
        reform, unit = self.one.reform, self.one.unit
        less = [(one, _LESS) for one in reversed(reform.changes) if not one.gains and one.households != 0]
        more = [(one, _MORE) for one in reform.changes if one.gains and one.households != 0]
        rows = [(_way(way, span_words(one.low, one.high, unit, above=True)), one.households) for one, way in less]
        place = len(rows)
        rows += [(_way(way, span_words(one.low, one.high, unit, above=True)), one.households) for one, way in more]
        named: list[tuple[str, int | None]] = [(said.to(self.language), n) for said, n in rows]
        if not named:
            named, place = [self._rest(reform.whole)], 1
        largest = max(named, key=lambda row: row[1] or 0)
        bars = tuple(Bar(name, n, name == largest[0]) for name, n in named)
        chart = BarChart(
            "verschillen",
            _LARGEST.fill(what=largest[0]).to(self.language),
            _HOUSEHOLDS.to(self.language),
            bars,
            "",
            0,
            self.language,
            _SMALL.to(self.language),
        )
        table = Table(_HOW_MUCH, (Column(_CHANGE), Column(_HOUSEHOLDS, numeric=True)), [
            (name, _SMALL if n is None else n)
            for name, n in (*named[:place], self._rest(reform.whole), *named[place:])
        ])  # fmt: skip
        return chart, table

    def _rest(self, whole: Effect) -> tuple[str, int]:
        """Who neither gains nor loses."""
        said, n = (_SAME_OR_NOT, whole.rest) if whole.veiled else (_SAME, whole.same)
        return said.to(self.language), n

    def _groups(self, groups: Sequence[Effect]) -> Drawn:
        told = [one for one in groups if not one.hidden and not one.few and one.households]
        rows = tuple(
            Pair(
                self.name(one.name),
                100 * one.lose.households / one.households,
                100 * one.gain.households / one.households,
            )
            for one in told[:MOST_ROWS]
        )
        best = max(rows, key=lambda row: row.right or 0)
        finding = self.labels.best.fill(what=best.label) if best.right else self.labels.nobody
        chart = BothWaysChart(
            "groepen",
            finding.to(self.language),
            self.labels.lose.to(self.language),
            self.labels.gain.to(self.language),
            _SHARE_OF.to(self.language),
            rows,
            "%",
            0,
            self.language,
        )
        money = self.amount
        heads = (_HOUSEHOLDS, self.labels.gain, self.labels.lose, _SAME)
        columns = [Column(self.by()), *(Column(one, numeric=True) for one in heads)]
        columns += [Column(one, "EUR", numeric=True, decimals=0) for one in (_BEFORE, _AFTER)] if money else []
        cells: Callable[[Effect], Sequence[object]] = lambda one: (  # noqa: E731 - one row
            self.name(one.name),
            one.households,
            one.gain.households,
            one.lose.households,
            f"≤ {self.count(one.rest)}" if one.veiled else one.same,
            *((float(one.before / 100), float(one.after / 100)) if money else ()),
        )
        lines = [
            (self.name(one.name), *[_SMALL] * (len(columns) - 1))
            if one.hidden
            else (self.name(one.name), one.households, *[_SMALL] * (len(columns) - 2))
            if one.few
            else cells(one)
            for one in groups
        ]
        return chart, Table(_BY.fill(what=self.by()), columns, lines)

    def _pressure(self) -> Drawn:
        assert self.one.reform is not None, "pressure is of two sides"
        some = [one for one in self.one.reform.pressure if one.before or one.after]
        named = [(rate_words(one.low, one.high).to(self.language), one.before, one.after) for one in some]
        lose = [one for one in some if one.low is not None]
        before, after = sum(one.before for one in lose), sum(one.after for one in lose)
        said = _PRESSED if after != before else _PRESSED_SAME
        finding = said.fill(after=self.count(after), before=self.count(before))
        first, second = (_day(one).to(self.language) for one in self.one.days)
        drawn = [row for row, one in zip(named, some, strict=True) if one.low is not None] or named
        rows = tuple(Pair(name, one, other) for name, one, other in drawn)
        chart = BothWaysChart(
            "druk", finding.to(self.language), first, second, _HOUSEHOLDS.to(self.language), rows, "", 0, self.language
        )
        columns = (Column(_KEEPS_LESS), Column(same(first), numeric=True), Column(same(second), numeric=True))
        return chart, Table(_PRESSURE, columns, named)

    def by(self) -> Text:
        """What is counted by."""
        return by_words(self.one.by[0]) if len(self.one.by) == 1 else same(", ".join(self.one.by))

    def name(self, group: str) -> str:
        """A group in words."""
        return (group_words(self.one.by[0], group, self.book) if len(self.one.by) == 1 else same(group)).to(
            self.language
        )

    def count(self, n: int) -> str:
        """A number as people write it."""
        return number(n, self.language)

    def money(self, cents: Fraction) -> str:
        """An amount in whole euros; above a million in millions."""
        euros = cents / 100
        if abs(euros) >= 1_000_000:
            return f"€ {number(float(euros / 1_000_000), self.language, 1)} {_MILLION.to(self.language)}"
        return f"€ {number(round(euros), self.language)}"


def _way(way: Text, span: Text) -> Text:
    return Text(nl=f"{span.nl} {way.nl}", en=f"{span.en} {way.en}")


def _day(one: object) -> Text:
    return Text(nl=say_day(one, "nl"), en=say_day(one, "en"))  # type: ignore[arg-type]


def _facts(names: str) -> Text:
    """Facts that are missing together; or one or the other."""
    either = []
    for each in names.split(OR):
        some = [of_whom(one) for one in each.split(", ")]
        either.append(Text(nl=", ".join(one.nl for one in some), en=", ".join(one.en for one in some)))
    return _either(either)


def _standing(names: str) -> Text:
    return _either([_STANDINGS[one] for one in names.split(OR)])


def _either(some: Sequence[Text]) -> Text:
    return Text(nl=" of ".join(one.nl for one in some), en=" or ".join(one.en for one in some))


def _command(one: Report) -> str:
    by = "".join(f" --by {each}" for each in one.by)
    start = f"{one.rule} {one.output} --people FOLDER --to RESULTS"
    if one.reform:
        return f"stelsel rules compare {start} --before {one.days[0]} --after {one.days[1]}{by}"
    return f"stelsel rules population {start} --on {one.days[0]}{by}"


_SAME_OR_NOT = Text(nl="gelijk, of niet te zeggen", en="the same, or not to be said")
_NOBODY = Text(nl="Voor niemand verandert er iets.", en="Nothing changes for anybody.")
_TOO_FEW = Text(
    nl="Het gaat om zo weinig huishoudens dat we niet zeggen hoeveel.",
    en="There are so few households that we do not say how many.",
)
_HOUSEHOLDS, _DECIDED = Text(nl="Huishoudens", en="Households"), Text(nl="Beslist", en="Decided")
_TOGETHER = Text(nl="Samen", en="Together")
_EACH = Text(nl="Gemiddeld", en="On average")
_PER_GETTING = Text(nl="voor wie iets krijgt", en="for who gets something")
_PER_CHANGED = Text(nl="gemiddeld per huishouden", en="on average per household")
_BY = Text(nl="Naar {what}", en="By {what}")
_SHARE_OF = Text(nl="deel van de huishoudens van de groep", en="share of the households of the group")
_SMALL = Text(nl="niet genoemd", en="not told")
_UNDECIDED = Text(nl="Niet te zeggen", en="Not to be said")
_UNDECIDED_NOTE = Text(nl="er ontbreken gegevens", en="facts are missing")
_TOTAL = Text(nl="Samen op {day}", en="Together on {day}")
_MEAN_MORE = Text(nl="Wie vooruitgaat, krijgt erbij", en="Who gains, gets more")
_MEAN_LESS = Text(nl="Wie achteruitgaat, levert in", en="Who loses, gives up")
_MORE, _LESS, _SAME = Text(nl="erbij", en="more"), Text(nl="eraf", en="less"), Text(nl="gelijk", en="the same")
_HOW_MUCH = Text(nl="Hoeveel erbij of eraf", en="How much more or less")
_LARGEST = Text(nl="De grootste groep: {what}", en="The largest group: {what}")
_CHANGE = Text(nl="Verschil", en="Difference")
_BEFORE, _AFTER = Text(nl="Eerst", en="Before"), Text(nl="Daarna", en="After")
_PRESSURE = Text(nl="Wat er verdwijnt van iets meer inkomen", en="What is lost of a little more income")
_PRESSURE_SAID = Text(
    nl="Stel dat {what} {step} per jaar hoger is. Welk deel daarvan verdwijnt doordat dit bedrag daalt? Bij meer dan "
    "100% houdt iemand minder over.",
    en="Suppose {what} is {step} a year higher. Which part of that is lost as this amount falls? Above 100% somebody "
    "is left with less.",
)
_PRESSED = Text(
    nl="Bij {after} huishoudens verdwijnt iets van meer inkomen; eerst bij {before}",
    en="{after} households lose some of a higher income; before {before}",
)
_PRESSED_SAME = Text(
    nl="Bij {after} huishoudens verdwijnt iets van meer inkomen, evenveel als eerst",
    en="{after} households lose some of a higher income, as many as before",
)
_KEEPS_LESS = Text(nl="Deel dat verdwijnt", en="Share that is lost")
_MILLION = Text(nl="miljoen", en="million")
_COUNTED = Text(nl="{n}: {what}", en="{n}: {what}")
_FINDING = Text(nl="{where}: {what}", en="{where}: {what}")
_STANDINGS = {
    "official": Text(nl="officieel", en="official"),
    "provisional": Text(nl="voorlopig", en="provisional"),
    "refused": Text(nl="geen uitkomst", en="no outcome"),
    "unknown": Text(nl="nog onbekend", en="not known yet"),
}
