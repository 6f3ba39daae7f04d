# SPDX-License-Identifier: EUPL-1.2
"""Sending the processing log to a collector by OTLP over HTTP (OpenTelemetry Protocol), as the standard recommends.

Off until STELSEL_PROCESSING_LOG_URL names the collector. Every record is sent at least once and in order; how far the
collector confirmed stands in the database. The log here stays whole.
"""

from urllib.parse import urlsplit

from django.conf import settings
from opentelemetry.exporter.otlp.proto.common.trace_encoder import encode_spans
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.util.instrumentation import InstrumentationScope
from opentelemetry.trace import SpanContext, StatusCode, TraceFlags
from opentelemetry.trace.status import Status as SpanStatus

from stelsel.kernel.problem import Finding
from stelsel.kernel.text import Text
from stelsel.node.fetch import Request, fetch
from stelsel.node.models import ProcessingExport, ProcessingRecord
from stelsel.node.processing_log._record import LogRecord, Status
from stelsel.node.processing_log._store import record_of
from stelsel.node.serve import Unavailable, is_loopback

BATCH = 500
"""Records in one request."""
_SECONDS = 10
_FOREIGN = "dpl.core.foreign_operation."
_SCOPE = InstrumentationScope("stelsel.processing_log", "0.8.0")
_CODES = {Status.UNSET: StatusCode.UNSET, Status.OK: StatusCode.OK, Status.ERROR: StatusCode.ERROR}


def send_waiting() -> int:
    """Send what the collector has not confirmed yet; how many records that were (0 where no collector is set).
    Unavailable when it cannot be reached or its address is not safe; then the rest waits."""
    address = settings.PROCESSING_LOG_URL
    if not address:
        return 0
    _check(address)
    place, _ = ProcessingExport.objects.get_or_create(address=address)
    sent = 0
    while rows := list(ProcessingRecord.objects.filter(pk__gt=place.last).order_by("pk")[:BATCH]):
        _send(address, [span_of(record_of(row)) for row in rows])
        place.last = rows[-1].pk
        place.save(update_fields=["last"])
        sent += len(rows)
    return sent


def _send(address: str, spans: list[ReadableSpan]) -> None:
    """One request (OTLP 1.9, OTLP/HTTP). Unavailable unless the collector took it."""
    body = encode_spans(spans).SerializeToString()
    kind = {"Content-Type": "application/x-protobuf"}
    try:
        reply = fetch(Request(address, "POST", kind, body, own=(address,), seconds=_SECONDS))
    except OSError as error:
        raise _refused(address) from error
    if not 200 <= reply.status < 300:
        raise _refused(address)


def span_of(record: LogRecord) -> ReadableSpan:
    """A record as a span; `foreign_operation`, which a span has no field for, as attributes of that name."""
    parent = _context(record.trace_id, record.parent_span_id) if record.parent_span_id else None
    foreign = record.foreign_operation.plain() if record.foreign_operation else {}
    return ReadableSpan(
        record.name,
        _context(record.trace_id, record.span_id),
        parent,
        Resource(dict(record.resource)),
        {**record.attributes, **{_FOREIGN + name: value for name, value in foreign.items()}},
        status=SpanStatus(_CODES[record.status_code]),
        start_time=record.start_time * 1_000_000,
        end_time=record.end_time * 1_000_000,
        instrumentation_scope=_SCOPE,
    )


def _context(trace_id: bytes, span_id: bytes) -> SpanContext:
    return SpanContext(int.from_bytes(trace_id), int.from_bytes(span_id), False, TraceFlags(TraceFlags.SAMPLED))


def _check(address: str) -> None:
    """The log goes over TLS only (Logboek Dataverwerkingen 0.8, component Logboek); plainly only on this machine."""
    parts = urlsplit(address)
    if parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname or "")):
        return
    what = Text(nl="Het verwerkingenlogboek gaat alleen over TLS.", en="The processing log travels over TLS only.")
    cure = Text(
        nl="Geef een adres met https:, of http: op deze machine zelf.",
        en="Give an address with https:, or http: on this machine itself.",
    )
    raise Unavailable(Finding("not-tls", "STELSEL_PROCESSING_LOG_URL", what, cure))


def _refused(address: str) -> Unavailable:
    what = Text(
        nl="De verzamelaar van het verwerkingenlogboek nam niets aan.",
        en="The collector of the processing log did not take the records.",
    )
    cure = Text(
        nl="Controleer het adres en of hij draait; wat wacht, gaat de volgende keer mee.",
        en="Check the address and whether it runs; what waits goes along next time.",
    )
    return Unavailable(Finding("collector", urlsplit(address).netloc, what, cure))
