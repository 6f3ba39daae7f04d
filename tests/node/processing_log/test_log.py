# SPDX-License-Identifier: EUPL-1.2
"""The processing log: the fields of the standard, one record for each data subject, never changed, sent by OTLP."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from stelsel.node import dossiers
from stelsel.node.models import ProcessingRecord
from stelsel.node.node import Node
from stelsel.node.processing_log import find, send_waiting, traced
from stelsel.node.serve import Unavailable
from tests.node.dossiers.people import SECRET, note, opening, person

TRACE, SPAN = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"
SUBJECTS = (dossiers.Subject("p-1", "personeelsnummer"), dossiers.Subject("p-2"))


def pairs(listed: list[dict[str, str]]) -> dict[str, str]:
    """A list of key-value pairs."""
    return {one["key"]: one["value"] for one in listed}


def test_a_record_has_the_fields_of_the_standard(fresh_node: Node, shared_data: Path) -> None:
    standard = json.loads((shared_data / "house" / "logboek" / "log-record-0.8.0.json").read_text())
    ans = person("ans")
    with traced(f"00-{TRACE}-{SPAN}-01", via="api"):
        dossiers.open_dossier(ans, opening(subjects=SUBJECTS))
    for record in find():
        plain = record.plain()
        known = {one["name"] for one in standard["fields"]}
        assert set(plain) <= known
        assert {one["name"] for one in standard["fields"] if one["required"]} <= set(plain)
        foreign = next(one for one in standard["fields"] if one["name"] == "foreign_operation")
        assert set(plain["foreign_operation"]) == {one["name"] for one in foreign["fields"]}
        assert (len(record.trace_id), len(record.span_id), len(record.parent_span_id or b"")) == (16, 8, 8)
        assert record.end_time >= record.start_time > 1_700_000_000_000
        found = pairs(plain["attributes"])
        assert {one["name"] for one in standard["core_attributes"]} <= set(found)
        assert all(name.startswith("dpl.") for name in found)
        assert pairs(plain["resource"]["attributes"])["service.name"] == "stelsel"
        assert found["dpl.core.processing_activity_id"].startswith("http://localhost:8000/api/v1/")


def test_one_record_for_each_data_subject_in_one_trace_with_the_caller(fresh_node: Node) -> None:
    ans = person("ans")
    with traced(f"00-{TRACE}-{SPAN}-01") as trace:
        made = dossiers.open_dossier(ans, opening(subjects=SUBJECTS))
        dossiers.look(ans, made)
    records = list(find(dossier=made))
    assert [one.name for one in records] == ["dossier.openen"] * 2 + ["dossier.lezen"] * 2
    assert {one.trace_id.hex() for one in records} == {TRACE}
    assert len({one.span_id for one in records}) == 4
    assert records[0].span_id == trace.span_id
    assert records[0].parent_span_id == bytes.fromhex(SPAN)
    assert {one.parent_span_id for one in records[1:]} == {trace.span_id}
    foreign = records[0].foreign_operation
    assert foreign is not None
    assert (foreign.trace_id.hex(), foreign.span_id.hex()) == (TRACE, SPAN)
    assert foreign.entity == "https://stelsel.example/wolk"
    tokens = {one.attributes["dpl.core.data_subject_id"] for one in records}
    assert len(tokens) == 2
    assert "p-1" not in str(tokens)
    types = {one.attributes["dpl.core.data_subject_id_type"] for one in records}
    assert types == {"personeelsnummer", "pseudoniem"}
    assert list(find(trace_id=bytes.fromhex(TRACE))) == records
    assert list(find(before=records[0].start_time)) == []


def test_without_subjects_and_without_a_caller_there_is_one_record(fresh_node: Node) -> None:
    ans = person("ans")
    made = dossiers.open_dossier(ans, opening())
    (record,) = find(dossier=made)
    assert record.parent_span_id is None
    assert record.foreign_operation is None
    assert "dpl.core.data_subject_id" not in record.attributes


def test_a_refused_access_stands_there_too(fresh_node: Node) -> None:
    ans, bob = person("ans"), person("bob")
    made = dossiers.open_dossier(ans, opening(subjects=SUBJECTS))
    with pytest.raises(dossiers.NotThere):
        dossiers.look(bob, made)
    with pytest.raises(dossiers.NotThere):
        dossiers.look(bob, "0" * 32)
    refused = [one for one in find() if one.attributes["dpl.stelsel.result"] == "refused"]
    assert [one.attributes.get("dpl.stelsel.dossier_id") for one in refused] == [made, made, None]
    assert {one.attributes["dpl.stelsel.user"] for one in refused} == {"bob"}
    assert {int(one.status_code) for one in refused} == {0}


def test_an_activity_that_changes_gets_another_number(fresh_node: Node) -> None:
    ans = person("ans")
    first, same_again = dossiers.open_dossier(ans, opening()), dossiers.open_dossier(ans, opening())
    other = dossiers.open_dossier(ans, opening(purpose="Iets anders"))
    first_uri, again_uri, other_uri = (dossiers.look(ans, one).activity for one in (first, same_again, other))
    assert first_uri == again_uri != other_uri
    number = int(other_uri.rpartition("/")[2])
    found = dossiers.activity_for(ans, number)
    assert found is not None
    assert (found[0].purpose, found[0].ground, found[0].law) == ("Iets anders", "e", "Gemeentewet, art. 160")
    assert dossiers.activity_for(person("bob"), number) is None
    assert dossiers.activity_for(ans, 10_000) is None


def test_nobody_changes_or_removes_a_record(fresh_node: Node) -> None:
    dossiers.open_dossier(person("ans"), opening())
    row = ProcessingRecord.objects.get()
    for attempt in (row.save, row.delete, ProcessingRecord.objects.all().delete):
        with pytest.raises(TypeError, match="append-only"):
            attempt()
    with pytest.raises(TypeError, match="append-only"):
        ProcessingRecord.objects.update(name="anders")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE node_processingrecord SET name = 'anders'")


def test_what_cannot_be_logged_is_not_done(fresh_node: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    ans = person("ans")
    made = dossiers.open_dossier(ans, opening())
    document = dossiers.write(ans, made, note()).id

    def full(*_: object) -> None:
        raise DatabaseError("disk is full")

    monkeypatch.setattr(ProcessingRecord.objects, "bulk_create", full)
    for attempt in (
        lambda: dossiers.open_dossier(ans, opening()),
        lambda: dossiers.look(ans, made),
        lambda: dossiers.write(ans, made, note("nieuw"), document, 1),
        lambda: dossiers.share(ans, made, "ans", True, True),
        lambda: dossiers.close(fresh_node, ans, made),
    ):
        with pytest.raises(DatabaseError):
            attempt()
    monkeypatch.undo()
    found = dossiers.look(ans, made)
    assert len(dossiers.mine(ans)) == 1
    assert (found.documents[0].revision, found.readers, found.shown.closed_at) == (1, (), "")


class Collector(HTTPServer):
    """A collector on this machine that keeps what arrives; refuses while `status` says so."""

    def __init__(self) -> None:
        self.arrived: list[ExportTraceServiceRequest] = []
        self.status = 200
        super().__init__(("127.0.0.1", 0), Handler)


class Handler(BaseHTTPRequestHandler):
    """OTLP over HTTP with protobuf."""

    server: Collector

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers["Content-Length"]))
        if self.headers.get("Content-Encoding") == "gzip":
            raw = gzip.decompress(raw)
        assert self.headers["Content-Type"] == "application/x-protobuf"
        if self.server.status == 200:
            self.server.arrived.append(ExportTraceServiceRequest.FromString(raw))
        self.send_response(self.server.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def collector(settings: Any) -> Iterator[Collector]:
    made = Collector()
    thread = threading.Thread(target=made.serve_forever)
    thread.start()
    settings.PROCESSING_LOG_URL = f"http://127.0.0.1:{made.server_port}/v1/traces"
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


def test_a_collector_gets_every_record_once_and_whole(fresh_node: Node, collector: Collector) -> None:
    ans = person("ans")
    with traced(f"00-{TRACE}-{SPAN}-01"):
        made = dossiers.open_dossier(ans, opening(subjects=SUBJECTS))
        dossiers.write(ans, made, note())
    assert send_waiting() == 4
    assert send_waiting() == 0
    (request,) = collector.arrived
    (resource,) = request.resource_spans
    assert ("service.name", "stelsel") in [(one.key, one.value.string_value) for one in resource.resource.attributes]
    spans = [span for scope in resource.scope_spans for span in scope.spans]
    for span, record in zip(spans, find(), strict=True):
        assert (span.trace_id, span.span_id, span.name) == (record.trace_id, record.span_id, record.name)
        assert span.parent_span_id == record.parent_span_id
        assert span.status.code == 1
        assert (span.start_time_unix_nano, span.end_time_unix_nano) == (
            record.start_time * 10**6,
            record.end_time * 10**6,
        )
        sent = {one.key: one.value.string_value for one in span.attributes}
        assert record.attributes.items() <= sent.items()
        assert sent["dpl.core.foreign_operation.entity"] == "https://stelsel.example/wolk"
        assert sent["dpl.core.foreign_operation.span_id"] == SPAN
    assert SECRET.encode() not in request.SerializeToString()
    assert b"p-1" not in request.SerializeToString()


def test_what_a_collector_refuses_waits(fresh_node: Node, collector: Collector) -> None:
    dossiers.open_dossier(person("ans"), opening())
    collector.status = 400
    with pytest.raises(Unavailable):
        send_waiting()
    collector.status = 200
    assert send_waiting() == 1


def test_it_is_off_by_default_and_goes_over_tls_only(fresh_node: Node, settings: Any) -> None:
    dossiers.open_dossier(person("ans"), opening())
    assert settings.PROCESSING_LOG_URL == ""
    assert send_waiting() == 0
    for address in ("http://collector.example/v1/traces", "ftp://127.0.0.1/", "collector"):
        settings.PROCESSING_LOG_URL = address
        with pytest.raises(Unavailable, match="TLS"):
            send_waiting()
