# SPDX-License-Identifier: EUPL-1.2
"""`stelsel tasks`: what waits here, deciding it as operator, what publishers want, the daily digest, and terms."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from stelsel.faces.cli import say
from stelsel.faces.cli.ends import End, Finished
from stelsel.faces.cli.publish import publisher_given
from stelsel.faces.cli.shared_options import As, Json, Lang, asker, language, open_node, spoken
from stelsel.faces.needs import needing
from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text
from stelsel.kernel.time import day
from stelsel.kernel.working_days import UNITS, Term, ends

if TYPE_CHECKING:
    from stelsel.node.models import Task

app = typer.Typer(help=spoken("Wat op wie wacht.", "What waits for whom."), no_args_is_help=True)

Number = Annotated[int, typer.Argument(metavar="TASK", min=1, help=spoken("Nummer van de taak.", "Its number."))]
Reasons = Annotated[str, typer.Option("--why", help=spoken("De reden.", "The reason."))]
_HEADINGS = (
    Text(nl="Taak", en="Task"),
    Text(nl="Wat", en="What"),
    Text(nl="Wacht op", en="Waits for"),
    Text(nl="Uiterlijk", en="By"),
)


@app.command("list")
@needing("decide-task")
def waiting(publisher: As = "", json: Json = False, lang: Lang = "") -> None:
    open_node()
    from stelsel.node import tasks

    if publisher:
        asker(publisher)
    found = [one.task for one in tasks.inbox(tasks.OPERATOR, publisher)]
    if json:
        say.as_json([_plain(one) for one in found])
        return
    if not found:
        print(spoken("Er wacht niets.", "Nothing waits."))
        return
    spoken_now = language()
    rows = ((str(one.pk), Text(**one.title).to(spoken_now), one.receiver, str(one.due or "—")) for one in found)
    say.rows(_HEADINGS, rows)


@app.command("show")
@needing("decide-task")
def show(number: Number, json: Json = False, lang: Lang = "") -> None:
    open_node()
    task = _task(number)
    if json:
        say.as_json(_plain(task))
        return
    spoken_now = language()
    print(Text(**task.title).to(spoken_now))
    print(f"{task.receiver} · {task.about} · {task.due or '—'} · {task.state}")
    if task.calculation:
        print(Text(**task.calculation).to(spoken_now))
    for reason in task.reasons:
        print(f"- {Text(**reason['text']).to(spoken_now)} {reason.get('entry', '')}".rstrip())
    for step in task.steps.all():
        print(f"{step.at:%Y-%m-%d} {step.step} {step.by or 'Stelsel'} {step.to} {step.why}".replace("  ", " "))


@app.command("approve")
@needing("decide-task")
def approve(number: Number, why: Reasons = "", json: Json = False, lang: Lang = "") -> None:
    node = open_node()
    from stelsel.node import approving, tasks

    _told(approving.approve(node, tasks.OPERATOR, number, why), json)


@app.command("refuse")
@needing("decide-task")
def refuse(number: Number, why: Reasons = "", json: Json = False, lang: Lang = "") -> None:
    node = open_node()
    from stelsel.node import tasks

    _told(tasks.refuse(node, tasks.OPERATOR, number, why), json)


@app.command("delegate")
@needing("decide-task")
def delegate(
    number: Number,
    to: Annotated[str, typer.Option(help=spoken("Aan welk account.", "To which account."), metavar="ACCOUNT")] = "",
    why: Reasons = "",
    json: Json = False,
    lang: Lang = "",
) -> None:
    node = open_node()
    from stelsel.node import tasks

    _told(tasks.delegate(node, tasks.OPERATOR, number, to, why), json)


@app.command("wish")
@needing("manage-tasks")
def wish(
    kind: Annotated[str, typer.Argument(metavar="KIND", help=spoken("Soort taak.", "Kind of task."))],
    publisher: As = "",
    four_eyes: Annotated[
        bool | None,
        typer.Option("--four-eyes/--two-eyes", help=spoken("Een tweede kijkt mee.", "A second looks too.")),
    ] = None,
    escalate_after: Annotated[
        int | None, typer.Option(help=spoken("Werkdagen te laat; -1: nooit.", "Working days overdue; -1: never."))
    ] = None,
    json: Json = False,
    lang: Lang = "",
) -> None:
    open_node()
    from stelsel.node import tasks

    asker(publisher_given(publisher))
    now = next((one for one in tasks.rules_of(publisher) if one.kind == kind), None)
    eyes = four_eyes if four_eyes is not None else now is not None and now.four_eyes  # what is left out stays
    days = escalate_after if escalate_after is not None else now.escalate_after if now else None
    made = tasks.set_rule(tasks.OPERATOR, publisher, kind, eyes, None if days == -1 else days)
    plain = {"uitgever": publisher, "soort": kind, "vierOgen": made.four_eyes, "naarBeheerderNa": made.escalate_after}
    say.as_json(plain) if json else print(" ".join(f"{name}={value}" for name, value in plain.items()))


@app.command("channel")
@needing("keep-node")
def channel(
    publisher: As = "",
    mail: Annotated[str, typer.Option(help=spoken("Functionele postbus.", "Functional mailbox."))] = "",
    webhook: Annotated[str, typer.Option(help=spoken("Adres met https.", "Address with https."))] = "",
    off: Annotated[bool, typer.Option("--off", help=spoken("Stuur niets meer.", "Send nothing more."))] = False,
    json: Json = False,
    lang: Lang = "",
) -> None:
    open_node()
    from stelsel.node.tasks import channels

    asker(publisher_given(publisher))
    if bool(mail) + bool(webhook) + off != 1:
        raise bad_input(
            "one-channel",
            "--mail | --webhook | --off",
            Text(nl="Zeg waarheen het overzicht gaat.", en="Say where the digest goes."),
            Text(nl="Geef één van de drie.", en="Give one of the three."),
        )
    secret = ""
    if off:
        channels.turn_off(publisher)
    elif mail:
        channels.set_mail(publisher, mail)
    else:
        secret = channels.set_webhook(publisher, webhook)
    if json:
        say.as_json({"uitgever": publisher, "naar": mail or webhook or None, "geheim": secret or None})
        return
    print(spoken("Geregeld.", "Done."))
    if secret:
        print(spoken(f"Geheim voor de ontvanger: {secret}", f"Secret for the receiver: {secret}"))


@app.command("digest")
@needing("keep-node")
def digest(json: Json = False, lang: Lang = "") -> None:
    node = open_node()
    from stelsel.node import data_requests, handover
    from stelsel.node.tasks.digest import Round, daily

    data_requests.all_go_on(node)
    late = handover.escalate_overdue() + data_requests.escalate_overdue()
    found = daily(node)
    found = Round(found.escalated + late, found.delivered, found.failed)
    if json:
        say.as_json({"opgeschaald": found.escalated, "bezorgd": found.delivered, "mislukt": found.failed})
    else:
        print(
            spoken(
                f"Opgeschaald: {found.escalated}. Bezorgd: {found.delivered}. Niet bezorgd: {found.failed}.",
                f"Escalated: {found.escalated}. Delivered: {found.delivered}. Not delivered: {found.failed}.",
            )
        )
    if found.failed:
        raise Finished(End.NO)


@app.command("term")
@needing("see")
def term(
    since: Annotated[str, typer.Argument(metavar="DAY", help=spoken("Dag van de gebeurtenis.", "Day of the event."))],
    count: Annotated[int, typer.Argument(metavar="COUNT", help=spoken("Hoeveel.", "How many."))],
    unit: Annotated[str, typer.Argument(metavar="UNIT", help=", ".join(UNITS))],
    json: Json = False,
    lang: Lang = "",
) -> None:
    known = next((one for one in UNITS if one == unit), None)
    if known is None:
        raise _no_unit(unit)
    found = ends(day(since, "DAY"), Term(count, known))
    if json:
        passed = [{"dag": when, "waarom": why} for when, why in found.passed]
        plain = {"vanaf": found.since, "laatsteDag": found.last_day, "zonderVerlenging": found.plain, "vrij": passed}
        say.as_json({**plain, "zeker": found.certain, "berekening": found.words})
        return
    print(found.words.to(language()))


def _no_unit(unit: str) -> BadInput:
    return bad_input(
        "unit",
        "UNIT",
        Text(nl=f"“{unit[:20]}” kennen we niet.", en=f"We do not know “{unit[:20]}”."),
        Text(nl=f"Kies uit: {', '.join(UNITS)}.", en=f"Choose from: {', '.join(UNITS)}."),
    )


def _task(number: int) -> "Task":
    from stelsel.node import tasks

    seen = tasks.find(tasks.OPERATOR, number)
    if seen is None:
        raise Finished(End.NO)
    return seen.task


def _told(task: "Task", json: bool) -> None:
    say.as_json(_plain(task)) if json else print(f"{task.pk} {task.state}")


def _plain(task: "Task") -> dict[str, Any]:
    return {
        "taak": task.pk,
        "soort": task.kind,
        "titel": task.title,
        "uitgever": task.publisher,
        "ontvanger": task.receiver,
        "waarover": task.about,
        "toestand": task.state,
        "uiterlijkOp": task.due,
        "gevraagdDoor": task.asked_by,
        "stappen": [
            {"stap": one.step, "door": one.by, "aan": one.to, "op": one.at, "toelichting": one.why}
            for one in task.steps.all()
        ],
    }


_HELP = {
    waiting: spoken("Toon wat hier wacht.", "Show what waits here."),
    show: spoken("Toon één taak.", "Show one task."),
    approve: spoken("Keur een taak goed.", "Approve a task."),
    refuse: spoken("Weiger een taak.", "Refuse a task."),
    delegate: spoken("Geef een taak door.", "Pass a task on."),
    wish: spoken("Vier ogen en opschalen, per soort taak.", "Four eyes and escalation, per kind of task."),
    channel: spoken("Waarheen het dagelijkse overzicht gaat.", "Where the daily digest goes."),
    digest: spoken("Doe wat dagelijks moet, en stuur het overzicht.", "Do what is daily, and send the digest."),
    term: spoken("Reken uit wanneer een termijn eindigt.", "Count when a term ends."),
}
for _command in app.registered_commands:
    _command.help = _HELP[_command.callback]  # type: ignore[index]
