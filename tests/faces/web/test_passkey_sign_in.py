# SPDX-License-Identifier: EUPL-1.2
"""Signing in with a passkey, and everything that is refused."""

from __future__ import annotations

import json
from itertools import count
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from stelsel.node import clock
from stelsel.node.example.accounts import GROUP
from stelsel.node.identity import FAILURES_PER_ACCOUNT
from tests.authenticator import UP, Authenticator
from tests.authenticator import Passkey as Key
from tests.faces.web.passkey_steps import DOOR, PAGE, UNKNOWN, SignIn, add, asked, confirm, enter, last, said


@pytest.fixture(autouse=True)
def _free(settings: Any) -> None:
    settings.LIMITS = {}


# signing in


def refused(client: Client, key: Key, device: Authenticator, words: str, reason: str, **more: Any) -> None:
    response = enter(client, key, device, **more)
    assert response.status_code == 400
    assert words in said(response)
    assert last("sign-in")[1:] == ("failed", f"passkey-{reason}")
    assert "Aangemeld als" not in said(client.get("/nl/"))


@pytest.mark.parametrize(
    ("changed", "words", "reason"),
    [
        ({"origin": "http://elders.invalid"}, "ander adres", "origin"),
        ({"origin": "http://localhost"}, "ander adres", "origin"),
        ({"cross_origin": True}, "ander adres", "origin"),
        ({"flags": UP}, "controleerde niet dat u het bent", "verification"),
        ({"flags": 4}, "controleerde niet dat u het bent", "verification"),
        ({"counter": 1}, "misschien gekopieerd", "counter"),
        ({"counter": 0}, "misschien gekopieerd", "counter"),
    ],
)
def test_what_is_refused(visitor: Client, signed_in: SignIn, changed: dict[str, Any], words: str, reason: str) -> None:
    device = Authenticator()
    key = add(signed_in("uitgever"), device=device)
    refused(visitor, key, device.with_(**changed), words, reason)
    assert enter(visitor, key, device).status_code == 302


def test_a_counter_that_stays_zero_is_fine(visitor: Client, signed_in: SignIn) -> None:
    device = Authenticator(counter=0)
    key = add(signed_in("uitgever"), device=device)
    for _ in range(2):
        assert enter(visitor, key, device).status_code == 302


def test_unknown_wrong_and_anothers_say_the_same(visitor: Client, signed_in: SignIn) -> None:
    """No passkey, a wrong signature, another account's handle, no handle, an account that was switched off."""
    device = Authenticator()
    key = add(signed_in("uitgever"), device=device)
    other = add(signed_in("lezer"))
    fresh = add(signed_in("baas"))
    User.objects.filter(username="baas").update(is_active=False)
    never = Key(b"n" * 32, other.key, key.handle)
    forged = Key(key.id, other.key, key.handle)
    answers = [
        enter(visitor, never, device),
        enter(visitor, forged, device),
        enter(visitor, key, device, handle=other.handle),
        enter(visitor, key, device, handle=b""),
        enter(visitor, fresh, device),
    ]
    token = '<input type="hidden" name="csrfmiddlewaretoken" value="'
    pages = {token.join(part[64:] if n else part for n, part in enumerate(said(one).split(token))) for one in answers}
    assert [one.status_code for one in answers] == [400] * 5
    assert len(pages) == 1
    assert UNKNOWN in pages.pop()
    assert {one.headers.get("Set-Cookie") for one in answers} == {None}
    assert enter(visitor, key, device).status_code == 302


