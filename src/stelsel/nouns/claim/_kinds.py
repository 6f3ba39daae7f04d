# SPDX-License-Identifier: EUPL-1.2
"""The kind Claim. A claim without evidence is unverified and never counts."""

from datetime import date
from typing import Annotated, Literal

import msgspec

from stelsel.kernel.kind import Body, Kind, about
from stelsel.kernel.text import Text, same
from stelsel.kernel.time import Period

Standing = Literal["verified", "unverified", "not-in-force", "refused"]


class Claim(Body, frozen=True):
    """A statement that a subject meets a scheme. `subject` is the address of a supplier or offer entry, empty when only
    the name is known. `objective` and `level` hold a SEAL level (EU Cloud Sovereignty Framework 1.2.1, 0..4).
    `status` is the word of the source (certified, listed, ...)."""

    scheme: str
    subject_name: str
    subject: str | None = None
    objective: Annotated[str | None, about(source="EU Cloud Sovereignty Framework 1.2.1")] = None
    level: Annotated[int | None, msgspec.Meta(ge=0, le=4)] = None
    scope: str | None = None
    status: str = "claimed"
    issuer: str | None = None
    asserted_by: str | None = None
    evidence: Annotated[str | None, about(source="link to the certificate or register")] = None
    verifier: str | None = None
    valid: Period = Period()
    sample: bool = False


def standing(claim: Claim, day: date) -> Standing:
    """Whether a claim counts on a day: only with evidence, in force, and with a status that admits."""
    if not claim.valid.holds(day):
        return "not-in-force"
    if claim.status not in ("certified", "granted", "qualified"):
        return "refused" if claim.status in ("revoked", "listed, not certified") else "unverified"
    return "verified" if claim.evidence and claim.issuer else "unverified"


CLAIM = Kind(
    name="claim",
    major=1,
    body=Claim,
    wire="verklaring",
    wire_plural="verklaringen",
    title=Text(nl="Verklaring", en="Claim"),
    plural=Text(nl="Verklaringen", en="Claims"),
    explain=Text(
        nl="Een bewering over een dienst: wie zegt het, met welk bewijs, voor welke periode.",
        en="A statement about a service: who says so, on which evidence, for which period.",
    ),
    room="nouns",
    label=lambda body: same(f"{body.scheme}: {body.subject_name}"),
    groups=(
        (
            Text(nl="Wat", en="What"),
            ("scheme", "objective", "level", "scope", "status", "subject_name", "subject", "sample"),
        ),
        (Text(nl="Wie en waarmee", en="Who and on what"), ("issuer", "asserted_by", "evidence", "verifier", "valid")),
    ),
    search=("scheme", "subject_name", "scope", "issuer"),
    facets=("scheme", "status"),
)
