# SPDX-License-Identifier: EUPL-1.2
"""Who fits this role, who is missing, and what is the smallest relaxation? Only counts of groups leave this."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from stelsel.book.answer import Answer, Cell, Change, Chart, Column, Point, Reason, Table, Unknown, ref
from stelsel.book.book import Book
from stelsel.book.question import Budget, Question
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text, number
from stelsel.priorities.people.exchange import pool as pool_file
from stelsel.priorities.people.exchange.pool import Pool
from stelsel.priorities.people.kinds import both
from stelsel.priorities.people.policy import Aggregates, aggregates, ladder, ladder_link
from stelsel.priorities.people.questions import _words as words
from stelsel.priorities.people.questions._fit import Fit, Relaxation, fit
from stelsel.priorities.people.questions._needs import Inputs, Need, Request, check, key_of, profiles, request

SHOWN = 5
SHOWN_HOLDERS = 8


@dataclass(frozen=True)
class Told:
    """What may be told: counts as bands. The exact counts stop here."""

    request: Request
    rule: Aggregates
    fitting: tuple[int, int]
    possible: tuple[int, int]
    holders: tuple[tuple[int, int], ...]
    smallest: Relaxation | None
    single: tuple[Relaxation, ...]

    @property
    def scarcest(self) -> Need:
        """The need that the fewest surely hold, by band; of equals the first by name."""
        pairs = zip(self.holders, self.request.needs, strict=True)
        return min(pairs, key=lambda pair: (pair[0], pair[1].name))[1]

    @property
    def enough(self) -> bool:
        """Whether a group that may be told fits."""
        return self.fitting[0] >= self.rule.smallest_group


def ask(book: Book, inputs: Inputs, budget: Budget) -> Answer:
    """The answer over the invented pool, which is generated and read here and nowhere else."""
    return ask_of(book, inputs, budget, book.memo("people-pool", lambda: _pool(book)))


def ask_of(book: Book, inputs: Inputs, budget: Budget, pool: Pool) -> Answer:
    """The answer over a pool that is handed in."""
    asked, rule = request(book, inputs), aggregates()
    budget.spend(rule.band(pool.size)[0])
    if not pool.size:
        nothing = Unknown(words.NO_POOL, words.NO_POOL_ASK)
        return Answer(question="", inputs={}, verdict="unknown", headline=words.NO_POOL, unknown=(nothing,))
    if inputs.organisation and inputs.organisation not in pool.organisations:
        known = words.NO_ORGANISATION[1].fill(known=", ".join(sorted(pool.organisations)))
        raise bad_input("unknown-organisation", "organisatie", words.NO_ORGANISATION[0], known)
    found = fit(asked.needs, pool, inputs.organisation or "", rule.smallest_group)
    told = _told(asked, rule, found)
    return _answer(told)


def _pool(book: Book) -> Pool:
    """The pool for the role profiles of a book; another publication that leaves them as they are does not remake it."""
    roles = (
        tuple((key_of(need), need.level or 1, need.essential) for need in body.required) for body in profiles(book)
    )
    return pool_for(tuple(roles))


@lru_cache(maxsize=2)
def pool_for(roles: tuple[tuple[tuple[str, int, bool], ...], ...]) -> Pool:
    """The generated file, read: nothing of it is kept but arrays without people."""
    return pool_file.read(pool_file.generate(roles))


def _told(asked: Request, rule: Aggregates, found: Fit) -> Told:
    return Told(
        asked,
        rule,
        rule.band(found.fitting),
        rule.band(found.possible),
        tuple(rule.band(count) for count in found.holders),
        found.smallest,
        found.single,
    )


def _answer(told: Told) -> Answer:
    scarce = told.scarcest
    said = words.FITS if told.enough else words.TOO_FEW
    role = told.request.role
    what = both(role[1].title, role[1].title_en) if role else words.THESE_SKILLS
    return Answer(
        question="",
        inputs={},
        verdict="yes" if told.enough else "unknown",
        headline=said.fill(
            fit=_say(told, told.fitting),
            group=told.rule.smallest_group,
            what=what,
            sample=words.SAMPLE,
            scarce=_named(scarce),
        ),
        result=_result(told),
        reasons=tuple(_reasons(told)),
        unknown=tuple(_unknowns(told)),
        changes=tuple(_changes(told)),
        tables=(_needs_table(told), _relaxed_table(told)),
        charts=(_chart(told),),
        notes=(words.SYNTHETIC, words.STEPS.fill(step=told.rule.step)),
    )


def _say(told: Told, band: tuple[int, int]) -> Text:
    """A band in words; the first one is 'fewer than five'."""
    low, high = band
    if low < told.rule.smallest_group:
        return words.FEWER.fill(group=told.rule.smallest_group)
    return words.BAND.fill(low=_count(low), high=_count(high))


def _count(value: int) -> Text:
    return Text(nl=number(value, "nl"), en=number(value, "en"))


def _named(need: Need) -> Text:
    return words.AT_LEVEL.fill(name=need.name, level=ladder()[need.level - 1])


def _plain(told: Told, band: tuple[int, int]) -> dict[str, Any]:
    """A band for machines; below the smallest group nothing but that it is so."""
    if band[0] < told.rule.smallest_group:
        return {"fewerThan": told.rule.smallest_group}
    return {"atLeast": band[0], "atMost": band[1]}


def _result(told: Told) -> dict[str, Any]:
    pairs = zip(told.request.needs, told.holders, strict=True)
    relaxed = told.smallest
    return {
        "pool": "synthetic",
        "fitting": _plain(told, told.fitting),
        "possible": _plain(told, told.possible),
        "scarcest": told.scarcest.key,
        "needs": [{"skill": need.key, "level": need.level, "holders": _plain(told, band)} for need, band in pairs],
        "relaxation": _relaxation(told, relaxed) if relaxed else None,
    }


def _relaxation(told: Told, relaxed: Relaxation) -> dict[str, Any]:
    needs = told.request.needs
    return {
        "steps": relaxed.steps,
        "provenSmallest": relaxed.proven,
        "lower": [{"skill": needs[at].key, "from": old, "to": new} for at, old, new in relaxed.changes],
        "fitting": _plain(told, told.rule.band(relaxed.fitting)),
    }


def _reasons(told: Told) -> Iterator[Reason]:
    asked = told.request
    if asked.role:
        record, body = asked.role
        title = both(body.title, body.title_en)
        essential = sum(need.essential for need in body.required)
        yield Reason(words.ROLE_ASKS.fill(role=title, count=_count(essential)), ref(record))
    order = sorted(zip(told.holders, asked.needs, strict=True), key=lambda pair: (pair[0], pair[1].name))
    for band, need in order[:SHOWN_HOLDERS]:
        said = words.HOLDERS.fill(name=_named(need), count=_say(told, band))
        yield Reason(said, ref(need.record) if need.record else None)
    title, link = ladder_link()
    yield Reason(words.LEVELS.fill(first=ladder()[0], last=ladder()[-1]), rule=title, link=link)
    for article in told.rule.articles:
        yield Reason(article.says, rule=article.name, link=article.link)
    if asked.optional:
        yield Reason(words.OPTIONAL.fill(count=_count(asked.optional)), ref(asked.role[0]) if asked.role else None)


def _unknowns(told: Told) -> Iterator[Unknown]:
    if told.possible[0] >= told.rule.smallest_group:
        yield Unknown(words.MIGHT.fill(count=_say(told, told.possible)), words.MIGHT_ASK, told.possible[0])
    levelless = sum(not need.level_given for need in told.request.needs)
    if levelless:
        yield Unknown(words.NO_LEVEL.fill(count=_count(levelless)), words.NO_LEVEL_ASK, levelless)
    nameless = sum(need.record is None for need in told.request.needs)
    if nameless:
        yield Unknown(words.NAMELESS.fill(count=_count(nameless)), words.NAMELESS_ASK, nameless)


def _changes(told: Told) -> Iterator[Change]:
    if told.smallest is None:
        effect = words.NONE_MORE_THEN if told.enough else words.NONE_SMALL_THEN
        yield Change(words.NONE_SMALL, effect.fill(group=told.rule.smallest_group))
        return
    smallest = told.smallest
    count = _say(told, told.rule.band(smallest.fitting))
    effect = words.SMALLEST_THEN if smallest.proven else words.WORKS_THEN
    yield Change(_lowered(told, smallest), effect.fill(steps=smallest.steps, count=count))
    for relaxed in [item for item in told.single if item.changes != smallest.changes][:SHOWN]:
        yield Change(_lowered(told, relaxed), words.THEN.fill(count=_say(told, told.rule.band(relaxed.fitting))))


def _lowered(told: Told, relaxed: Relaxation) -> Text:
    parts = []
    for at, old, new in relaxed.changes:
        said = words.LOWER if new else words.DROP
        parts.append(said.fill(name=told.request.needs[at].name, old=old, new=new))
    return Text(nl=" ".join(part.nl for part in parts), en=" ".join(part.en for part in parts))


def _needs_table(told: Told) -> Table:
    columns = (Column("skill", words.SKILL), Column("level", words.LEVEL), Column("people", words.PEOPLE))
    order = sorted(zip(told.holders, told.request.needs, strict=True), key=lambda pair: (pair[0], pair[1].name))
    rows = tuple(
        (
            Cell(need.name, need.record.id if need.record else ""),
            ladder()[need.level - 1],
            Cell(_say(told, band), badge="sample"),
        )
        for band, need in order
    )
    return Table(words.TABLE, columns, rows, len(rows))


def _relaxed_table(told: Told) -> Table:
    columns = (
        Column("change", words.CHANGE),
        Column("steps", words.STEP_COUNT, number=True),
        Column("fitting", words.FITTING),
    )
    found: Sequence[Relaxation] = told.single
    if told.smallest and len(told.smallest.changes) > 1:
        found = (told.smallest, *found)
    rows = tuple(
        (_lowered(told, relaxed), relaxed.steps, Cell(_say(told, told.rule.band(relaxed.fitting)), badge="sample"))
        for relaxed in found
    )
    return Table(words.RELAXED, columns, rows, len(rows))


def _chart(told: Told) -> Chart:
    order = sorted(zip(told.holders, told.request.needs, strict=True), key=lambda pair: (pair[0], pair[1].name))
    points = tuple(
        Point(band[0], place, need.name, need.record.id if need.record else "")
        for place, (band, need) in enumerate(order[:20])
    )
    return Chart("bars", words.CHART.fill(name=told.scarcest.name), words.CHART_X, words.SKILL, points)


WHO_FITS: Question[Inputs] = Question(
    name="who-fits-this-role",
    wire="wie-past-bij-deze-rol",
    room="people",
    sentence=words.SENTENCE,
    explain=words.EXPLAIN,
    inputs=Inputs,
    ask=ask,
    cost=8,
    check=check,
    example={"rol": "importeur/role-profile/uk-gdd.data-engineer.data-engineer"},
)
