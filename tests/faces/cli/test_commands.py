# SPDX-License-Identifier: EUPL-1.2
"""The commands, their exit codes, and errors as one line."""

from __future__ import annotations

import json
import socket
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from stelsel.kernel.documents import unzip
from tests.faces.cli.conftest import PROGRAM, surroundings

Runner = Callable[..., Any]


def one_line(run: Any, code: int) -> str:
    """The one line of an error; no traceback, nothing on standard output."""
    assert run.returncode == code, run.stderr
    assert "Traceback" not in run.stderr
    lines = run.stderr.strip().splitlines()
    assert len(lines) == 1, run.stderr
    return str(lines[0])


def publish(run: Runner, name: str, **more: str) -> Any:
    """Publishes a small entry."""
    body = json.dumps({"naam": f"{name} BV", "voorbeeld": True})
    return run("publish", "leverancier", "-", "--as", "voorbeeldwolk", "--name", name, "--json", stdin=body, **more)


def test_from_publishing_to_withdrawing(run: Runner) -> None:
    receipt = json.loads(publish(run, "kring").stdout)
    address = receipt["adres"]
    assert receipt["logboek"] == "stelsel.example/voorbeeldwolk/public"
    better = run("correct", address, "-", "--as", "voorbeeldwolk", "--why", "Beter", stdin='{"naam": "Kring NV"}')
    assert better.returncode == 0
    shown = json.loads(run("show", address, "--json", "--history", "--proof").stdout)
    assert shown["vermelding"]["inhoud"]["naam"] == "Kring NV"
    assert [one["bewerking"] for one in shown["historie"]] == ["put", "correct"]
    assert shown["bewijs"]["index"] == receipt["index"] + 1
    assert run("withdraw", address, "--as", "voorbeeldwolk", "--why", "Klaar").returncode == 0
    assert run("show", address).returncode == 1
    assert "Klaar" in run("show", address, "--history").stdout


def test_a_source_makes_it_recorded(run: Runner) -> None:
    options = (
        "--as",
        "importeur",
        "--name",
        "regen",
        "--about",
        "regen",
        "--source",
        "Krant",
        "--source-day",
        "2026-11-01",
    )
    done = run("publish", "supplier", "-", *options, stdin='{"naam": "Regen"}')
    assert done.returncode == 0, done.stderr
    assert "[vastgelegd] importeur (Krant, 2026-11-01)" in run("show", "importeur/supplier/regen").stdout


def test_search_says_when_there_is_nothing(run: Runner) -> None:
    publish(run, "vindbaar")
    assert run("search", "vindbaar").returncode == 0
    assert run("search", "onvindbaarheid", "--json").returncode == 1


def test_ask_says_no_with_an_exit_code(run: Runner) -> None:
    done = run("ask", "passend-cloudaanbod", "--vcpus", "4", "--json")
    assert done.returncode == 1
    answer = json.loads(done.stdout)
    assert answer["vraag"] == "passend-cloudaanbod"
    english = run("ask", "offers-for-demand", "--vcpus", "4", "--json")
    assert json.loads(english.stdout) == answer


def test_export_and_import_are_one_circle(run: Runner, tmp_path: Path) -> None:
    publish(run, "rondje")
    lines = run("export", "leverancier", "--format", "jsonl").stdout
    assert json.loads(run("export", "leverancier").stdout)[0]["soort"] == "leverancier"
    assert run("export", "leverancier", "--format", "csv").stdout.startswith("adres,wijze,betreft")
    file = tmp_path / "uit.jsonl"
    recorded = [json.loads(line) | {"bron": {"naam": "Export", "datum": "2026-11-24"}} for line in lines.splitlines()]
    file.write_text("".join(f"{json.dumps(one)}\n" for one in recorded) + '{"soort": "niets"}\n{\n')
    done = json.loads(run("import", str(file), "--as", "demowolk", "--json").stdout)
    assert done["vastgelegd"] == len(recorded)
    assert [(row["regel"], row["code"]) for row in done["geweigerd"]] == [
        (len(recorded) + 1, "unknown-kind"),
        (len(recorded) + 2, "malformed-json"),
    ]
    again = json.loads(run("import", str(file), "--as", "demowolk", "--json").stdout)
    assert again["vastgelegd"] == 0


def test_a_spreadsheet_leaves_as_bytes(empty_home: Path) -> None:
    command = [*PROGRAM, "export", "leverancier", "--format", "ods"]
    done = subprocess.run(command, env=surroundings(empty_home), capture_output=True, check=True)
    assert {one.name for one in unzip(done.stdout, "x.ods")} == {"mimetype", "META-INF/manifest.xml", "content.xml"}


