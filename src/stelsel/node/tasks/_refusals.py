# SPDX-License-Identifier: EUPL-1.2
"""What somebody hears who may not decide, or is too late."""

from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text
from stelsel.kernel.time import say_day
from stelsel.node.models import Task

_WORDS: dict[str, tuple[Text, Text]] = {
    "no-task": (
        Text(nl="Deze taak is er niet, of wacht niet op u.", en="This task is not there, or does not wait for you."),
        Text(nl="Kijk in uw takenlijst.", en="Look in your list of tasks."),
    ),
    "no-reason": (
        Text(nl="De reden ontbreekt.", en="The reason is missing."),
        Text(nl="Schrijf in één zin waarom u dit besluit.", en="Write in one sentence why you decide so."),
    ),
    "again": (
        Text(nl="U hebt deze taak al goedgekeurd.", en="You have approved this task already."),
        Text(nl="De tweede handtekening is van iemand anders.", en="The second signature is somebody else's."),
    ),
    "own-request": (
        Text(nl="U hebt dit zelf gevraagd.", en="You asked for this yourself."),
        Text(nl="Iemand anders moet dit goedkeuren.", en="Somebody else must approve this."),
    ),
    "role": (
        Text(nl="Uw rol is niet genoeg voor deze taak.", en="Your role is not enough for this task."),
        Text(
            nl="Vraag de beheerder om de rol.",
            en="Ask the administrator for the role.",
        ),
    ),
    "lapsed": (
        Text(nl="De laatste dag van deze taak is voorbij.", en="The last day of this task is over."),
        Text(nl="Hierover kan niemand meer besluiten. Vraag het opnieuw.", en="Nobody can decide any more. Ask again."),
    ),
    "elsewhere": (
        Text(nl="Deze taak wacht op iemand anders.", en="This task waits for somebody else."),
        Text(nl="Hij wacht op wie erbij staat.", en="It waits for whoever stands there."),
    ),
    "not-here": (
        Text(nl="Deze taak keurt u niet hier goed of af.", en="This task is not approved or refused here."),
        Text(nl="Volg de koppeling van de taak en antwoord daar.", en="Follow the link of the task and answer there."),
    ),
    "to-oneself": (
        Text(nl="U kunt niet aan uzelf delegeren.", en="You cannot delegate to yourself."),
        Text(nl="Kies iemand anders.", en="Choose somebody else."),
    ),
    "there-already": (
        Text(nl="De taak wacht al op dit account.", en="The task waits for this account already."),
        Text(nl="Kies iemand anders.", en="Choose somebody else."),
    ),
    "cannot-do-this": (
        Text(
            nl="Dit account kan deze taak niet doen: het is er niet, of heeft er de rol niet voor.",
            en="This account cannot do this task: it is not there, or lacks the role.",
        ),
        Text(nl="Kies iemand uit de lijst.", en="Choose somebody from the list."),
    ),
    "signed-already": (
        Text(
            nl="Dit account heeft dit gevraagd of al goedgekeurd, en mag niet nog eens tekenen.",
            en="This account asked for this or approved it, and may not sign again.",
        ),
        Text(nl="Kies iemand anders.", en="Choose somebody else."),
    ),
    "cut-off": (
        Text(nl="Het publiceren werd afgebroken.", en="Publishing was cut off."),
        Text(nl="Keur de taak opnieuw goed.", en="Approve the task again."),
    ),
}
_DONE = {
    "approved": Text(nl="goedgekeurd", en="approved"),
    "refused": Text(nl="geweigerd", en="refused"),
    "closed": Text(nl="gesloten", en="closed"),
    "busy": Text(nl="goedgekeurd", en="approved"),
    "open": Text(nl="veranderd", en="changed"),
}


def refusal(code: str, where: str) -> BadInput:
    """BadInput in the words of this code."""
    return bad_input(code, where, *_WORDS[code])


def decided(task: Task) -> BadInput:
    """BadInput that says by whom and when the task was decided."""
    last = task.steps.last()
    by = (last.by if last else "") or "Stelsel"
    done = _DONE[task.state]
    day = last.at.date() if last else task.asked_at.date()
    return bad_input(
        "decided",
        str(task.pk),
        Text(
            nl=f"Deze taak is al {done.nl}, door {by} op {say_day(day, 'nl')}.",
            en=f"This task has been {done.en} already, by {by} on {say_day(day, 'en')}.",
        ),
        Text(nl="Bekijk de taak opnieuw.", en="Look at the task again."),
    )
