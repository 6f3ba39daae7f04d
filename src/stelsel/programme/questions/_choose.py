# SPDX-License-Identifier: EUPL-1.2
"""Which initiatives can be weighed at all, what each costs and is worth, and the best choice among them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Annotated

from stelsel.book.book import Book
from stelsel.book.view import Record
from stelsel.kernel.kind import about
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text
from stelsel.kernel.values import Value
from stelsel.programme.kinds import INITIATIVE, Accounting, Currency, Initiative
from stelsel.programme.policy import RuleName, Weights, by_benefit, by_confidence, read_weights
from stelsel.programme.questions._portfolio import Portfolio, best

THOUSAND = Decimal(1000)
MOST_AMOUNT = Decimal(10) ** 13
MOST_ITEMS = 200
OVER = ("finished", "cancelled")


class Project(Value, frozen=True):
    """A project of the asker's own: cost and benefit in whole units of the currency, chance 0..1."""

    title: str
    cost: Decimal
    benefit: Decimal
    probability: Decimal = Decimal(1)


class Weight(Value, frozen=True):
    """What a rating weighs, 0..1."""

    confidence: str
    weight: Decimal


class Inputs(Value, frozen=True):
    """How much less (whole units of `currency`), and how value is counted. Without projects of your own the initiatives
    of the book count: one currency, one snapshot (the newest when empty), one accounting system."""

    less: Annotated[Decimal, about(unit="currency")] = Decimal(0)
    currency: Currency = "EUR"
    value_rule: RuleName = "benefit"
    years: Annotated[int, about(unit="years", ge=1, le=50)] = 5
    organisation: str | None = None
    snapshot: date | None = None
    accounting: Accounting | None = None
    projects: tuple[Project, ...] = ()
    weights: tuple[Weight, ...] = ()
    include_samples: bool = True
    limit: Annotated[int, about(unit="initiatives", ge=1, le=200)] = 100


@dataclass(frozen=True)
class Item:
    """An initiative that can be weighed: what is left to spend (whole thousands, rounded down) and its value (whole
    units, rounded down)."""

    title: str
    body: Initiative | None
    record: Record | None
    cost: int
    value: int

    @property
    def organisation(self) -> str:
        """The name of whose it is; empty for a project of the asker's own."""
        return (self.body.organisation_name or "") if self.body else ""

    @property
    def country(self) -> str:
        """Where it is; empty for a project of the asker's own."""
        return self.body.country if self.body else ""

    @property
    def sample(self) -> bool:
        """Whether it is an invented example."""
        return bool(self.body and self.body.sample)


@dataclass(frozen=True)
class Field:
    """What is weighed and what is not: without a known cost or value, in another currency, of another snapshot."""

    items: tuple[Item, ...]
    no_cost: tuple[tuple[Record, Initiative], ...]
    no_value: tuple[tuple[Record, Initiative], ...]
    currencies: Counter[str]
    older: int
    over: int
    snapshot: date | None


@dataclass(frozen=True)
class Choice:
    """The best portfolio after the saving: `budget` and `less` in whole thousands."""

    field: Field
    portfolio: Portfolio
    budget: int
    less: int

    @property
    def total(self) -> int:
        """What everything together still costs, in thousands."""
        return sum(item.cost for item in self.field.items)

    @property
    def dropped(self) -> tuple[int, ...]:
        """Places of what drops, the least value per cost first."""
        places = [at for at, keep in enumerate(self.portfolio.kept) if not keep]
        return tuple(sorted(places, key=self._worth))

    @property
    def stays(self) -> tuple[int, ...]:
        """Places of what stays, the least value per cost first."""
        places = [at for at, keep in enumerate(self.portfolio.kept) if keep]
        return tuple(sorted(places, key=self._worth))

    def _worth(self, at: int) -> tuple[float, str]:
        item = self.field.items[at]
        return item.value / item.cost, item.title

    @property
    def slack(self) -> int:
        """Thousands that the choice leaves unspent within the budget."""
        return self.budget - self.portfolio.cost


def check(inputs: Inputs) -> None:
    """BadInput for amounts that cannot be, and for weights outside 0..1."""
    amounts = [("minder", inputs.less)]
    amounts += [
        (f"projecten: {one.title[:40]}", amount) for one in inputs.projects for amount in (one.cost, one.benefit)
    ]
    for where, amount in amounts:
        if not 0 <= amount <= MOST_AMOUNT:
            raise bad_input("amount", where, *_AMOUNT)
    for one in inputs.projects:
        if not 0 <= one.probability <= 1:
            raise bad_input("probability", f"projecten: {one.title[:40]}", *_CHANCE)
    if len(inputs.projects) > MOST_ITEMS:
        raise bad_input("too-many", "projecten", *_TOO_MANY)
    own_weights(inputs)


def own_weights(inputs: Inputs) -> Weights:
    """The weights that the asker gives."""
    return read_weights(
        [{"scale": "own", "confidence": one.confidence, "weight": one.weight} for one in inputs.weights]
    )


def choose(book: Book, inputs: Inputs) -> Choice:
    """The best choice: keep the most value while the rest costs at least the saving less. Costs count down to whole
    thousands, the saving up, so that what drops really saves enough."""
    field = _own(inputs) if inputs.projects else _field(book, inputs)
    less = int((inputs.less / THOUSAND).to_integral_value(ROUND_CEILING))
    budget = sum(item.cost for item in field.items) - less
    portfolio = best([item.cost for item in field.items], [item.value for item in field.items], budget)
    return Choice(field, portfolio, budget, less)


