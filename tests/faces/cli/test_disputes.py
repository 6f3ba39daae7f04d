# SPDX-License-Identifier: EUPL-1.2
"""Dispute and answer on the command line; and after an erasure the secret is nowhere."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.faces.cli.conftest import Served, copy_of, stelsel

SECRET = "Qzvxgeheimrood"
"""No other text holds this; it has no word of another."""


@pytest.fixture
def home(untouched_home: Path, tmp_path: Path) -> Path:
    """A node of its own."""
    return copy_of(untouched_home, tmp_path / "home")


def address(done: Any) -> str:
    """The address in a receipt."""
    assert done.returncode == 0, done.stderr
    return str(json.loads(done.stdout)["adres"])


def test_disputed_until_answered(run: Callable[..., Any]) -> None:
    options = ("--as", "voorbeeldwolk", "--name", "twist", "--json")
    entry = address(run("publish", "leverancier", "-", *options, stdin='{"naam": "Twist BV"}'))
    silent = run("dispute", entry, "--as", "importeur")
    assert (silent.returncode, len(silent.stderr.strip().splitlines())) == (2, 1)
    dispute = address(
        run("dispute", entry, "--as", "importeur", "--why", "Zo heet het niet", "--field", "naam", "--json")
    )
    assert dispute.startswith("importeur/dispute/")
    assert "Betwist door importeur" in run("show", entry).stdout
    assert "nog niet beantwoord" in run("show", entry).stdout
    plain = json.loads(run("show", entry, "--json").stdout)
    assert [one["status"] for one in plain["vermelding"]["betwistingen"]] == ["open"]

    both = run("answer", dispute, "--as", "voorbeeldwolk", "--accept", "--reject", "--why", "x")
    assert both.returncode == 2
    assert run("answer", dispute, "--as", "importeur", "--accept", "--why", "Ja").returncode == 2
    answer = run("answer", dispute, "--as", "voorbeeldwolk", "--accept", "--why", "Dat was oud", "--json")
    assert address(answer).startswith("voorbeeldwolk/dispute-answer/")
    shown = run("show", entry).stdout
    assert "[beantwoord]" in shown
    assert "terecht: Dat was oud" in shown
    assert "Disputed by importeur" in run("show", entry, "--lang", "en").stdout
    assert run("fsck").returncode == 0


def test_a_dispute_has_no_bare_form(run: Callable[..., Any]) -> None:
    body = json.dumps({"betwisteVermelding": "a/supplier/b", "watKloptNiet": "x"})
    refused = run("publish", "betwisting", "-", "--as", "importeur", "--name", "los", stdin=body)
    assert refused.returncode == 2
    assert "noemt één plaats" in refused.stderr


def holding(folder: Path, text: str) -> list[str]:
    """The files below a folder whose bytes hold a text, as UTF-8 or UTF-16, also in base64."""
    import base64

    plain = [form for each in (text, text.lower()) for form in (each.encode(), each.encode("utf-16-le"))]
    shifted = [base64.b64encode(b"x" * shift + text.encode())[4 if shift else 0 : -4] for shift in range(3)]
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            raw = path.read_bytes()
            if any(form in raw for form in (*plain, *shifted)):
                found.append(str(path.relative_to(folder)))
    return found


def test_after_an_erasure_the_secret_is_nowhere(home: Path) -> None:
    options = ("--as", "voorbeeldwolk", "--json")
    body = json.dumps({"naam": SECRET, "website": f"https://{SECRET.lower()}.example"})
    entry = address(stelsel(home, "publish", "leverancier", "-", *options, "--name", "weg", stdin=body))
    better = json.dumps({"naam": f"{SECRET} NV"})
    address(stelsel(home, "correct", entry, "-", *options, "--why", "Beter", stdin=better))
    assert holding(home, SECRET), "before it is erased it stands somewhere"
    assert SECRET in stelsel(home, "export", "leverancier", "--format", "jsonl").stdout

    address(stelsel(home, "erase", entry, *options, "--why", "Op verzoek"))
    assert holding(home, SECRET) == []
    assert stelsel(home, "fsck").returncode == 0
    assert holding(home, SECRET) == []
    for command in (
        ("show", entry),
        ("show", entry, "--history", "--json"),
        ("show", entry, "--history", "--proof"),
        ("search", SECRET, "--json"),
        *(("export", "leverancier", "--format", form) for form in ("json", "jsonl", "csv")),
    ):
        assert SECRET.lower() not in stelsel(home, *command).stdout.lower().replace(f"“{SECRET.lower()}”", ""), command
    assert "gewist" in stelsel(home, "show", entry, "--history").stdout


def test_a_served_node_forgets_what_it_showed(home: Path) -> None:
    body = json.dumps({"naam": SECRET})
    options = ("--as", "voorbeeldwolk", "--json")
    entry = address(stelsel(home, "publish", "leverancier", "-", *options, "--name", "weg", stdin=body))
    publisher, _, local = entry.split("/")
    one = f"/api/v1/leveranciers/{publisher}/{local}"
    pages = (
        f"/nl/vermelding/{entry}",
        "/nl/soorten/leveranciers",
        "/api/v1/leveranciers",
        f"{one}/historie",
        f"/api/v1/bewijzen/{publisher}/leverancier/{local}",
    )
    asked = f"/api/v1/zoekresultaten?zoektekst={SECRET}"
    with Served(home, "--no-example") as served:
        assert SECRET.encode() in served.get(pages[0])
        assert json.loads(served.get(asked))["totaal"] == 1
        address(stelsel(home, "erase", entry, *options, "--why", "Op verzoek"))
        for path in pages:
            assert SECRET.encode() not in served.get(path), path
        found = json.loads(served.get(asked))
        assert (found["totaal"], found["vermeldingen"]) == (0, [])
        assert holding(home, SECRET) == []
    assert holding(home, SECRET) == []