@pytest.mark.parametrize(
    ("arguments", "stdin", "code", "said"),
    [
        (("bestaat-niet",), "", 2, "bestaat-niet"),
        (("search",), "", 2, "--help"),
        (("publish", "leverancier", "-", "--as", "voorbeeldwolk"), "{", 2, "geldige JSON"),
        (("publish", "leverancier", "-", "--as", "voorbeeldwolk"), '{"naam": "a", "naam": "b"}', 2, "twee keer"),
        (("publish", "leverancier", "-", "--as", "voorbeeldwolk"), "[" * 99, 2, "dieper"),
        (("publish", "leverancier", "-", "--as", "voorbeeldwolk"), '{"naam": "' + "x" * 1_000_001, 2, "te groot"),
        (("publish", "leverancier", "-", "--as", "voorbeeldwolk"), "{}", 2, "naam"),
        (("publish", "leverancier", "/bestaat/niet", "--as", "voorbeeldwolk"), "", 2, "/bestaat/niet"),
        (("publish", "iets", "-", "--as", "voorbeeldwolk"), "{}", 2, "cloudaanbod"),
        (("publish", "leverancier", "-"), '{"naam": "x"}', 2, "--as"),
        (("publish", "leverancier", "-", "--as", "niemand"), '{"naam": "x"}', 2, "logboek"),
        (("publish", "leverancier", "-", "--as", "demowolk", "--about", "regen"), '{"naam": "x"}', 2, "bron"),
        (("withdraw", "demowolk/supplier/niets", "--as", "demowolk", "--why", "x"), "", 2, "geen vermelding"),
        (("show", "geen adres"), "", 2, "uitgever/soort/naam"),
        (("search", "x", "--kind", "iets"), "", 2, "Kies uit"),
        (("search", "x", "--lang", "fr"), "", 2, "nl of en"),
        (("ask", "passend-cloudaanbod", "--vcpus", "veel"), "", 2, "vcpus"),
        (("ask", "passend-cloudaanbod", "--maanden", "0"), "", 2, "maanden"),
        (("ask", "passend-cloudaanbod", "--kleur", "rood"), "", 2, "--kleur"),
        (("ask", "geen-vraag"), "", 2, "geen-vraag"),
        (("import", "/bestaat/niet", "--as", "importeur"), "", 2, "/bestaat/niet"),
        (("import", "x", "--format", "doc", "--as", "importeur"), "", 2, "jsonl"),
    ],
)
def test_bad_input_is_one_line(run: Runner, arguments: tuple[str, ...], stdin: str, code: int, said: str) -> None:
    assert said in one_line(run(*arguments, stdin=stdin), code)


def test_it_speaks_english(run: Runner) -> None:
    assert "There is no kind" in one_line(run("export", "thing", LANG="en_GB.UTF-8"), 2)
    assert "There is no kind" in one_line(run("export", "thing", "--lang", "en"), 2)
    assert "found." in run("search", "x", LANG="en_GB.UTF-8").stdout
    assert "gevonden." in run("search", "x", LANG="C.UTF-8").stdout


def test_without_a_node_it_says_so(run: Runner, tmp_path: Path) -> None:
    assert "stelsel init" in one_line(run("--at-home", str(tmp_path / "leeg"), "search", "x"), 4)
    assert not (tmp_path / "leeg").exists()


def test_a_taken_port_is_one_line_with_the_cure(run: Runner, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen(1)
        port = taken.getsockname()[1]
        said = one_line(run("up", "--port", str(port), STELSEL_HOME=str(tmp_path / "home")), 4)
    assert f"--port {port + 1 if port < 65535 else 8000}" in said
    assert not (tmp_path / "home").exists()


def test_a_home_that_cannot_be_made(run: Runner, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert "--at-home" in one_line(run("--at-home", str(tmp_path / "file" / "home"), "init"), 4)


def test_fsck_finds_a_changed_byte_and_makes_a_wrong_index_anew(run: Runner, tmp_path: Path) -> None:
    home = tmp_path / "home"
    here = {"STELSEL_HOME": str(home)}
    assert run("init", **here).returncode == 0
    for name in ("een", "twee", "drie"):
        assert publish(run, name, **here).returncode == 0
    assert run("fsck", **here).returncode == 0
    log = home / "logs" / "voorbeeldwolk" / "public"
    for name in ("checkpoint", "tile/0/000.p/3", "tile/entries/000.p/3", "payload/000.p/3"):
        good = (log / name).read_bytes()
        (log / name).write_bytes(good[:60] + bytes([good[60] ^ 1]) + good[61:])
        done = run("fsck", "--json", **here)
        assert done.returncode == 3, name
        places = [fault["plaats"] for one in json.loads(done.stdout) for fault in one["fouten"]]
        assert any(f"{name} bytes" in place for place in places), (name, places)
        (log / name).write_bytes(good)
    faults = {
        'UPDATE node_revision SET entry = ? WHERE "index" = 1': "voorbeeldwolk/supplier/anders",
        'UPDATE node_revision SET rev = ? WHERE "index" = 2': 7,
        'DELETE FROM node_revision WHERE "index" = ?': 2,
        "UPDATE node_log SET size = ? WHERE size = 3": 2,
        "UPDATE node_log SET note = replace(note, 'A', ?) WHERE size = 3": "B",
    }
    database = home / "stelsel.sqlite3"
    whole = database.read_bytes()
    for statement, value in faults.items():
        database.write_bytes(whole)
        with sqlite3.connect(database) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.execute(statement, (value,))
        connection.close()
        done = run("fsck", **here)
        assert done.returncode == 3, statement
        assert "index" in done.stderr, statement
        assert run("fsck", "--rebuild", **here).returncode == 0, statement
        assert run("fsck", **here).returncode == 0, statement


def test_fsck_lets_what_is_derived_be_and_throws_it_away_when_it_makes_things_anew(run: Runner, tmp_path: Path) -> None:
    home = tmp_path / "home"
    here = {"STELSEL_HOME": str(home)}
    assert run("init", **here).returncode == 0
    derived = home / "derived" / "bottlenecks" / "1" / "ab" / ("ab" * 32)
    derived.parent.mkdir(parents=True)
    derived.write_bytes(b"beschadigd")
    assert run("fsck", **here).returncode == 0
    assert derived.exists()
    assert run("fsck", "--rebuild", **here).returncode == 0
    assert not derived.exists()


def test_a_lost_key_is_told(run: Runner, tmp_path: Path) -> None:
    here = {"STELSEL_HOME": str(tmp_path / "home")}
    run("init", **here)
    (tmp_path / "home" / "keys" / "voorbeeldwolk.json").chmod(0o644)
    assert "0600" in one_line(publish(run, "een", **here), 3)
