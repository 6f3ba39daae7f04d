# SPDX-License-Identifier: EUPL-1.2
"""The shared laws of others: what compiles says what `evaluate` says, and the page tells what does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from stelsel.engines.rules import Facts, Library, evaluate, load
from stelsel.engines.rules.population import compile_rule
from stelsel.engines.rules.sample import day_of
from stelsel.kernel.problem import BadInput
from tests.engines.rules.population.households import cases, computed, said, told
from tests.engines.rules.texts import laws
from tools.derive_compiled import PAGE, made


@pytest.fixture(scope="module")
def library(shared_data: Path) -> Library:
    return Library(load(laws(shared_data))[0])


def test_what_compiles_says_what_one_case_says(library: Library, campaign: bool) -> None:
    outputs = compared = 0
    for version in library.versions:
        rule, service = version.text.id, version.text.service
        for output in dict.fromkeys([*version.promised, *version.outputs]):
            try:
                program = compile_rule(library, rule, output, day_of(library, version), service=service)
            except BadInput:
                continue
            some = cases(program, 300 if campaign else 6)
            outputs += 1
            for case, answer in zip(some, computed(program, some), strict=True):
                try:
                    outcome = evaluate(library, rule, output, Facts(case), program.on, service=service)
                except BadInput:  # a fact that texts give two types
                    continue
                compared += 1
                assert said(outcome) == told(answer), (version.text.file, output, case)
    assert outputs >= 270
    assert compared >= outputs * 5


def test_the_page_says_what_compiles(shared_data: Path) -> None:
    assert PAGE.read_text(encoding="utf-8") == made(shared_data), "run tools/derive_compiled.py"
