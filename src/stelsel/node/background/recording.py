# SPDX-License-Identifier: EUPL-1.2
"""A big import as a job: from an attachment of the publisher, or from a file or folder on the machine of the node. It
goes on after the chunk that was written last."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from stelsel.book.audience import Asker
from stelsel.kernel.draft import Reading
from stelsel.kernel.problem import Finding, bad_input
from stelsel.kernel.text import Text, number
from stelsel.node.background.outcome import MOST_FINDINGS, outcome
from stelsel.node.collected import COLLECTED
from stelsel.node.identity import OPERATOR
from stelsel.node.imports import FILES, log_for, read, read_bytes, record, unknown_format
from stelsel.node.jobs import Work, job
from stelsel.node.node import Node, node
from stelsel.nouns.attachment import ATTACHMENT

_FILE = Text(nl="bestand", en="file")
_CURE = Text(nl="Verbeter deze regels bij de bron.", en="Correct these rows at the source.")


@dataclass(frozen=True)
class _Part:
    words: Text
    audience: str
    read: Callable[[], Reading]


class _Place(msgspec.Struct):
    """Parts that are whole, drafts that are done of the next, and the figures of all; `why` counts refused rows by
    code, with the first of each."""

    part: int = 0
    done: int = 0
    read: int = 0
    written: int = 0
    refused: int = 0
    why: dict[str, tuple[int, Finding]] = msgspec.field(default_factory=dict)


@job(Text(nl="Leg een bijlage vast", en="Record an attachment"))
def record_attachment(context: Work, publisher: str, attachment: str, format: str, audience: str) -> dict[str, Any]:
    """Every row of an attachment (by its address) as entries of the same publisher."""
    here = node()
    return _record(context, here, publisher, [_Part(_FILE, audience, lambda: _attached(here, attachment, format))])


@job(Text(nl="Leg verzamelde bestanden vast", en="Record collected files"))
def record_path(context: Work, publisher: str, path: str, format: str, audience: str) -> dict[str, Any]:
    """A file or folder on this machine; with the format `all` every source below a folder, each for its audience."""
    place = Path(path)
    parts = [_Part(_FILE, audience, lambda: read(place, format))]
    if format == "all":
        parts = [_Part(one.words, one.audience, lambda one=one: one.read(place)) for one in COLLECTED]  # type: ignore[misc]
    return _record(context, node(), publisher, parts)


def attached_to(here: Node, publisher: str, attachment: str) -> Any:
    """The entry of an attachment of this publisher. BadInput when it is not there."""
    found = here.book(Asker(frozenset({publisher}), name=publisher)).get(attachment)
    mine = found is not None and found.log.publisher == publisher and bool(found.payload)
    if not mine or attachment.split("/")[1:2] != [ATTACHMENT.name]:
        raise bad_input(
            "no-attachment",
            attachment[:120],
            Text(nl="Deze bijlage is er niet (meer).", en="This attachment is not there (any more)."),
            Text(nl="Kies een bijlage van deze uitgever.", en="Choose an attachment of this publisher."),
        )
    return found


def _attached(here: Node, attachment: str, format: str) -> Reading:
    found = attached_to(here, attachment.partition("/")[0], attachment)
    if format not in FILES:
        raise unknown_format(format, "formaat", tuple(FILES))
    body = found.body(ATTACHMENT)
    with here.attachments.reading(found.log.publisher, found.log.audience, body.sha256) as file:
        return read_bytes(file.read(), body.file_name, format)


def _record(context: Work, here: Node, publisher: str, parts: list[_Part]) -> dict[str, Any]:
    place = msgspec.convert(context.checkpoint or {}, _Place)
    logs = [log_for(here, publisher, part.audience, "uitgever") for part in parts]
    for part, log in list(zip(parts, logs, strict=True))[place.part :]:
        said = Text(nl=f"{part.words.nl}: lezen", en=f"{part.words.en}: reading")
        context.report(place.read + place.done, 0, said)
        reading = part.read()
        if not place.done:
            _refuse(place, reading.refused)
        before, total = place.written, place.read + len(reading.drafts)
        refused = 0
        for so_far in record(here, log, reading.drafts, OPERATOR, place.done):
            place.done, place.written = so_far.done, before + so_far.written
            _refuse(place, so_far.refused[refused:])
            refused = len(so_far.refused)
            context.save(msgspec.to_builtins(place), place.read + place.done, total, part.words)
        place = msgspec.structs.replace(place, part=place.part + 1, done=0, read=total)
        context.save(msgspec.to_builtins(place), place.read, total, part.words)
    return _said(place)


def _refuse(place: _Place, rows: Any) -> None:
    place.refused += len(rows)
    for code, count in Counter(row.code for row in rows).items():
        first = next(row for row in rows if row.code == code)
        where = f"{first.file} {first.line or ''}".strip()
        before, finding = place.why.get(code, (0, Finding(code, where, first.why, _CURE)))
        place.why[code] = (before + count, finding)


def _said(place: _Place) -> dict[str, Any]:
    total = place.read + place.refused
    texts = {one: [number(figure, one) for figure in (total, place.written, place.refused)] for one in ("nl", "en")}
    said = Text(
        nl="{} gelezen, {} nieuw of veranderd vastgelegd, {} geweigerd.".format(*texts["nl"]),
        en="{} read, {} new or changed recorded, {} refused.".format(*texts["en"]),
    )
    findings = [
        msgspec.structs.replace(one, what=Text(nl=f"{count} × {one.what.nl}", en=f"{count} × {one.what.en}"))
        for count, one in list(place.why.values())[:MOST_FINDINGS]
    ]
    figures = {"read": total, "written": place.written, "refused": place.refused}
    return {**outcome(said, findings, **figures), "found": place.refused}
