# SPDX-License-Identifier: EUPL-1.2
"""The address of a database: what is read from it, and what is said when it cannot be read or used."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import OperationalError, connections

from stelsel.node import tables
from stelsel.node.postgresql import base
from stelsel.node.postgresql.address import database, shown
from stelsel.node.postgresql.troubles import Unusable, not_connected
from stelsel.node.serve import Unavailable

SECRET = "w8w-oord"


def test_everything_in_an_address_counts() -> None:
    found = database(
        "postgres://jan:p%40s%2Fs@[::1]:5433/st?sslmode=verify-full&sslrootcert=/etc/ca.pem&connect_timeout=3"
    )
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"]) == (
        "jan",
        "p@s/s",
        "::1",
        "5433",
        "st",
    )
    options = found["OPTIONS"]
    assert (options["sslmode"], options["sslrootcert"], options["connect_timeout"]) == (
        "verify-full",
        "/etc/ca.pem",
        "3",
    )
    assert "synchronous_commit=on" in options["options"]


def test_a_socket_and_several_servers() -> None:
    assert database("postgresql:///st?host=/run/postgresql")["HOST"] == "/run/postgresql"
    several = database("postgresql://een:5432,twee:5433/st?target_session_attrs=read-write")
    assert (several["HOST"], several["PORT"]) == ("een,twee", "5432,5433")
    assert "-c work_mem=8MB" in database("postgresql://h/st?options=-c%20work_mem%3D8MB")["OPTIONS"]["options"]


@pytest.mark.parametrize(
    "address",
    [
        f"mysql://u:{SECRET}@h/db",
        f"postgresql://u:{SECRET}%zz@h/db",
        f"postgresql://u:x@{SECRET}@h/db",
        f"postgresql://u:x/{SECRET}@h/db",
        f"postgresql://u:{SECRET}@h:99999/db",
        f"postgresql://u:{SECRET}@h:poort/db",
        f"postgresql://u:{SECRET}@h",
        f"postgresql://u:{SECRET}@h/db?sslmodus=x",
    ],
)
def test_an_address_that_cannot_be_read_is_refused_and_not_repeated(address: str) -> None:
    with pytest.raises(Unavailable) as caught:
        database(address)
    for language in ("nl", "en"):
        line = caught.value.finding.line(language)
        assert line.startswith("STELSEL_DATABASE: ")
        assert "postgresql://user:password@host:5432/name" in line
        assert SECRET not in line


def test_an_address_is_shown_without_its_password() -> None:
    assert shown(f"postgresql://u:{SECRET}@h:1/db?sslpassword={SECRET}") == "postgresql://u:***@h:1/db"
    assert shown("postgres://h/db") == "postgresql://h/db"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ('connection failed: FATAL:  password authentication failed for user "x"', "database-password"),
        ("connection failed: fe_sendauth: no password supplied", "database-password"),
        ('FATAL:  no pg_hba.conf entry for host "10.0.0.1", no encryption', "database-not-let-in"),
        ("SSL error: certificate verify failed", "database-certificate"),
        ("server does not support SSL, but SSL was required", "database-tls"),
        ('FATAL:  database "x" does not exist', "database-missing"),
        ("FATAL:  sorry, too many clients already", "database-full-house"),
        ("FATAL:  the database system is starting up", "database-starting"),
        ("Connection refused\n\tIs the server running on that host?", "database-unreachable"),
        ("", "database-unreachable"),
    ],
)
def test_what_the_server_says_gets_a_cure(said: str, code: str) -> None:
    error = not_connected(said)
    assert error.finding.code == code
    assert "\n" not in str(error)


def connect(address: str) -> None:
    """Open a connection as the node does."""
    with tables.connected("try", database(address)):
        connections["try"].ensure_connection()


def test_an_older_server_is_refused(postgresql: str, django_db_blocker: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "LEAST_VERSION", 99)
    with django_db_blocker.unblock(), pytest.raises(Unusable, match="is needed") as caught:
        connect(postgresql)
    assert isinstance(caught.value, OperationalError)
    assert caught.value.finding.code == "database-too-old"


def test_a_database_that_cannot_hold_every_character_is_refused(cluster: Any, django_db_blocker: Any) -> None:
    cluster.execute(
        "CREATE DATABASE smal ENCODING LATIN1 LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0 OWNER stelsel"
    )
    try:
        with django_db_blocker.unblock(), pytest.raises(Unusable, match="LATIN1"):
            connect(cluster.url("smal"))
    finally:
        cluster.execute("DROP DATABASE smal")


def test_an_address_is_shown_with_how_it_is_reached_and_without_its_password() -> None:
    given = "postgresql://jan:geheim@db:5433/register?sslmode=verify-full&sslrootcert=/etc/ca.pem&sslpassword=geheim"
    assert shown(given) == "postgresql://jan:***@db:5433/register?sslmode=verify-full&sslrootcert=/etc/ca.pem"
