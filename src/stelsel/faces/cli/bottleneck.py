# SPDX-License-Identifier: EUPL-1.2
"""`stelsel bottleneck`: raise, join, take a step, merge and split, list the board, and check something against what was
learned."""

from typing import Annotated, Any

import typer

from stelsel.faces.cli import say
from stelsel.faces.cli.ends import End, Finished
from stelsel.faces.cli.publish import publisher_given, read_input, show_receipt
from stelsel.faces.cli.shared_options import As, Json, Lang, asker, kind_named, open_node, person, spoken
from stelsel.faces.needs import needing
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text
from stelsel.kernel.vocabulary import wire

app = typer.Typer(help=spoken("Knelpunten.", "Bottlenecks."), no_args_is_help=True)
Id = Annotated[
    str,
    typer.Argument(help=spoken("Adres van het knelpunt.", "Address of the bottleneck."), metavar="BOTTLENECK-ID"),
]
Why = Annotated[str, typer.Option("--why", help=spoken("Tekst of redenen.", "Text or reasons."))]
SECONDS, ROWS = 60.0, 5_000_000


@app.command("raise")
@needing("publish")
def raise_(  # noqa: PLR0913, PLR0917 - each is an option
    title: Annotated[str, typer.Argument(help=spoken("Titel.", "Title."), metavar="TITLE")],
    summary: Annotated[str, typer.Option(help=spoken("Neutrale samenvatting.", "Neutral summary."))] = "",
    publisher: As = "",
    cause: Annotated[str, typer.Option(help=spoken("Oorzaak; leeg: onbekend.", "Cause; empty: unknown."))] = "",
    dataset: Annotated[
        list[str] | None, typer.Option(help=spoken("Adres of IRI van een dataset.", "Address or IRI of a dataset."))
    ] = None,
    article: Annotated[
        list[str] | None,
        typer.Option(help=spoken("Wet:artikel, zoals BWBR0005537:2:3.", "Law:article.")),
    ] = None,
    process: Annotated[str, typer.Option(help=spoken("Werk dat stokt.", "Work that is hindered."))] = "",
    steward: Annotated[str, typer.Option(help=spoken("Wie samenbrengt.", "Who brings together."))] = "",
    json: Json = False,
    lang: Lang = "",
) -> None:
    node = open_node()
    from stelsel.node import bottlenecks

    values: dict[str, Any] = {
        "title": title,
        "summary": summary or title,
        "cause": cause,
        "cause_said": "chosen" if cause else "",
        "datasets": dataset or [],
        "articles": [_article(one) for one in article or ()],
        "process": process,
        "rooms": ["data"],
        "steward": steward or bottlenecks.steward_here(node.book(asker(publisher))),
    }
    who = person(publisher_given(publisher))
    show_receipt(bottlenecks.raise_one(node, publisher, bottlenecks.Report(values), who), json)


@app.command("join")
@needing("publish")
def join(  # noqa: PLR0913, PLR0917 - each is an option
    id: Id,
    publisher: As = "",
    process: Annotated[list[str] | None, typer.Option(help=spoken("Werk dat stokt.", "Work that is hindered."))] = None,
    people: Annotated[int | None, typer.Option(help=spoken("Mensen per jaar.", "People a year."))] = None,
    cases: Annotated[int | None, typer.Option(help=spoken("Zaken per jaar.", "Cases a year."))] = None,
    hours: Annotated[int | None, typer.Option(help=spoken("Uren per jaar.", "Hours a year."))] = None,
    euros: Annotated[int | None, typer.Option(help=spoken("Euro per jaar.", "Euros a year."))] = None,
    json: Json = False,
    lang: Lang = "",
) -> None:
    node = open_node()
    from stelsel.node import bottlenecks

    figures = bottlenecks.Figures(tuple(process or ()), cases, hours, euros, people)
    show_receipt(bottlenecks.join(node, publisher, id, figures, person(publisher_given(publisher))), json)


