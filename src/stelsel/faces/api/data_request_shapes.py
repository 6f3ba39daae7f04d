# SPDX-License-Identifier: EUPL-1.2
"""What the API sends and takes about data requests, with Dutch names from the vocabulary."""

from typing import Annotated, Any, Literal

import msgspec

from stelsel.faces.api.scrutiny_shapes import Toetsing, told
from stelsel.faces.api.shapes import BASE, Day, Links
from stelsel.kernel.kind import about
from stelsel.kernel.text import Text
from stelsel.kernel.values import Value
from stelsel.node import data_requests
from stelsel.node.data_requests import Seen
from stelsel.node.models import DataRequest
from stelsel.nouns.agreement import AgreementStanding
from stelsel.nouns.agreement import State as AgreementState
from stelsel.priorities.data.requests import MOST_TEXT, Act, Message, Party, Scrutiny, Status

_Signer = Literal["consumer", "provider"]


class Dataverzoek(Value, frozen=True):
    """A data request in a list, without a word of what stands in it: its parties, how it stands, for whom it waits, the
    nearest last day (none: no term runs), and your roles in it."""

    data_request: str
    consumer_publisher: str
    provider_publisher: str
    gatekeeper_publisher: str
    status: Status
    requested_on: Day
    waits_for: tuple[Party, ...]
    own_roles: tuple[Party, ...]
    escalated: bool
    due: Day | None = None
    links: Links = msgspec.field(default_factory=dict, name="_links")


class Dataverzoeken(Value, frozen=True):
    """The requests of your organisations: what waits first, nearest last day first. At most 400."""

    total: int
    data_requests: tuple[Dataverzoek, ...]
    links: Links = msgspec.field(default_factory=dict, name="_links")


class Dataverzoekstand(Dataverzoek, frozen=True):
    """One whole request: everything that was said, in order, each version of the agreement with it; the number of the
    newest; what you can do now; how the published agreement stands today and who ends it (`redenen`); the task in which
    the publication waits for a second person; and for the gatekeeper what stands out in the newest version."""

    messages: tuple[Message, ...] = ()
    newest_version: int = 1
    overdue: bool = False
    possible_steps: tuple[Act, ...] = ()
    entry: str | None = None
    agreement_stands: AgreementState | None = None
    reasons: tuple[Text, ...] = ()
    task: int | None = None
    scrutiny: Toetsing | None = None


class NieuwDataverzoekbericht(Value, frozen=True, forbid_unknown_fields=True):
    """What you do, with what belongs to it: words for most steps, the number of the version for `advise`, `agree` and
    `propose`, your advice with the codes of what you saw (`opgevallen` in the `toetsing`), for `propose` the agreement
    whole, for `publish` who may read it and why you go on in spite of a lesson, and for `sign` as which party when you
    are both."""

    step: Act
    text: Annotated[str, about(max_length=MOST_TEXT)] = ""
    about_version: Annotated[int, about(ge=0, le=400)] = 0
    advice: Literal["", "go-ahead", "with-conditions", "against"] = ""
    seen_codes: Annotated[tuple[Annotated[str, about(max_length=60)], ...], about(max_length=100)] = ()
    proposed_agreement: dict[str, Any] | None = None
    audience: Literal["public", "gov"] = "public"
    despite: str = ""
    party: _Signer | None = None


SHAPES = (Toetsing, Dataverzoek, Dataverzoeken, Dataverzoekstand, NieuwDataverzoekbericht)
"""What stands in the contract."""


def in_list(row: DataRequest, here: tuple[str, ...]) -> Dataverzoek:
    """A request in a list, for who may deal with those of these publishers."""
    return Dataverzoek(**_row(row, here))


def whole(
    seen: Seen, here: tuple[str, ...], agreement: AgreementStanding | None, looked: Scrutiny | None
) -> Dataverzoekstand:
    """A request that somebody looked at, with how the agreement that was published stands, where they may read it, and
    with what the gatekeeper sees, for who looks as that."""
    found = seen.standing
    possible = dict.fromkeys(act for side in seen.sides for act in found.acts[side])
    return Dataverzoekstand(
        **_row(seen.row, here),
        messages=found.taken,
        newest_version=found.newest.number,
        overdue=found.overdue,
        possible_steps=tuple(possible),
        entry=found.published.entry if found.published else None,
        agreement_stands=agreement.state if agreement else None,
        reasons=tuple(one.text for one in agreement.end_reasons) if agreement else (),
        task=data_requests.held_task(seen) if "provider" in seen.sides else None,
        scrutiny=told(looked, found.newest.number) if looked else None,
    )


def _row(row: DataRequest, here: tuple[str, ...]) -> dict[str, Any]:
    sides: tuple[Party, ...] = ("consumer", "provider", "gatekeeper")
    return {
        "data_request": row.pk,
        "consumer_publisher": row.consumer,
        "provider_publisher": row.provider,
        "gatekeeper_publisher": row.gatekeeper,
        "status": row.status,
        "requested_on": row.requested_on.isoformat(),
        "waits_for": tuple(row.waits_for.split()),
        "own_roles": tuple(side for side in sides if getattr(row, side) in here),
        "escalated": row.escalated,
        "due": row.due.isoformat() if row.due else None,
        "links": {"self": f"{BASE}/dataverzoeken/{row.pk}"},
    }
