# SPDX-License-Identifier: EUPL-1.2
"""A data request that waits for an organisation stands in the inbox of who may deal with it there, with its last day
and no word of its content."""

from stelsel.kernel.text import Text
from stelsel.node import clock, tasks
from stelsel.node.data_requests._here import held_key
from stelsel.node.models import DataRequest, Task
from stelsel.nouns.task import TASK_KINDS, NewTask, Receiver, TaskReason
from stelsel.priorities.data.requests import Party, Standing

_KIND = TASK_KINDS["deal-with-data-request"]
ABOUT = "dataverzoek:"
"""How the subject of such a task begins; the id of the request follows."""
_DONE = "Het dataverzoek is een stap verder. / The data request went a step on."
_NO_LONGER = "Partijen zijn het niet meer eens met deze versie. / The parties no longer agree with this version."
_REASONS = {
    "requested": Text(
        nl="Een organisatie vraagt gegevens. U bent de poortwachter: geef advies.",
        en="An organisation asks for data. You are the gatekeeper: give advice.",
    ),
    "questioned": Text(
        nl="Er is een vraag over uw verzoek om gegevens. Geef antwoord.",
        en="There is a question about your request for data. Answer it.",
    ),
    "negotiating": Text(
        nl="Er ligt een versie van een afspraak. Ga akkoord of stel een andere voor.",
        en="A version of an agreement is on the table. Agree, or propose another.",
    ),
    "agreed": Text(
        nl="Beide partijen zijn het eens. Publiceer de afspraak.", en="Both parties agree. Publish the agreement."
    ),
    "published": Text(
        nl="De afspraak is gepubliceerd en wacht op uw handtekening.",
        en="The agreement was published and waits for your signature.",
    ),
}


def follow(row: DataRequest, found: Standing, escalated: bool) -> None:
    """The tasks of what waits now are open, and no others; they go to the administrators too once it was escalated.
    What waited for a second person is not published any more once they no longer agree with it."""
    wanted = {f"data-request:{row.pk}:{found.status}:{party}:{len(found.versions)}": party for party in found.waits_for}
    opened = Task.objects.filter(open_key__startswith=f"data-request:{row.pk}:", state="open")
    for key in list(opened.exclude(open_key__in=wanted).values_list("open_key", flat=True)):
        tasks.close(key, _DONE)
    for version in found.versions if found.published is None else ():
        if found.status != "agreed" or version is not found.newest:
            tasks.close(held_key(row, version), _NO_LONGER)
    for key, party in wanted.items():
        tasks.open_task(_task(row, party, found, key))
        if escalated:
            tasks.escalate_one(key)


def _task(row: DataRequest, party: Party, found: Standing, key: str) -> NewTask:
    today, publisher = clock.today(), getattr(row, party)
    line = next((one for one in found.terms if one.party == party and one.met is None), None)
    reasons = (TaskReason(_REASONS[found.status], article=line.ground.source if line else None),)
    title = Text(nl=f"{_KIND.title.nl} ({row.pk[:6]})", en=f"{_KIND.title.en} ({row.pk[:6]})")
    due = max(line.last_day, today) if line else None
    receiver = Receiver("role", "publisher", publisher)
    return NewTask(_KIND.name, publisher, receiver, title, reasons, f"{ABOUT}{row.pk}", key=key, due=due)
