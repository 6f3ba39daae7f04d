# SPDX-License-Identifier: EUPL-1.2
"""Representation: a code makes a representative, for named services, until a day, and either side can end it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.contrib.auth.models import User

from stelsel.book.audience import ANYONE
from stelsel.kernel.problem import BadInput, NotAllowed
from stelsel.node import clock
from stelsel.node.identity import Person
from stelsel.node.models import Representation
from stelsel.node.representation import MOST_DAYS, acts_for, authorise, end, lines, represented, state, take

pytestmark = pytest.mark.django_db
SERVICE, OTHER = "importeur/public-service/paspoort", "importeur/public-service/vergunning"
TODAY = clock.today()


@pytest.fixture(autouse=True)
def one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Midnight may pass while the tests run."""
    monkeypatch.setattr(clock, "today", lambda: TODAY)


NEXT_WEEK = (TODAY + timedelta(days=7)).isoformat()


def citizen(name: str) -> Person:
    user, _ = User.objects.get_or_create(username=name)
    return Person(name, {}, ANYONE, user.pk, citizen=True)


@pytest.fixture
def mother() -> Person:
    return citizen("moeder")


@pytest.fixture
def son() -> Person:
    return citizen("zoon")


def made(party: Person, until: str = NEXT_WEEK) -> str:
    return authorise(party, "Moeder", (SERVICE,), until)


def test_a_code_makes_a_representative(mother: Person, son: Person) -> None:
    code = made(mother)
    assert Representation.objects.get().code_hash != code
    taken = take(son, code.lower().replace("-", " "), "127.0.0.1")
    party = represented(son, taken.pk)
    assert party is not None
    assert (party.party, party.services, party.until.isoformat()) == ("Moeder", (SERVICE,), NEXT_WEEK)
    acting = replace(son, represents=party)
    assert acts_for(acting, SERVICE, TODAY).holds
    assert not acts_for(acting, OTHER, TODAY).holds
    assert not acts_for(acting, SERVICE, party.until + timedelta(days=1)).holds
    assert acts_for(son, OTHER, TODAY).holds
    assert [one.pk for one in lines(son).for_others] == [one.pk for one in lines(mother).by_others] == [taken.pk]


def test_a_code_counts_once_and_not_for_oneself(mother: Person, son: Person) -> None:
    code = made(mother)
    for person, given in ((mother, code), (son, "AAAA-BBBB-CCCC-DDDD"), (son, ""), (son, "é")):
        with pytest.raises(BadInput):
            take(person, given, "127.0.0.1")
    take(son, code, "127.0.0.1")
    with pytest.raises(BadInput):
        take(citizen("buurman"), code, "127.0.0.1")


def test_guessing_codes_is_slowed_down(mother: Person, son: Person) -> None:
    code = made(mother)
    for _ in range(5):
        with pytest.raises(BadInput):
            take(son, "AAAA-BBBB-CCCC-DDDD", "127.0.0.1")
    with pytest.raises(BadInput) as error:
        take(son, code, "127.0.0.1")
    assert "te vaak" in error.value.findings[0].what.nl


def test_an_old_code_does_not_hold(mother: Person, son: Person) -> None:
    code = made(mother)
    Representation.objects.update(made_on=TODAY - timedelta(days=15))
    with pytest.raises(BadInput):
        take(son, code, "127.0.0.1")


@pytest.mark.parametrize("who", ["moeder", "zoon"])
def test_either_side_ends_it_at_once(mother: Person, son: Person, who: str) -> None:
    taken = take(son, made(mother), "127.0.0.1")
    with pytest.raises(BadInput):
        end(citizen("buurman"), taken.pk)
    end(citizen(who), taken.pk)
    assert represented(son, taken.pk) is None
    assert state(Representation.objects.get(), TODAY) == "revoked"


def test_it_ends_by_itself(mother: Person, son: Person) -> None:
    taken = take(son, made(mother, TODAY.isoformat()), "127.0.0.1")
    assert represented(son, taken.pk) is not None
    Representation.objects.update(until=TODAY - timedelta(days=1))
    assert represented(son, taken.pk) is None


def test_nobody_else_acts_by_it(mother: Person, son: Person) -> None:
    taken = take(son, made(mother), "127.0.0.1")
    for person in (mother, citizen("buurman"), replace(son, citizen=False)):
        assert represented(person, taken.pk) is None
    for number in (None, "1", 99_999):
        assert represented(son, number) is None


def test_a_representative_does_not_pass_it_on(mother: Person, son: Person) -> None:
    taken = take(son, made(mother), "127.0.0.1")
    acting = replace(son, represents=represented(son, taken.pk))
    with pytest.raises(BadInput):
        made(acting)


def test_it_is_for_citizens_and_companies(mother: Person) -> None:
    employee = replace(mother, citizen=False, roles={"wolk": "administrator"})
    with pytest.raises(NotAllowed):
        made(employee)
    with pytest.raises(NotAllowed):
        take(employee, "AAAA-BBBB-CCCC-DDDD", "127.0.0.1")


@pytest.mark.parametrize(
    ("called", "services", "until", "where"),
    [
        ("", (SERVICE,), NEXT_WEEK, "noem-mij"),
        ("x" * 61, (SERVICE,), NEXT_WEEK, "noem-mij"),
        ("moeder\n", (SERVICE,), "gisteren", "tot-en-met"),
        ("123456782", (SERVICE,), NEXT_WEEK, "noem-mij"),
        ("Moeder", (), NEXT_WEEK, "diensten"),
        ("Moeder", ("importeur/supplier/wolk",), NEXT_WEEK, "diensten"),
        ("Moeder", ("onzin",), NEXT_WEEK, "diensten"),
        ("Moeder", tuple(f"importeur/public-service/d{n}" for n in range(21)), NEXT_WEEK, "diensten"),
        ("Moeder", (SERVICE,), (TODAY - timedelta(days=1)).isoformat(), "tot-en-met"),
        ("Moeder", (SERVICE,), (TODAY + timedelta(days=MOST_DAYS + 1)).isoformat(), "tot-en-met"),
    ],
)
def test_bad_input_names_the_field(
    mother: Person, called: str, services: tuple[str, ...], until: str, where: str
) -> None:
    with pytest.raises(BadInput) as error:
        authorise(mother, called, services, until)
    assert error.value.findings[0].where == where
    assert "123456782" not in str(error.value)
    assert not Representation.objects.exists()
