# SPDX-License-Identifier: EUPL-1.2
"""The kind AgreementSignature: an organisation binds itself to one revision of an agreement, refuses it, or ends it."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Literal

from stelsel.kernel.ids import entry_id
from stelsel.kernel.kind import Body, Kind, about
from stelsel.kernel.problem import BadInput, Finding
from stelsel.kernel.retention import ARCHIVES_ACT, Retention
from stelsel.kernel.text import Text
from stelsel.kernel.vocabulary import wire

SignatureOutcome = Literal["accept", "reject", "revoke"]
"""accept: the party binds itself; reject: it refuses; revoke: it ends what it accepted. The words of FSC core 1.1.1."""

SIGNATURE_OUTCOMES: dict[SignatureOutcome, Text] = {
    "accept": Text(nl="akkoord", en="accepts"),
    "reject": Text(nl="niet akkoord", en="rejects"),
    "revoke": Text(nl="zegt op", en="revokes"),
}
ADDRESS = r"^[a-z0-9][a-z0-9-]{0,59}/agreement/[a-z0-9][a-z0-9._-]{0,119}$"
LONG = 4000
"""Characters of the mandate and of the reasons, at most."""


class AgreementSignature(Body, frozen=True):
    """A signature. `agreement` is the address of the agreement; `log`, `index` and `hash` (64 hex digits, the leaf
    hash) say which revision of it, so that a correction needs a new signature. It counts only from a log of
    `signing_party` itself. `mandate_ground` says on what mandate or decision it was signed, and never by whom:
    persons do not stand in a register. `no_longer_from` is the first day on which what was accepted no longer holds,
    for an end alone; without it an end counts from the day of signing."""

    agreement: Annotated[str, about(source="address of the agreement", pattern=ADDRESS)]
    log: str
    index: Annotated[int, about(ge=0)]
    hash: Annotated[str, about(source="leaf hash, RFC 6962 section 2.1", pattern="^[0-9a-f]{64}$")]
    signing_party: Annotated[str, about(source="TOOI", min_length=1, max_length=300)]
    signature_outcome: Annotated[SignatureOutcome, about(source="FSC core 1.1.1, contract signatures")]
    mandate_ground: Annotated[str, about(source="Awb, article 10:1 and further", max_length=LONG)]
    signed_on: Annotated[date, about(unit="day")]
    reasons: Annotated[str, about(max_length=LONG)] = ""
    no_longer_from: Annotated[date | None, about(unit="day")] = None


def check_signature(body: AgreementSignature) -> Sequence[Finding]:
    """What types cannot see: a signature without a mandate, a refusal or an end without reasons, and a last day of what
    is not ended or that lies before the signature."""
    found = []
    if not body.mandate_ground.strip():
        found.append(Finding("no-mandate", wire("mandate_ground"), _NO_MANDATE, _NO_MANDATE_CURE))
    if body.signature_outcome != "accept" and not body.reasons.strip():
        found.append(Finding("no-reasons", wire("reasons"), _NO_REASONS, _NO_REASONS_CURE))
    if body.no_longer_from is not None and body.signature_outcome != "revoke":
        found.append(Finding("no-end", wire("no_longer_from"), _NO_END, _NO_END_CURE))
    elif body.no_longer_from is not None and body.no_longer_from < body.signed_on:
        found.append(Finding("end-before-signing", wire("no_longer_from"), _BEFORE, _BEFORE_CURE))
    return found


_FIXED = ("agreement", "log", "index", "hash", "signing_party", "signature_outcome", "signed_on", "no_longer_from")


def revised_signature(old: AgreementSignature, new: AgreementSignature) -> Sequence[Finding]:
    """A correction mends words; another decision or day, or one on another revision, is a signature of its own."""
    changed = [name for name in _FIXED if getattr(old, name) != getattr(new, name)]
    return tuple(Finding("signature-fixed", wire(name), _OTHER, _OTHER_CURE) for name in changed)


def _label(body: AgreementSignature) -> Text:
    try:
        name = entry_id(body.agreement).local
    except BadInput:
        name = body.agreement
    if body.signature_outcome == "revoke":
        return Text(nl=f"Opzegging van {name}", en=f"End of {name}")
    return Text(nl=f"Handtekening onder {name}", en=f"Signature under {name}")


AGREEMENT_SIGNATURE = Kind(
    name="agreement-signature",
    major=1,
    body=AgreementSignature,
    wire="handtekening",
    wire_plural="handtekeningen",
    title=Text(nl="Handtekening onder een afspraak", en="Signature under an agreement"),
    plural=Text(nl="Handtekeningen onder afspraken", en="Signatures under agreements"),
    explain=Text(
        nl="Een organisatie bindt zich aan één versie van een afspraak, wijst haar af of zegt haar op.",
        en="An organisation binds itself to one version of an agreement, refuses it, or ends it.",
    ),
    room="nouns",
    label=_label,
    retention=Retention(
        "permanent",
        Text(
            nl="Wie aan een afspraak gebonden was, is later alleen te zien aan de handtekeningen van toen.",
            en="Who was bound to an agreement can later only be seen from the signatures of its time.",
        ),
        ARCHIVES_ACT,
    ),
    groups=(
        (
            Text(nl="Besluit", en="Decision"),
            ("signature_outcome", "signing_party", "mandate_ground", "reasons", "signed_on", "no_longer_from"),
        ),
        (Text(nl="Waaronder", en="Under what"), ("agreement", "log", "index", "hash")),
    ),
    search=("mandate_ground", "reasons"),
    facets=("signature_outcome",),
    decider="organisation that signs, in its own log",
    check=check_signature,
    revised=revised_signature,
)

_NO_MANDATE = Text(nl="Het mandaat ontbreekt.", en="The mandate is missing.")
_NO_MANDATE_CURE = Text(
    nl="Zeg op welk mandaat of besluit deze functie mag tekenen, zonder naam van een persoon.",
    en="Say on which mandate or decision this office may sign, without the name of a person.",
)
_NO_REASONS = Text(nl="De redenen ontbreken.", en="The reasons are missing.")
_NO_REASONS_CURE = Text(
    nl="Schrijf in gewone woorden waarom uw organisatie niet meedoet of stopt.",
    en="Write in plain words why your organisation does not take part or stops.",
)
_NO_END = Text(
    nl="Een dag waarop iets niet meer geldt, hoort alleen bij opzeggen.",
    en="A day on which something no longer holds belongs to an end alone.",
)
_NO_END_CURE = Text(nl="Laat de dag leeg, of kies opzeggen.", en="Leave the day empty, or choose to revoke.")
_BEFORE = Text(
    nl="De afspraak kan niet ophouden voor de dag waarop u dat tekent.",
    en="The agreement cannot end before the day on which you sign that.",
)
_BEFORE_CURE = Text(nl="Kies die dag, of een latere.", en="Choose that day, or a later one.")
_OTHER = Text(nl="Dit is een ander besluit.", en="This is another decision.")
_OTHER_CURE = Text(
    nl="Zet een nieuwe handtekening bij de afspraak; deze blijft staan zoals zij is.",
    en="Make a new signature at the agreement; this one stays as it is.",
)
