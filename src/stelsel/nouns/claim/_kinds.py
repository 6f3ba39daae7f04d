# SPDX-License-Identifier: EUPL-1.2
"""The kind Claim. A claim without evidence is unverified and never counts."""

from collections.abc import Sequence
from typing import Annotated

import msgspec

from stelsel.kernel.kind import Body, Kind, about
from stelsel.kernel.problem import Finding
from stelsel.kernel.retention import UNDECIDED
from stelsel.kernel.text import Text, same
from stelsel.kernel.time import Period

OBJECTIVES = tuple(f"SOV-{number}" for number in range(1, 9))
"""The objectives of the EU Cloud Sovereignty Framework."""


class Claim(Body, frozen=True):
    """A statement that a subject meets a scheme. `subject` is the address of a supplier or offer entry, empty when only
    the name is known (a claim about one environment says nothing about the rest of a supplier). `objective` and `level`
    hold a SEAL level (EU Cloud Sovereignty Framework 1.2.1, 0..4). `status` is the word of the source (certified,
    listed, ...). `valid` runs up to and including its last day."""

    scheme: str
    subject_name: str
    subject: str | None = None
    objective: Annotated[str | None, about(source="EU Cloud Sovereignty Framework 1.2.1")] = None
    level: Annotated[int, msgspec.Meta(ge=0, le=4)] | None = None
    scope: str | None = None
    status: str = "claimed"
    issuer: str | None = None
    asserted_by: str | None = None
    evidence: Annotated[str | None, about(source="link to the certificate or register")] = None
    verifier: str | None = None
    valid: Period = Period()
    sample: bool = False


_LEVEL = Finding(
    "level",
    "niveau",
    Text(nl="Een niveau hoort bij een doel, en een doel bij een niveau.", en="A level goes with an objective."),
    Text(nl="Vul beide in, of geen van beide.", en="Fill in both or neither."),
)
_OBJECTIVE = Finding(
    "objective",
    "doel",
    Text(nl="Dit doel bestaat niet in het kader.", en="The framework has no such objective."),
    Text(nl="Kies SOV-1 tot en met SOV-8.", en="Choose SOV-1 to SOV-8."),
)


def check(claim: Claim) -> Sequence[Finding]:
    """What types cannot see: a level without an objective, an objective outside the framework."""
    if (claim.objective is None) != (claim.level is None):
        return (_LEVEL,)
    if claim.objective is not None and claim.objective not in OBJECTIVES:
        return (_OBJECTIVE,)
    return ()


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
    label=lambda body: same(" ".join(filter(None, (body.scheme, body.objective))) + f": {body.subject_name}"),
    retention=UNDECIDED,
    groups=(
        (
            Text(nl="Wat", en="What"),
            ("scheme", "objective", "level", "scope", "status", "subject_name", "subject", "sample"),
        ),
        (Text(nl="Wie en waarmee", en="Who and on what"), ("issuer", "asserted_by", "evidence", "verifier", "valid")),
    ),
    search=("scheme", "subject_name", "scope", "issuer"),
    facets=("scheme", "status"),
    check=check,
)
