# SPDX-License-Identifier: EUPL-1.2
"""What drops at this much less? The best portfolio by a stated rule, with what would change it."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from stelsel.book.answer import Answer, Cell, Change, Chart, Column, Point, Reason, Table, Unknown, ref
from stelsel.book.book import Book
from stelsel.book.question import Budget, Question
from stelsel.kernel.text import Text, number, same
from stelsel.kernel.time import say_day
from stelsel.kernel.vocabulary import words as field_words
from stelsel.programme.kinds import INITIATIVE
from stelsel.programme.policy import value_rules
from stelsel.programme.questions import _words as words
from stelsel.programme.questions._choose import (
    THOUSAND,
    Choice,
    Inputs,
    Item,
    check,
    choose,
    dropped_at_a_loss,
    kept_at_a_loss,
)

SHOWN = 12
EXPLAINED = 5
STATES = 10_000
"""States that the proof of one explanation may take; without a proof we stay silent."""


def ask(book: Book, inputs: Inputs, budget: Budget) -> Answer:
    """What drops and what stays, why, and what would change it. The same request is worked out once per position."""
    budget.spend(len(inputs.projects) if inputs.projects else book.count(INITIATIVE))
    found: Answer = book.memo(f"less-money {inputs!r}", lambda: _answer(inputs, choose(book, inputs)))
    return found


def _answer(inputs: Inputs, choice: Choice) -> Answer:
    if not choice.field.items:
        return _plain(inputs, choice, words.NOTHING.fill(currency=inputs.currency), "unknown")
    if choice.budget < 0:
        said = words.TOO_MUCH.fill(less=_money(choice.less, inputs), total=_money(choice.total, inputs))
        return _plain(inputs, choice, said, "no")
    return Answer(
        question="",
        inputs={},
        verdict="list",
        headline=_headline(inputs, choice),
        result=_result(inputs, choice),
        reasons=tuple(_reasons(inputs, choice)),
        unknown=tuple(_unknowns(inputs, choice)),
        changes=tuple(_changes(inputs, choice)),
        tables=(_table(inputs, choice),),
        charts=(_chart(inputs, choice),),
        notes=tuple(_notes(inputs, choice)),
    )


def _plain(inputs: Inputs, choice: Choice, headline: Text, verdict: Any) -> Answer:
    """An answer without a choice: what was left out still shows."""
    return Answer(
        question="",
        inputs={},
        verdict=verdict,
        headline=headline,
        result=_result(inputs, choice) if choice.field.items else {},
        reasons=tuple(_left_out(choice)),
        unknown=tuple(_unknowns(inputs, choice)),
    )


def _headline(inputs: Inputs, choice: Choice) -> Text:
    less = _money(choice.less, inputs)
    if not choice.dropped:
        return words.NOTHING_DROPS.fill(less=less)
    whole = sum(item.value for item in choice.field.items)
    percent = Decimal(choice.portfolio.value) * 100 / whole if whole else Decimal(100)
    return words.DROPS.fill(
        less=less,
        dropped=_count(len(choice.dropped)),
        all=_count(len(choice.field.items)),
        percent=_decimal(percent, 1),
    )


def _result(inputs: Inputs, choice: Choice) -> dict[str, Any]:
    """Amounts in whole units of the currency, as text."""
    portfolio, field = choice.portfolio, choice.field
    return {
        "currency": inputs.currency,
        "valueRule": inputs.value_rule,
        "snapshot": field.snapshot.isoformat() if field.snapshot else None,
        "saved": str((choice.total - portfolio.cost) * THOUSAND),
        "value": str(portfolio.value),
        "valueAtMost": str(portfolio.most),
        "proven": portfolio.proven,
        "dropped": [_one(field.items[at]) for at in choice.dropped],
        "stays": [_one(field.items[at]) for at in choice.stays][: inputs.limit],
        "costUnknown": len(field.no_cost),
        "valueUnknown": len(field.no_value),
        "otherCurrencies": dict(sorted(field.currencies.items())),
    }


def _one(item: Item) -> dict[str, Any]:
    return {
        "id": item.record.id if item.record else None,
        "title": item.title,
        "cost": str(item.cost * THOUSAND),
        "value": str(item.value),
    }


def _reasons(inputs: Inputs, choice: Choice) -> Iterator[Reason]:
    portfolio = choice.portfolio
    budget, value = _money(choice.budget, inputs), _whole(portfolio.value, inputs)
    if portfolio.proven:
        yield Reason(words.PROVEN.fill(budget=budget, value=value))
    else:
        yield Reason(words.NOT_PROVEN.fill(value=value, most=_whole(portfolio.most, inputs)))
    rules = value_rules()
    link = rules.link if inputs.value_rule == "confidence" else ""
    yield Reason(rules.says[inputs.value_rule], rule=words.RULE, link=link)
    for said, places in ((words.DROPPED, choice.dropped), (words.STAYS, choice.stays)):
        for at in places[:SHOWN]:
            item = choice.field.items[at]
            yield Reason(_line(said, inputs, item), ref(item.record) if item.record else None)
    yield from _left_out(choice)


def _line(said: Text, inputs: Inputs, item: Item) -> Text:
    worth = Decimal(item.value) / (item.cost * THOUSAND)
    return said.fill(
        title=item.title,
        cost=_money(item.cost, inputs),
        value=_whole(item.value, inputs),
        worth=_decimal(worth, 2),
        currency=inputs.currency,
    )


def _left_out(choice: Choice) -> Iterator[Reason]:
    field = choice.field
    if field.snapshot:
        day = Text(nl=say_day(field.snapshot, "nl"), en=say_day(field.snapshot, "en"))
        yield Reason(words.SNAPSHOT.fill(day=day, older=_count(field.older)))
    if field.currencies:
        names = ", ".join(sorted(field.currencies))
        yield Reason(words.CURRENCIES.fill(count=_count(field.currencies.total()), currencies=names))


def _unknowns(inputs: Inputs, choice: Choice) -> Iterator[Unknown]:
    field = choice.field
    for said, ask_whom, rows in (
        (words.NO_COST, words.NO_COST_ASK, field.no_cost),
        (words.NO_VALUE, words.NO_VALUE_ASK[inputs.value_rule], field.no_value),
    ):
        if rows:
            names = ", ".join(body.title for _, body in rows[:5]) + (" …" if len(rows) > 5 else "")
            yield Unknown(said.fill(count=_count(len(rows)), names=names), ask_whom, len(rows))


def _changes(inputs: Inputs, choice: Choice) -> Iterator[Change]:
    """For what drops nearest the edge and what stays nearest the edge: what would turn it round."""
    for at in reversed(choice.dropped[-EXPLAINED:]):
        item = choice.field.items[at]
        where = ref(item.record) if item.record else None
        gap = kept_at_a_loss(choice, at, STATES)
        if gap == 0:
            yield Change(words.EQUAL.fill(title=item.title), words.EQUAL_THEN, where)
        elif gap is not None:
            yield Change(words.RAISE.fill(title=item.title, gap=_whole(gap, inputs)), words.RAISE_THEN, where)
        short = _money(item.cost - choice.slack, inputs)
        yield Change(words.SAVE_LESS.fill(gap=short), words.SAVE_LESS_THEN.fill(title=item.title), where)
    for at in choice.stays[:EXPLAINED] if choice.dropped else ():
        item = choice.field.items[at]
        gap = dropped_at_a_loss(choice, at, STATES)
        if gap is not None and 0 < gap < item.value:
            change = words.LOWER.fill(title=item.title, gap=_whole(gap, inputs))
            yield Change(change, words.LOWER_THEN, ref(item.record) if item.record else None)


def _table(inputs: Inputs, choice: Choice) -> Table:
    columns = (
        Column("title", words.INITIATIVE),
        Column("organisation", field_words("organisation_name")),
        Column("outcome", words.OUTCOME),
        Column("cost", words.COST, inputs.currency, number=True, decimals=0),
        Column("value", words.VALUE, inputs.currency, number=True, decimals=0),
        Column("worth", words.WORTH, number=True, decimals=2),
    )
    places = [*choice.dropped, *choice.stays]
    rows = tuple(_row(choice.field.items[at], choice.portfolio.kept[at]) for at in places[: inputs.limit])
    return Table(words.TABLE, columns, rows, len(places))


def _row(item: Item, stays: bool) -> tuple[Any, ...]:
    return (
        Cell(same(item.title), item.record.id if item.record else "", "sample" if item.sample else ""),
        item.organisation or None,
        words.IN if stays else words.OUT,
        item.cost,
        Decimal(item.value) / THOUSAND,
        (Decimal(item.value) / (item.cost * THOUSAND)).quantize(Decimal("0.0001")),
    )


def _chart(inputs: Inputs, choice: Choice) -> Chart:
    places = [*choice.dropped, *choice.stays]
    order = sorted(places, key=lambda at: choice.field.items[at].value / choice.field.items[at].cost)[:20]
    points = tuple(
        Point(
            (Decimal(item.value) / (item.cost * THOUSAND)).quantize(Decimal("0.01")),
            place,
            same(item.title),
            item.record.id if item.record else "",
            front=choice.portfolio.kept[at],
        )
        for place, at in enumerate(order)
        for item in (choice.field.items[at],)
    )
    title = words.CHART.fill(title=choice.field.items[order[0]].title, currency=inputs.currency)
    return Chart("bars", title, words.CHART_X.fill(currency=inputs.currency), words.INITIATIVE, points)


def _notes(inputs: Inputs, choice: Choice) -> Iterator[Text]:
    yield words.THOUSANDS
    samples = sum(item.sample for item in choice.field.items)
    if samples:
        yield words.SAMPLE.fill(count=samples)
    countries = sorted({item.country for item in choice.field.items} - {"", "NL"})
    if countries:
        yield words.FOREIGN.fill(countries=", ".join(countries))
    if inputs.value_rule == "confidence":
        yield words.WEIGHTS_WARN


def _money(thousands: int, inputs: Inputs) -> Text:
    return _whole(thousands * int(THOUSAND), inputs)


def _whole(amount: int, inputs: Inputs) -> Text:
    return Text(nl=f"{inputs.currency} {number(amount, 'nl')}", en=f"{inputs.currency} {number(amount, 'en')}")


def _count(value: int) -> Text:
    return Text(nl=number(value, "nl"), en=number(value, "en"))


def _decimal(value: Decimal, decimals: int) -> Text:
    return Text(nl=number(value, "nl", decimals), en=number(value, "en", decimals))


LESS_MONEY: Question[Inputs] = Question(
    name="less-money",
    wire="wat-valt-af-bij-minder-geld",
    room="programme",
    sentence=words.SENTENCE,
    explain=words.EXPLAIN,
    inputs=Inputs,
    ask=ask,
    cost=8,
    check=check,
    example={"minder": "2500000", "munteenheid": "EUR"},
)
