# SPDX-License-Identifier: EUPL-1.2
"""Which passwords an account may have."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from stelsel.kernel.problem import BadInput
from stelsel.node.identity.passwords import LEAST_CHARACTERS, MOST_CHARACTERS, check_password, normal, trouble


def test_fifteen_characters_where_it_is_the_only_factor() -> None:
    assert LEAST_CHARACTERS == 15  # NIST SP 800-63B-4, 3.1.1.2
    assert trouble("vijver blauw k") == "password-short"
    assert trouble("vijver blauw ka") == ""
    assert MOST_CHARACTERS >= 64
    assert trouble("fjord" + "".join(chr(0x4E00 + n * 37) for n in range(100))) == ""
    assert trouble("x9" * 200) == "password-long"


@pytest.mark.parametrize(
    "password", ["alleen kleine letters", "836102759461709", "ÉÉN LÖVE ZÉÉMEEUW", "zee boot lamp 🐟🐠"]
)
def test_no_rules_about_which_characters(password: str) -> None:
    assert trouble(password) == ""


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("aaaaaaaaaaaaaaaa", "password-pattern"),
        ("abcabcabcabcabc", "password-pattern"),
        ("1234567890123456", "password-pattern"),
        ("qwertyuiopasdfgh", "password-pattern"),
        ("paard paard paard", "password-pattern"),
        ("wachtwoordwachtwoord", "password-expected"),
        ("stelsel-welkom-2026", "password-expected"),
        ("janssen-janssen-12", "password-expected"),
    ],
)
def test_what_can_be_guessed_is_refused(password: str, code: str) -> None:
    assert trouble(password, "janssen") == code


def test_a_common_password_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stelsel.node.identity.passwords._list", {"ik hou van mijn hond"})
    assert trouble("Ik hou van mijn hond") == "password-common"


def test_a_stolen_password_is_refused(settings: Any, tmp_path: Path) -> None:
    words = [f"gestolen zin nummer {number}" for number in range(500)]
    lines = sorted(f"{hashlib.sha1(word.encode()).hexdigest().upper()}:{random.randint(1, 99999)}" for word in words)
    path = tmp_path / "pwned.txt"
    path.write_text("\r\n".join(lines) + "\r\n")
    settings.PASSWORD_HASHES = str(path)
    assert all(trouble(word) == "password-common" for word in words)
    assert not any(trouble(f"nooit gestolen zin {number}") for number in range(200))
    path.write_text("")
    assert trouble(words[0]) == ""


def test_one_character_typed_in_two_ways_is_one_password() -> None:
    assert normal("e\u0301e\u0301n") == normal("één")
    assert trouble("e\u0301" * 8 + " vijver") == trouble("é" * 8 + " vijver")


def test_the_error_says_what_and_what_to_do() -> None:
    with pytest.raises(BadInput) as error:
        check_password("kort", "janssen")
    (finding,) = error.value.findings
    assert finding.where == "wachtwoord"
    assert "15 tekens" in finding.what.nl
    assert "vier of meer woorden" in finding.cure.nl


@pytest.mark.django_db
def test_the_framework_asks_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.contrib.auth.models import User

    User.objects.create_user("iemand", password="een oud wachtwoord")
    monkeypatch.setattr("getpass.getpass", lambda **_: "kort")
    with pytest.raises(CommandError):
        call_command("changepassword", "iemand")
