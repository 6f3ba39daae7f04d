# SPDX-License-Identifier: EUPL-1.2
"""The terms of a data request in one table, each with where it comes from. Days are counted by `kernel.working_days`.

No law sets a term for one public organisation that asks another for data: a decision on it is not taken at somebody's
application in the sense of the Awb, and the Wet hergebruik van overheidsinformatie is about reuse for other purposes
than the public task. So each of these is a promise of this product, and says so (provisional).
"""

from dataclasses import dataclass
from typing import Literal

from stelsel.kernel.text import Text
from stelsel.kernel.working_days import Term

TermName = Literal["advise", "explain", "answer", "publish", "sign"]
PROMISE = Text(
    nl="Een belofte van deze dienst, geen wet (voorlopig)", en="A promise of this service, not law (provisional)"
)


@dataclass(frozen=True)
class Ground:
    """A term: its name, how long it is, what must happen in it and where that stands."""

    name: TermName
    term: Term
    what: Text
    source: Text = PROMISE


TERMS: dict[TermName, Ground] = {
    one.name: one
    for one in (
        Ground(
            "advise",
            Term(10, "working-days"),
            Text(nl="De poortwachter geeft advies", en="The gatekeeper gives advice"),
        ),
        Ground(
            "explain",
            Term(10, "working-days"),
            Text(nl="De afnemer beantwoordt een vraag", en="The consumer answers a question"),
        ),
        Ground(
            "answer",
            Term(15, "working-days"),
            Text(
                nl="Akkoord gaan, een andere versie voorstellen of weigeren",
                en="Agree, propose another version, or refuse",
            ),
        ),
        Ground(
            "publish",
            Term(5, "working-days"),
            Text(nl="De aanbieder publiceert de afspraak", en="The provider publishes the agreement"),
        ),
        Ground("sign", Term(10, "working-days"), Text(nl="Ondertekenen", en="Sign")),
    )
}
"""Name -> term. Each counts from the day on which the request began to wait for it."""
