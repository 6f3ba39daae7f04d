# SPDX-License-Identifier: EUPL-1.2
"""Service accounts: who makes them, what a key is worth, and when it is worth nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import User

from stelsel.book.permission import FOR_PEOPLE, OPERATIONS
from stelsel.kernel.problem import BadInput, NotAllowed
from stelsel.node import clock, mandates
from stelsel.node.identity import MACHINE_ROLES, OPERATOR, Person, accounts, person_for, service
from stelsel.node.models import AuditEvent, Membership, ServiceKey
from stelsel.node.node import Node
from stelsel.node.permission import may, require, where
from stelsel.node.tasks._receivers import candidates
from tests.faces.machines import machine, wish
from tests.node.people import judge, people, person


@pytest.fixture
def wolk(fresh_node: Node) -> Node:
    """Wolk and buur, with people."""
    people(fresh_node)
    return fresh_node


def who(key: str) -> Person:
    found = service.person_of_key(key)
    assert isinstance(found, Person), found
    return found


def why(key: str) -> str:
    found = service.person_of_key(key)
    assert isinstance(found, service.Wrong)
    return found.why


def wrong(place: str, act: Callable[[], object]) -> str:
    with pytest.raises(BadInput) as caught:
        act()
    assert caught.value.findings[0].where == place
    return caught.value.findings[0].what.nl


def test_an_administrator_makes_one_and_its_key_is_kept_as_a_hash(wolk: Node) -> None:
    key = service.add(person("baas"), "wolk", "zaaksysteem", "publisher", wish())
    found = who(key)
    assert (found.name, found.roles, found.machine) == ("zaaksysteem", {"wolk": "publisher"}, True)
    row = ServiceKey.objects.get()
    assert key not in str(vars(row))
    assert (row.made_by, row.made_on, row.last_used) == ("baas", clock.today(), clock.today())
    assert not User.objects.get(username="zaaksysteem").has_usable_password()
    assert authenticate(username="zaaksysteem", password=key) is None
    said = " ".join(f"{one.action} {one.subject} {one.facts}" for one in AuditEvent.objects.all())
    assert f"make-key key/{row.pk}" in said
    assert key not in said


@pytest.mark.parametrize("by", ["lies", "ans", "buurman"])
def test_nobody_else_makes_one(wolk: Node, by: str) -> None:
    with pytest.raises(NotAllowed):
        service.add(person(by), "wolk", "zaaksysteem", "reader", wish())
    key = machine("wolk", "reader", "zaaksysteem")
    wrong("account", lambda: service.add_key(person(by), "zaaksysteem", wish()))
    wrong("account", lambda: service.end(person(by), "zaaksysteem"))
    wrong("sleutel", lambda: service.revoke(person(by), key[4:14]))
    with pytest.raises(NotAllowed):
        service.accounts_of(person(by), "wolk")
    who(key)


def test_a_machine_makes_no_machines(wolk: Node) -> None:
    boss = who(machine("wolk", "administrator"))
    with pytest.raises(NotAllowed, match="A person does this"):
        service.add(boss, "wolk", "nog-een", "reader", wish())


def test_what_is_typed_must_be_right(wolk: Node) -> None:
    def add(name: str = "systeem", role: str = "reader", told: Any = None) -> Callable[[], object]:
        return lambda: service.add(OPERATOR, "wolk", name, role, told or wish())

    wrong("naam", add(name="x"))
    wrong("naam", add(name="jan.jansen@gmail.com"))
    wrong("naam", add(name="LIES"))
    wrong("rol", add(role="operator"))
    wrong("sleutel", add(told=wish(name="")))
    wrong("sleutel", add(told=wish(name="mevrouw Jansen")))
    wrong("sleutel", add(told=wish(name="a\0b")))
    wrong("tot-en-met", add(told=wish(-1)))
    wrong("tot-en-met", add(told=wish(401)))
    wrong("tot-en-met", add(told=service.Wish("koppeling", "")))
    wrong("tot-en-met", add(told=service.Wish("koppeling", "9999-12-31")))
    assert not Membership.objects.filter(machine=True).exists()
    assert not User.objects.filter(username="systeem").exists()
    who(service.add(OPERATOR, "wolk", "systeem", "reader", wish(400)))


def test_two_keys_overlap_and_a_third_does_not(wolk: Node) -> None:
    first = machine("wolk", "reader", "systeem")
    second = service.add_key(person("baas"), "systeem", wish())
    assert who(first) == who(second)
    assert "twee" in wrong("account", lambda: service.add_key(OPERATOR, "systeem", wish()))
    service.revoke(person("baas"), first[4:14])
    assert why(first) == "revoked"
    third = service.add_key(OPERATOR, "systeem", wish())
    assert who(second) == who(third)


def test_a_key_ends_with_its_last_day(wolk: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    key, today = machine("wolk", "reader", "systeem"), clock.today()
    for days, holds in ((30, True), (31, False)):
        monkeypatch.setattr(clock, "today", lambda days=days: today + timedelta(days=days))
        assert isinstance(service.person_of_key(key), Person) is holds
    assert why(key) == "expired"


def test_the_last_use_is_a_day_written_once(
    wolk: Node, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    key = machine("wolk", "reader", "systeem")
    with django_assert_num_queries(3):
        who(key)
    with django_assert_num_queries(2):
        who(key)
    later = clock.today() + timedelta(days=2)
    monkeypatch.setattr(clock, "today", lambda: later)
    with django_assert_num_queries(3):
        who(key)


def test_what_is_no_key_asks_no_database(wolk: Node, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert why("stl_aaaaaaaaaa_" + "A" * 49) == "form"
        assert why("") == "form"


def test_a_key_of_another_is_no_key(wolk: Node) -> None:
    from stelsel.node.identity import key_form

    key = machine("wolk", "reader", "systeem")
    made = key_form._checked(f"stl_{key[4:14]}_" + "A" * 43)
    assert why(made) == "secret"
    assert why(key_form.new()[1]) == "unknown"


def test_the_end_of_an_account(wolk: Node) -> None:
    keys = [machine("wolk", "publisher", "systeem"), service.add_key(OPERATOR, "systeem", wish())]
    service.end(person("baas"), "systeem")
    assert [why(key) for key in keys] == ["revoked", "revoked"]
    wrong("naam", lambda: service.add(OPERATOR, "wolk", "systeem", "reader", wish()))
    wrong("account", lambda: service.add_key(OPERATOR, "systeem", wish()))
    with pytest.raises(BadInput):
        accounts.give_role(OPERATOR, "systeem", "wolk", "administrator")


def test_a_service_account_gets_no_other_role_and_no_mandate(wolk: Node) -> None:
    key = machine("wolk", "reader", "systeem")
    with pytest.raises(BadInput):
        accounts.give_role(person("buurman"), "systeem", "buur", "administrator")
    member = Membership.objects.get(machine=True)
    for act in (
        lambda: accounts.change_role(person("baas"), member.pk, "administrator"),
        lambda: accounts.take_role(person("baas"), member.pk),
        lambda: mandates.grant(person("baas"), "wolk", mandates.Wish("systeem"), set()),
    ):
        with pytest.raises(BadInput):
            act()
    assert who(key).roles == {"wolk": "reader"}


def test_a_machine_does_not_count_as_the_last_administrator(wolk: Node) -> None:
    machine("wolk", "administrator")
    boss = Membership.objects.get(user__username="baas")
    with pytest.raises(BadInput, match="last administrator"):
        accounts.take_role(person("baas"), boss.pk)


@pytest.mark.parametrize("role", MACHINE_ROLES)
def test_a_machine_has_its_role_but_for_what_a_person_does(wolk: Node, role: Any) -> None:
    found = who(machine("wolk", role))
    human = person_for(User.objects.create_user("mens"))
    human = Person("mens", {"wolk": role}, found.asker, 9)
    for operation in OPERATIONS:
        there = may(found, operation, "wolk")
        assert there == (may(human, operation, "wolk") and operation not in FOR_PEOPLE), operation
        assert ("wolk" in where(found, operation)) <= there
        assert not may(found, operation, "buur") or may(Person("x", {}, found.asker), operation, "buur")
    assert {"decide-task", "represent", "manage-accounts", "grant-mandate", "answer-access-request"} <= FOR_PEOPLE
    with pytest.raises(NotAllowed, match="whichever role"):
        require(found, "decide-task", "wolk")


def test_a_provisioner_sees_nothing_of_its_publisher(wolk: Node) -> None:
    found = who(machine("wolk", "provisioner"))
    assert not may(found, "see", "wolk", "own")
    own = next(one for one in wolk.logs.sizes() if (one.publisher, one.audience) == ("wolk", "own"))
    assert not found.asker.may_see(own)
    assert who(machine("wolk", "reader")).asker.may_see(own)


def test_no_task_goes_to_a_machine(wolk: Node) -> None:
    machine("wolk", "publisher", "systeem")
    machine("wolk", "provisioner", "identiteit")
    assert not {"systeem", "identiteit"} & set(candidates(judge()))
