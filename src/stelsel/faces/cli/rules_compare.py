# SPDX-License-Identifier: EUPL-1.2
"""`stelsel rules compare`: the same people before and after a change of a rule: who gains, who loses, how much."""

import json as plain_json
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from stelsel.faces.cli import say
from stelsel.faces.cli.rules_question import Output, Rule
from stelsel.faces.cli.rules_run import By, EngineName, GoOn, People, Run, Schema, To, computed, receipt_for
from stelsel.faces.cli.shared_options import As, Json, Lang, language, spoken
from stelsel.faces.needs import needing
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text, number

if TYPE_CHECKING:
    from stelsel.node.population.reform import Effect, Reform
    from stelsel.node.population.reform import Pressure as Band

Before = Annotated[str, typer.Option("--before", help=spoken("Eerste dag.", "First day."), metavar="DATE")]
After = Annotated[str, typer.Option("--after", help=spoken("Tweede dag.", "Second day."), metavar="DATE")]
Pressure = Annotated[
    bool,
    typer.Option(
        "--pressure",
        help=spoken("Ook wat verdwijnt van iets meer inkomen.", "Also what is lost of a little more income."),
    ),
]
Draft = Annotated[
    str, typer.Option("--draft", help=spoken("Map met het ontwerp.", "Folder with the draft."), metavar="DIR")
]


