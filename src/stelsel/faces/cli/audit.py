# SPDX-License-Identifier: EUPL-1.2
"""`stelsel audit`: what was done on this node and by whom; to read, to keep elsewhere, and to prove."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from stelsel.faces.cli import say
from stelsel.faces.cli.ends import End, Finished, tell
from stelsel.faces.cli.shared_options import Json, Lang, language, open_node, spoken
from stelsel.faces.needs import needing
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text, number
from stelsel.kernel.vocabulary import words

if TYPE_CHECKING:
    from stelsel.node.audit_reading import Events

app = typer.Typer(
    help=spoken("Wat hier gedaan is en door wie.", "What was done here and by whom."), no_args_is_help=True
)

Since = Annotated[str, typer.Option("--since", help=spoken("Vanaf deze dag.", "From this day on."), metavar="DAY")]
Action = Annotated[str, typer.Option("--action", help=spoken("Alleen deze handeling.", "Only this action."))]
Of = Annotated[str, typer.Option("--publisher", help=spoken("Alleen van deze uitgever.", "Only of this publisher."))]
Limit = Annotated[int, typer.Option("--limit", min=1, max=100_000, help=spoken("Hoeveel.", "How many."))]
Format = Annotated[str, typer.Option("--format", help=spoken("jsonl of csv.", "jsonl or csv."))]
Kept = Annotated[
    str,
    typer.Option(
        "--head",
        metavar="NUMBER:HASH",
        help=spoken("Een nummer en hash die u eerder bewaarde.", "A number and hash that you kept before."),
    ),
]


@app.command("list", help=spoken("Toon de nieuwste gebeurtenissen.", "Show the newest events."))
@needing("read-audit")
def show(
    since: Since = "", action: Action = "", publisher: Of = "", limit: Limit = 50, json: Json = False, lang: Lang = ""
) -> None:
    events = _events(since, action, publisher)[:limit]
    from stelsel.node.audit_chain import HASH, plain
    from stelsel.node.audit_reading import facts_of

    if json:
        say.as_json([{**plain(one), HASH: one.hash} for one in events])
        return
    names = ("sequence", "moment", "action", "actor", "subject", "outcome", "for_publisher", "facts")
    say.rows(
        [Text(nl=words(name).nl.capitalize(), en=words(name).en.capitalize()) for name in names],
        (
            (
                str(one.sequence),
                one.moment,
                one.action,
                one.actor or "—",
                one.subject,
                one.outcome,
                one.publisher,
                ", ".join(f"{name} {value}" for name, value in facts_of(one).items()),
            )
            for one in events
        ),
    )


@app.command("export", help=spoken("Schrijf alle gebeurtenissen, oudste eerst.", "Write all events, oldest first."))
@needing("read-audit")
def export(since: Since = "", action: Action = "", publisher: Of = "", form: Format = "jsonl", lang: Lang = "") -> None:
    events = _events(since, action, publisher)
    from stelsel.node.audit_reading import form_named, lines

    for line in lines(events.order_by("sequence").iterator(chunk_size=2000), form_named(form)):
        sys.stdout.write(line)


@app.command("verify", help=spoken("Reken de keten na.", "Compute the chain again."))
@needing("read-audit")
def verify(head: Kept = "", json: Json = False, lang: Lang = "") -> None:
    open_node()
    from stelsel.node.audit_chain import verify as check

    found = check(_kept(head))
    if json:
        say.as_json(
            {
                "gebeurtenissen": found.events,
                "eerste": found.first,
                "laatste": found.last,
                "hash": found.head,
                "klopt": found.broken is None,
                "eersteFout": found.broken,
            }
        )
    elif found.broken is None:
        events = number(found.events, language())
        print(spoken(f"De keten klopt: {events} gebeurtenissen.", f"The chain holds: {events} events."))
        print(spoken("Bewaar elders: ", "Keep elsewhere: ") + f"{found.last}:{found.head}")
    if found.finding is not None:
        tell((found.finding,), language())
        raise Finished(End.BROKEN)


@app.command("cut", help=spoken("Verwijder wat voorbij zijn termijn is.", "Remove what is past its term."))
@needing("keep-node")
def cut(json: Json = False, lang: Lang = "") -> None:
    open_node()
    from stelsel.node.audit import OPERATOR
    from stelsel.node.audit_chain import cut as shorten

    gone = shorten(OPERATOR)
    if json:
        say.as_json({"verwijderd": gone})
        return
    print(spoken(f"Verwijderd: {number(gone, 'nl')}.", f"Removed: {number(gone, 'en')}."))


def _events(since: str, action: str, publisher: str) -> "Events":
    open_node()
    from stelsel.node.audit_reading import every

    found = every(since, action)
    return found.filter(publisher=publisher) if publisher else found


def _kept(text: str) -> tuple[int, str] | None:
    if not text:
        return None
    sequence, _, hashed = text.partition(":")
    if not (sequence.isascii() and sequence.isdecimal() and len(sequence) < 19 and len(hashed) == 64):
        raise bad_input(
            "head",
            "--head",
            Text(nl="Dit is geen nummer met een hash.", en="This is no number with a hash."),
            Text(nl="Schrijf het als 12:3f… (64 tekens).", en="Write it as 12:3f… (64 characters)."),
        )
    return int(sequence), hashed
