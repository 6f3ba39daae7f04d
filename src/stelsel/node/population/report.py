# SPDX-License-Identifier: EUPL-1.2
"""What a rule does for everyone, or what a change of it does, as one report: computed, told in numbers, and kept as
JSON. It holds numbers of five households and more, and nothing of one."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import msgspec

from stelsel.engines.rules.population import Program, compile_rule
from stelsel.kernel.problem import Finding
from stelsel.node.population.country import Country
from stelsel.node.population.examples import Example, Side, examples
from stelsel.node.population.more import More, more_of, same_more
from stelsel.node.population.numbers import Numbers, numbers
from stelsel.node.population.reform import Reform, reform
from stelsel.node.population.run import Ran, Wish, run
from stelsel.node.population.source import Source

Progress = Callable[[int, int], None]
"""Pieces that are done, of how many."""


@dataclass(frozen=True)
class Asked:
    """What is asked: an output of a rule, the columns to count by, and whether to go on without what is not right."""

    rule: str
    output: str
    by: tuple[str, ...] = ()
    go_on: bool = False
    position: str = ""


@dataclass(frozen=True)
class Report:
    """The answer. `days` and `texts` (hash by file) and `numbers`: of each side. `reform` with two sides. `more`: the
    fact of the marginal pressure, None where no income counts. `synthetic`: these people do not exist.
    `yes_no`: the outcome is yes or no."""

    rule: str
    output: str
    unit: str
    synthetic: bool
    by: tuple[str, ...]
    days: tuple[date, ...]
    texts: tuple[Mapping[str, str], ...]
    figures: tuple[Mapping[str, str], ...]
    position: str
    source: tuple[tuple[str, str], ...]
    households: int
    left_out: int
    numbers: tuple[Numbers, ...]
    reform: Reform | None
    more: More | None
    examples: tuple[Example, ...]
    findings: tuple[Finding, ...]
    yes_no: bool = False


def programs_of(asked: Asked, sides: Sequence[Side]) -> tuple[Program, ...]:
    """The program of each side. BadInput for what cannot be compiled."""
    return tuple(
        compile_rule(
            one.rules.library, asked.rule, asked.output, one.on, known_at=one.known_at, figures=one.rules.figures
        )
        for one in sides
    )


def report(
    asked: Asked, sides: Sequence[Side], source: Source, folder: Path, progress: Progress = lambda done, pieces: None
) -> Report:
    """Computes each side in `folder` (what an earlier, stopped run made there is used) and takes away the results of
    the households when the numbers are there. BadInput as `run`."""
    programs = programs_of(asked, sides)
    more = same_more([more_of(one) for one in programs])
    ran: list[Ran] = []
    for at, program in enumerate(programs):
        wish = Wish(program, source, folder / f"side-{at + 1}", asked.by, asked.go_on, asked.position, more=more)
        ran.append(run(wish, _part(at, len(programs), progress)))
    counted = tuple(numbers(one.files, asked.by) for one in ran)
    changed = reform(ran[0].files, ran[1].files, asked.by, more) if len(ran) > 1 else None
    shown = examples(source, sides, asked.rule, asked.output, more) if isinstance(source, Country) and more else ()
    found = _report(asked, programs, source, ran, counted, changed, more, shown)
    shutil.rmtree(folder)
    return found


def _part(at: int, of: int, progress: Progress) -> Callable[[int, int, int], None]:
    """The progress of one side as a part of all."""
    return lambda done, pieces, households: progress(at * pieces + done, of * pieces)


def _report(
    asked: Asked,
    programs: Sequence[Program],
    source: Source,
    ran: Sequence[Ran],
    counted: tuple[Numbers, ...],
    changed: Reform | None,
    more: More | None,
    shown: tuple[Example, ...],
) -> Report:
    findings = {(one.code, one.where, one.what): one for each in ran for one in each.findings}
    return Report(
        rule=asked.rule,
        output=asked.output,
        unit=programs[0].unit,
        synthetic=source.synthetic,
        by=asked.by,
        days=tuple(one.on for one in programs),
        texts=tuple(dict(sorted(one.texts.items())) for one in programs),
        figures=tuple(dict(sorted(one.figures.items())) for one in programs),
        position=asked.position,
        source=ran[0].source,
        households=ran[0].households,
        left_out=ran[0].left_out,
        numbers=counted,
        reform=changed,
        more=more,
        examples=shown,
        findings=tuple(findings.values()),
        yes_no=programs[0].sort == "boolean",
    )


def kept(one: Report) -> dict[str, Any]:
    """The report as JSON, to keep."""
    found: dict[str, Any] = msgspec.to_builtins(one, enc_hook=str)
    return found


def read(kept: Any) -> Report:
    """The report from what was kept."""
    return msgspec.convert(kept, Report, strict=False, dec_hook=lambda kind, value: Fraction(value))
