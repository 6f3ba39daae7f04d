# SPDX-License-Identifier: EUPL-1.2
"""Background work over the API: ask for it, follow it, cancel it, try it again."""

from typing import Literal
from uuid import UUID

from stelsel.book.audience import Asker
from stelsel.faces.api.caller import publisher_for
from stelsel.faces.api.effect_shapes import Gevolgen, effects_shape
from stelsel.faces.api.entries import page_links, ref
from stelsel.faces.api.job_shapes import PATH, Niets, NieuweOpdracht, Opdracht, Opdrachten, opdracht, opdrachten
from stelsel.faces.api.operation import Call, Operation, Reply, View, convert, read_body
from stelsel.faces.api.problems import Refused
from stelsel.faces.api.query import PAGE, PAGE_SIZE, Param
from stelsel.kernel.time import day
from stelsel.kernel.vocabulary import wire
from stelsel.node.background import desk
from stelsel.node.background.shown import STATES, Shown
from stelsel.node.jobs import Asked
from stelsel.node.node import node
from stelsel.node.population.report import read
from stelsel.nouns.rule_text import rules_in
from stelsel.priorities.services.laws import find_rule

_STATE = Param("status", "choice", "Alleen in deze toestand.", choices=STATES, default="")
_TAG = "opdrachten"


def operations() -> tuple[Operation, ...]:
    """Everything here."""
    one = f"{PATH}/{{nummer}}"
    return (
        _operation("GET", PATH, "lijst-opdrachten", "Werk op de achtergrond", listed, "Opdrachten"),
        _operation("POST", PATH, "start-opdracht", "Vraag om werk op de achtergrond", start, takes="NieuweOpdracht"),
        _operation("GET", one, "toon-opdracht", "Eén opdracht: voortgang, fouten, uitkomst", shown),
        _operation("GET", f"{one}/gevolgen", "toon-gevolgen", "Wat een regel voor iedereen doet", effects, "Gevolgen"),
        _operation("POST", f"{one}/annuleringen", "annuleer-opdracht", "Stop een opdracht", cancel, takes="Niets"),
        _operation("POST", f"{one}/herhalingen", "herhaal-opdracht", "Probeer opnieuw", again, takes="Niets"),
    )


def _operation(
    method: Literal["GET", "POST"], path: str, id: str, said: str, view: View, gives: str = "Opdracht", takes: str = ""
) -> Operation:
    return Operation(
        method,
        path,
        id,
        said,
        _TAG,
        view,
        ref(gives),
        params=(_STATE, PAGE, PAGE_SIZE) if gives == "Opdrachten" else (),
        takes=ref(takes) if takes else None,
        status=202 if method == "POST" else 200,
        missing="{" in path,
        private=True,
        needs="run-job",
    )


def listed(call: Call) -> Opdrachten:
    """What this caller may see."""
    found = desk.seen(call.person, call.query["page"], call.query["pageSize"], call.query["status"])
    return opdrachten(found, page_links(call, found.total))


def start(call: Call) -> Reply:
    """Ask for work; it is done by a worker."""
    wish = convert(NieuweOpdracht, read_body(call.request))
    publisher = wish.works_for
    if wish.job_name == "record-attachment":
        publisher = publisher_for(call.person, "run-job", publisher)
        asked = desk.start_record(
            call.person, publisher, wish.attached_entry, wish.format, wish.audience, wish.repeat_key
        )
    elif wish.job_name == "compute-effects":
        asked = _start_effects(call, wish)
    else:
        if not desk.sees_all(call.person):
            publisher = publisher_for(call.person, "run-job", publisher)
        asked = desk.start_check(call.person, publisher, wish.repeat_key)
    return _reply(_found(call, str(asked.id)))


def _start_effects(call: Call, wish: NieuweOpdracht) -> Asked:
    """A rule by its identifier or short name, with the rules of the publisher. BadInput names the field."""
    publisher = publisher_for(call.person, "run-job", wish.works_for)
    book = node().book(Asker(frozenset({publisher}), name=publisher))
    rule, output = find_rule(rules_in(book).library, wish.rule, wish.result)
    first = day(wish.first_day, wire("first_day")).isoformat()
    second = day(wish.second_day, wire("second_day")).isoformat() if wish.second_day else ""
    asked = desk.EffectsWish(publisher, rule, output, first, second, wish.by_column, wish.people_chosen, wish.go_on)
    return desk.start_effects(call.person, asked, wish.repeat_key)


def effects(call: Call, nummer: str) -> Gevolgen:
    """The report of a job that computed a rule for everyone; 404 until it is there."""
    found = _found(call, nummer)
    if found.report is None:
        raise Refused(404)
    return effects_shape(read(found.report), found.id)


def shown(call: Call, nummer: str) -> Opdracht:
    """One; 404 for who may not see it."""
    return opdracht(_found(call, nummer))


def cancel(call: Call, nummer: str) -> Reply:
    """Stop it."""
    one = _acted(call, nummer)
    desk.stop(call.person, one.id)
    return _reply(_found(call, nummer))


def again(call: Call, nummer: str) -> Reply:
    """Try it again."""
    one = _acted(call, nummer)
    desk.retry(call.person, one.id)
    return _reply(_found(call, nummer))


def _acted(call: Call, nummer: str) -> Shown:
    one = _found(call, nummer)
    convert(Niets, read_body(call.request))
    return one


def _found(call: Call, nummer: str) -> Shown:
    try:
        found = desk.one(call.person, UUID(nummer))
    except ValueError:
        found = None
    if found is None:
        raise Refused(404)
    return found


def _reply(one: Shown) -> Reply:
    body = opdracht(one)
    return Reply(body, 202, {"Location": body.links["self"]})