@needing("see")
def compare(  # noqa: PLR0913, PLR0917 - each is an option
    rule: Rule,
    people: People,
    to: To,
    before: Before,
    after: After = "",
    output: Output = "",
    draft: Draft = "",
    by: By = None,
    go_on: GoOn = False,
    schema: Schema = "",
    engine: EngineName = "kernel",
    pressure: Pressure = False,
    publisher: As = "",
    json: Json = False,
    lang: Lang = "",
) -> None:
    from stelsel.node.population.more import same_more
    from stelsel.node.population.reform import reform

    if not draft and (after or before) == before:
        raise bad_input("compare-same", "--after", _ALIKE, _ALIKE_CURE)
    run = Run(
        rule,
        output,
        before,
        people,
        tuple(by or ()),
        go_on,
        engine,
        publisher=publisher,
        schema=schema,
        pressure=pressure,
    )
    first = computed(run, to / "before")
    second = computed(replace(run, on=after or before, texts=draft), to / "after")
    found = reform(first.ran.files, second.ran.files, run.by, same_more([first.wish.more, second.wish.more]))
    unit, synthetic = first.unit, first.synthetic
    shaped = _shaped(found, unit, synthetic)
    (to / "reform.json").write_text(plain_json.dumps(shaped, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    for side in (first, second):
        receipt_for(side, run, [to / "reform.json"])
    if json:
        say.as_json(shaped)
    else:
        _told(found, unit, synthetic)


def _shaped(found: "Reform", unit: str, synthetic: bool) -> dict[str, Any]:
    return {
        "verzonnen": synthetic,
        "eenheid": unit,
        "samen": _effect(found.whole),
        "groepen": [_effect(one) for one in found.groups],
        "verschillen": [
            {"erbij": one.gains, "meerDan": one.low, "totEnMet": one.high, "huishoudens": one.households}
            for one in found.changes
        ],
        "druk": [
            {"meerDan": one.low, "totEnMet": one.high, "eerst": one.before, "daarna": one.after}
            for one in found.pressure
        ],
    }


def _effect(one: "Effect") -> dict[str, Any]:
    if one.hidden:
        return {"groep": one.name, "teKlein": True}
    if one.few:
        return {
            "groep": one.name,
            "huishoudens": one.households,
            "teWeinigVerschillen": True,
        }
    amounts = {"voor": one.before, "na": one.after, "erbij": one.gain.total, "eraf": one.lose.total}
    return {
        "groep": one.name,
        "huishoudens": one.households,
        "gaanVooruit": one.gain.households,
        "gaanAchteruit": one.lose.households,
        **({"gelijkOfOnbeslist": one.rest} if one.veiled else {"gelijk": one.same, "onbeslist": one.undecided}),
        **{name: str(each) if each.denominator != 1 else each.numerator for name, each in amounts.items()},
    }


def _told(found: "Reform", unit: str, synthetic: bool) -> None:
    from stelsel.engines.rules.value_words import value_words

    spoken_now = language()
    if synthetic:
        print(_SYNTHETIC.to(spoken_now))
    say.rows(_COLUMNS, (_cells(one, unit) for one in (*found.groups, found.whole)))
    lines = []
    for one in found.changes if unit == "eurocent" else ():
        if one.households != 0:
            count = _SMALL.to(spoken_now) if one.households is None else number(one.households, spoken_now)
            way = (_MORE if one.gains else _LESS).to(spoken_now)
            low = value_words(one.low, unit).to(spoken_now)
            high = value_words(one.high, unit).to(spoken_now) if one.high is not None else "…"
            lines.append(f"{way}, {low} – {high}: {count}")
    if lines:
        say.lines(_HOW_MUCH, lines)
    if found.pressure:
        rows = ((_band(one), number(one.before, spoken_now), number(one.after, spoken_now)) for one in found.pressure)
        say.rows((_LOST, _BEFORE, _AFTER), rows)


def _band(one: "Band") -> str:
    low = f"> {one.low}%" if one.low is not None else ""
    high = f"≤ {one.high}%" if one.high is not None else ""
    return " ".join(part for part in (low, high) if part)


def _cells(one: "Effect", unit: str) -> tuple[str, ...]:
    from stelsel.engines.rules.value_words import value_words

    spoken_now = language()
    if one.hidden:
        return (one.name, _SMALL.to(spoken_now), *[""] * 6)
    if one.few:
        return (
            one.name or _ALL.to(spoken_now),
            number(one.households, spoken_now),
            *[_SMALL.to(spoken_now)] * 3,
            *[""] * 3,
        )
    counts = (one.households, one.gain.households, one.lose.households)
    rest = [number(one.same, spoken_now), number(one.undecided, spoken_now)]
    if one.veiled:
        rest = [f"≤ {number(one.rest, spoken_now)}", _SMALL.to(spoken_now)]
    totals = (one.before, one.after)
    shown = (each.numerator if each.denominator == 1 else each for each in totals)
    return (
        one.name or _ALL.to(spoken_now),
        *(number(each, spoken_now) for each in counts),
        *rest,
        *(value_words(each, unit).to(spoken_now) for each in shown),
    )


_ALIKE = Text(nl="Er is niets om te vergelijken.", en="There is nothing to compare.")
_ALIKE_CURE = Text(
    nl="Noem een andere dag met --after, of een ontwerp met --draft.",
    en="Name another day with --after, or a draft with --draft.",
)
_SYNTHETIC = Text(
    nl="Verzonnen mensen: deze getallen zeggen niet wat een wijziging in het echt doet.",
    en="Synthetic people: these numbers do not say what a change does in reality.",
)
_BEFORE, _AFTER = Text(nl="Eerst", en="Before"), Text(nl="Daarna", en="After")
_LOST = Text(nl="Verdwijnt van iets meer inkomen", en="Lost of a little more income")
_COLUMNS = (
    Text(nl="Groep", en="Group"),
    Text(nl="Huishoudens", en="Households"),
    Text(nl="Vooruit", en="Gain"),
    Text(nl="Achteruit", en="Lose"),
    Text(nl="Gelijk", en="Same"),
    Text(nl="Onbeslist", en="Undecided"),
    _BEFORE,
    _AFTER,
)
_HOW_MUCH = Text(nl="Hoeveel huishoudens hoeveel", en="How many households how much")
_MORE, _LESS = Text(nl="erbij", en="more"), Text(nl="eraf", en="less")
_SMALL = Text(nl="niet genoemd", en="not told")
_ALL = Text(nl="iedereen", en="everyone")
