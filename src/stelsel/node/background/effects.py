# SPDX-License-Identifier: EUPL-1.2
"""A rule for everyone, or a change of it, as a job: over a larger synthetic country, or people of the organisation.
What stays are numbers of five households and more; the results of each household go away, also after a stop."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

from stelsel.book.audience import Asker
from stelsel.kernel.text import Text, number
from stelsel.node.background.outcome import outcome
from stelsel.node.jobs import Work, job
from stelsel.node.jobs.stops import Cancelled
from stelsel.node.models import Job
from stelsel.node.node import node
from stelsel.node.population import people as folk
from stelsel.node.population.examples import Side
from stelsel.node.population.report import Asked, Report, kept, report
from stelsel.nouns.rule_text import rules_in

_MAKING = Text(nl="Het verzonnen land maken", en="Making the synthetic country")
_COMPUTING = Text(nl="Rekenen", en="Computing")


@job(Text(nl="Reken een regel uit voor iedereen", en="Compute a rule for everyone"))
def compute_effects(  # noqa: PLR0913, PLR0917 - plain values, as a job keeps them
    context: Work, publisher: str, rule: str, output: str, first: str, second: str, by: str, people: str, go_on: bool
) -> dict[str, Any]:
    """With the rules that the publisher sees, on one day or two (`second` empty: one). What was computed before a stop
    is used again."""
    book = node().book(Asker(frozenset({publisher}), name=publisher))
    rules = rules_in(book)
    days = [date.fromisoformat(one) for one in (first, second) if one]
    asked = Asked(rule, output, (by,) if by else (), go_on, book.position.hash)
    folder = _folder(context.lease.id)
    try:
        source = _people(context, people, days[-1])
        found = report(
            asked,
            [Side(rules, one) for one in days],
            source,
            folder,
            lambda done, pieces: context.report(done, pieces, _COMPUTING),
        )
    except Cancelled:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return {**outcome(_said(found), found.findings, households=found.households), "report": kept(found)}


def _people(context: Work, name: str, on: date) -> Any:
    return folk.people(name, settings.HOME, settings.PEOPLE, on, lambda persons: context.report(persons, 0, _MAKING))


def _folder(id: object) -> Path:
    return Path(settings.HOME) / "people" / f".job-{id}"


def clear_left() -> int:
    """Takes away the results of households of jobs that ended, or are no more; how many."""
    gone = 0
    for folder in sorted((Path(settings.HOME) / "people").glob(".job-*")):
        if not Job.objects.filter(pk=folder.name.removeprefix(".job-"), end="").exists():
            shutil.rmtree(folder, ignore_errors=True)
            gone += 1
    return gone


def _said(found: Report) -> Text:
    if not found.unit:
        return _READY
    if found.reform is None:
        whole = found.numbers[0].whole
        return _FEW if whole.few else _SINGLE.fill(n=_n(whole.getting), of=_n(whole.households))
    effect = found.reform.whole
    if effect.few:
        return _FEW
    return _COMPARED.fill(gain=_n(effect.gain.households), lose=_n(effect.lose.households), of=_n(effect.households))


def _n(count: int) -> Text:
    return Text(nl=number(count, "nl"), en=number(count, "en"))


_SINGLE = Text(nl="{n} van de {of} huishoudens krijgen iets.", en="{n} of {of} households get something.")
_COMPARED = Text(
    nl="{gain} van de {of} huishoudens gaan erop vooruit, {lose} gaan erop achteruit.",
    en="{gain} of {of} households gain, {lose} lose.",
)
_READY = Text(nl="De uitkomst is berekend.", en="The outcome was computed.")
_FEW = Text(
    nl="Het gaat om zo weinig huishoudens dat we niet zeggen hoeveel.",
    en="There are so few households that we do not say how many.",
)
