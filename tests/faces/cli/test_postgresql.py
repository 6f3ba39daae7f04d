# SPDX-License-Identifier: EUPL-1.2
"""A node on PostgreSQL from the command line: errors as one line, and the example country there and back."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import psycopg
import pytest

from tests.faces.cli.conftest import Served, copy_of, stelsel, surroundings
from tools.postgresql import ROLE, Cluster


def content_of(file: Path) -> str:
    """Everything in an SQLite file, as a hash."""
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as database:
        return sha256("\n".join(database.iterdump()).encode()).hexdigest()


def tables_in(address: str) -> list[str]:
    """The tables of a PostgreSQL database."""
    with psycopg.connect(address) as looking:
        rows = looking.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    return [name for (name,) in rows]


def test_the_example_country_there_and_back(example_home: Path, tmp_path: Path, postgresql: str) -> None:
    home = copy_of(example_home, tmp_path / "home")
    on_server = {"STELSEL_DATABASE": postgresql}
    before, proved = content_of(home / "stelsel.sqlite3"), stelsel(home, "fsck", "--json").stdout
    found = stelsel(home, "search", "utrecht", "--json").stdout

    moved = stelsel(home, "migrate-to", postgresql, "--json")
    assert moved.returncode == 0, moved.stderr
    proof = json.loads(moved.stdout)
    password = postgresql.split(":")[2].split("@", maxsplit=1)[0]
    assert password not in moved.stdout + moved.stderr
    assert proof["instelling"] == "STELSEL_DATABASE=" + postgresql.replace(password, "***")
    assert proof["tabellen"]["node_revision"]["rijen"] == sum(proof["logboeken"].values()) > 10_000
    assert content_of(home / "stelsel.sqlite3") == before
    assert stelsel(home, "fsck", "--json", **on_server).stdout == proved
    assert stelsel(home, "search", "utrecht", "--json", **on_server).stdout == found

    more = ("publish", "leverancier", "-", "--as", "demowolk", "--name", "later", "--json")
    assert stelsel(home, *more, stdin='{"naam": "Later BV", "voorbeeld": true}', **on_server).returncode == 0
    refused = stelsel(home, "migrate-to", "sqlite", **on_server)
    assert (refused.returncode, "niet leeg" in refused.stderr) == (2, True)
    (home / "stelsel.sqlite3").rename(home / "oud.sqlite3")
    back = stelsel(home, "migrate-to", "sqlite", **on_server)
    assert back.returncode == 0, back.stderr
    assert "STELSEL_DATABASE=\n" in back.stdout
    assert stelsel(home, "fsck", "--json").stdout == stelsel(home, "fsck", "--json", **on_server).stdout != proved
    assert "Later BV" in stelsel(home, "show", "demowolk/supplier/later").stdout


@pytest.mark.parametrize("table", ["node_log", "node_revision"])
def test_killed_in_the_middle_nothing_has_moved(
    example_home: Path, tmp_path: Path, postgresql: str, table: str
) -> None:
    home = copy_of(example_home, tmp_path / "home")
    before = content_of(home / "stelsel.sqlite3")
    script = (
        "import os, sys, django; django.setup()\n"
        "from django.conf import settings\n"
        "from stelsel.node.move import move\n"
        "from stelsel.node.signing import open_signer\n"
        "def tell(table, done, total): print(table, flush=True)\n"
        "move(settings.HOME, settings.ORIGIN, open_signer(settings.HOME), sys.argv[1], tell)\n"
    )
    named = surroundings(home, DJANGO_SETTINGS_MODULE="stelsel.node.settings")
    command = [sys.executable, "-c", script, postgresql]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=named, text=True) as process:
        assert process.stdout is not None
        assert any(line.strip() == table for line in process.stdout)
        process.kill()
    assert process.returncode == -9
    assert tables_in(postgresql) == []
    assert content_of(home / "stelsel.sqlite3") == before
    again = stelsel(home, "migrate-to", postgresql)
    assert again.returncode == 0, again.stderr


def test_a_running_node_does_not_move(postgresql: str, empty_home: Path, tmp_path: Path) -> None:
    home = copy_of(empty_home, tmp_path / "home")
    with Served(home, "--no-example"):
        refused = stelsel(home, "migrate-to", postgresql, "--lang", "en")
    assert refused.returncode == 4
    assert "This node is running" in refused.stderr
    assert tables_in(postgresql) == []


def wrong_addresses(cluster: Cluster) -> dict[str, tuple[str, str]]:
    """Name -> an address that does not work and what must be said about it."""
    good, secret = cluster.url(), cluster.passwords[ROLE]
    return {
        "password": (good.replace(secret, "verkeerd"), "User or password is wrong"),
        "port": (good.replace(f":{cluster.port}/", ":1/"), "does not answer"),
        "database": (cluster.url("nergens"), "createdb --owner stelsel"),
        "tls": (f"{good}?sslmode=require", "encrypted connection does not work"),
        "parameter": (f"{good}?sslmodus=x", "cannot be read"),
        "owner": (cluster.url("postgres"), "ALTER DATABASE name OWNER TO user"),
    }


@pytest.mark.parametrize("wrong", ["password", "port", "database", "tls", "parameter", "owner"])
def test_what_is_wrong_is_one_line_without_the_password(cluster: Cluster, tmp_path: Path, wrong: str) -> None:
    address, said = wrong_addresses(cluster)[wrong]
    run = stelsel(tmp_path / "home", "init", "--lang", "en", STELSEL_DATABASE=address)
    assert run.returncode == 4, run.stderr
    assert len(run.stderr.strip().splitlines()) == 1, run.stderr
    assert said in run.stderr
    assert cluster.passwords[ROLE] not in run.stdout + run.stderr
    assert "verkeerd" not in run.stdout + run.stderr


def test_the_password_may_come_from_elsewhere(cluster: Cluster, postgresql: str, tmp_path: Path) -> None:
    home, bare = tmp_path / "home", postgresql.replace(f":{cluster.passwords[ROLE]}@", "@")
    passfile = tmp_path / "pgpass"
    passfile.write_text(f"{cluster.host}:{cluster.port}:*:{ROLE}:{cluster.passwords[ROLE]}\n")
    passfile.chmod(0o600)
    assert "password" in stelsel(home, "init", "--lang", "en", STELSEL_DATABASE=bare).stderr
    assert stelsel(home, "init", STELSEL_DATABASE=bare, PGPASSFILE=str(passfile)).returncode == 0
    assert stelsel(home, "fsck", STELSEL_DATABASE=f"{bare}?passfile={passfile}").returncode == 0


def test_a_backup_of_one_is_restored_in_the_other(postgresql: str, tmp_path: Path) -> None:
    home, place = tmp_path / "home", tmp_path / "kopie"
    on_server = {"STELSEL_DATABASE": postgresql}
    assert stelsel(home, "init", **on_server).returncode == 0
    body = '{"naam": "Kring BV", "voorbeeld": true}'
    words = ("publish", "leverancier", "-", "--as", "voorbeeldwolk", "--name", "kring")
    assert stelsel(home, *words, stdin=body, **on_server).returncode == 0
    made = stelsel(home, "backup", str(place), "--json", **on_server)
    assert made.returncode == 0, made.stderr
    assert json.loads(made.stdout)[-1]["oorsprong"] == "tables.sqlite3"
    fsck = stelsel(home, "fsck", "--json", **on_server).stdout
    shutil.rmtree(home / "logs")
    assert stelsel(home, "init", "--no-example").returncode == 0, "on SQLite, with the same keys"
    restored = stelsel(home, "restore", str(place), "--json")
    assert restored.returncode == 0, restored.stderr
    assert json.loads(restored.stdout)[-1]["oorsprong"] == "tables.sqlite3"
    assert stelsel(home, "fsck", "--json").stdout == fsck
    assert "Kring BV" in stelsel(home, "show", "voorbeeldwolk/supplier/kring").stdout
