# SPDX-License-Identifier: EUPL-1.2
"""Every day: tasks, handovers and data requests that are overdue are escalated, what was approved goes
on, and each receiver hears once how many tasks wait."""

from typing import Any

from stelsel.kernel.text import Text
from stelsel.node import data_requests, handover
from stelsel.node.background.outcome import outcome
from stelsel.node.jobs import Work, job
from stelsel.node.node import node
from stelsel.node.tasks.digest import daily


@job(Text(nl="Meld wat op mensen wacht", en="Tell what waits for people"))
def tell_what_waits(context: Work) -> dict[str, Any]:
    """A second run sends nothing twice, and tries again what was not delivered."""
    data_requests.all_go_on(node())
    late = handover.escalate_overdue() + data_requests.escalate_overdue()
    done = daily(node())
    said = Text(
        nl=f"Opgeschaald: {done.escalated + late}; bezorgd: {done.delivered}; niet bezorgd: {done.failed}.",
        en=f"Escalated: {done.escalated + late}; delivered: {done.delivered}; not delivered: {done.failed}.",
    )
    return outcome(said, escalated=done.escalated + late, delivered=done.delivered, failed=done.failed)
