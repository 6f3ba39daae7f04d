# SPDX-License-Identifier: EUPL-1.2
"""Messages of a data request, made for tests: an invented municipality gives, an invented water board asks."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import msgspec

from stelsel.nouns.agreement import Agreement, example
from stelsel.priorities.data.requests import (
    VERSION,
    Advised,
    Agreed,
    Message,
    Party,
    Proposed,
    Published,
    Requested,
    Signed,
    Standing,
    encoded,
    raw_agreement,
    read,
    standing,
)

ID, HASH = "0" * 31 + "a", "ab" * 32
BEGUN = date(2026, 9, 1)
BODY: Agreement = example("levering-adressen")


def changed(**more: Any) -> Agreement:
    """The example agreement with other values."""
    return msgspec.structs.replace(BODY, **more)


@dataclass
class Course:
    """A request as it goes: each call adds a message a day after the one before."""

    messages: list[Message] = field(default_factory=list)
    day: date = BEGUN

    def say(self, kind: type[Message], party: Party, days: int = 1, **more: Any) -> "Course":
        self.day += timedelta(days=days)
        sent = f"{self.day.isoformat()}T09:00:00Z"
        self.messages.append(read(encoded(kind(ID, len(self.messages) + 1, party, sent, VERSION, **more))))
        return self

    def begin(self, body: Agreement = BODY) -> "Course":
        return self.say(
            Requested,
            "consumer",
            consumer_publisher="waterschap",
            provider_publisher="gemeente",
            gatekeeper_publisher="dienst",
            text="Inwoners waarschuwen bij hoog water.",
            proposed_agreement=raw_agreement(body),
        )

    def advise(self, version: int = 1, advice: str = "go-ahead") -> "Course":
        return self.say(Advised, "gatekeeper", about_version=version, advice=advice, text="Het kan zo.")

    def propose(self, party: Party, body: Agreement) -> "Course":
        return self.say(Proposed, party, text="Zo is het minder.", proposed_agreement=raw_agreement(body))

    def agree(self, party: Party, version: int = 1) -> "Course":
        return self.say(Agreed, party, about_version=version)

    def publish(self, version: int = 1) -> "Course":
        return self.say(
            Published,
            "provider",
            about_version=version,
            entry="gemeente/agreement/levering",
            log="stelsel.invalid/gemeente/public",
            index=4,
            hash=HASH,
        )

    def sign(self, party: Party) -> "Course":
        return self.say(Signed, party, entry=f"{party}/agreement-signature/abab", hash=HASH)

    def now(self, days: int = 0) -> Standing:
        return standing(self.messages, self.day + timedelta(days=days))
