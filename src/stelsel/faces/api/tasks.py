# SPDX-License-Identifier: EUPL-1.2
"""Tasks over the API: what waits for you, one task, deciding it, and standing in. Only for who signs in; nothing here
has an ETag, for a task changes while the logs do not."""

from dataclasses import replace

from stelsel.faces.api.entries import ref
from stelsel.faces.api.operation import Call, Operation, Reply, View, convert, read_body
from stelsel.faces.api.problems import Refused
from stelsel.faces.api.shapes import BASE
from stelsel.faces.api.task_shapes import NieuweVervanging, Taakbesluit, Taken, Vervangingen, taak, vervanging
from stelsel.kernel.time import day
from stelsel.kernel.vocabulary import wire
from stelsel.node import approving, tasks
from stelsel.node.node import node

_TAG = "taken"


def operations() -> tuple[Operation, ...]:
    """Everything that can be done with tasks."""
    one, decided = "/taken/{nummer}", "Keur goed, weiger, geef door of trek terug, met een reden"
    until = "Laat taken van dag tot dag ook op een ander wachten"
    return (
        _get("/taken", "lijst-taken", "Wat op u wacht", inbox, "Taken"),
        _get(one, "toon-taak", "Eén taak", show, "Taak"),
        _post(f"{one}/besluiten", "besluit-taak", decided, decide, "Taak", "Taakbesluit"),
        _get("/vervangingen", "lijst-vervangingen", "Wie vervangt wie", standing_in, "Vervangingen"),
        _post("/vervangingen", "regel-vervanging", until, stand_in, "Vervanging", "NieuweVervanging"),
    )


def _get(path: str, id: str, summary: str, view: View, answers: str) -> Operation:
    return Operation(
        "GET", path, id, summary, _TAG, view, ref(answers), missing="{" in path, private=True, needs="decide-task"
    )


def _post(path: str, id: str, summary: str, view: View, answers: str, takes: str) -> Operation:
    return replace(_get(path, id, summary, view, answers), method="POST", takes=ref(takes))


def inbox(call: Call) -> Taken:
    """What this person can decide now."""
    found = tuple(taak(one) for one in tasks.inbox(call.person))
    return Taken(len(found), found, {"self": f"{BASE}/taken"})


def show(call: Call, nummer: str) -> object:
    """One task; 404 for whom it does not concern."""
    return taak(_found(call, nummer))


def decide(call: Call, nummer: str) -> object:
    """Decide a task that waits for this person."""
    number = _found(call, nummer).task.pk
    asked = convert(Taakbesluit, read_body(call.request))
    who, why = call.person, asked.reasons
    if asked.decision == "approve":
        approving.approve(node(), who, number, why)
    elif asked.decision == "refuse":
        tasks.refuse(node(), who, number, why)
    elif asked.decision == "delegate":
        tasks.delegate(node(), who, number, asked.to_whom, why)
    else:
        tasks.take_back(node(), who, number, why)
    return taak(_found(call, nummer))


def standing_in(call: Call) -> Vervangingen:
    """Who stands in for whom, as far as it concerns this person."""
    found = tuple(vervanging(one) for one in tasks.substitutions(call.person))
    return Vervangingen(found, {"self": f"{BASE}/vervangingen"})


def stand_in(call: Call) -> Reply:
    """Arrange that somebody stands in."""
    asked = convert(NieuweVervanging, read_body(call.request))
    first, last = day(asked.first_day, wire("first_day")), day(asked.last_day, wire("last_day"))
    names = (asked.publisher, asked.replaced_account, asked.substitute)
    return Reply(vervanging(tasks.substitute(call.person, *names, first, last)))


def _found(call: Call, number: str) -> tasks.Waiting:
    whole = number.isascii() and number.isdecimal() and len(number) < 16
    found = tasks.find(call.person, int(number)) if whole else None
    if found is None:
        raise Refused(404)
    return found
