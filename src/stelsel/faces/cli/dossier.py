# SPDX-License-Identifier: EUPL-1.2
"""`stelsel dossier`: dossiers on behalf of an account, and what keeps them in order: cleaning, keys, access requests.
What is done here is logged as done from the command line of the node."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from stelsel.faces.cli import say
from stelsel.faces.cli.ends import End, Finished, tell
from stelsel.faces.cli.publish import publisher_given
from stelsel.faces.cli.shared_options import As, Json, Lang, asker, kind_named, language, open_node, spoken
from stelsel.faces.needs import needing
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text
from stelsel.kernel.time import day

if TYPE_CHECKING:
    from stelsel.node.identity import Person

app = typer.Typer(help=spoken("Besloten dossiers van deze node.", "Private dossiers of this node."))

Account = Annotated[
    str, typer.Option("--account", help=spoken("Namens dit account.", "On behalf of this account."), metavar="NAME")
]
Dossier = Annotated[str, typer.Argument(metavar="DOSSIER", help=spoken("Dossier.", "Dossier."))]
Output = Annotated[Path, typer.Option("-o", "--output", help=spoken("Bestand dat u maakt.", "File to make."))]


@app.command("list", help=spoken("Toon de dossiers van een account.", "List the dossiers of an account."))
@needing("read-dossier")
def list_dossiers(account: Account, json: Json = False, lang: Lang = "") -> None:
    """Nothing of what stands in them."""
    open_node()
    from stelsel.faces.api.dossier_shapes import dossier_shape
    from stelsel.node import dossiers

    with _as(account) as who:
        found = dossiers.mine(who)
    if json:
        say.as_json([dossier_shape(one) for one in found])
        return
    headings = (
        Text(nl="Dossier", en="Dossier"),
        Text(nl="Waarvoor", en="Purpose"),
        Text(nl="Van", en="Owner"),
        Text(nl="Geopend", en="Opened"),
        Text(nl="Afgesloten", en="Closed"),
    )
    say.rows(
        headings, ((one.id, one.purpose, one.publisher or one.account, one.opened_at, one.closed_at) for one in found)
    )


@app.command("open", help=spoken("Open een dossier.", "Open a dossier."))
@needing("open-dossier")
def open_one(  # noqa: PLR0913, PLR0917 - each is an option
    account: Account,
    purpose: Annotated[str, typer.Option(help=spoken("Waarvoor.", "Purpose."))],
    ground: Annotated[str, typer.Option(help=spoken("Grond, AVG art. 6 lid 1: a-f.", "Ground, GDPR art. 6(1): a-f."))],
    term_basis: Annotated[str, typer.Option(help=spoken("Waarop de termijn berust.", "What the term rests on."))],
    law: Annotated[str, typer.Option(help=spoken("Wet en artikel, bij c en e.", "Law and article, for c and e."))] = "",
    years: Annotated[int, typer.Option(help=spoken("Jaren na afsluiten.", "Years after closing."))] = 0,
    until: Annotated[str, typer.Option(help=spoken("Of: laatste dag, jjjj-mm-dd.", "Or: last day, yyyy-mm-dd."))] = "",
    publisher: As = "",
    kind: Annotated[str, typer.Option(help=spoken("Soort die het voorbereidt.", "Kind that it prepares."))] = "",
    subject: Annotated[
        list[str] | None, typer.Option(help=spoken("Betrokkene: KENMERK of KENMERK|SOORT.", "Subject: ID or ID|SORT."))
    ] = None,
    json: Json = False,
    lang: Lang = "",
) -> None:
    """Purpose, ground, term and subjects are asked first; content comes later."""
    open_node()
    from stelsel.kernel.lawful_basis import basis_of
    from stelsel.kernel.problem import BadInput
    from stelsel.node import dossiers

    basis, findings = basis_of(ground, law)
    if basis is None:
        raise BadInput(*findings)
    keep = dossiers.Keep(years or None, day(until, "--until") if until else None, term_basis)
    subjects = tuple(_subject(one) for one in subject or ())
    with _as(account) as who:
        name = kind_named(kind).name if kind else ""
        made = dossiers.open_dossier(who, dossiers.Opening(purpose, basis, keep, publisher, name, subjects))
    _done({"dossier": made}, made, json)


@app.command("show", help=spoken("Lees een dossier.", "Read a dossier."))
@needing("read-dossier")
def show(dossier: Dossier, account: Account, json: Json = False, lang: Lang = "") -> None:
    """That it was read is logged."""
    open_node()
    from stelsel.faces.api.dossier_shapes import opened_shape
    from stelsel.node import dossiers

    with _as(account) as who:
        found = dossiers.look(who, dossier)
    if json:
        say.as_json(opened_shape(found))
        return
    print(found.shown.purpose)
    print(f"{found.shown.basis.words.to(language())}; {found.shown.keep.words.to(language())}")
    for one in found.documents:
        print(f"\n{one.content.name} ({one.id}, {one.revision}, {one.by}, {one.at})")
        print(one.text if one.text is not None else spoken("(geen tekst)", "(no text)"))


@app.command("write", help=spoken("Schrijf een stuk in een dossier.", "Write a document in a dossier."))
@needing("write-dossier")
def write(
    dossier: Dossier,
    file: Annotated[str, typer.Argument(help=spoken("Bestand, of - voor de invoer.", "File, or - for input."))],
    account: Account,
    name: Annotated[str, typer.Option(help=spoken("Naam van het stuk.", "Name of the document."))] = "",
    document: Annotated[str, typer.Option(help=spoken("Stuk dat u vervangt.", "Document you replace."))] = "",
    revision: Annotated[int, typer.Option(help=spoken("Versie die u zag.", "Revision you saw."))] = 0,
    json: Json = False,
    lang: Lang = "",
) -> None:
    """Durable on return; when somebody else was first, nothing is kept and the exit code is 2."""
    open_node()
    from stelsel.faces.cli.publish import read_input
    from stelsel.node import dossiers

    data = read_input(file)
    media_type = dossiers.JSON if file.endswith(".json") else dossiers.PLAIN
    content = dossiers.Content(name or Path(file).name, media_type, data)
    with _as(account) as who:
        made = dossiers.write(who, dossier, content, document, revision)
    _done({"stuk": made.id, "revisie": made.revision}, f"{made.id} {made.revision}", json)


@app.command("share", help=spoken("Laat een account lezen of schrijven.", "Let an account read or write."))
@needing("write-dossier")
def share(
    dossier: Dossier,
    reader: Annotated[str, typer.Argument(metavar="READER", help=spoken("Account.", "Account."))],
    account: Account,
    right: Annotated[
        str, typer.Option(help=spoken("lezen, schrijven of geen.", "lezen, schrijven or geen."))
    ] = "lezen",
    lang: Lang = "",
) -> None:
    """`geen` takes it away again."""
    open_node()
    from stelsel.node import dossiers

    if right not in ("lezen", "schrijven", "geen"):
        what = Text(nl="Dit recht kennen we niet.", en="We do not know this right.")
        cure = Text(nl="Kies lezen, schrijven of geen.", en="Choose lezen, schrijven or geen.")
        raise bad_input("right", "--right", what, cure)
    with _as(account) as who:
        dossiers.share(who, dossier, reader, right == "lezen", right == "schrijven")


@app.command("close", help=spoken("Sluit een dossier af.", "Close a dossier."))
@needing("write-dossier")
def close(dossier: Dossier, account: Account, lang: Lang = "") -> None:
    """Nobody writes in it any more; its term begins."""
    open_node()
    from stelsel.node import dossiers
    from stelsel.node.node import node

    with _as(account) as who:
        dossiers.close(node(), who, dossier)


@app.command("hold", help=spoken("Houd een dossier vast, of niet meer.", "Hold a dossier, or no longer."))
@needing("write-dossier")
def hold(
    dossier: Dossier,
    account: Account,
    why: Annotated[str, typer.Option(help=spoken("Reden; leeg: niet meer vast.", "Reason; empty: no longer."))] = "",
    lang: Lang = "",
) -> None:
    """A held dossier is not destroyed."""
    open_node()
    from stelsel.node import dossiers

    with _as(account) as who:
        if why:
            dossiers.hold(who, dossier, why)
        else:
            dossiers.release(who, dossier)


@app.command("log", help=spoken("Toon wie in een dossier keek.", "Show who looked in a dossier."))
@needing("read-dossier")
def log(dossier: Dossier, account: Account, json: Json = False, lang: Lang = "") -> None:
    """Newest first; with --json the records of Logboek Dataverwerkingen."""
    open_node()
    from stelsel.node import dossiers

    with _as(account) as who:
        records = dossiers.accesses(who, dossier)
    if json:
        say.as_json([one.plain() for one in records])
        return
    headings = (
        Text(nl="Wanneer", en="When"),
        Text(nl="Account", en="Account"),
        Text(nl="Wat", en="What"),
        Text(nl="Afloop", en="Outcome"),
        Text(nl="Via", en="Through"),
    )
    lines = (dossiers.said(one) for one in records)
    spoken_now = language()
    say.rows(
        headings,
        (
            (at.isoformat(timespec="seconds"), name, *(text.to(spoken_now) for text in texts))
            for at, name, *texts in lines
        ),
    )


@app.command("clean", help=spoken("Vernietig dossiers waarvan de termijn om is.", "Destroy dossiers past their term."))
@needing("keep-node")
def clean(
    dry_run: Annotated[bool, typer.Option("--dry-run", help=spoken("Toon alleen.", "Only show."))] = False,
    json: Json = False,
    lang: Lang = "",
) -> None:
    """What is held stays, with the reason. Let it run every day."""
    node = open_node()
    from stelsel.node import dossiers
    from stelsel.node.clock import today
    from stelsel.node.processing_log import traced

    with traced(via="cli"):
        if dry_run:
            found = list(dossiers.due(node, today()))
            gone, held = [one for one in found if one.held is None], [one for one in found if one.held]
        else:
            gone, held = dossiers.clean(node, today())
    if json:
        say.as_json({"vernietigd": [_due(one) for one in gone], "vastgehouden": [_due(one) for one in held]})
        return
    for one in gone:
        print(spoken(f"Vernietigd: {one.id}", f"Destroyed: {one.id}") if not dry_run else one.id)
    for one in held:
        print(f"{one.id}: {one.held.to(language()) if one.held else ''}")
    if not gone and not held:
        print(spoken("Geen termijn is om.", "No term is over."))


@app.command("keys", help=spoken("Toon of vervang de sleutel van de dossiers.", "Show or replace the dossiers' key."))
@needing("keep-node")
def keys(
    rotate: Annotated[bool, typer.Option("--rotate", help=spoken("Vervang hem.", "Replace it."))] = False,
    json: Json = False,
    lang: Lang = "",
) -> None:
    """After --rotate no copy of the database from before opens any more what was deleted."""
    open_node()
    from stelsel.node import dossiers

    if rotate:
        number, count = dossiers.rotate_keys()
        said = spoken(f"Generatie {number}; {count} dossiers.", f"Generation {number}; {count} dossiers.")
        _done({"generatie": number, "dossiers": count}, said, json)
        return
    found = dossiers.key_lines(datetime.now(UTC))
    if json:
        say.as_json([plain_key(one) for one in found])
        return
    if not found:
        print(
            spoken(
                "Er is nog geen sleutel: die komt met het eerste dossier.", "No key yet: the first dossier brings it."
            )
        )
    for one in found:
        state = spoken("in gebruik", "active") if one.active else spoken("vervangen", "replaced")
        print(f"{one.number} {one.algorithm} {one.fingerprint} {one.made} {state} {one.dossiers}")


@app.command("subject", help=spoken("Beantwoord een inzageverzoek (AVG art. 15).", "Answer an access request."))
@needing("answer-access-request")
def subject(
    subject: Annotated[
        str, typer.Argument(metavar="SUBJECT", help=spoken("KENMERK of KENMERK|SOORT.", "ID or ID|SORT."))
    ],
    output: Output,
    publisher: As = "",
    json: Json = False,
    lang: Lang = "",
) -> None:
    """Everything in the dossiers of a publisher about one data subject, and who looked, as one ZIP (mode 0600)."""
    open_node()
    import io
    import os
    import zipfile
    from json import loads

    from stelsel.node import dossiers
    from stelsel.node.identity import OPERATOR
    from stelsel.node.processing_log import traced

    publisher = publisher_given(publisher)
    operator = replace(OPERATOR, roles={publisher: "administrator"}, asker=asker(publisher))
    with traced(via="cli"):
        made = dossiers.answer_access_request(operator, publisher, _subject(subject))
    handle = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(made)
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        told = loads(file.read("inzage.json"))
    count, others = len(told["dossiers"]), [one["eigenaar"] for one in told["nietBijgevoegd"]]
    said = spoken(f"{output}: dossiers {count}.", f"{output}: dossiers {count}.")
    if others:
        names = ", ".join(sorted(set(others)))
        said += " " + spoken(f"Vraag ook: {names}, in eigen dossiers.", f"Also ask: {names}, in dossiers of their own.")
    _done({"bestand": str(output), "dossiers": count, "nietBijgevoegd": told["nietBijgevoegd"]}, said, json)


@app.command("send-log", help=spoken("Stuur het verwerkingenlogboek op.", "Send the processing log."))
@needing("keep-node")
def send_log(json: Json = False, lang: Lang = "") -> None:
    """To the collector of STELSEL_PROCESSING_LOG_URL; what it did not confirm waits."""
    open_node()
    from stelsel.node.processing_log import send_waiting

    sent = send_waiting()
    _done({"verstuurd": sent}, spoken(f"Verstuurd: {sent}", f"Sent: {sent}"), json)


@contextmanager
def _as(account: str) -> "Iterator[Person]":
    """The person behind an account. What is refused ends with exit code 1 and one line."""
    from django.contrib.auth import get_user_model

    from stelsel.node.dossiers import NotThere
    from stelsel.node.identity import person_for
    from stelsel.node.processing_log import traced

    user = get_user_model().objects.filter(username=account).first()
    if user is None:
        what = Text(nl="Dit account is er niet.", en="There is no such account.")
        cure = Text(nl="Neem de naam precies over.", en="Copy the name exactly.")
        raise bad_input("unknown-account", "--account", what, cure)
    try:
        with traced(via="cli"):
            yield person_for(user)
    except NotThere as refused:
        tell((refused.finding,), language())
        raise Finished(End.NO) from None


def _subject(text: str) -> Any:
    from stelsel.node.dossiers import Subject

    name, _, sort = (part.strip() for part in text.partition("|"))
    return Subject(name, sort) if sort else Subject(name)


def _done(plain: dict[str, Any], words: str, json: bool) -> None:
    if json:
        say.as_json(plain)
    else:
        sys.stdout.write(f"{words}\n")


def _due(one: Any) -> dict[str, Any]:
    held = one.held.to(language()) if one.held else None
    return {"dossier": one.id, "eigenaar": one.publisher or one.account, "magWegVanaf": one.may_go, "reden": held}


def plain_key(one: Any) -> dict[str, Any]:
    """A generation of the node's key for dossiers, for machines."""
    return {
        "generatie": one.number,
        "algoritme": one.algorithm,
        "vingerafdruk": one.fingerprint,
        "gemaakt": one.made,
        "dagenOud": one.age_days,
        "inGebruik": one.active,
        "dossiers": one.dossiers,
    }
