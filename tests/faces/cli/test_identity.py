# SPDX-License-Identifier: EUPL-1.2
"""`stelsel account`, `stelsel mandate` and `stelsel sign-in`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faces.cli.conftest import Run, copy_of, stelsel

PASSWORD = "vier losse woorden hier\n"
AS = ("--as", "demowolk")


@pytest.fixture
def run(untouched_home: Path, tmp_path: Path) -> Callable[..., Run]:
    """Runs a command on a node of its own."""
    home = copy_of(untouched_home, tmp_path / "home")

    def run_here(*arguments: str, stdin: str = "", **more: str) -> Run:
        return stelsel(home, *arguments, stdin=stdin, **more)

    return run_here


def test_an_administrator_and_a_mandate(run: Callable[..., Run]) -> None:
    assert run("account", "add", "inkoper", *AS, "--role", "publisher", stdin=PASSWORD).returncode == 0
    short = run("account", "add", "ander", *AS, stdin="kort\n")
    assert (short.returncode, "15 tekens" in short.stderr) == (2, True)
    assert run("account", "role", "inkoper", "--as", "voorbeeldwolk").returncode == 0
    assert run("account", "role", "niemand", *AS).returncode == 2
    assert run("mandate", "check", "inkoper", *AS, "--operation", "publish").returncode == 1
    made = run("mandate", "grant", "inkoper", *AS, "--operation", "publish", "--limit-eur", "1000", "--json")
    number = str(json.loads(made.stdout)["nummer"])
    held = run("mandate", "check", "inkoper", *AS, "--operation", "publish", "--amount-eur", "1000")
    assert held.returncode == 0
    assert f"Mandaat {number} geldt" in held.stdout
    above = run("mandate", "check", "inkoper", *AS, "--operation", "publish", "--amount-eur", "1000.01")
    assert (above.returncode, "hoger dan de grens" in above.stdout) == (1, True)
    assert "inkoper" in run("mandate", "list", *AS).stdout
    assert run("mandate", "revoke", number).returncode == 0
    assert run("mandate", "check", "inkoper", *AS, "--amount-eur", "1").returncode == 1
    assert run("mandate", "revoke", "999").returncode == 2
    assert run("mandate", "check", "inkoper", *AS, "--amount-eur", "veel").returncode == 2


def test_a_password_that_is_not_off(run: Callable[..., Run]) -> None:
    assert run("account", "add", "inkoper", *AS, stdin=PASSWORD).returncode == 0
    for name in ("inkoper", "niemand"):
        answer = run("account", "password-on", name)
        assert (answer.returncode, "staat geen wachtwoord uit" in answer.stdout) == (1, True)


def test_a_setting_that_names_no_role(run: Callable[..., Run]) -> None:
    answer = run("sign-in", STELSEL_SECOND_FACTOR="baas")
    assert answer.returncode == 4
    assert "STELSEL_SECOND_FACTOR" in answer.stderr


def test_how_signing_in_is_set_up(run: Callable[..., Run]) -> None:
    none = run("sign-in")
    assert (none.returncode, "Alleen lokale accounts" in none.stdout) == (0, True)
    wrong = run("sign-in", STELSEL_OIDC_ISSUER="http://127.0.0.1:9")
    assert wrong.returncode == 4
    assert "STELSEL_OIDC_CLIENT_ID" in wrong.stdout
    assert "STELSEL_OIDC_KEY_FILE" in wrong.stdout
    assert "antwoordt niet" in wrong.stdout
    told = json.loads(run("sign-in", "--json", STELSEL_OIDC_ISSUER="http://127.0.0.1:9").stdout)
    assert told[0]["terugkeeradres"] == "http://localhost:8000/oidc/medewerkers/terug"


def test_a_service_account_and_its_keys(run: Callable[..., Run]) -> None:
    made = run("account", "service", "add", "zaaksysteem", *AS, "--role", "publisher", "--key", "Koppeling")
    assert made.returncode == 0
    key = made.stdout.strip()
    assert key.startswith("stl_")
    second = json.loads(run("account", "service", "key", "zaaksysteem", "--json").stdout)["sleutel"]
    assert run("account", "service", "key", "zaaksysteem").returncode == 2
    listed = json.loads(run("account", "service", "list", *AS, "--json").stdout)
    assert {one["sleutel"] for one in listed} == {key[4:14], second[4:14]}
    assert key not in run("account", "service", "list", *AS).stdout
    assert run("account", "service", "revoke", key[4:14]).returncode == 0
    assert "ingetrokken" in run("account", "service", "list", *AS).stdout
    assert run("account", "service", "add", "lang", *AS, "--until", "2999-01-01").returncode == 2
    assert run("account", "service", "revoke", "onbekend").returncode == 2
    assert run("account", "service", "end", "zaaksysteem").returncode == 0
    assert run("account", "service", "list", *AS, "--json").stdout.strip() == "[]"
