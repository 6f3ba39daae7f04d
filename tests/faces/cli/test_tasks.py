# SPDX-License-Identifier: EUPL-1.2
"""`stelsel tasks`: hold, list, decide, tell and count."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.faces.cli.conftest import stelsel

WOLK = "voorbeeldwolk"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A node where voorbeeldwolk wants four eyes on publishing."""
    folder = tmp_path_factory.mktemp("tasks") / "home"
    assert stelsel(folder, "init").returncode == 0
    done = stelsel(folder, "tasks", "wish", "publish-entry", "--as", WOLK, "--four-eyes", "--json")
    assert json.loads(done.stdout) == {
        "uitgever": WOLK,
        "soort": "publish-entry",
        "vierOgen": True,
        "naarBeheerderNa": None,
    }
    return folder


def test_a_held_change_is_listed_told_refused_once_and_never_published(home: Path) -> None:
    sent = stelsel(home, "publish", "leverancier", "-", "--as", WOLK, "--json", stdin='{"naam": "Nieuw"}')
    assert sent.returncode == 0, sent.stderr
    number = str(json.loads(sent.stdout)["taak"])
    listed = json.loads(stelsel(home, "tasks", "list", "--as", WOLK, "--json").stdout)
    assert listed == []  # whoever has the shell asked for it, and is no second person
    shown = json.loads(stelsel(home, "tasks", "show", number, "--json").stdout)
    assert (shown["toestand"], shown["gevraagdDoor"]) == ("open", "(operator)")
    approved = stelsel(home, "tasks", "approve", number, "--why", "zelf")
    assert approved.returncode == 2
    assert "Iemand anders moet dit goedkeuren" in approved.stderr

    mail = stelsel(home, "tasks", "channel", "--as", WOLK, "--mail", "taken@wolk.invalid")
    assert mail.returncode == 0, mail.stderr
    for delivered in (1, 0):
        told = json.loads(stelsel(home, "tasks", "digest", "--json").stdout)
        assert told == {"opgeschaald": 0, "bezorgd": delivered, "mislukt": 0}
    (letter,) = (home / "mail").iterdir()
    assert "/nl/taken" in letter.read_text()
    assert "Nieuw" not in letter.read_text()


def test_what_is_wrong_is_said_in_one_line(home: Path) -> None:
    for arguments, said in (
        (("tasks", "approve", "999", "--why", "x"), "wacht niet op u"),
        (("tasks", "channel", "--as", WOLK), "--mail | --webhook | --off"),
        (("tasks", "channel", "--as", WOLK, "--mail", "jan.jansen@gmail.com"), "persoon"),
        (("tasks", "channel", "--as", WOLK, "--webhook", "https://x.invalid/"), "STELSEL_OIN"),
        (("tasks", "wish", "iets", "--as", WOLK), "soort"),
        (("tasks", "term", "2026-02-30", "1", "days"), "datum"),
        (("tasks", "term", "2026-02-28", "1", "uren"), "UNIT"),
    ):
        done = stelsel(home, *arguments)
        assert done.returncode == 2, (arguments, done.stderr)
        assert said in done.stderr
        assert done.stderr.count("\n") == 1
    assert stelsel(home, "tasks", "show", "999").returncode == 1


def test_a_term_is_counted_in_words(home: Path) -> None:
    done = stelsel(home, "tasks", "term", "2026-12-23", "10", "working-days", "--lang", "en")
    assert done.stdout.startswith("From 23 December 2026: 10 working days")
    assert "The last day is 8 January 2027." in done.stdout
    plain = json.loads(stelsel(home, "tasks", "term", "2026-12-23", "10", "working-days", "--json").stdout)
    assert plain["laatsteDag"] == "2027-01-08"
    assert plain["zeker"] is True


def test_what_is_left_out_of_a_wish_stays(home: Path) -> None:
    wish = ("tasks", "wish", "correct-entry", "--as", WOLK, "--json")
    assert json.loads(stelsel(home, *wish, "--four-eyes").stdout)["vierOgen"] is True
    after = json.loads(stelsel(home, *wish, "--escalate-after", "3").stdout)
    assert (after["vierOgen"], after["naarBeheerderNa"]) == (True, 3)
    last = json.loads(stelsel(home, *wish, "--two-eyes", "--escalate-after", "-1").stdout)
    assert (last["vierOgen"], last["naarBeheerderNa"]) == (False, None)
