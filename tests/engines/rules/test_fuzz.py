# SPDX-License-Identifier: EUPL-1.2
"""Whatever is given, a rule file is read or refused with our own error, and a case has an outcome or is refused."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from stelsel.engines.rules import Library, check, read_rules
from stelsel.engines.rules.sample import Samples, day_of
from stelsel.kernel.problem import BadInput
from tests.conftest import IN_CAMPAIGN
from tests.engines.rules import hostile
from tests.engines.rules.texts import laws

SECONDS, BYTES = 60, 1_500_000_000
"""What a process with all bombs may use: far more than it does, far less than without limits."""
SMALL = 25_000
EXAMPLES = settings(max_examples=5_000 if IN_CAMPAIGN else 60)
SEEDS = st.integers(0, 2**63)


@pytest.fixture(scope="module")
def files(shared_data: Path) -> list[tuple[str, bytes]]:
    return [(name, content) for name, content in laws(shared_data) if len(content) <= SMALL]


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))


def test_bombs_are_refused_or_run_in_little_time_and_memory() -> None:
    command = [sys.executable, "-m", "tests.engines.rules.hostile"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=_limit)
    assert done.returncode == 0, done.stderr[-2_000:]
    loading = {name for name, loads in json.loads(done.stdout).items() if loads}
    assert {"doubling definitions", "as deep as is read", "definitions in a circle", "wide choice"} <= loading
    assert {"aliases", "alias of itself", "deep", "deep expression", "large"} & loading == set()


def test_a_circle_of_definitions_is_named() -> None:
    library = Library([read_rules(hostile.bombs()["definitions in a circle"], "x.yaml")])
    assert [one.what.en for one in check(library) if one.code == "rules-cycle"] == ["This needs itself: b > c > b."]


@EXAMPLES
@given(SEEDS)
def test_random_trees_of_the_words_of_the_format(seed: int) -> None:
    hostile.try_text(hostile.random_text(Random(seed)), facts={"personen": {"aanvrager": {"a": 5}}})


def test_many_random_trees_load_and_many_do_not() -> None:
    taken = [hostile.try_text(hostile.random_text(Random(seed))) is not None for seed in range(300)]
    assert 30 < sum(taken) < 270


@pytest.mark.campaign
def test_real_files_with_something_changed(files: list[tuple[str, bytes]], campaign: bool) -> None:
    taken = []
    for seed in range(3_000 if campaign else 60):
        dice = Random(seed)
        name, content = dice.choice(files)
        document = yaml.load(content, yaml.CSafeLoader)
        for _ in range(dice.randint(1, 3)):
            document = hostile.changed(document, dice)
        twin = yaml.dump(document, Dumper=yaml.CSafeDumper, allow_unicode=True).encode()
        taken.append(hostile.try_text(twin, name) is not None)
    assert any(taken)
    assert not all(taken)


@pytest.mark.campaign
def test_real_files_with_bytes_changed(files: list[tuple[str, bytes]], campaign: bool) -> None:
    for seed in range(3_000 if campaign else 60):
        dice = Random(seed)
        name, content = dice.choice(files)
        hostile.try_text(_flipped(content, dice), name)


def _flipped(content: bytes, dice: Random) -> bytes:
    made = bytearray(content)
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(made))
        match dice.randrange(4):
            case 0:
                made[at] ^= 1 << dice.randrange(8)
            case 1:
                del made[at : at + dice.randint(1, 30)]
            case 2:
                made[at:at] = made[at : at + 60]
            case _:
                made[at:at] = dice.choice([b"\n", b"  ", b"- ", b": ", b"*a ", b"&a ", b"'", b"$", b"!!", b"\t", b"{"])
    return bytes(made)


@pytest.fixture(scope="module")
def cases(shared_data: Path) -> list[tuple[Library, str, str, Any]]:
    """Cases of real rules with facts that decide them."""
    library = Library(read_rules(content, name) for name, content in laws(shared_data))
    return list(_cases(library))


def _cases(library: Library) -> Iterator[tuple[Library, str, str, Any]]:
    samples = Samples(library)
    for version in library.versions[::4]:
        for name in list(version.outputs)[:1]:
            try:
                _, facts = samples.case(version, name, day_of(library, version))
            except BadInput:
                continue
            yield library, version.text.id, name, json.loads(json.dumps(facts))


@pytest.mark.campaign
def test_changed_facts_give_an_outcome_or_name_the_fact(
    cases: list[tuple[Library, str, str, Any]], campaign: bool
) -> None:
    taken = []
    for seed in range(20_000 if campaign else 600):
        dice = Random(seed)
        library, rule, output, facts = dice.choice(cases)
        found = hostile.try_case(library, rule, output, hostile.changed_facts(facts, dice))
        taken.append(found is not None)
    assert any(taken)
    assert not all(taken)


@pytest.mark.campaign
def test_a_refused_fact_is_named_with_its_rule(cases: list[tuple[Library, str, str, Any]]) -> None:
    named = 0
    for seed in range(300):
        dice = Random(seed)
        library, rule, output, facts = dice.choice(cases)
        try:
            hostile.evaluate(library, rule, output, hostile.Facts(hostile.changed_facts(facts, dice)), hostile.DAY)
        except BadInput as problem:
            finding = problem.findings[0]
            if finding.code in ("facts-type", "facts-range", "facts-choice"):
                named += 1
                assert finding.where.count(".") >= 1, finding
                assert " regel " in finding.what.nl, finding
                assert " line " in finding.what.en, finding
    assert named


@EXAMPLES
@given(SEEDS)
def test_proofs_about_random_rules_end_with_a_verdict(seed: int) -> None:
    text = hostile.try_text(hostile.random_text(Random(seed)))
    if text is not None:
        hostile.try_proof(text, (-50, 50))
