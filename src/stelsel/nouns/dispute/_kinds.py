# SPDX-License-Identifier: EUPL-1.2
"""The kinds Dispute and Dispute answer."""

from collections.abc import Sequence
from typing import Annotated, Literal

from stelsel.kernel.ids import entry_id
from stelsel.kernel.kind import Body, Kind, about
from stelsel.kernel.problem import BadInput, Finding
from stelsel.kernel.retention import UNDECIDED
from stelsel.kernel.text import Text
from stelsel.kernel.vocabulary import wire

Verdict = Literal["accepted", "rejected"]
"""What the publisher of the disputed entry decides: the dispute is right, or it is not."""

ADDRESS = r"^[a-z0-9][a-z0-9-]{0,59}/[a-z][a-z0-9-]{0,59}/[a-z0-9][a-z0-9._-]{0,119}$"
LONG = 4000
"""Characters of what is wrong and of the reasons, at most."""


class Dispute(Body, frozen=True):
    """Says that an entry is wrong. `disputed` is its address; the envelope names the log, the index and the leaf hash
    of the revision meant. `field` is a wire name of the kind of that entry, empty when it is about the whole."""

    disputed: Annotated[str, about(source="address of the disputed entry", pattern=ADDRESS)]
    what_is_wrong: Annotated[str, about(max_length=LONG)]
    field: str | None = None
    should_be: Annotated[str, about(max_length=LONG)] | None = None


class DisputeAnswer(Body, frozen=True):
    """The answer to a dispute, with reasons. `dispute` is its address; `log`, `index` and `hash` (64 hex digits, the
    leaf hash) say which revision of it. Only the publisher of the disputed entry decides: an answer of anybody else
    does not count."""

    dispute: Annotated[str, about(source="address of the dispute", pattern=ADDRESS)]
    log: str
    index: Annotated[int, about(ge=0)]
    hash: Annotated[str, about(source="leaf hash, RFC 6962 section 2.1", pattern="^[0-9a-f]{64}$")]
    verdict: Verdict
    reasons: Annotated[str, about(max_length=LONG)]


_SAY = Text(nl="Schrijf in gewone woorden wat u bedoelt.", en="Write in plain words what you mean.")


def check_dispute(body: Dispute) -> Sequence[Finding]:
    """What types cannot see: a dispute that says nothing."""
    if not body.what_is_wrong.strip():
        what = Text(nl="Hier staat niet wat er niet klopt.", en="This does not say what is wrong.")
        return (Finding("says-nothing", wire("what_is_wrong"), what, _SAY),)
    return ()


def check_answer(body: DisputeAnswer) -> Sequence[Finding]:
    """What types cannot see: an answer without reasons."""
    if not body.reasons.strip():
        what = Text(nl="De redenen ontbreken.", en="The reasons are missing.")
        return (Finding("no-reasons", wire("reasons"), what, _SAY),)
    return ()


def _named(address: str) -> str:
    try:
        return entry_id(address).local
    except BadInput:
        return address


DISPUTE = Kind(
    name="dispute",
    major=1,
    body=Dispute,
    wire="betwisting",
    wire_plural="betwistingen",
    title=Text(nl="Betwisting", en="Dispute"),
    plural=Text(nl="Betwistingen", en="Disputes"),
    explain=Text(
        nl="Iemand zegt dat een vermelding niet klopt. Dat staat erbij tot de uitgever antwoordt.",
        en="Somebody says that an entry is wrong. That stands beside it until its publisher answers.",
    ),
    room="nouns",
    retention=UNDECIDED,
    label=lambda body: Text(nl=f"Betwisting van {_named(body.disputed)}", en=f"Dispute of {_named(body.disputed)}"),
    groups=((Text(nl="Wat klopt er niet", en="What is wrong"), ("disputed", "what_is_wrong", "field", "should_be")),),
    search=("what_is_wrong", "should_be"),
    check=check_dispute,
)

DISPUTE_ANSWER = Kind(
    name="dispute-answer",
    major=1,
    body=DisputeAnswer,
    wire="betwisting-antwoord",
    wire_plural="betwisting-antwoorden",
    title=Text(nl="Antwoord op een betwisting", en="Answer to a dispute"),
    plural=Text(nl="Antwoorden op betwistingen", en="Answers to disputes"),
    explain=Text(
        nl="De uitgever van een betwiste vermelding zegt of de betwisting terecht is, en waarom.",
        en="The publisher of a disputed entry says whether the dispute is right, and why.",
    ),
    room="nouns",
    retention=UNDECIDED,
    label=lambda body: Text(
        nl=f"Antwoord op betwisting {_named(body.dispute)}", en=f"Answer to dispute {_named(body.dispute)}"
    ),
    groups=(
        (Text(nl="Antwoord", en="Answer"), ("verdict", "reasons")),
        (Text(nl="Waarop", en="To what"), ("dispute", "log", "index", "hash")),
    ),
    search=("reasons",),
    facets=("verdict",),
    decider="publisher of the disputed entry",
    check=check_answer,
)
