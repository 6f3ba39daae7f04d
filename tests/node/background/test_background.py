# SPDX-License-Identifier: EUPL-1.2
"""What runs on a node: the check, a big import, the daily seal, retention, forgetting."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from stelsel.book.audience import Asker
from stelsel.kernel.draft import Draft
from stelsel.kernel.problem import BadInput, NotAllowed
from stelsel.node import clock, dossiers, imports
from stelsel.node.attach import Wish, attach
from stelsel.node.background import (
    JOBS,
    SCHEDULE,
    TITLES,
    check_book,
    clean_dossiers,
    clear_expired,
    desk,
    forget_jobs,
    seal_day,
    tell_what_waits,
)
from stelsel.node.background.shown import Shown, shown
from stelsel.node.example.load import MARKER
from stelsel.node.identity import Person
from stelsel.node.jobs import Worker, ask, cancel
from stelsel.node.models import Dossier, Job, Revision
from stelsel.node.node import Node, node
from stelsel.node.tasks import channels
from stelsel.nouns.bottleneck import READINGS
from stelsel.nouns.supplier import SUPPLIER, Supplier
from tests.node.dossiers import people
from tests.node.people import judge

WOLK = Person("uitgever", {"wolk": "publisher"}, Asker(frozenset({"wolk"}), name="uitgever"))
READER = Person("lezer", {"wolk": "reader"}, Asker(frozenset({"wolk"}), name="lezer"))


@pytest.fixture
def made(transactional_db: None) -> Iterator[Node]:
    """A node with two publishers."""
    node.cache_clear()
    found = node()
    for publisher in ("wolk", "buur"):
        found.enrol(publisher)
        drafts = [Draft(SUPPLIER, f"n{number}", Supplier(name=f"Nummer {number}")) for number in range(3)]
        found.publish_drafts(publisher, "public", drafts)
    yield found
    shutil.rmtree(found.home / "seals", ignore_errors=True)
    (found.home / MARKER).unlink(missing_ok=True)
    node.cache_clear()


def ran(id: Any) -> Shown:
    """A worker does what waits; the job as people see it."""
    worker = Worker()
    while worker.run_one():
        pass
    found = shown(id)
    assert found is not None
    return found


def line(number: int, name: str = "") -> str:
    """A supplier as export writes it."""
    address = f"wolk/supplier/r{number}"
    return json.dumps({"soort": "leverancier", "adres": address, "inhoud": {"naam": name or f"Rij {number}"}})


def attachment(made: Node, text: str) -> str:
    """A file of wolk; its address."""
    with made.attachments.incoming() as file:
        file.add(text.encode())
        file.finish()
        return attach(made, "wolk", file, Wish("rijen.jsonl"), WOLK).id


def test_every_job_has_a_name_and_the_schedule_only_those() -> None:
    assert len(TITLES) == len(JOBS)
    assert {one.work for one in SCHEDULE} <= set(JOBS)


def test_a_check_of_one_publisher_and_of_the_node(made: Node) -> None:
    own = ran(desk.start_check(WOLK, "wolk").id)
    assert (own.state, own.done, own.total, own.found) == ("done", 3, 3, 0)
    assert own.figures == {"logs": 3, "entries": 3}
    whole = ran(desk.start_check(None, "").id)
    assert whole.figures == {"logs": 6, "entries": 6}


def test_a_check_finds_a_bad_byte_and_a_wrong_index(made: Node) -> None:
    path = next(one for one in (made.home / "logs").rglob("*") if one.is_file() and "entries" in str(one))
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)
    Revision.objects.filter(entry="wolk/supplier/n1").update(rev=9)
    found = ran(desk.start_check(None, "").id)
    assert found.state == "done", "that it found something is its result"
    assert found.found > 0
    assert found.findings
    assert "alles klopt" not in str(found.said)
    assert "index" in {one.code for one in ran(desk.start_check(WOLK, "wolk").id).findings}


def test_a_check_goes_on_at_the_log_where_it_was(made: Node) -> None:
    asked = desk.start_check(None, "").id
    done = ["stelsel.example/buur/gov", "stelsel.example/buur/own", "stelsel.example/buur/public"]
    place = {"logs": done, "entries": 3, "found": 1, "findings": []}
    Job.objects.filter(pk=asked).update(checkpoint=place, done=3)
    found = ran(asked)
    assert found.figures == {"logs": 6, "entries": 6}
    assert found.found == 1, "what was found before the crash counts"


def test_a_check_can_be_stopped(made: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    from stelsel.node.background import book_check

    asked = desk.start_check(None, "").id
    real = book_check.check_node
    worker = Worker()

    def slowly(*given: Any, **more: Any) -> Any:
        cancel(asked)
        worker.tend()
        return real(*given, **more)

    monkeypatch.setattr(book_check, "check_node", slowly)
    worker.run_one()
    assert Job.objects.get().end == "cancelled"


def test_an_attachment_becomes_entries(made: Node) -> None:
    text = "\n".join([*(line(number) for number in range(5)), "geen json"])
    asked = desk.start_record(WOLK, "wolk", attachment(made, text), "jsonl", "own")
    found = ran(asked.id)
    assert found.state == "done", found.findings
    assert found.figures == {"read": 6, "written": 5, "refused": 1}
    assert found.findings[0].what.nl.startswith("1 × ")
    assert made.book(WOLK.asker).get("wolk/supplier/r4") is not None
    again = ran(desk.start_record(WOLK, "wolk", asked_attachment(asked.id), "jsonl", "own").id)
    assert again.figures["written"] == 0, "what stands there already is skipped"


def asked_attachment(id: Any) -> str:
    """The attachment that a job was asked to record."""
    found = shown(id)
    assert found is not None
    return str(found.arguments["attachment"])


def test_an_import_goes_on_after_the_last_chunk(made: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "CHUNK", 2)
    written: list[str] = []
    real = imports_put_all()

    def put_all(here: Any, log: Any, drafts: Any, why: str) -> int:
        written.extend(one.local for one in drafts)
        if len(written) == 6 and not Job.objects.get().failures:
            raise OSError("the disk is gone for a moment")
        return real(here, log, drafts, why)

    monkeypatch.setattr("stelsel.node.recording.put_all", put_all)
    asked = desk.start_record(WOLK, "wolk", attachment(made, "\n".join(map(line, range(9)))), "jsonl", "own")
    worker = Worker()
    worker.run_one()
    job = Job.objects.get()
    assert (job.done, job.total, job.failures) == (4, 9, 1)
    DBTaskResult.objects.update(run_after=timezone.now())
    found = ran(asked.id)
    assert found.figures == {"read": 9, "written": 9, "refused": 0}
    assert written == [*(f"r{n}" for n in range(6)), *(f"r{n}" for n in range(4, 9))]


def imports_put_all() -> Callable[..., int]:
    """The real one."""
    from stelsel.node.example.load import put_all

    return put_all


def test_what_cannot_be_recorded_is_refused_before_it_waits(made: Node) -> None:
    there = attachment(made, line(1))
    with pytest.raises(NotAllowed):
        desk.start_record(WOLK, "buur", there, "jsonl", "own")
    with pytest.raises(NotAllowed):
        desk.start_record(READER, "wolk", there, "jsonl", "own")
    for wrong in ((there, "onbekend", "own"), (there, "jsonl", "iedereen"), ("wolk/supplier/n1", "jsonl", "own")):
        with pytest.raises(BadInput):
            desk.start_record(WOLK, "wolk", *wrong)
    with pytest.raises(BadInput):
        desk.start_record_path("wolk", made.home / "nergens", "jsonl", "public")
    with pytest.raises(NotAllowed):
        desk.start_check(WOLK, "")
    assert not Job.objects.exists()


def test_a_file_on_the_machine_becomes_entries(made: Node, tmp_path: Path) -> None:
    file = tmp_path / "rijen.jsonl"
    file.write_text("\n".join(map(line, range(3))))
    found = ran(desk.start_record_path("wolk", file, "jsonl", "public").id)
    assert found.figures == {"read": 3, "written": 3, "refused": 0}


def test_a_zip_on_the_machine_becomes_entries_and_a_bomb_does_not(made: Node, tmp_path: Path) -> None:
    file = tmp_path / "bron.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("map/een.jsonl", line(1))
        packed.writestr("twee.jsonl", f"{line(2)}\n{{")
    found = imports.read(file, "jsonl")
    assert len(found.drafts) == 2
    assert [(one.file, one.line) for one in found.refused] == [("bron.zip/twee.jsonl", 2)]
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("bom.jsonl", bytes(60_000_000))
    with pytest.raises(BadInput, match="unreasonable size"):
        imports.read(file, "jsonl")
    assert ran(desk.start_record_path("wolk", file, "jsonl", "public").id).state == "set-aside"


def test_an_attachment_that_is_gone_sets_the_job_aside(made: Node) -> None:
    there = attachment(made, line(1))
    asked = desk.start_record(WOLK, "wolk", there, "jsonl", "own").id
    from stelsel.node.desk import erase

    erase(made, "wolk", there, "weg", WOLK)
    found = ran(asked)
    assert (found.state, found.findings[0].code) == ("set-aside", "no-attachment")


def test_the_daily_seal(made: Node) -> None:
    (made.home / MARKER).write_text("{}")
    found = ran(ask(seal_day, key="2026-11-27").id)
    assert found.state == "done", found.findings
    assert found.figures == {"sealed": 2, "logs": 2}
    assert "PROEF" in str(found.said)
    assert len(list((made.home / "seals").glob("*/*/*.jades.json"))) == 2
    assert ran(ask(seal_day, key="later").id).figures["sealed"] == 0


def test_without_a_key_nothing_is_sealed_and_nothing_is_wrong(made: Node) -> None:
    found = ran(ask(seal_day, key="2026-11-27").id)
    assert (found.state, found.findings) == ("done", ())
    assert "STELSEL_SEAL_KEY" in str(found.said)


def test_only_what_has_a_last_day_of_its_own_goes_by_itself(made: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    from stelsel.node.desk import withdraw
    from stelsel.nouns.system import SYSTEM, System

    made.publish_drafts("wolk", "own", [Draft(SYSTEM, "oud", System(name="oud"))])
    withdraw(made, "wolk", "wolk/system/oud", "uit gebruik", WOLK)
    with made.attachments.incoming() as file:
        file.add(b"tijdelijk")
        file.finish()
        last = clock.today() + timedelta(days=1)
        there = attach(made, "wolk", file, Wish("tijdelijk.txt", kept_until=last), WOLK).id
    assert ran(ask(clear_expired).id).figures == {"erased": 0, "cleared": 0, "waiting": 0}
    monkeypatch.setattr(clock, "today", lambda: date(2099, 1, 1))
    found = ran(ask(clear_expired, key="later").id)
    assert found.figures["erased"] == 1
    assert found.figures["waiting"] == 1, "a withdrawn entry waits for a person"
    assert made.book(WOLK.asker).get(there) is None
    assert not list(made.attachments.files("wolk", "own"))


def test_what_was_derived_from_what_is_not_published_goes_every_day(made: Node) -> None:
    made.derived.kept(READINGS).put({"a" * 64: bytes(2048)})
    assert ran(ask(clear_expired).id).state == "done"
    assert not [path for path in made.derived.folder.rglob("*") if path.is_file()]


def test_dossiers_go_on_their_day_by_themselves(made: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    ans = people.person("ans")
    gone = dossiers.open_dossier(ans, people.opening(keep=people.until(clock.today())))
    held = dossiers.open_dossier(ans, people.opening(keep=people.until(clock.today())))
    dossiers.hold(ans, held, "Er loopt een onderzoek.")
    assert ran(ask(clean_dossiers).id).figures == {"destroyed": 0, "held": 0}
    monkeypatch.setattr(clock, "today", lambda: date(2099, 1, 1))
    found = ran(ask(clean_dossiers, key="later").id)
    assert found.figures == {"destroyed": 1, "held": 1}
    assert gone not in str(found)
    assert held not in str(found), "the list of work has other readers"
    assert list(Dossier.objects.values_list("pk", flat=True)) == [held]


def test_what_waits_is_told_once_a_day_by_itself(made: Node) -> None:
    channels.set_mail("wolk", "taken@wolk.invalid")
    people.person("lies")
    judge("account:lies")
    assert ran(ask(tell_what_waits).id).figures == {"escalated": 0, "delivered": 1, "failed": 0}
    assert ran(ask(tell_what_waits, key="again").id).figures == {"escalated": 0, "delivered": 0, "failed": 0}
    assert [message.to for message in mail.outbox] == [["taken@wolk.invalid"]]


def test_old_jobs_leave_the_list_but_not_what_needs_a_person(made: Node) -> None:
    ends = {}
    for end in ("done", "cancelled", "set-aside"):
        ends[end] = ask(check_book, key=end).id
        Job.objects.filter(pk=ends[end]).update(end=end)
        DBTaskResult.objects.filter(pk=ends[end]).update(
            status="FAILED", finished_at=timezone.now() - timedelta(days=31)
        )
    assert ran(ask(forget_jobs).id).figures == {"forgotten": 2}
    assert Job.objects.filter(pk=ends["set-aside"]).exists()
    assert Job.objects.count() == 2


def test_arguments_are_ids(made: Node) -> None:
    asked = desk.start_record(WOLK, "wolk", attachment(made, line(1, "Geheime Naam")), "jsonl", "own").id
    kept = DBTaskResult.objects.get(pk=asked).args_kwargs
    assert set(kept["kwargs"]) == {"publisher", "attachment", "format", "audience"}
    assert "Geheime Naam" not in json.dumps(kept)
