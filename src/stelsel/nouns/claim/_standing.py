# SPDX-License-Identifier: EUPL-1.2
"""Whether a claim counts on a day, and why. Only evidence counts; a word in a list does not."""

from collections.abc import Iterable
from datetime import date
from typing import Literal
from urllib.parse import urlsplit

from stelsel.kernel.text import Text
from stelsel.nouns.claim._kinds import Claim

Standing = Literal["verified", "unverified", "not-in-force", "refused"]

ADMITS = frozenset({"certified", "granted", "qualified"})
"""Words by which an issuer says yes. Being `listed` or `claimed` is none of them."""
DENIES = frozenset({"listed, not certified", "not certified", "revoked", "withdrawn", "suspended", "expired", "denied"})
"""Words by which a source says no."""

_WHY = {
    "verified": Text(
        nl="Bevestigd: {issuer} gaf dit af, het bewijs staat op {evidence}.",
        en="Verified: {issuer} issued this, the evidence is at {evidence}.",
    ),
    "not-in-force": Text(nl="Niet van kracht op deze dag.", en="Not in force on this day."),
    "refused": Text(nl="De bron zegt zelf van niet: {status}.", en="The source itself says no: {status}."),
    "status": Text(
        nl="Niet bevestigd: de status is “{status}”, en dat is geen certificaat.",
        en="Unverified: the status is “{status}”, which is no certificate.",
    ),
    "evidence": Text(nl="Niet bevestigd: er is geen link naar bewijs.", en="Unverified: there is no link to evidence."),
    "issuer": Text(
        nl="Niet bevestigd: er is geen uitgever los van wie de verklaring gaat.",
        en="Unverified: there is no issuer apart from whom the claim is about.",
    ),
    "start": Text(
        nl="Niet bevestigd: niemand zegt vanaf welke dag dit geldt.",
        en="Unverified: nobody says from which day this holds.",
    ),
}


def standing(claim: Claim, day: date) -> Standing:
    """Whether a claim counts on a day."""
    return judged(claim, day)[0]


def judged(claim: Claim, day: date) -> tuple[Standing, Text]:
    """The standing and its reason: a claim counts only in force, with an admitting status, an issuer that is not the
    subject itself, a first day, and a link to evidence. Example links (.invalid) are evidence for examples only."""
    status = claim.status.strip().lower()
    if not claim.valid.holds(day):
        return "not-in-force", _WHY["not-in-force"]
    if status in DENIES:
        return "refused", _WHY["refused"].fill(status=claim.status)
    lacking = _lacking(claim, status)
    if lacking:
        return "unverified", _WHY[lacking].fill(status=claim.status)
    return "verified", _WHY["verified"].fill(issuer=claim.issuer, evidence=claim.evidence)


def held(claims: Iterable[Claim], scheme: str, day: date) -> bool | None:
    """Whether these claims (all about one subject and scope) show a scheme: True when one counts, False when a source
    says no and none counts, None (unknown) otherwise."""
    found = {standing(claim, day) for claim in claims if claim.scheme == scheme}
    if "verified" in found:
        return True
    return False if "refused" in found else None


def _lacking(claim: Claim, status: str) -> str | None:
    if status not in ADMITS:
        return "status"
    if not _links(claim):
        return "evidence"
    issuer = (claim.issuer or "").strip()
    if not issuer or issuer.lower() == claim.subject_name.strip().lower():
        return "issuer"
    return "start" if claim.valid.start is None else None


def _links(claim: Claim) -> bool:
    try:
        link = urlsplit((claim.evidence or "").strip())
    except ValueError:
        return False
    if link.scheme not in ("http", "https") or not link.hostname:
        return False
    return claim.sample == link.hostname.endswith(".invalid")