def test_a_challenge_counts_once_here_and_for_five_minutes(
    visitor: Client, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    device, other = Authenticator(counter=0), Client()
    key = add(signed_in("uitgever"), device=device)
    answer = device.use(key, asked(visitor, "aanmelden"))
    assert "verlopen of al gebruikt" in said(other.post(DOOR, {"antwoord": answer}))  # another browser's
    asked(other, "aanmelden")
    assert "verlopen of al gebruikt" in said(other.post(DOOR, {"antwoord": answer}))  # with a challenge of its own
    assert visitor.post(DOOR, {"antwoord": answer}).status_code == 302
    visitor.post("/nl/afmelden")
    assert "verlopen of al gebruikt" in said(visitor.post(DOOR, {"antwoord": answer}))
    confirming = device.use(key, asked(visitor, "aanmelden"))
    now = clock.posix()
    monkeypatch.setattr(clock, "posix", lambda: now + 300)
    assert "verlopen of al gebruikt" in said(visitor.post(DOOR, {"antwoord": confirming}))


def test_a_challenge_for_one_thing_is_not_for_another(visitor: Client, signed_in: SignIn) -> None:
    device, client = Authenticator(counter=0), signed_in("uitgever")
    key = add(client, device=device)
    answer = device.use(key, asked(client, "aanmelden"))
    assert client.post(PAGE, {"stap": "bevestigen", "antwoord": answer}).status_code == 400
    answer = device.use(key, asked(client, "bevestigen"))
    assert client.post(DOOR, {"antwoord": answer}).status_code == 400


BROKEN = ["", "{", "[]", "null", "{}", '"x"', "[" * 9000, "x" * 20_000, '{"rawId": 7}', '{"rawId": "\\u0000"}', "\0"]


@pytest.mark.parametrize("answer", BROKEN, ids=range(len(BROKEN)))
def test_what_is_no_answer(visitor: Client, signed_in: SignIn, answer: str) -> None:
    asked(visitor, "aanmelden")
    response = visitor.post(DOOR, {"antwoord": answer})
    assert response.status_code == 400
    assert "niet te lezen" in said(response)
    client = signed_in("uitgever")
    confirm(client)
    asked(client, "toevoegen")
    response = client.post(PAGE, {"stap": "toevoegen", "passkey-naam": "x", "antwoord": answer})
    assert response.status_code == 400


def test_every_part_of_an_answer_counts(visitor: Client, signed_in: SignIn) -> None:
    """Each field left out, of another type, cut short or with one bit changed: refused, and never an error of ours."""
    device = Authenticator(counter=0)
    key = add(signed_in("uitgever"), device=device)
    whole = json.loads(device.use(key, asked(visitor, "aanmelden")))
    places = [("rawId",), *(("response", name) for name in whole["response"])]
    addresses = count(1)
    for place in places:
        for harm in (None, 7, [], {}, "", "!", "AAAA", "cut", "flip"):
            answer = json.loads(device.use(key, asked(visitor, "aanmelden")))
            part = answer["response"] if len(place) == 2 else answer
            value = part.pop(place[-1])
            if harm is not None:
                odd = {"cut": value[:-8], "flip": ("B" if value[8] == "A" else "A").join((value[:8], value[9:]))}
                part[place[-1]] = odd.get(harm, harm) if isinstance(harm, str) else harm
            response = visitor.post(DOOR, {"antwoord": json.dumps(answer)}, REMOTE_ADDR=f"192.0.2.{next(addresses)}")
            assert response.status_code == 400, (place, harm)


def test_guessing_is_slowed_down(visitor: Client, signed_in: SignIn) -> None:
    device = Authenticator()
    key = add(signed_in("uitgever"), device=device)
    forged = Key(key.id, add(signed_in("lezer")).key, key.handle)
    for _ in range(FAILURES_PER_ACCOUNT):
        assert enter(visitor, forged, device).status_code == 400
    assert enter(visitor, key, device).status_code == 429
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert enter(elsewhere, key, device).status_code == 302


def test_an_example_account_stays_on_its_machine(visitor: Client, signed_in: SignIn) -> None:
    device = Authenticator()
    key = add(signed_in("uitgever"), device=device)
    User.objects.get(username="uitgever").groups.add(Group.objects.create(name=GROUP))
    assert UNKNOWN in said(enter(Client(REMOTE_ADDR="192.0.2.7"), key, device))
    here = Client(headers={"Host": "localhost"})
    assert enter(here, key, device).status_code == 302
    assert here.get("/nl/account").status_code == 200
    assert here.get("/nl/account", REMOTE_ADDR="192.0.2.7").status_code == 302
