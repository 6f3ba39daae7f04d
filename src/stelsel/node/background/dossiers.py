# SPDX-License-Identifier: EUPL-1.2
"""Dossiers whose term is over are destroyed every day; what is held stays and says why in `stelsel dossier clean`."""

from typing import Any

from stelsel.kernel.text import Text
from stelsel.node import clock, data_requests, handover
from stelsel.node.background.outcome import outcome
from stelsel.node.dossiers import clean
from stelsel.node.jobs import Work, job
from stelsel.node.node import node


@job(Text(nl="Vernietig dossiers waarvan de termijn om is", en="Destroy dossiers whose term is over"))
def clean_dossiers(context: Work) -> dict[str, Any]:
    """A second run that day finds nothing more. Only how many, never which: the list of work has other readers."""
    gone, held = clean(node(), clock.today())
    handover.forget()
    data_requests.forget()
    said = Text(
        nl=f"Vernietigd: {len(gone)}; vastgehouden: {len(held)}.", en=f"Destroyed: {len(gone)}; held: {len(held)}."
    )
    return outcome(said, destroyed=len(gone), held=len(held))
