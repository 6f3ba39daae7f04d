# SPDX-License-Identifier: EUPL-1.2
"""The audit log: a chain that only grows, whose first break is named, and that is cut only by a recorded cut."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from structlog.testing import capture_logs

from stelsel.kernel.canonical import canonical
from stelsel.kernel.problem import NotAllowed
from stelsel.node import audit_chain, audit_tally
from stelsel.node.audit import acting, acting_as, acts, audit, process_log
from stelsel.node.audit_chain import CUT, ZERO, cut, verify
from stelsel.node.audit_reading import every, lines, of_administrator
from stelsel.node.identity import NOBODY
from stelsel.node.models import AuditEvent, AuditHead

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _counts() -> Iterator[None]:
    audit_tally.forget()
    yield
    audit_tally.forget()


def some(count: int = 5) -> None:
    for number in range(count):
        audit("sign-in", f"account-{number}", "page", times=number)


def tamper(statement: str, *values: object) -> None:
    """Change the table as somebody with the database in hand would, past the guard."""
    with connection.cursor() as cursor:
        drop = "DROP TRIGGER node_auditevent_stays" + (" ON node_auditevent" if connection.vendor != "sqlite" else "")
        cursor.execute(drop)
        cursor.execute(statement, values)


def test_a_chain_holds_and_names_its_head() -> None:
    some()
    found = verify()
    head = AuditHead.objects.get()
    assert (found.events, found.first, found.last, found.broken) == (5, 1, 5, None)
    assert (head.sequence, head.hash) == (5, found.head)
    assert AuditEvent.objects.get(sequence=1).former_hash == ZERO
    assert verify((3, AuditEvent.objects.get(sequence=3).hash)).broken is None


def test_an_empty_log_holds() -> None:
    assert verify().broken is None
    assert verify().events == 0


@pytest.mark.parametrize(
    ("statement", "values", "broken"),
    [
        ("UPDATE node_auditevent SET actor = %s WHERE sequence = 3", ("somebody",), 3),
        ("UPDATE node_auditevent SET outcome = %s WHERE sequence = 1", ("refused",), 1),
        ("UPDATE node_auditevent SET facts = %s WHERE sequence = 4", ("{", ), 4),
        ("UPDATE node_auditevent SET moment = %s WHERE sequence = 5", ("2020-01-01T00:00:00Z",), 5),
        ("UPDATE node_auditevent SET hash = %s WHERE sequence = 2", ("f" * 64,), 2),
        ("DELETE FROM node_auditevent WHERE sequence = %s", (3,), 4),
        ("DELETE FROM node_auditevent WHERE sequence = %s", (1,), 2),
        ("DELETE FROM node_auditevent WHERE sequence = %s", (5,), 5),
        ("DELETE FROM node_auditevent WHERE sequence > %s", (0,), 1),
    ],
)  # fmt: skip
def test_the_first_break_is_named(statement: str, values: tuple[object, ...], broken: int) -> None:
    some()
    tamper(statement, *values)
    found = verify()
    assert found.broken == broken
    assert found.finding is not None
    assert str(broken) in found.finding.where


def test_a_chain_that_was_made_anew_differs_from_a_head_kept_elsewhere() -> None:
    some()
    kept = (5, AuditHead.objects.get().hash)
    assert verify(kept).broken is None
    tamper("DELETE FROM node_auditevent")
    AuditHead.objects.update(sequence=0, hash=ZERO)
    for _ in range(6):
        audit("sign-in", "somebody", "page")
    assert verify().broken is None
    assert verify(kept).broken == 5
    assert verify((99, kept[1])).broken == 99


def test_nothing_changes_or_removes_an_event() -> None:
    some(1)
    event = AuditEvent.objects.get()
    event.actor = "somebody"
    for attempt in (
        event.save,
        event.delete,
        AuditEvent.objects.all().delete,
        lambda: AuditEvent.objects.update(actor="somebody"),
    ):
        with pytest.raises(TypeError):
            attempt()
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE node_auditevent SET actor = 'somebody'")
    assert verify().broken is None


def test_what_is_undone_leaves_no_event() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():  # noqa: PT012
        audit("change-role", "baas", "lezer")
        raise RuntimeError
    assert not AuditEvent.objects.exists()
    some(2)
    assert verify().events == 2


def test_past_the_term_events_go_and_a_recorded_cut_holds_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    today = datetime(2026, 11, 26, tzinfo=UTC)
    for age in (30, 20, 10, 5):
        moment = (today - timedelta(days=age)).strftime("%Y-%m-%dT%H:%M:%SZ")
        monkeypatch.setattr(audit_chain.clock, "now", lambda moment=moment: moment)
        some(2)
    monkeypatch.setattr(audit_chain.clock, "now", lambda: "2026-11-26T00:00:00Z")
    assert cut("operator", 15) == 4
    assert verify().broken is None
    assert (verify().first, verify().last) == (5, 9)
    said = AuditEvent.objects.get(action=CUT)
    assert json.loads(said.facts)["through"] == 4
    assert cut("operator", 15) == 0
    assert cut("operator", 7) == 2  # a later cut takes the place of the earlier one
    assert verify().broken is None
    tamper("DELETE FROM node_auditevent WHERE sequence = 7")
    assert verify().broken == 8


def test_an_export_can_be_proved_without_a_node() -> None:
    some(3)
    audit("publish", "uitgever", "wolk/supplier/wolk", entries=2)
    rows = [json.loads(line) for line in lines(every().order_by("sequence"), "jsonl")]
    former = ZERO
    for row in rows:
        hashed = row.pop("hash")
        assert row["vorigeHash"] == former
        assert hashlib.sha256(canonical(row)).hexdigest() == hashed
        former = hashed
    assert rows[3]["bijUitgever"] == "wolk"
    assert rows[3]["feiten"] == {"entries": 2}


def test_a_spreadsheet_runs_nothing_of_an_export() -> None:
    audit("=1+1", "@sum", "-2+3", "refused")
    (header, row) = csv.reader(io.StringIO("".join(lines(every(), "csv"))))
    assert header[:4] == ["volgnummer", "tijdstip", "handeling", "uitvoerder"]
    assert row[2:5] == ["'=1+1", "'@sum", "'-2+3"]


def test_text_that_would_break_a_line_or_the_chain_is_made_plain() -> None:
    audit("x" * 99, "a\nb\ud800", "s\0\x1b[31m" + "y" * 400, note="z" * 999)
    event = AuditEvent.objects.get()
    assert event.action == "x" * 60
    assert event.actor == "a?b?"
    assert event.subject.startswith("s??[31m")
    assert len(event.subject) == 300
    assert len(json.loads(event.facts)["note"]) == 200
    assert verify().broken is None


def test_the_process_log_carries_number_and_hash() -> None:
    with capture_logs() as told:
        audit("sign-in", "lezer", "page")
    assert (told[0]["sequence"], told[0]["hash"]) == (1, AuditHead.objects.get().hash)


def test_only_a_process_that_serves_tells_it_there(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    audit("sign-in", "lezer", "page")
    assert capsys.readouterr().out == ""
    monkeypatch.setattr(process_log, "on", True)
    audit("sign-in", "lezer", "page")
    assert AuditHead.objects.get().hash in capsys.readouterr().out


def test_refusals_are_counted_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(audit_tally.clock, "monotonic", lambda: now[0])
    for _ in range(500):
        audit_tally.refused("budget", "", "pages")
    assert AuditEvent.objects.count() == 1
    now[0] += 61
    audit_tally.refused("budget", "", "pages")
    assert json.loads(AuditEvent.objects.order_by("sequence").last().facts)["times"] == 500
    audit_tally.refused("budget", "lezer", "pages")
    assert AuditEvent.objects.count() == 3


def test_who_acts_is_known_within_and_not_after() -> None:
    assert acting() == ""
    with acting_as("lezer"):
        acts("uitgever")
        assert acting() == "uitgever"
    assert acting() == ""


def test_nobody_reads_it_without_a_role() -> None:
    with pytest.raises(NotAllowed):
        of_administrator(NOBODY)
