# SPDX-License-Identifier: EUPL-1.2
"""The table of a set of rule files: what loads, what runs, what cannot be executed, what the checks find."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from stelsel.engines.rules.checks import Check, check
from stelsel.engines.rules.library import Library, Version
from stelsel.engines.rules.model import RuleText, Untranslatable
from stelsel.engines.rules.outcome import Figures
from stelsel.engines.rules.parameters import Parameters
from stelsel.engines.rules.reader import read_rules
from stelsel.engines.rules.sample import Samples, day_of
from stelsel.kernel.problem import BadInput, Finding


class Row(msgspec.Struct, frozen=True):
    """One file. `refused` is why it does not load; else `outputs` is the number it gives, of which an example case
    `decided` so many, ended with named facts unknown for `open`, and could not be executed for `stuck`."""

    file: str
    id: str = ""
    refused: tuple[Finding, ...] = ()
    outputs: int = 0
    decided: int = 0
    open: int = 0
    stuck: int = 0
    untranslatable: tuple[Untranslatable, ...] = ()
    findings: tuple[Check, ...] = ()

    @property
    def runs(self) -> bool:
        """Whether an example case gives an outcome or names the facts that are unknown."""
        return self.decided + self.open > 0


def load(files: Iterable[tuple[str, bytes]]) -> tuple[tuple[RuleText, ...], dict[str, tuple[Finding, ...]]]:
    """The texts of files (name, content), and of each file that is refused why."""
    texts: list[RuleText] = []
    refused: dict[str, tuple[Finding, ...]] = {}
    for name, raw in files:
        try:
            texts.append(read_rules(raw, name))
        except BadInput as problem:
            refused[name] = problem.findings
    return tuple(texts), refused


def report(files: Iterable[tuple[str, bytes]], figures: Figures | None = None) -> tuple[Row, ...]:
    """The table, by file name. BadInput when two files are the same version of one text."""
    texts, refused = load(files)
    return report_of(Library(texts), refused, figures)


def report_of(
    library: Library, refused: Mapping[str, tuple[Finding, ...]], figures: Figures | None = None
) -> tuple[Row, ...]:
    """The table of texts that were read already; `refused` are the files that did not read, and why."""
    known = figures if isinstance(figures, Parameters) else None
    samples, findings = Samples(library), check(library, known)
    rows = [Row(name, refused=why) for name, why in refused.items()]
    rows += [_row(one, samples, findings, figures) for one in library.versions]
    return tuple(sorted(rows, key=lambda row: row.file))


def _row(version: Version, samples: Samples, findings: Sequence[Check], figures: Figures | None) -> Row:
    text = version.text
    counts = {"decided": 0, "open": 0, "stuck": 0}
    names = list(dict.fromkeys([*version.promised, *version.outputs]))
    day = day_of(samples.library, version)
    for name in names:
        try:
            outcome, _ = samples.case(version, name, day, figures)
        except BadInput:
            counts["stuck"] += 1
            continue
        counts["stuck" if outcome.troubles else "open" if outcome.missing else "decided"] += 1
    return Row(
        file=text.file,
        id=text.id,
        outputs=len(names),
        decided=counts["decided"],
        open=counts["open"],
        stuck=counts["stuck"],
        untranslatable=text.untranslatable,
        findings=tuple(one for one in findings if one.file == text.file),
    )
