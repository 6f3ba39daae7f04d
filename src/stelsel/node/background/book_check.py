# SPDX-License-Identifier: EUPL-1.2
"""The full check of the book as a job: every log from its files, the index against them, the file of every attachment.
It goes on at the log where it was."""

from typing import Any

import msgspec

from stelsel.kernel.problem import Finding
from stelsel.kernel.text import Text, number
from stelsel.node.attachment_care import check_attachments
from stelsel.node.background.outcome import MOST_FINDINGS, outcome
from stelsel.node.database_care import damage
from stelsel.node.fsck import Verdict, check_node
from stelsel.node.jobs import Work, job
from stelsel.node.node import Node, node
from stelsel.register.log import LogName

_INDEX = Text(nl="De index wijkt af van de bestanden.", en="The index differs from the files.")
_INDEX_CURE = Text(nl="Maak hem opnieuw met: stelsel fsck --rebuild", en="Make it anew with: stelsel fsck --rebuild")
_FILES = Text(nl="De bestanden van bijlagen", en="The files of attachments")


class _Place(msgspec.Struct):
    """The logs that were checked, how many entries they hold, and what was wrong with them."""

    logs: list[str] = msgspec.field(default_factory=list)
    entries: int = 0
    found: int = 0
    findings: list[Finding] = msgspec.field(default_factory=list)

    def add(self, findings: list[Finding]) -> None:
        """More that is wrong; the first ones are kept."""
        self.found += len(findings)
        self.findings += findings[: MOST_FINDINGS - len(self.findings)]


@job(Text(nl="Controleer het hele boek", en="Check the whole book"))
def check_book(context: Work, publisher: str = "") -> dict[str, Any]:
    """Of one publisher, or of the whole node with its database."""
    here, place = node(), msgspec.convert(context.checkpoint or {}, _Place)
    sizes = {log: size for log, size in here.logs.sizes().items() if publisher in ("", log.publisher)}
    total = sum(sizes.values())

    def wanted(log: LogName) -> bool:
        context.look()
        return publisher in ("", log.publisher) and log.origin not in place.logs

    def seen(log: LogName, index: int) -> None:
        context.look()
        if index % 500 == 0:
            context.report(place.entries + index, max(total, place.entries + index), _at(log))

    if not publisher and not place.logs:
        place.add(list(damage()))
    for verdict in check_node(here, wanted=wanted, seen=seen):
        place.logs.append(verdict.log.origin)
        place.entries += verdict.files.size
        place.add(_findings(verdict))
        total = max(total, place.entries)
        context.save(msgspec.to_builtins(place), place.entries, total, _at(verdict.log))
    context.report(place.entries, total, _FILES)
    place.add(list(_of_attachments(here, context, publisher)))
    return _said(place)


def _of_attachments(here: Node, context: Work, publisher: str) -> list[Finding]:
    def wanted(log: LogName) -> bool:
        context.look()
        return publisher in ("", log.publisher)

    found = list(check_attachments(here, wanted))
    halves = {here.attachments.name(path) for path in here.attachments.halves()}
    return [one for one in found if not publisher or one.where not in halves]  # an upload of nobody in particular


def _findings(verdict: Verdict) -> list[Finding]:
    found = list(verdict.files.findings)
    if verdict.index_differs_at is not None:
        where = f"{verdict.log.origin} index {verdict.index_differs_at}"
        found.append(Finding("index", where, _INDEX, _INDEX_CURE))
    return found


def _at(log: LogName) -> Text:
    return Text(nl=f"Logboek {log.publisher}/{log.audience}", en=f"Log {log.publisher}/{log.audience}")


def _said(place: _Place) -> dict[str, Any]:
    logs, entries = len(place.logs), place.entries
    verdict = Text(nl="alles klopt", en="everything holds")
    if place.found:
        verdict = Text(nl=f"aantal fouten: {place.found}", en=f"faults: {place.found}")
    said = Text(
        nl=f"Logboeken: {number(logs, 'nl')}; vermeldingen: {number(entries, 'nl')}; {verdict.nl}.",
        en=f"Logs: {number(logs, 'en')}; entries: {number(entries, 'en')}; {verdict.en}.",
    )
    return {**outcome(said, place.findings, logs=logs, entries=entries), "found": place.found}
