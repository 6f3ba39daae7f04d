# SPDX-License-Identifier: EUPL-1.2
"""Who fits a role: only bands leave, no planted person does, and the smallest relaxation is the smallest."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stelsel.book.answer import Answer
from stelsel.book.book import Book
from stelsel.kernel.draft import Draft
from stelsel.kernel.problem import BadInput
from stelsel.kernel.text import same
from stelsel.priorities.people import KINDS, exchange
from stelsel.priorities.people.exchange import pool as pool_file
from stelsel.priorities.people.exchange.pool import Pool
from stelsel.priorities.people.kinds import ROLE_PROFILE, SKILL, RoleProfile, Skill, SkillNeed
from stelsel.priorities.people.questions._fit import fit
from stelsel.priorities.people.questions._needs import Need
from stelsel.priorities.people.questions.who_fits import WHO_FITS as QUESTION
from stelsel.priorities.people.questions.who_fits import ask_of, pool_for
from tests.room_books import budget, room_book

ROLE = "importeur/role-profile/uk-gdd.data-engineer.data-engineer"
MARK = "GEMERKT-PERSOON-77"


def skill(local: str) -> str:
    return f"importeur/skill/{local}"


@pytest.fixture(scope="module")
def country(root: Path) -> Book:
    reading = exchange.example(root / "src/stelsel/node/example/data")
    assert not reading.refused
    return room_book({"importeur": {"public": reading.drafts}}, KINDS)


@pytest.fixture(scope="module")
def small() -> Book:
    skills = [Draft(SKILL, name, Skill(name=name, scheme="own")) for name in "abc"]
    needs = (SkillNeed("a", skill("a"), 2), SkillNeed("b", skill("b"), 3), SkillNeed("c", skill("c"), 1, False))
    role = Draft(ROLE_PROFILE, "r", RoleProfile(title="Rol", scheme="own", required=needs))
    return room_book({"importeur": {"public": [*skills, role]}}, KINDS)


def pool_of(*groups: tuple[int, str, dict[str, int]]) -> Pool:
    """People in groups: how many, where, which levels."""
    rows = ["person,organisation,skills"]
    for size, where, levels in groups:
        said = "|".join(f"{skill(name)}={level}" for name, level in levels.items())
        rows += [f"{MARK}-{len(rows)},{where},{said}" for _ in range(size)]
    return pool_file.read("\n".join(rows).encode())


def ask(book: Book, pool: Pool | None = None, **plain: Any) -> Answer:
    inputs = QUESTION.from_plain(plain)
    return QUESTION.answer(book, inputs, budget()) if pool is None else ask_of(book, inputs, budget(), pool)


def told(answer: Answer) -> str:
    return msgspec.json.encode(answer).decode()


def test_the_count_is_a_band_and_below_five_it_says_only_that(small: Book) -> None:
    role = "importeur/role-profile/r"
    many = ask(small, pool_of((12, "x", {"a": 2, "b": 4})), rol=role)
    assert (many.verdict, many.result["fitting"]) == ("yes", {"atLeast": 10, "atMost": 14})
    for few in range(5):
        answer = ask(small, pool_of((few, "x", {"a": 2, "b": 3}), (20, "x", {"a": 1})), rol=role)
        assert answer.verdict == "unknown"
        assert answer.result["fitting"] == {"fewerThan": 5}
        assert "Minder dan 5" in answer.headline.nl


def test_unknown_never_passes_for_yes(small: Book) -> None:
    answer = ask(small, pool_of((30, "x", {"a": 2})), rol="importeur/role-profile/r")
    assert answer.result["fitting"] == {"fewerThan": 5}
    assert answer.result["possible"] == {"atLeast": 30, "atMost": 34}
    assert any("alleen onbekend" in unknown.what.nl for unknown in answer.unknown)


def test_answers_do_not_tell_four_apart_from_none(small: Book) -> None:
    """The same bytes whether nobody or up to four people hold what is asked."""
    base = (40, "x", {"a": 1, "b": 1})
    answers = {
        told(ask(small, pool_of(base, (n, "x", {"a": 2, "b": 3})), rol="importeur/role-profile/r")) for n in (0, 4)
    }
    assert len(answers) == 1


def test_no_planted_person_leaves(country: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    """Marked people with rare skills in the file: their mark, their organisation and a count of one stay inside."""
    made = pool_file.generate

    def planted(*given: Any, **named: Any) -> bytes:
        rare = "|".join(f"importeur/skill/{name}=4" for name in (MARK.lower(), "uk-gdd.data-modelling"))
        rows = [f"{MARK}-{n},{where},{rare}" for n, where in enumerate(pool_file.ORGANISATIONS)]
        return made(*given, **named) + "\n".join(rows).encode() + b"\n"

    before = ask(country, rol=ROLE)
    monkeypatch.setattr(pool_file, "generate", planted)
    pool_for.cache_clear()
    fresh = room_book({"importeur": {"public": [Draft(k.kind, k.local, k.body) for k in _drafts(country)]}}, KINDS)
    for plain in ({}, *({"organisatie": name} for name in pool_file.ORGANISATIONS)):
        answer = ask(fresh, rol=ROLE, **plain)
        said = told(answer)
        assert MARK not in said
        assert MARK.lower() not in said
        assert "v-0" not in said
        assert answer.rows_read % 5 == 0
    assert ask(fresh, rol=ROLE).result["fitting"] == before.result["fitting"]
    assert ask(fresh, vereist=[{"vaardigheid": "Data modelling", "niveau": 4}]).result["needs"]
    pool_for.cache_clear()


def _drafts(book: Book) -> list[Draft]:
    from stelsel.kernel.entry import Source

    found = []
    for kind in (SKILL, ROLE_PROFILE):
        for record, body in book.rows(kind):
            found.append(Draft(kind, record.id.rpartition("/")[2], body, source=Source("test", "2026-01-01")))
    return found


def test_the_order_of_people_changes_nothing(small: Book) -> None:
    groups = [(7, "x", {"a": 2, "b": 3}), (9, "y", {"a": 1, "b": 3}), (6, "x", {"a": 2, "b": 1})]
    said = {
        told(ask(small, pool_of(*order), rol="importeur/role-profile/r")) for order in itertools.permutations(groups)
    }
    assert len(said) == 1


def test_every_number_about_people_is_a_band(country: Book) -> None:
    answer = ask(country, rol=ROLE)
    for need in answer.result["needs"]:
        holders = need["holders"]
        assert holders == {"fewerThan": 5} or (
            holders["atLeast"] % 5 == 0 and holders["atMost"] - holders["atLeast"] == 4
        )
    assert all(point.x % 5 == 0 for chart in answer.charts for point in chart.points)
    assert "verzonnen" in answer.headline.nl


def test_the_smallest_relaxation_is_named_with_what_it_admits(small: Book) -> None:
    pool = pool_of((8, "x", {"a": 2, "b": 2}), (30, "x", {"a": 0, "b": 3}), (3, "x", {"a": 2, "b": 3}))
    answer = ask(small, pool, rol="importeur/role-profile/r")
    relaxed = answer.result["relaxation"]
    assert relaxed["lower"] == [{"skill": skill("b"), "from": 3, "to": 2}]
    assert (relaxed["steps"], relaxed["provenSmallest"]) == (1, True)
    assert relaxed["fitting"] == {"atLeast": 10, "atMost": 14}
    assert answer.changes[0].change.nl == "Verlaag b van niveau 3 naar 2."


def needs_of(levels: list[int]) -> list[Need]:
    return [Need(skill(str(at)), same(str(at)), level, None, True) for at, level in enumerate(levels)]


@given(
    levels=st.lists(st.integers(1, 4), min_size=2, max_size=4),
    people=st.lists(st.lists(st.integers(-1, 4), min_size=4, max_size=4), min_size=0, max_size=30),
)
def test_the_smallest_relaxation_against_trying_everything(levels: list[int], people: list[list[int]]) -> None:
    needs = needs_of(levels)
    rows = [f"p,x,{'|'.join(f'{skill(str(at))}={v}' for at, v in enumerate(one) if v >= 0)}" for one in people]
    pool = pool_file.read("\n".join(["person,organisation,skills", *rows]).encode())
    found = fit(needs, pool, "", 5)
    goal = 5 if found.fitting < 5 else found.fitting + 5

    def admitted(lowered: tuple[int, ...]) -> int:
        return sum(all(one[at] >= want or want == 0 for at, want in enumerate(lowered)) for one in people)

    assert found.fitting == admitted(tuple(levels))
    options = [
        (sum(levels) - sum(lowered), admitted(lowered))
        for lowered in itertools.product(*(range(level + 1) for level in levels))
        if 0 < sum(a != b for a, b in zip(levels, lowered, strict=True)) <= 2
    ]
    reached = [(steps, -count) for steps, count in options if count >= goal]
    if not reached:
        assert found.smallest is None or not found.smallest.proven
        if found.smallest:
            final = list(levels)
            for at, _, new in found.smallest.changes:
                final[at] = new
            assert admitted(tuple(final)) == found.smallest.fitting >= goal
        return
    assert found.smallest is not None
    assert found.smallest.proven
    steps, fewest = min(reached)
    assert (found.smallest.steps, found.smallest.fitting) == (steps, -fewest)


def test_a_skill_named_beside_the_role_replaces_its_level(small: Book) -> None:
    pool = pool_of((10, "x", {"a": 3, "b": 1}))
    answer = ask(small, pool, rol="importeur/role-profile/r", vereist=[{"vaardigheid": "b", "niveau": 1}])
    assert answer.result["fitting"] == {"atLeast": 10, "atMost": 14}


@pytest.mark.parametrize(
    ("plain", "code"),
    [
        ({}, "nothing-asked"),
        ({"rol": "importeur/role-profile/nobody"}, "unknown-role"),
        ({"rol": "no address"}, "entry-id"),
        ({"vereist": [{"vaardigheid": "toveren", "niveau": 2}]}, "unknown-skill"),
        ({"vereist": [{"vaardigheid": "a", "niveau": 2}, {"vaardigheid": "a", "niveau": 3}]}, "skill-twice"),
        ({"vereist": [{"vaardigheid": "a", "niveau": 9}]}, "field"),
        ({"rol": "importeur/role-profile/r", "organisatie": "gemeente-nergens"}, "unknown-organisation"),
    ],
)
def test_a_wrong_question_says_what_and_how(small: Book, plain: dict[str, Any], code: str) -> None:
    with pytest.raises(BadInput) as caught:
        ask(small, pool_of((6, "x", {"a": 2})), **plain)
    assert caught.value.findings[0].code == code
    assert caught.value.findings[0].cure.nl


def test_the_generated_pool_is_always_the_same_and_loses_its_people() -> None:
    roles = [[("a", 2, True), ("b", 3, False)]]
    raw = pool_file.generate(roles, size=200)
    assert raw == pool_file.generate(roles, size=200) != pool_file.generate(roles, seed=1, size=200)
    pool = pool_file.read(raw)
    assert (pool.size, pool.refused) == (200, 0)
    assert set(pool.organisations) <= set(pool_file.ORGANISATIONS)
    assert not any("v-0" in str(getattr(pool, name)) for name in pool.__dataclass_fields__)
    assert np.isin(pool.levels("a"), [-1, 0, 1, 2, 3]).all()


def test_a_broken_pool_file_is_refused_and_a_broken_row_left_out() -> None:
    with pytest.raises(BadInput, match="organisation"):
        pool_file.read(b"person,skills\n")
    with pytest.raises(BadInput, match="UTF-8"):
        pool_file.read(b"person,organisation,skills\n\xff\xfe,x,a=1\n")
    pool = pool_file.read(b"person,organisation,skills\np,x,a=1\np,x,a=7\np,x,a\np,x\np,x,\n")
    assert (pool.size, pool.refused) == (2, 3)


def test_without_role_profiles_there_is_no_pool() -> None:
    book = room_book({"importeur": {"public": [Draft(SKILL, "a", Skill(name="a", scheme="own"))]}}, KINDS)
    assert ask(book, vereist=[{"vaardigheid": "a"}]).verdict == "unknown"
