# SPDX-License-Identifier: EUPL-1.2
"""Similar applications as tables, a chart and plain data."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from stelsel.book.answer import Cell, Chart, Column, Point, Table
from stelsel.kernel.text import Text, same
from stelsel.kernel.vocabulary import words as field_words
from stelsel.priorities.ai.kinds import REGISTERS, STATUSES, AiApplication
from stelsel.priorities.ai.questions import _words
from stelsel.priorities.ai.questions._corpus import Corpus
from stelsel.priorities.ai.questions._similar import Found, Group
from stelsel.priorities.ai.questions._speak import shared

SHOWN_NAMES, SHOWN_MEMBERS, SHOWN_BARS = 3, 100, 10

_GROUP_COLUMNS = (
    Column("application", Text(nl="Toepassing", en="Application")),
    Column("organisations", Text(nl="Organisaties", en="Organisations"), number=True),
    Column("who", Text(nl="Bij", en="At")),
    Column("status", field_words("status")),
    Column("share", Text(nl="Overeenkomst", en="Likeness"), "%", number=True, decimals=0),
    Column("words", Text(nl="Gedeelde woorden", en="Shared words")),
)
_MEMBER_COLUMNS = (
    Column("application", Text(nl="Toepassing", en="Application")),
    Column("organisation", Text(nl="Organisatie", en="Organisation")),
    Column("status", field_words("status")),
    Column("register", field_words("register")),
    Column("link", field_words("link")),
)


def groups(have: Corpus, found: Found) -> Table:
    """One row per application, with how many organisations have it."""
    return Table(_words.TABLE, _GROUP_COLUMNS, tuple(_group(have, one) for one in found.groups), found.total_groups)


def members(have: Corpus, found: Found) -> Table:
    """Every entry of the applications shown, the best first."""
    rows = [row for group in found.groups for row in _in_order(have, group)]
    return Table(
        _words.WHO_TABLE, _MEMBER_COLUMNS, tuple(_member(have, row) for row in rows[:SHOWN_MEMBERS]), len(rows)
    )


def _group(have: Corpus, group: Group) -> tuple[Any, ...]:
    record, body = have.records[group.best]
    names = organisations(have, group)
    shown = ", ".join(names[:SHOWN_NAMES]) or body.provider or ""
    more = f" +{len(names) - SHOWN_NAMES}" if len(names) > SHOWN_NAMES else ""
    return (
        Cell(same(body.name), record.id, "sample" if body.sample else ""),
        len(names),
        same(shown + more) if shown else None,
        _statuses([have.records[row][1] for row in group.rows]),
        Decimal(round(group.share * 100)),
        shared(group),
    )


def _member(have: Corpus, row: int) -> tuple[Any, ...]:
    record, body = have.records[row]
    return (
        Cell(same(body.name), record.id, "sample" if body.sample else ""),
        same(body.organisation_name) if body.organisation_name else None,
        STATUSES[body.status] if body.status else None,
        REGISTERS[body.register],
        same(body.source_link) if body.source_link else None,
    )


def organisations(have: Corpus, group: Group) -> list[str]:
    """The organisations of a group, that of its best row first, each once."""
    names = (have.records[row][1].organisation_name for row in _in_order(have, group))
    return list(dict.fromkeys(name for name in names if name))


def _in_order(have: Corpus, group: Group) -> list[int]:
    return [group.best, *(row for row in group.rows if row != group.best)]


def _statuses(bodies: list[AiApplication]) -> Text:
    counted = Counter(body.status for body in bodies)
    said = [
        (STATUSES[status] if status else _words.STATUS_UNKNOWN, count)
        for status, count in sorted(counted.items(), key=lambda pair: (-pair[1], str(pair[0])))
    ]
    if len(said) == 1:
        return said[0][0]
    return Text(
        nl=", ".join(f"{count} {word.nl}" for word, count in said),
        en=", ".join(f"{count} {word.en}" for word, count in said),
    )


def chart(have: Corpus, found: Found) -> Iterator[Chart]:
    """At how many organisations each application is."""
    sized = [(len(organisations(have, group)), group) for group in found.groups]
    most = sorted((pair for pair in sized if pair[0] > 1), key=lambda pair: (-pair[0], pair[1].best))[:SHOWN_BARS]
    if len(most) < 2:
        return
    points = tuple(
        Point(Decimal(count), Decimal(at), same(body.name), record.id, at == 0)
        for at, (count, group) in enumerate(most)
        for record, body in (have.records[group.best],)
    )
    title = _words.CHART.fill(name=have.records[most[0][1].best][1].name, count=_words.count(most[0][0]))
    yield Chart("bars", title, _words.CHART_Y, _words.CHART_X, points)


def result(have: Corpus, found: Found) -> dict[str, Any]:
    """The answer as data."""
    return {
        "considered": len(have),
        "applications": found.total_groups,
        "entries": found.total_rows,
        "groups": [
            {
                "best": have.records[group.best][0].id,
                "score": str(round(Decimal(group.score), 4)),
                "sharePercent": str(round(Decimal(group.share * 100), 1)),
                "sharedWords": [
                    {"word": word, "percent": str(round(Decimal(part * 100), 1))} for word, part in group.shared
                ],
                "organisations": organisations(have, group),
                "entries": [_entry(have, row) for row in _in_order(have, group)[:SHOWN_MEMBERS]],
                "entryCount": len(group.rows),
            }
            for group in found.groups
        ],
        "unknownWords": list(found.asked.unknown),
    }


def _entry(have: Corpus, row: int) -> dict[str, Any]:
    record, body = have.records[row]
    return {
        "id": record.id,
        "organisation": body.organisation_name or None,
        "status": body.status,
        "link": body.source_link,
        "register": body.register,
    }
