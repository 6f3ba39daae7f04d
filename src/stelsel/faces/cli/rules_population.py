# SPDX-License-Identifier: EUPL-1.2
"""`stelsel rules population`: a rule for everyone in a folder of files, and what that says together."""

import json as plain_json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress, TextColumn, TimeElapsedColumn

from stelsel.faces.cli import say
from stelsel.faces.cli.ends import End, Finished, tell
from stelsel.faces.cli.rules_question import KnownAt, On, Output, Rule, Texts
from stelsel.faces.cli.shared_options import As, Json, Lang, language, spoken
from stelsel.faces.needs import needing
from stelsel.kernel.text import Text, number, same

if TYPE_CHECKING:
    from stelsel.node.population import Group, Numbers, Ran

People = Annotated[Path, typer.Option("--people", help=spoken("Map met de mensen.", "Folder with the people."))]
To = Annotated[Path, typer.Option("--to", help=spoken("Map voor de uitkomsten.", "Folder for the results."))]
By = Annotated[list[str] | None, typer.Option("--by", help=spoken("Tel per kolom.", "Count by a column."))]
GoOn = Annotated[bool, typer.Option("--go-on", help=spoken("Reken door met wat goed is.", "Go on with what is right."))]


@needing("see")
def population(  # noqa: PLR0913, PLR0917 - each is an option
    rule: Rule,
    people: People,
    to: To,
    output: Output = "",
    on: On = "",
    known_at: KnownAt = "",
    by: By = None,
    go_on: GoOn = False,
    texts: Texts = "",
    publisher: As = "",
    json: Json = False,
    lang: Lang = "",
) -> None:
    from stelsel.engines.rules.population import compile_rule
    from stelsel.faces.cli.rules_given import asked_of, day_known, rules_given
    from stelsel.node.population import Wish, numbers, run
    from stelsel.node.population.source import source_of

    known = day_known(known_at)
    asked = asked_of(rules_given(texts, publisher, known), rule, output, on, known, "aanvrager")
    given = asked.given
    figures = given.rules.figures
    program = compile_rule(given.library, asked.rule, asked.output, asked.on, known_at=known, figures=figures)
    source = source_of(people)
    position = given.book.position.hash if given.book else ""
    wish = Wish(program, source, to, tuple(by or ()), go_on, position)
    try:
        with Progress(TextColumn("{task.description}"), TimeElapsedColumn(), console=Console(stderr=True)) as bar:
            task = bar.add_task(_BUSY.to(language()), total=None)
            ran = run(wish, lambda done, pieces: bar.update(task, description=_progress(done)))
    except KeyboardInterrupt:
        print(_STOPPED.to(language()))
        raise Finished(End.BAD_INPUT) from None
    found = numbers(ran.files, wish.by)
    tell(ran.findings, language())
    if json:
        say.as_json(_shaped(ran, found, program.unit, source.synthetic))
    else:
        _told(ran, found, program.unit, source.synthetic)
    (to / "numbers.json").write_text(
        plain_json.dumps(_shaped(ran, found, program.unit, source.synthetic), indent=2, ensure_ascii=False) + "\n",
        encoding="utf-8",
    )


def _progress(done: int) -> str:
    return _DONE.fill(n=number(done, language())).to(language())


def _shaped(ran: "Ran", found: "Numbers", unit: str, synthetic: bool) -> dict[str, Any]:
    return {
        "map": str(ran.folder),
        "verzonnen": synthetic,
        "huishoudens": ran.households,
        "weggelaten": ran.left_out,
        "eenheid": unit,
        "samen": _group(found.whole),
        "onbekend": [{"gegevens": name, "huishoudens": count} for name, count in found.missing],
        "status": [{"status": name, "huishoudens": count} for name, count in found.standing],
        "groepen": [_group(one) for one in found.groups],
    }


def _group(one: "Group") -> dict[str, Any]:
    if one.hidden:
        return {"groep": one.name, "teKlein": True}
    if one.few:
        return {"groep": one.name, "huishoudens": one.households, "beslist": one.decided, "teWeinigOntvangers": True}
    total = str(one.total) if one.total.denominator != 1 else one.total.numerator
    return {
        "groep": one.name,
        "huishoudens": one.households,
        "beslist": one.decided,
        "krijgt": one.getting,
        "totaal": total,
    }


def _told(ran: "Ran", found: "Numbers", unit: str, synthetic: bool) -> None:
    spoken_now = language()
    if synthetic:
        print(_SYNTHETIC.to(spoken_now))
    columns = (
        Text(nl="Groep", en="Group"),
        Text(nl="Huishoudens", en="Households"),
        Text(nl="Beslist", en="Decided"),
        Text(nl="Krijgt iets", en="Get something"),
        Text(nl="Samen", en="Together"),
    )
    say.rows(columns, (_cells(one, unit) for one in (*found.groups, found.whole)))
    say.lines(_UNKNOWN, (f"{number(count, spoken_now)}: {name}" for name, count in found.missing[:20]))
    if ran.left_out:
        print(_LEFT_OUT.fill(n=number(ran.left_out, spoken_now)).to(spoken_now))
    print(_WRITTEN.fill(folder=ran.folder).to(spoken_now))


def _cells(one: "Group", unit: str) -> tuple[str, ...]:
    from stelsel.engines.rules.value_words import value_words

    spoken_now = language()
    if one.hidden:
        return (one.name, _SMALL.to(spoken_now), "", "", "")
    if one.few:
        known = (number(each, spoken_now) for each in (one.households, one.decided))
        return (one.name or _ALL.to(spoken_now), *known, _SMALL.to(spoken_now), "")
    counts = (number(each, spoken_now) for each in (one.households, one.decided, one.getting))
    total = one.total.numerator if one.total.denominator == 1 else one.total
    return (one.name or _ALL.to(spoken_now), *counts, value_words(total, unit).to(spoken_now))


_BUSY = Text(nl="Rekenen …", en="Computing …")
_DONE = Text(nl="{n} huishoudens gerekend", en="{n} households computed")
_STOPPED = Text(
    nl="Gestopt. Wat klaar is blijft staan; geef dezelfde opdracht om verder te gaan.",
    en="Stopped. What is done stays; give the same command to go on.",
)
_SYNTHETIC = Text(
    nl="Verzonnen mensen: deze getallen zeggen niet wat een regel in het echt kost of doet.",
    en="Synthetic people: these numbers do not say what a rule costs or does in reality.",
)
_UNKNOWN = Text(
    nl="Nog niet te zeggen, omdat dit onbekend is of ontbreekt", en="Not to be said yet, as this is unknown or missing"
)
_LEFT_OUT = Text(nl="{n} huishoudens zijn weggelaten.", en="{n} households were left out.")
_WRITTEN = Text(nl="De uitkomsten staan in {folder}.", en="The results stand in {folder}.")
_SMALL = same("< 5")
_ALL = Text(nl="iedereen", en="everyone")