def _own(inputs: Inputs) -> Field:
    items = [_item(one.title, None, None, one.cost, one.benefit * one.probability) for one in inputs.projects]
    return Field(tuple(item for item in items if item.cost), (), (), Counter(), 0, 0, None)


def _item(title: str, body: Initiative | None, record: Record | None, cost: Decimal, value: Decimal) -> Item:
    thousands = int((cost / THOUSAND).to_integral_value(ROUND_FLOOR))
    return Item(title, body, record, thousands, int(value.to_integral_value(ROUND_FLOOR)))


def _field(book: Book, inputs: Inputs) -> Field:
    rows = [(record, body) for record, body in book.rows(INITIATIVE) if _asked(inputs, record, body)]
    mine = [(record, body) for record, body in rows if body.currency == inputs.currency]
    day = inputs.snapshot or max((body.snapshot for _, body in mine if body.snapshot <= book.day), default=None)
    now = [(record, body) for record, body in mine if body.snapshot == day]
    alive = [(record, body) for record, body in now if body.status not in OVER]
    alive.sort(key=lambda row: row[0].id)
    alive = _one_system(inputs, alive)
    items, no_cost, no_value = _weigh(inputs, alive)
    if len(items) > MOST_ITEMS:
        raise bad_input("too-many", "organisatie", *_TOO_MANY)
    others = Counter(body.currency for _, body in rows if body.currency != inputs.currency)
    return Field(items, no_cost, no_value, others, len(mine) - len(now), len(now) - len(alive), day)


def _asked(inputs: Inputs, record: Record, body: Initiative) -> bool:
    wanted = inputs.organisation
    return (inputs.include_samples or not body.sample) and wanted in (
        None, "", record.log.publisher, body.organisation_name
    )  # fmt: skip


def _one_system(inputs: Inputs, rows: list[tuple[Record, Initiative]]) -> list[tuple[Record, Initiative]]:
    """Only one accounting system; BadInput when there are two and the asker chose none."""
    if inputs.accounting is not None:
        return [row for row in rows if row[1].accounting == inputs.accounting]
    systems = {body.accounting for _, body in rows} - {"unknown"}
    if len(systems) > 1:
        raise bad_input("mixed-accounting", "begrotingsstelsel", *_MIXED)
    return rows


def _weigh(
    inputs: Inputs, rows: Sequence[tuple[Record, Initiative]]
) -> tuple[tuple[Item, ...], tuple[tuple[Record, Initiative], ...], tuple[tuple[Record, Initiative], ...]]:
    items, no_cost, no_value = [], [], []
    own = own_weights(inputs)
    for record, body in rows:
        cost = left_to_spend(body)
        if cost is None:
            no_cost.append((record, body))
            continue
        value = by_benefit(body, inputs.years) if inputs.value_rule == "benefit" else by_confidence(body, cost, own)
        if value is None:
            no_value.append((record, body))
            continue
        item = _item(body.title, body, record, cost, value)
        if item.cost:
            items.append(item)
    return tuple(items), tuple(no_cost), tuple(no_value)


def left_to_spend(body: Initiative) -> Decimal | None:
    """What can still be saved: the current estimate, else the first one, less what is spent; None when unknown."""
    estimate = body.cost_current if body.cost_current is not None else body.cost_initial
    if estimate is None:
        return None
    return max(estimate - (body.cost_actual or Decimal(0)), Decimal(0))


def kept_at_a_loss(choice: Choice, at: int, most_states: int) -> int | None:
    """How much value is lost when a dropped item must stay; None when it fits in no portfolio or is not proven."""
    item = choice.field.items[at]
    rest = [other for place, other in enumerate(choice.field.items) if place != at]
    room = choice.budget - item.cost
    if room < 0:
        return None
    found = best([one.cost for one in rest], [one.value for one in rest], room, most_states)
    return choice.portfolio.value - item.value - found.value if found.proven else None


def dropped_at_a_loss(choice: Choice, at: int, most_states: int) -> int | None:
    """How much value is lost when an item that stays must drop; None when that is not proven."""
    rest = [other for place, other in enumerate(choice.field.items) if place != at]
    found = best([one.cost for one in rest], [one.value for one in rest], choice.budget, most_states)
    return choice.portfolio.value - found.value if found.proven else None


_AMOUNT = (
    Text(nl="Dit bedrag kan niet.", en="This amount cannot be."),
    Text(nl="Vul een bedrag in van 0 tot en met 10 biljoen.", en="Fill in an amount from 0 up to 10^13."),
)
_CHANCE = (
    Text(nl="Een kans ligt tussen 0 en 1.", en="A chance lies between 0 and 1."),
    Text(nl="Schrijf 60 procent als 0.6.", en="Write 60 percent as 0.6."),
)
_TOO_MANY = (
    Text(nl="Dit zijn meer dan 200 initiatieven.", en="These are more than 200 initiatives."),
    Text(nl="Kies een organisatie of een kleinere lijst.", en="Choose an organisation or a shorter list."),
)
_MIXED = (
    Text(
        nl="Deze initiatieven staan in twee begrotingsstelsels; die bedragen mag u niet optellen.",
        en="These initiatives stand in two accounting systems; those amounts may not be added.",
    ),
    Text(nl="Kies kas-verplichtingen (cash) of baten-lasten (accrual).", en="Choose cash or accrual."),
)
