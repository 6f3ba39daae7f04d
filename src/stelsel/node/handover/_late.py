# SPDX-License-Identifier: EUPL-1.2
"""Every day: what is late is escalated by the machine itself, and the index forgets what no dossier holds any more."""

from stelsel.kernel.problem import BadInput
from stelsel.node import clock
from stelsel.node.handover._deliver import deliver, messages_of
from stelsel.node.models import Handover
from stelsel.priorities.services.handover import VERSION, Escalated, encoded, standing


def escalate_overdue() -> int:
    """Escalate each handover with a term that is over, once for a term; how many. A second run changes nothing."""
    today, count = clock.today(), 0
    for row in Handover.objects.filter(due__lt=today).exclude(waits_for=""):
        try:
            found = standing(messages_of(row), today)
            if "escalate" in found.acts["node"]:
                deliver(encoded(Escalated(row.pk, len(found.taken) + 1, "node", clock.now(), VERSION)))
                count += 1
        except BadInput:  # somebody acted at this moment, or its dossiers are gone
            continue
    return count


def forget() -> int:
    """Remove the rows of handovers of which both dossiers were destroyed; how many."""
    gone, _ = Handover.objects.filter(giver_dossier=None, taker_dossier=None).delete()
    return gone
