# SPDX-License-Identifier: EUPL-1.2
"""Every day: what is late is escalated by the machine itself, and the index forgets what no dossier holds any more."""

import structlog

from stelsel.kernel.problem import BadInput
from stelsel.node import clock
from stelsel.node.data_requests._deliver import deliver, messages_of
from stelsel.node.models import DataRequest
from stelsel.priorities.data.requests import VERSION, Escalated, encoded, standing

say = structlog.get_logger("stelsel.data_requests")


def escalate_overdue() -> int:
    """Escalate each request with a term that is over, once for a term; how many. A second run changes nothing."""
    today, count = clock.today(), 0
    for row in DataRequest.objects.filter(due__lt=today).exclude(waits_for=""):
        try:
            found = standing(messages_of(row), today)
            if "escalate" in found.acts["node"]:
                deliver(encoded(Escalated(row.pk, len(found.taken) + 1, "node", clock.now(), VERSION)))
                count += 1
        except BadInput:  # somebody acted at this moment, or its dossiers are gone
            continue
        except Exception as error:  # whatever is broken is of this request alone
            say.error("data-request-not-escalated", request=row.pk, kind=type(error).__name__)
    return count


def forget() -> int:
    """Remove the rows of requests of which every dossier was destroyed; how many."""
    gone, _ = DataRequest.objects.filter(consumer_dossier=None, provider_dossier=None, gatekeeper_dossier=None).delete()
    return gone
