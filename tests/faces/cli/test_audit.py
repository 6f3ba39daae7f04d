# SPDX-License-Identifier: EUPL-1.2
"""`stelsel audit`: read, export, prove, cut."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from tests.faces.cli.conftest import Run, stelsel


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A node on which the operator published, withdrew and changed keys."""
    place = tmp_path_factory.mktemp("audited") / "home"
    assert stelsel(place, "init").returncode == 0
    body = '{"naam": "Proef BV", "voorbeeld": true}'
    made = stelsel(place, "publish", "leverancier", "-", "--as", "voorbeeldwolk", "--name", "proef", stdin=body)
    assert made.returncode == 0, made.stderr
    address = "voorbeeldwolk/supplier/proef"
    assert stelsel(place, "withdraw", address, "--as", "voorbeeldwolk", "--why", "weg").returncode == 0
    assert stelsel(place, "keys", "change", "voorbeeldwolk", "--why", "proef").returncode == 0
    return place


def events(done: Run) -> list[dict]:
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_what_the_operator_did_is_there(home: Path) -> None:
    found = events(stelsel(home, "audit", "export"))
    acts = [(one["handeling"], one["uitvoerder"], one["onderwerp"]) for one in found]
    assert ("publish", "(operator)", "voorbeeldwolk/supplier/proef") in acts
    assert ("withdraw", "(operator)", "voorbeeldwolk/supplier/proef") in acts
    assert any(act == "change-keys" and who == "(operator)" for act, who, _ in acts)
    assert ("retire-keys", "(operator)", "voorbeeldwolk") in acts
    assert [one["volgnummer"] for one in found] == list(range(1, len(found) + 1))
    assert "Proef BV" not in json.dumps(found)
    assert "weg" not in json.dumps([one["feiten"] for one in found])


def test_list_and_filter(home: Path) -> None:
    newest = json.loads(stelsel(home, "audit", "list", "--json", "--limit", "1").stdout)
    assert [one["volgnummer"] for one in newest] == [len(events(stelsel(home, "audit", "export")))]
    assert "withdraw" in stelsel(home, "audit", "list", "--action", "withdraw", "--lang", "en").stdout
    only = events(stelsel(home, "audit", "export", "--action", "withdraw", "--publisher", "voorbeeldwolk"))
    assert [one["handeling"] for one in only] == ["withdraw"]
    assert events(stelsel(home, "audit", "export", "--publisher", "niemand")) == []
    assert stelsel(home, "audit", "export", "--format", "csv").stdout.startswith("volgnummer,tijdstip,")


@pytest.mark.parametrize(
    "wrong",
    [
        ("list", "--since", "gisteren"),
        ("export", "--format", "xml"),
        ("verify", "--head", "x"),
        ("list", "--limit", "0"),
    ],
)
def test_bad_input(home: Path, wrong: tuple[str, ...]) -> None:
    done = stelsel(home, "audit", *wrong)
    assert done.returncode == 2
    assert done.stderr.strip()
    assert not done.stdout


def test_verify_names_the_first_break(home: Path) -> None:
    holds = stelsel(home, "audit", "verify")
    assert holds.returncode == 0
    head = holds.stdout.split()[-1]
    assert stelsel(home, "audit", "verify", "--head", head).returncode == 0
    assert json.loads(stelsel(home, "audit", "verify", "--json").stdout)["klopt"] is True
    assert stelsel(home, "audit", "verify", "--head", f"1:{'0' * 64}").returncode == 3
    assert stelsel(home, "audit", "cut").returncode == 0
    with sqlite3.connect(home / "stelsel.sqlite3") as database:
        with pytest.raises(sqlite3.IntegrityError, match="never changed"):
            database.execute("UPDATE node_auditevent SET actor = 'iemand' WHERE sequence = 2")
        database.execute("DROP TRIGGER node_auditevent_stays")
        database.execute("UPDATE node_auditevent SET actor = 'iemand' WHERE sequence = 2")
    broken = stelsel(home, "audit", "verify")
    assert broken.returncode == 3
    assert "audit 2" in broken.stderr
    told = stelsel(home, "audit", "verify", "--json")
    assert json.loads(told.stdout)["eersteFout"] == 2
