# SPDX-License-Identifier: EUPL-1.2
"""A server that falls over: what was acknowledged is there when it is back, and the node goes on by itself."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psycopg
from django.db import close_old_connections, connection

from stelsel.kernel.draft import Draft
from stelsel.node.fsck import check_node
from stelsel.node.node import Node
from stelsel.nouns.supplier import SUPPLIER, Supplier
from tools.postgresql import Cluster

SCRIPT = Path(__file__).parents[1] / "publish_until_killed.py"


def publish_round(home: Path, address: str, turn: str, known: Path, cluster: Cluster | None) -> tuple[str, list[str]]:
    """Publish until there are twenty receipts and the server falls over; what was checked first, and the receipts."""
    surroundings = {**os.environ, "STELSEL_HOME": str(home), "STELSEL_DATABASE": address}
    command = [sys.executable, str(SCRIPT), turn, str(known)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=surroundings) as process:
        assert process.stdout is not None
        checked = process.stdout.readline().decode().strip()
        lines = []
        if cluster:
            lines = [process.stdout.readline() for _ in range(20)]
            cluster.crash()
            process.kill()
        lines += process.stdout.readlines()
    return checked, [line.decode().strip() for line in lines if line.endswith(b"\n")]


def test_what_was_acknowledged_survives_a_crash_of_the_server(tmp_path: Path) -> None:
    known = tmp_path / "acknowledged"
    known.touch()
    with Cluster(durable=True) as cluster, cluster.database() as address:
        with psycopg.connect(address) as looking:
            assert looking.execute("SHOW fsync").fetchone() == ("on",)
        for turn in range(3):
            checked, receipts = publish_round(tmp_path / "home", address, str(turn), known, cluster)
            assert checked == "checked 0"
            assert len(receipts) >= 20
            with known.open("a") as file:
                file.writelines(f"{line}\n" for line in receipts)
        assert publish_round(tmp_path / "home", address, "last", known, None)[0] == "checked 0"


def test_the_node_goes_on_when_the_server_is_back(cluster: Cluster, made: Node) -> None:
    made.publish_drafts("proef", "public", [Draft(SUPPLIER, "een", Supplier(name="Een"))])
    cluster.crash()
    close_old_connections()  # as Django does around every request
    made.publish_drafts("proef", "public", [Draft(SUPPLIER, "twee", Supplier(name="Twee"))])
    assert all(one.holds for one in check_node(made))


def test_every_connection_is_durable_and_patient_within_bounds(on_postgresql: str) -> None:
    wanted = {
        "synchronous_commit": "on",
        "lock_timeout": "30s",
        "statement_timeout": "5min",
        "idle_in_transaction_session_timeout": "10min",
        "application_name": "stelsel",
    }
    with connection.cursor() as cursor:
        for name, value in wanted.items():
            cursor.execute(f"SHOW {name}")
            assert cursor.fetchone() == (value,)
