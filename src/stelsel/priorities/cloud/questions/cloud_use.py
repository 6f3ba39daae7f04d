# SPDX-License-Identifier: EUPL-1.2
"""What do we use from the cloud, from whom, under whose control? Unknown is counted and chased."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from stelsel.book.answer import Answer, Cell, Change, Chart, Column, Point, Reason, Table, Unknown, ref
from stelsel.book.book import Book
from stelsel.book.question import Budget, Question
from stelsel.book.view import Record
from stelsel.engines.graph import concentration
from stelsel.kernel.kind import about
from stelsel.kernel.text import Text, number, same
from stelsel.kernel.time import say_day
from stelsel.kernel.values import Value
from stelsel.kernel.vocabulary import words as field_words
from stelsel.nouns.supplier import SUPPLIER, Supplier
from stelsel.priorities.cloud.cloud_use import CLOUD_KINDS, CLOUD_USE, CloudUse
from stelsel.priorities.cloud.questions import _use_words as words

SHOWN = 10


class Inputs(Value, frozen=True):
    """One organisation's use, by the publisher that states it; without it all the use you may see."""

    organisation: str | None = None
    limit: Annotated[int, about(unit="services", ge=1, le=500)] = 100


@dataclass(frozen=True)
class Use:
    """One service with its supplier entry where there is one, and what is unknown about it."""

    record: Record
    body: CloudUse
    supplier: tuple[Record, Supplier] | None

    @property
    def supplier_name(self) -> str | None:
        """The name on the supplier entry, else as the inventory says it."""
        return self.supplier[1].name if self.supplier else self.body.supplier_name

    @property
    def control(self) -> str | None:
        """Country of control; it comes from the supplier entry alone."""
        return self.supplier[1].country_of_control if self.supplier else None

    @property
    def gaps(self) -> tuple[str, ...]:
        """What nobody said, in the order of `words.GAPS`."""
        body = self.body
        missing = {
            "cloud_kind": body.cloud_kind == "unknown",
            "supplier": self.supplier_name is None,
            "control": self.control is None,
            "material": body.material == "unknown",
            "risk": body.risk_assessed_on is None,
            "exit": body.exit_plan_on is None,
        }
        return tuple(name for name in words.GAPS if missing[name])


def uses(book: Book, organisation: str | None) -> list[Use]:
    """The services an asker may see, by title."""
    suppliers = {record.id: (record, body) for record, body in book.rows(SUPPLIER)}
    found = [
        Use(record, body, suppliers.get(body.supplier or ""))
        for record, body in book.rows(CLOUD_USE)
        if organisation in (None, "", record.log.publisher)
    ]
    return sorted(found, key=lambda use: (use.body.title, use.record.id))


def ask(book: Book, inputs: Inputs, budget: Budget) -> Answer:
    """The services with their suppliers, counts where unknown stands apart, and who to ask for what is missing."""
    found = uses(book, inputs.organisation)
    budget.spend(len(found))
    if not found:
        nothing = Unknown(words.NOTHING_WHAT, words.NOTHING_ASK)
        return Answer(question="", inputs={}, verdict="unknown", headline=words.NOTHING, unknown=(nothing,))
    named = Counter(use.supplier_name for use in found if use.supplier_name)
    incomplete = [use for use in found if use.gaps]
    samples = sum(use.body.sample for use in found)
    said = words.HEADLINE_SAMPLE if samples else words.HEADLINE
    return Answer(
        question="",
        inputs={},
        verdict="partly" if incomplete else "list",
        headline=said.fill(
            count=_count(len(found)), suppliers=_count(len(named)), unknown=_count(len(incomplete)), sample=samples
        ),
        result=_result(found, named),
        reasons=tuple(_reasons(found, named)),
        unknown=tuple(_unknowns(found)),
        changes=tuple(_changes(incomplete)),
        tables=(_table(found, inputs.limit), _counts_table(found)),
        charts=(_chart(found, named),) if named else (),
        notes=(words.RULE_UNKNOWN,),
    )


def _result(found: Sequence[Use], named: Counter[str]) -> dict[str, Any]:
    known = concentration(named.values())
    index, effective = known.rounded(2) if known else (None, None)
    return {
        "services": len(found),
        "byKind": _counted(use.body.cloud_kind for use in found),
        "byMaterial": _counted(use.body.material for use in found),
        "bySupplier": _counted(use.supplier_name or "unknown" for use in found),
        "byCountryOfControl": _counted(use.control or "unknown" for use in found),
        "missing": {gap: sum(gap in use.gaps for use in found) for gap in words.GAPS},
        "materialWithoutPlan": len(_exposed(found)),
        "hhi": str(index) if known else None,
        "effectiveSuppliers": str(effective) if known else None,
    }


def _counted(names: Iterator[str] | Any) -> dict[str, int]:
    counted = Counter(names)
    return dict(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))


def _exposed(found: Sequence[Use]) -> list[Use]:
    """Material use without a known assessment or plan; where material itself is unknown, nothing is claimed."""
    return [use for use in found if use.body.material == "yes" and {"risk", "exit"} & set(use.gaps)]