@app.command("step")
@needing("publish")
def step(  # noqa: PLR0913, PLR0917 - each is an option
    id: Id,
    step: Annotated[
        str,
        typer.Argument(
            help="taken-up, term, proposal, trial, adopted, declined, reopened, not-recurred", metavar="STEP"
        ),
    ],
    publisher: As = "",
    why: Why = "",
    first_day: Annotated[str, typer.Option(help=spoken("Eerste dag van de proef.", "First day of the trial."))] = "",
    last_day: Annotated[str, typer.Option(help=spoken("Laatste dag.", "Last day."))] = "",
    measured: Annotated[str, typer.Option(help=spoken("Wat de proef liet zien.", "What the trial showed."))] = "",
    solution_type: Annotated[str, typer.Option(help="agreement, standard, concept, dataset")] = "",
    solution: Annotated[str, typer.Option(help=spoken("Waar de oplossing staat.", "Where the solution stands."))] = "",
    lesson: Annotated[
        list[str] | None,
        typer.Option(
            help=spoken(
                "Les: BIJ:VRAAGT:ALS:WAARDE, zoals dataset:meaning:keyword:huishouden.",
                "Lesson: ON:NEEDS:WHERE:VALUE, such as dataset:meaning:keyword:household.",
            )
        ),
    ] = None,
    other: Annotated[str, typer.Option(help=spoken("Adres van het andere.", "Address of the other one."))] = "",
    json: Json = False,
    lang: Lang = "",
) -> None:
    node = open_node()
    from stelsel.node import bottlenecks

    values: dict[str, Any] = {
        "what_changed" if step == "adopted" else "text": why,
        "first_day": first_day,
        "last_day": last_day,
        "measured": measured,
        "solution_type": solution_type,
        "solution": solution,
        "lessons": [_lesson(one) for one in lesson or ()],
        "other_bottleneck": other,
    }
    who = person(publisher_given(publisher))
    show_receipt(bottlenecks.step(node, publisher, id, bottlenecks.Move(step, values), who), json)


@app.command("group")
@needing("publish")
def group(
    id: Id,
    publisher: As = "",
    under: Annotated[
        str, typer.Option(help=spoken("Leidend knelpunt; leeg: zet apart.", "Leading one; empty: set apart."))
    ] = "",
    differs: Annotated[
        str, typer.Option(help=spoken("Is iets anders dan dit knelpunt.", "Is something else than this bottleneck."))
    ] = "",
    why: Why = "",
    json: Json = False,
    lang: Lang = "",
) -> None:
    node = open_node()
    from stelsel.node import bottlenecks

    if differs and under:
        raise bad_input("both", "--differs", *_ONE_OF_BOTH)
    grouping = "different" if differs else "merge" if under else "split"
    said = bottlenecks.Said(id, grouping, differs or under)
    for receipt in bottlenecks.group(node, publisher, [said], why, person(publisher_given(publisher))):
        show_receipt(receipt, json)


@app.command("list")
@needing("see")
def list_(
    publisher: As = "",
    cause: Annotated[str, typer.Option(help=spoken("Alleen met deze oorzaak.", "Only with this cause."))] = "",
    layer: Annotated[str, typer.Option(help=spoken("Alleen uit deze laag.", "Only from this layer."))] = "",
    json: Json = False,
    lang: Lang = "",
) -> None:
    typed = {wire("cause"): [cause] if cause else [], wire("layer"): [layer] if layer else []}
    _ask("knelpuntenbord", typed, publisher, json)


@app.command("alike")
@needing("see")
def alike(
    id: Annotated[
        str, typer.Argument(help=spoken("Alleen groepen met dit knelpunt.", "Only groups with this bottleneck."))
    ] = "",
    publisher: As = "",
    json: Json = False,
    lang: Lang = "",
) -> None:
    _ask("mogelijk-hetzelfde", {wire("bottleneck"): [id] if id else []}, publisher, json)


