# SPDX-License-Identifier: EUPL-1.2
"""This node: its logs, its library and its publisher, made once per process."""

import gc
from functools import cache
from pathlib import Path
from typing import IO

from django.conf import settings

from stelsel.book.audience import ANYONE, Asker
from stelsel.book.book import Book
from stelsel.book.library import Library
from stelsel.catalogue import KINDS
from stelsel.kernel.draft import Draft
from stelsel.kernel.kind import AudienceName
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text
from stelsel.node import clock
from stelsel.node.attachments import Attachments
from stelsel.node.derived import FOLDER, Derived
from stelsel.node.in_use import at_work
from stelsel.node.publisher import Publisher
from stelsel.node.readings import gone_with
from stelsel.node.signing import Connection, SignerClient, open_signer
from stelsel.node.store import StoredLogs
from stelsel.nouns.attachment import ATTACHMENT
from stelsel.nouns.bottleneck import BOTTLENECK
from stelsel.register.append import check
from stelsel.register.keys import verifier
from stelsel.register.log import LogName, Receipt, Submission
from stelsel.register.note import Verifier

GC_THRESHOLDS = (50_000, 20, 50)
"""Objects made before the youngest generation is collected (Python starts at 700); how often the older ones follow."""

AUDIENCES: tuple[AudienceName, ...] = ("own", "public", "gov")


class Node:
    """The parts of a node, wired."""

    def __init__(self, home: Path, origin: str, signing: Connection) -> None:
        self.home = home
        self.origin = origin
        self.signing = signing
        self.in_use: IO[bytes] | None = None
        self.logs = StoredLogs(home / "logs")
        self.attachments = Attachments(home / "attachments", settings.ATTACHMENT_BYTES)
        self.derived = Derived(home / FOLDER)
        self.library = Library(self.logs, KINDS, clock.today, self.derived.kept)
        self._publisher = Publisher(self.logs, self.signer)

    def enrol(self, publisher: str, organisation: str = "") -> None:
        """Give a publisher a key and its three logs. `organisation` is its TOOI address, empty when it has none."""
        self.signer(publisher).make()
        for audience in AUDIENCES:
            self.logs.add(
                LogName(f"{self.origin}/{publisher}/{audience}", publisher, audience, organisation or publisher)
            )

    def signer(self, publisher: str) -> SignerClient:
        """Who signs for a publisher. Its private keys live in the process of the signer."""
        return SignerClient(self.signing, publisher)

    def vkeys(self, log: LogName) -> tuple[str, ...]:
        """The verifier keys that the newest checkpoint of a log carries, Ed25519 first."""
        return self.signer(log.publisher).vkeys(log.origin)

    def verifiers(self, log: LogName) -> tuple[Verifier, ...]:
        """The same keys, ready to check with."""
        return tuple(verifier(one) for one in self.vkeys(log))

    def book(self, asker: Asker) -> Book:
        """What this asker may see now."""
        return self.library.book(asker)

    def warm(self) -> None:
        """Fold the logs before the first visitor comes. What is folded lives as long as the process and has no cycles,
        so the garbage collector need not walk it again and again: it is frozen, and collection runs less often."""
        self.book(ANYONE)
        gc.collect()
        gc.freeze()
        gc.set_threshold(*GC_THRESHOLDS)

    def publish(self, publisher: str, audience: AudienceName, submissions: list[Submission]) -> list[Receipt]:
        """Append to a publisher's log for an audience; durable on return."""
        if any(item.type.startswith(f"{ATTACHMENT.name}/") for item in submissions):
            with self.attachments.locked(publisher):
                return self.publish_attachments(publisher, audience, submissions)
        return self._publish(publisher, audience, submissions)

    def check(self, publisher: str, audience: AudienceName, item: Submission) -> None:
        """BadInput unless the log would take this change now; nothing is written."""
        log = self._log(publisher, audience)
        _check_audience(item, audience)
        check(self.logs, log, item)

    def publish_attachments(
        self, publisher: str, audience: AudienceName, submissions: list[Submission]
    ) -> list[Receipt]:
        """Append entries of attachments, inside their lock; each must have its file."""
        for item in submissions:
            if item.op in ("put", "correct"):
                self._check_file(publisher, audience, item)
        return self._publish(publisher, audience, submissions)

    def _check_file(self, publisher: str, audience: AudienceName, item: Submission) -> None:
        """No entry of an attachment without its bytes."""
        body = ATTACHMENT.decode(item.payload).body
        if not self.attachments.has(publisher, audience, body.sha256, body.byte_size):
            raise bad_input(
                "no-file",
                item.id,
                Text(nl="Het bestand van deze bijlage is hier niet.", en="The file of this attachment is not here."),
                Text(
                    nl="Lever het bestand zelf aan: stelsel attach, de pagina Bijlage toevoegen of de API.",
                    en="Send the file itself: stelsel attach, the page Add attachment, or the API.",
                ),
            )

    def _publish(self, publisher: str, audience: AudienceName, submissions: list[Submission]) -> list[Receipt]:
        log = self._log(publisher, audience)
        for item in submissions:
            _check_audience(item, audience)
        reports = [one for one in submissions if one.type.startswith(f"{BOTTLENECK.name}/")]
        changed = [one.id for one in reports if one.op != "put"]
        with gone_with(self.derived, self.library, publisher, changed):
            return self._publisher.publish(log, submissions)

    def _log(self, publisher: str, audience: AudienceName) -> LogName:
        log = self.logs.named(publisher, audience)
        if log is None:
            raise bad_input(
                "unknown-publisher",
                publisher,
                Text(nl="Deze uitgever heeft hier geen logboek.", en="This publisher has no log here."),
                Text(nl="Meld de uitgever eerst aan.", en="Enrol the publisher first."),
            )
        return log

    def publish_drafts(self, publisher: str, audience: AudienceName, drafts: list[Draft]) -> list[Receipt]:
        """Put drafts as new entries."""
        log = self.logs.named(publisher, audience)
        organisation = log.organisation if log else publisher
        return self.publish(publisher, audience, [submission(publisher, organisation, draft) for draft in drafts])


def _check_audience(item: Submission, audience: AudienceName) -> None:
    """What may not be seen outside an organisation never reaches a log that others read."""
    kind = KINDS.get(item.type.partition("/")[0])
    if kind is None:
        raise bad_input(
            "unknown-kind",
            item.id,
            Text(nl=f"De soort {item.type[:60]} kennen we niet.", en=f"We do not know the kind {item.type[:60]}."),
            Text(nl="Kies een soort uit de lijst.", en="Choose a kind from the list."),
        )
    if audience not in kind.allowed:
        raise bad_input(
            "audience-not-allowed",
            item.id,
            Text(nl="Deze soort mag niet in deze kring.", en="This kind may not go to this audience."),
            Text(nl=f"Kies {' of '.join(sorted(kind.allowed))}.", en=f"Choose {' or '.join(sorted(kind.allowed))}."),
        )


def submission(publisher: str, organisation: str, draft: Draft) -> Submission:
    """A draft as a submission of this publisher; about itself when the draft names nobody."""
    return Submission(
        "put",
        draft.kind.type,
        f"{publisher}/{draft.kind.name}/{draft.local}",
        draft.kind.encode(draft.body, draft.unknown),
        draft.about or organisation,
        draft.source,
    )


@cache
def node() -> Node:
    """The node of this process, which holds it: nobody moves its tables meanwhile."""
    home = Path(settings.HOME)
    made = Node(home, settings.ORIGIN, open_signer(home))
    made.in_use = at_work(home)
    return made
