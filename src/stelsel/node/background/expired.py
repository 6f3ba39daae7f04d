# SPDX-License-Identifier: EUPL-1.2
"""Retention, every day: attachments go whose publisher named a last day that is over, with files that no entry names,
counts of how journeys went that are not shown any more, which lessons were shown long ago, and what was derived from
texts that are not published any more.

What has outlived only the term of its kind is counted, not destroyed: those terms are a proposal, and the selection
list of the organisation decides (Archiefwet 1995, art. 5). A person does that with `stelsel retention --erase`.
"""

from typing import Any

from stelsel.kernel.problem import BadInput, Finding
from stelsel.kernel.text import Text
from stelsel.node import clock, journey_counts, lessons_shown, readings
from stelsel.node.attachment_care import clear_orphans
from stelsel.node.background.outcome import outcome
from stelsel.node.identity import OPERATOR
from stelsel.node.jobs import Work, job
from stelsel.node.node import node
from stelsel.node.retention import Why, destroy, due
from stelsel.node.tasks import Held

BY_THEMSELVES: frozenset[Why] = frozenset({"past-its-day"})
_WHY = "De bewaartermijn is voorbij / the last day of keeping is over"


@job(Text(nl="Ruim op wat zijn bewaartermijn heeft gehad", en="Clear what has been kept long enough"))
def clear_expired(context: Work) -> dict[str, Any]:
    """Of every publisher. What was erased stays erased, so a second run does no harm; where the publisher wants four
    eyes on erasing, it waits as a task."""
    here, today = node(), clock.today()
    publishers = sorted({log.publisher for log in here.logs.sizes()})
    erased, held, findings = 0, 0, list[Finding]()
    for done, publisher in enumerate(publishers):
        context.report(done, len(publishers))
        try:
            for one in destroy(here, publisher, _WHY, today, OPERATOR, BY_THEMSELVES):
                held += isinstance(one, Held)
                erased += not isinstance(one, Held)
                context.look()
        except BadInput as problem:  # such as a change that waits already: the others go on
            findings += problem.findings
    cleared = len(clear_orphans(here))
    journey_counts.forget()
    lessons_shown.forget()
    readings.tidy(here.derived, here.library, publishers)
    waiting = held + sum(1 for one in due(here, today) if one.why not in BY_THEMSELVES)
    context.report(len(publishers), len(publishers))
    said = Text(
        nl=f"Gewist: {erased}; losse bestanden opgeruimd: {cleared}; wacht op uw besluit: {waiting}.",
        en=f"Erased: {erased}; loose files cleared: {cleared}; waiting for your decision: {waiting}.",
    )
    return outcome(said, findings, erased=erased, cleared=cleared, waiting=waiting)
