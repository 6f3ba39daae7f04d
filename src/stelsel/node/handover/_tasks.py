# SPDX-License-Identifier: EUPL-1.2
"""A handover that waits for an organisation stands in the inbox of who may deal with it there, with its last day and no
word of its content."""

from stelsel.kernel.text import Text
from stelsel.node import clock, tasks
from stelsel.node.models import Handover, Task
from stelsel.nouns.task import TASK_KINDS, NewTask, Receiver, TaskReason
from stelsel.priorities.services.handover import Standing

_KIND = TASK_KINDS["take-handover"]
ABOUT = "overdracht:"
"""How the subject of such a task begins; the id of the handover follows."""
_DONE = "De overdracht is een stap verder. / The handover went a step on."
_REASONS = {
    "offered": Text(
        nl="Een andere organisatie draagt een vraag aan u over. Neem haar aan of weiger.",
        en="Another organisation hands a question over to you. Accept or refuse it.",
    ),
    "accepted": Text(
        nl="U nam een overgedragen vraag aan. Geef antwoord.",
        en="You accepted a question that was handed over. Answer it.",
    ),
    "refused": Text(
        nl="De andere organisatie nam een vraag niet aan. Zeg de vrager waar hij wel terechtkan.",
        en="The other organisation did not take a question. Tell whoever asked where to go.",
    ),
}


def follow(row: Handover, found: Standing, escalated: bool) -> None:
    """The task of what waits now is open, and no other; it goes to the administrators too once it was escalated."""
    publisher = {"taker": row.taker, "giver": row.giver}.get(row.waits_for, "")
    wanted = f"handover:{row.pk}:{row.status}" if publisher else ""
    opened = Task.objects.filter(open_key__startswith=f"handover:{row.pk}:", state="open")
    for key in list(opened.exclude(open_key=wanted).values_list("open_key", flat=True)):
        tasks.close(key, _DONE)
    if not wanted:
        return
    tasks.open_task(_task(row, publisher, found, wanted))
    if escalated:
        tasks.escalate_one(wanted)


def _task(row: Handover, publisher: str, found: Standing, key: str) -> NewTask:
    today = clock.today()
    line = next((one for one in found.terms if one.last_day == found.due), None)
    reasons = (TaskReason(_REASONS[row.status], article=line.ground.source if line else None),)
    due = max(found.due, today) if found.due else None
    title = Text(nl=f"{_KIND.title.nl} ({row.pk[:6]})", en=f"{_KIND.title.en} ({row.pk[:6]})")
    receiver = Receiver("role", "publisher", publisher)
    return NewTask(_KIND.name, publisher, receiver, title, reasons, f"{ABOUT}{row.pk}", key=key, due=due)
