# SPDX-License-Identifier: EUPL-1.2
"""Everybody who can ask: each role at this and at another organisation, in government or not; with their clients."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from stelsel.book.audience import ANYONE, Asker
from stelsel.node.identity import NOBODY, ROLES, Person, person_for
from stelsel.node.models import Membership

PASSWORD = "een lang wachtwoord"
HERE, THERE = "wolk", "buur"
CITIZEN = Person("burger", {}, ANYONE, citizen=True)


@dataclass(frozen=True)
class Visitor:
    """Somebody with an account, or without: `person` is who the node takes them for."""

    name: str
    person: Person
    headers: dict[str, str] = field(default_factory=dict)

    def client(self) -> Client:
        """A browser, signed in."""
        client = Client()
        if self.headers:
            assert client.login(username=self.name, password=PASSWORD)
        return client


def account(publisher: str, role: str, government: bool) -> Visitor:
    """A local account that has one role at one publisher."""
    name = f"{role}-{publisher}{'-overheid' if government else ''}"
    user = User.objects.create_user(name, password=PASSWORD)
    Membership.objects.create(user=user, publisher=publisher, role=role, government=government)
    given = base64.b64encode(f"{name}:{PASSWORD}".encode()).decode()
    return Visitor(name, person_for(user), {"Authorization": f"Basic {given}"})


def nobody() -> Visitor:
    """Who is not signed in."""
    return Visitor("anyone", NOBODY)


def everybody() -> list[Visitor]:
    """Nobody, and an account for each role at each publisher, in government and not."""
    places = [(publisher, government) for publisher in (HERE, THERE) for government in (False, True)]
    return [nobody(), *(account(publisher, role, gov) for publisher, gov in places for role in ROLES)]


def pretend(monkeypatch: pytest.MonkeyPatch, person: Person) -> None:
    """Every request comes from this person, however they signed in."""

    def as_person(request: Any) -> Person:
        request.person, request.user = person, User(username=person.name)
        return person

    monkeypatch.setattr("stelsel.faces.web.shell.person_of", as_person)
    monkeypatch.setattr("stelsel.faces.api.operation.caller", as_person)
    monkeypatch.setattr("stelsel.faces.api.log_files.caller", as_person)


def works_for(publisher: str, government: bool = False) -> Asker:
    """What somebody with a role at this publisher may see."""
    return Asker(frozenset({publisher}), government)
