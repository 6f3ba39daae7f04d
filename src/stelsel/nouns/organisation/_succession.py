# SPDX-License-Identifier: EUPL-1.2
"""Who came after whom: from TOOI events, and where TOOI is silent from the register's own successor column."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec

from stelsel.kernel.time import Period
from stelsel.nouns.organisation._kinds import ChangeKind, FormerName, Organisation
from stelsel.nouns.organisation._tooi import Lists, code_of

Bodies = Mapping[str, tuple[str, Organisation]]


def with_succession(bodies: Bodies, lists: Lists, successors: Mapping[str, str]) -> list[tuple[str, Organisation]]:
    """The organisations with predecessors, successors, how they ended and the names they had. `bodies` by source id;
    `successors` maps the source id of an ended organisation to that of its successor."""
    after, kinds = _events(lists)
    tooi = {source: body.tooi for source, (_, body) in bodies.items() if body.tooi}
    for source, next_source in successors.items():
        old, new = tooi.get(source), tooi.get(next_source)
        if old and new and old not in after and old != new:
            after[old].add(new)
    before: dict[str, set[str]] = defaultdict(set)
    for old, news in after.items():
        for new in news:
            before[new].add(old)
    names = _former_names([body for _, body in bodies.values()], after)
    return [
        (local, _linked(body, before, after, kinds, names) if body.tooi else body) for local, body in bodies.values()
    ]


def is_version(tooi: str | None) -> bool:
    """Whether a TOOI address stands for a former state of an organisation (HistorischeVersie), not for one itself."""
    return tooi is not None and code_of(tooi).startswith("hv_")


def _events(lists: Lists) -> tuple[dict[str, set[str]], dict[str, set[ChangeKind]]]:
    after: dict[str, set[str]] = defaultdict(set)
    kinds: dict[str, set[ChangeKind]] = defaultdict(set)
    for change in lists.changes:
        for old in change.ended:
            after[old].update(change.into)
            kinds[old].add(change.kind)
    return after, kinds


def _linked(
    body: Organisation,
    before: Mapping[str, set[str]],
    after: Mapping[str, set[str]],
    kinds: Mapping[str, set[ChangeKind]],
    names: Mapping[str, list[FormerName]],
) -> Organisation:
    tooi = body.tooi or ""
    how = kinds.get(tooi, set())
    return msgspec.structs.replace(
        body,
        predecessors=tuple(sorted(before.get(tooi, ()))),
        successors=tuple(sorted(after.get(tooi, ()))),
        ended_by=next(iter(how)) if len(how) == 1 else ("reallocation" if how else None),
        former_names=(*body.former_names, *names.get(tooi, ())),
    )


def _former_names(bodies: Iterable[Organisation], after: Mapping[str, set[str]]) -> dict[str, list[FormerName]]:
    """Rows that are former states of an organisation give it the names it had (ministries)."""
    found: dict[str, list[FormerName]] = defaultdict(list)
    for body in sorted(bodies, key=lambda body: f"{body.valid.end or ''}{body.tooi or ''}"):
        living = body.tooi
        seen: set[str] = set()
        while living and is_version(living) and living not in seen:
            seen.add(living)
            living = next(iter(sorted(after.get(living, ()))), None)
        if living and living != body.tooi:
            found[living].append(FormerName(name=body.name, valid=Period(body.valid.start, body.valid.end)))
    return found