@app.command("letter")
@needing("see")
def letter(
    layer: Annotated[str, typer.Option(help=spoken("Bestuurslaag; leeg: alle.", "Layer; empty: all."))] = "",
    month: Annotated[
        str, typer.Option(help=spoken("Zoals 2026-11; leeg: de vorige.", "Such as 2026-11; empty: the last."))
    ] = "",
    publisher: As = "",
    lang: Lang = "",
) -> None:
    node = open_node()
    from django.conf import settings

    from stelsel.faces.web.addresses import bottleneck_path, paths
    from stelsel.nouns.bottleneck import LAYERS, letter_text
    from stelsel.nouns.bottleneck import letter as letter_of

    if layer and layer not in LAYERS:
        raise bad_input("choice", "--layer", *_NO_LAYER)
    made, spoken_in = letter_of(node.book(asker(publisher)), layer or None, month), say.language()  # type: ignore[arg-type]
    board = f"{settings.URL}{paths(spoken_in)['bottlenecks']}"
    text = letter_text(made, spoken_in, lambda one: f"{settings.URL}{bottleneck_path(spoken_in, one)}", board)
    typer.echo(text, nl=False)


@app.command("check")
@needing("see")
def check(
    kind: Annotated[str, typer.Argument(help=spoken("Soort.", "Kind."), metavar="KIND")],
    file: Annotated[str, typer.Argument(help=spoken("JSON-bestand of -.", "JSON file or -."), metavar="FILE")],
    publisher: As = "",
    json: Json = False,
    lang: Lang = "",
) -> None:
    open_node()
    typed = {wire("kind"): [kind_named(kind).name], wire("content"): [read_input(file).decode("utf-8", "replace")]}
    if _ask("eerder-opgelost", typed, publisher, json) == "yes":
        raise Finished(End.NO)


def _ask(question: str, typed: dict[str, list[str]], publisher: str, json: bool) -> str:
    """Ask a question and show the answer; its verdict."""
    node = open_node()
    from stelsel.book.question import Budget
    from stelsel.catalogue import QUESTIONS
    from stelsel.faces.api.answers import in_dutch
    from stelsel.node import clock

    asked = QUESTIONS[question]
    inputs = asked.from_typed(typed)
    answer = asked.answer(node.book(asker(publisher)), inputs, Budget(SECONDS, ROWS, clock.monotonic))
    say.as_json(in_dutch(answer)) if json else say.answer(answer)
    return answer.verdict


def _article(text: str) -> dict[str, str]:
    law, _, article = text.partition(":")
    return {wire("law"): law, **({wire("article"): article} if article else {})}


def _lesson(text: str) -> dict[str, str]:
    on, needs, where, value = (*text.split(":", 3), "", "", "")[:4]
    said = {
        wire("lesson_on"): on,
        wire("lesson_needs"): needs,
        wire("lesson_where"): where or "always",
        wire("lesson_value"): value,
    }
    return {name: one for name, one in said.items() if one or name == wire("lesson_needs")}


_ONE_OF_BOTH = (
    Text(nl="--under en --differs zeggen het tegenovergestelde.", en="--under and --differs say the opposite."),
    Text(nl="Geef een van beide.", en="Give one of them."),
)
_NO_LAYER = (
    Text(nl="Deze bestuurslaag bestaat niet.", en="There is no such layer of government."),
    Text(nl="Kies municipality, province, water-board, provider, central of other.",
         en="Choose municipality, province, water-board, provider, central or other."),
)  # fmt: skip
_HELP = {
    raise_: spoken("Meld een knelpunt.", "Raise a bottleneck."),
    join: spoken("Sluit u aan, met wat het kost.", "Join, with what it costs."),
    step: spoken("Zet een stap: oppakken, voorstellen, oplossen.", "Take a step: take up, propose, solve."),
    group: spoken("Bundel, zet apart of zeg dat het verschilt.", "Merge, set apart or say that it differs."),
    list_: spoken("Toon het bord.", "Show the board."),
    alike: spoken("Toon wat mogelijk hetzelfde is.", "Show what may be the same."),
    letter: spoken("Schrijf de brief van een maand.", "Write the letter of a month."),
    check: spoken("Kijk na of iets al eens is opgelost.", "Check whether something was solved before."),
}
for _command in app.registered_commands:
    _command.help = _HELP[_command.callback]  # type: ignore[index]