def _reasons(found: Sequence[Use], named: Counter[str]) -> Iterator[Reason]:
    exposed = _exposed(found)
    yield Reason(words.RULE_SAYS.fill(count=_count(len(exposed))), rule=words.RULE, link=words.RULE_LINK)
    for name, count in named.most_common(SHOWN):
        first = next(use for use in found if use.supplier_name == name)
        control = words.CONTROL_LAND.fill(country=first.control) if first.control else words.CONTROL_UNKNOWN
        record = first.supplier[0] if first.supplier else first.record
        yield Reason(words.PERSUPPLIER.fill(supplier=name, count=count, control=control), ref(record))
    known = concentration(named.values())
    if known:
        index, effective = known.rounded(1)
        yield Reason(words.CONCENTRATION.fill(index=_decimal(index), effective=_decimal(effective)))


def _unknowns(found: Sequence[Use]) -> Iterator[Unknown]:
    """Per gap how many services have it and which, and who is likely to know."""
    for gap, (what, ask_whom) in words.GAPS.items():
        missing = [use for use in found if gap in use.gaps]
        if missing:
            names = ", ".join(use.body.title for use in missing[:SHOWN]) + (" …" if len(missing) > SHOWN else "")
            said = words.NAMED.fill(what=what.fill(count=_count(len(missing))), names=names)
            yield Unknown(said, ask_whom, len(missing))


def _changes(incomplete: Sequence[Use]) -> Iterator[Change]:
    """What to fill in per service: material use first, then where least is missing."""
    order = sorted(incomplete, key=lambda use: (use.body.material != "yes", len(use.gaps), use.body.title))
    for use in order[:SHOWN]:
        missing = [words.FIELDS[gap] for gap in use.gaps]
        what = Text(nl=", ".join(part.nl for part in missing), en=", ".join(part.en for part in missing))
        yield Change(words.CHANGE.fill(title=use.body.title, what=what), words.EFFECT, ref(use.record))


_COLUMNS = (
    Column("title", Text(nl="Dienst", en="Service")),
    Column("supplier", field_words("supplier")),
    Column("control", field_words("country_of_control")),
    Column("kind", field_words("cloud_kind")),
    Column("material", field_words("material")),
    Column("risk", field_words("risk_assessed_on")),
    Column("exit", field_words("exit_plan_on")),
)


def _table(found: Sequence[Use], limit: int) -> Table:
    order = sorted(found, key=lambda use: (-len(use.gaps), use.body.title))
    return Table(words.TABLE, _COLUMNS, tuple(_row(use) for use in order[:limit]), len(found))


def _row(use: Use) -> tuple[Any, ...]:
    body = use.body
    supplier = use.supplier_name and Cell(same(use.supplier_name), use.supplier[0].id if use.supplier else "")
    return (
        Cell(same(body.title), use.record.id, "sample" if body.sample else ""),
        supplier,
        use.control,
        None if body.cloud_kind == "unknown" else CLOUD_KINDS[body.cloud_kind],
        None if body.material == "unknown" else words.YES_NO[body.material],
        *(
            day and Text(nl=say_day(day, "nl"), en=say_day(day, "en"))
            for day in (body.risk_assessed_on, body.exit_plan_on)
        ),
    )


def _counts_table(found: Sequence[Use]) -> Table:
    columns = (
        Column("what", Text(nl="Wat", en="What")),
        Column("known", Text(nl="Bekend", en="Known"), number=True),
        Column("unknown", Text(nl="Onbekend", en="Unknown"), number=True),
    )
    counted = {gap: sum(gap in use.gaps for use in found) for gap in words.GAPS}
    rows = tuple((words.FIELDS[gap], len(found) - missing, missing) for gap, missing in counted.items())
    return Table(words.COUNTS, columns, rows, len(rows))


def _chart(found: Sequence[Use], named: Counter[str]) -> Chart:
    order = sorted(named.items(), key=lambda pair: (-pair[1], pair[0]))
    unknown = len(found) - sum(named.values())
    bars: list[tuple[Text, int]] = [(same(name), count) for name, count in order]
    bars += [(words.UNKNOWN, unknown)] if unknown else []
    points = tuple(Point(count, place, name) for place, (name, count) in enumerate(bars))
    title = words.CHART.fill(supplier=order[0][0], count=order[0][1], all=len(found))
    return Chart("bars", title, words.CHART_X, field_words("supplier"), points)


def _count(value: int) -> Text:
    return Text(nl=number(value, "nl"), en=number(value, "en"))


def _decimal(value: Any) -> Text:
    return Text(nl=number(value, "nl", 1), en=number(value, "en", 1))


CLOUD_USE_QUESTION: Question[Inputs] = Question(
    name="cloud-use",
    wire="wat-gebruiken-wij",
    room="cloud",
    sentence=words.SENTENCE,
    explain=words.EXPLAIN,
    inputs=Inputs,
    ask=ask,
    cost=2,
    example={},
)
