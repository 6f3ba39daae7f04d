# SPDX-License-Identifier: EUPL-1.2
"""`stelsel rules population`: a rule for everyone in a folder of files, and what that says together."""

import json as plain_json
from typing import TYPE_CHECKING, Any

from stelsel.faces.cli import say
from stelsel.faces.cli.rules_question import KnownAt, On, Output, Rule, Texts
from stelsel.faces.cli.rules_run import By, EngineName, GoOn, People, Run, Schema, To, computed, receipt_for
from stelsel.faces.cli.shared_options import As, Json, Lang, language
from stelsel.faces.needs import needing
from stelsel.kernel.text import Text, number

if TYPE_CHECKING:
    from stelsel.node.population import Group, Numbers, Ran


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
    schema: Schema = "",
    engine: EngineName = "kernel",
    texts: Texts = "",
    publisher: As = "",
    json: Json = False,
    lang: Lang = "",
) -> None:
    from stelsel.node.population import numbers

    asked = Run(
        rule,
        output,
        on,
        people,
        tuple(by or ()),
        go_on,
        engine,
        known_at,
        texts,
        publisher,
        schema=schema,
    )
    done = computed(asked, to)
    found = numbers(done.ran.files, done.wish.by)
    shaped = _shaped(done.ran, found, done.unit, done.synthetic)
    (to / "numbers.json").write_text(plain_json.dumps(shaped, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    receipt_for(done, asked, [to / "numbers.json"])
    if json:
        say.as_json({"map": str(done.ran.folder), **shaped})
    else:
        _told(done.ran, found, done.unit, done.synthetic)


def _shaped(ran: "Ran", found: "Numbers", unit: str, synthetic: bool) -> dict[str, Any]:
    return {
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
        return {"groep": one.name, "huishoudens": one.households, "teWeinigOntvangers": True}
    total = str(one.total) if one.total.denominator != 1 else one.total.numerator
    return {
        "groep": one.name,
        "huishoudens": one.households,
        **({} if one.veiled else {"beslist": one.decided}),
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
        known = number(one.households, spoken_now)
        return (one.name or _ALL.to(spoken_now), known, "", _SMALL.to(spoken_now), "")
    households, decided, getting = (number(each, spoken_now) for each in (one.households, one.decided, one.getting))
    total = one.total.numerator if one.total.denominator == 1 else one.total
    told = f"≤ {households}" if one.veiled else decided
    return (one.name or _ALL.to(spoken_now), households, told, getting, value_words(total, unit).to(spoken_now))


_SYNTHETIC = Text(
    nl="Verzonnen mensen: deze getallen zeggen niet wat een regel in het echt kost of doet.",
    en="Synthetic people: these numbers do not say what a rule costs or does in reality.",
)
_UNKNOWN = Text(
    nl="Nog niet te zeggen, omdat dit onbekend is of ontbreekt", en="Not to be said yet, as this is unknown or missing"
)
_LEFT_OUT = Text(nl="{n} huishoudens zijn weggelaten.", en="{n} households were left out.")
_WRITTEN = Text(nl="De uitkomsten staan in {folder}.", en="The results stand in {folder}.")
_SMALL = Text(nl="niet genoemd", en="not told")
_ALL = Text(nl="iedereen", en="everyone")
