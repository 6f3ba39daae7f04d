# SPDX-License-Identifier: EUPL-1.2
"""What is erased leaves the files of the tables at once, whoever still looks at an older moment. The write-ahead log of
the server keeps it until it is recycled: the manual says so."""

from __future__ import annotations

import secrets

import psycopg
import pytest
from django.db import OperationalError

from stelsel.kernel.draft import Draft
from stelsel.node import desk, dossiers, scrub
from stelsel.node.fsck import check_node
from stelsel.node.identity import OPERATOR
from stelsel.node.keeper import keep
from stelsel.node.models import Dossier, Queued
from stelsel.node.node import Node
from stelsel.nouns.supplier import SUPPLIER, Supplier
from tests.node.dossiers.people import opening, person
from tools.postgresql import Cluster

ADDRESS = "proef/supplier/weg"


def files_with(cluster: Cluster, secret: str, folder: str) -> list[str]:
    """Files of the server that hold it, after everything in memory has been written."""
    cluster.execute("CHECKPOINT")
    paths = (cluster.folder / "data" / folder).rglob("*")
    return [path.name for path in paths if path.is_file() and secret.encode() in path.read_bytes()]


def publish(node: Node, secret: str) -> None:
    """An entry with a secret that fills many pages out of line (TOAST), beside one that stays."""
    long = f"{secret} {secrets.token_hex(4_000)}"
    node.publish_drafts("proef", "public", [Draft(SUPPLIER, "blijft", Supplier(name="Blijft"))])
    node.publish_drafts(
        "proef", "public", [Draft(SUPPLIER, "weg", Supplier(name=secret, website=f"https://x.nl/{long}"))]
    )


def test_the_bytes_leave_the_tables_while_others_hold_a_snapshot(cluster: Cluster, made: Node) -> None:
    secret = f"Geheim-{secrets.token_hex(8)}"
    publish(made, secret)
    assert files_with(cluster, secret, "base"), "it was there"
    with psycopg.connect(cluster.url(_name())) as other:
        other.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
        assert other.execute("SELECT count(*) FROM node_log").fetchone() == (3,)
        desk.erase(made, "proef", ADDRESS, "Op verzoek.", OPERATOR)
        assert files_with(cluster, secret, "base") == []
        assert files_with(cluster, secret, "pg_wal"), "what the manual says of the write-ahead log"
    assert all(one.holds for one in check_node(made))


def _name() -> str:
    from django.db import connection

    return str(connection.settings_dict["NAME"])


def test_what_waits_for_its_file_stays(made: Node) -> None:
    publish(made, "Niets bijzonders")
    before = list(Queued.objects.order_by("log_id", "index").values_list("log_id", "index", "payload"))
    assert before
    scrub.scrub()
    assert list(Queued.objects.order_by("log_id", "index").values_list("log_id", "index", "payload")) == before


def test_a_table_that_is_held_too_long_is_forgotten_in_later(
    cluster: Cluster, made: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = f"Geheim-{secrets.token_hex(8)}"
    publish(made, secret)
    monkeypatch.setattr(scrub, "_RENEW", ("SET LOCAL lock_timeout = '100ms'", *scrub._RENEW[1:]))
    with psycopg.connect(cluster.url(_name())) as other:
        other.execute("LOCK TABLE node_queued IN ACCESS SHARE MODE")
        with pytest.raises(OperationalError, match="lock timeout"):
            desk.erase(made, "proef", ADDRESS, "Op verzoek.", OPERATOR)
    assert not all(one.holds for one in check_node(made)), "fsck sees what should be gone"
    keep(made)
    assert files_with(cluster, secret, "base") == []
    assert all(one.holds for one in check_node(made))


def test_the_wrapped_key_of_a_dossier_leaves_the_tables(cluster: Cluster, made: Node) -> None:
    made_one = dossiers.open_dossier(person("ans", "proef"), opening(draft=True))
    wrapped = bytes(Dossier.objects.get(pk=made_one).data_key)
    cluster.execute("CHECKPOINT")
    files = [path for path in (cluster.folder / "data" / "base").rglob("*") if path.is_file()]
    assert any(wrapped in path.read_bytes() for path in files), "it was there"
    dossiers.discard(person("ans", "proef"), made_one)
    cluster.execute("CHECKPOINT")
    files = [path for path in (cluster.folder / "data" / "base").rglob("*") if path.is_file()]
    assert not any(wrapped in path.read_bytes() for path in files)
