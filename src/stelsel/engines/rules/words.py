# SPDX-License-Identifier: EUPL-1.2
"""The explanation of an outcome as plain sentences, Dutch (B1) and English."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice

import msgspec

from stelsel.engines.rules.model import NOWHERE, Basis, Expr, Ref
from stelsel.engines.rules.outcome import Outcome, Step
from stelsel.engines.rules.sample import inside
from stelsel.engines.rules.value_words import UNKNOWN, joined, value_words
from stelsel.engines.rules.values import Unknown, Value
from stelsel.kernel.text import Text, same

MOST_SENTENCES = 1_000
Names = Callable[[str], Text]
"""How a name of a rule text is called in a sentence."""
_SHOWN, _LOOKED_AT = 12, 50
"""Parts that one sentence names; parts that are looked at for a name or a unit."""


class Sentence(msgspec.Struct, frozen=True):
    """One sentence, how deep it stands in the explanation (0 is the outcome), and the article it rests on."""

    depth: int
    said: Text
    basis: Basis


def plain_name(name: str) -> Text:
    """A name as it is written, without its signs."""
    return same(_plain(name) or name)


def summary(outcome: Outcome, names: Names = plain_name) -> tuple[Text, ...]:
    """What came out, how sure that is, and what is still needed; `names` says how things are called."""
    refused = bool(outcome.troubles) and not outcome.missing
    what = names(outcome.output)
    said = [_CANNOT.fill(name=what) if refused else _said_is(what, outcome.value, outcome.unit)]
    if outcome.missing:
        said.append(_MISSING.fill(facts=_facts(outcome.missing, names)))
    said += [_TROUBLE.fill(what=one.what, where=one.where) for one in outcome.troubles]
    if outcome.uncertain:
        count = len(outcome.uncertain)
        said.append(_UNCERTAIN if count == 1 else _UNCERTAINS.fill(count=count))
    said.append(_OPEN if outcome.missing and not outcome.troubles else _STANDING[outcome.standing])
    return tuple(said)


def explanation(outcome: Outcome, names: Names = plain_name) -> tuple[Sentence, ...]:
    """The whole tree, each part once: what it is, from what it follows, in which article, and what was not needed."""
    found: list[Sentence] = []
    for sentence in _steps(outcome.tree, names):
        found.append(sentence)
        if len(found) >= MOST_SENTENCES:
            break
    return tuple(found)


def _steps(root: Step, call: Names) -> Iterator[Sentence]:
    waiting: list[tuple[Step, int, Basis, str]] = [(root, 0, NOWHERE, "")]
    told = set[int]()
    while waiting:
        step, depth, around, unit = waiting.pop()
        if id(step) in told or _is_given(step):
            continue
        told.add(id(step))
        if step.kind == "input" and [(one.kind, one.name) for one in step.children] == [("output", step.name)]:
            waiting.append((step.children[0], depth, around, unit))  # the same under the same name
            continue
        basis = step.basis if step.basis is not NOWHERE else around
        yield Sentence(depth, _capital(_with_article(_sentence(step, call, unit), basis, around)), basis)
        if step.skipped and (found := _names(step.skipped, call)):
            yield Sentence(depth + 1, _SKIPPED[step.skip].fill(names=found), basis)
        below = _unit_below(step, unit)
        waiting += [(one, depth + 1, basis, below) for one in reversed(step.children)]


def _is_given(step: Step) -> bool:
    """Whether there is nothing to tell: a value that is written out, a part of the day asked, or an item of a list."""
    parts = step.children if step.kind == "input" and "." in step.name else ()
    item = step.kind == "input" and isinstance(step.value, Mapping) and not step.children
    return step.kind == "constant" or item or (bool(parts) and all(one.kind == "constant" for one in parts))


def _unit_below(step: Step, unit: str) -> str:
    """The unit of the parts of a step that have none themselves: that of what they make, where it is alike."""
    if step.kind in ("output", "input", "definition"):
        return step.unit
    return (
        (step.unit or unit)
        if step.kind in ("choice", "each") or (step.name in _LIKE and step.name not in _COMPARED)
        else ""
    )


def _sentence(step: Step, call: Names, around: str = "") -> Text:
    value = value_words(step.value, unit_of(step) or around)
    if step.kind in ("operation", "choice", "each"):
        return _operation(step, value, call, around)
    if step.kind == "fact" and type(step.value) is Unknown:
        return _NOT_KNOWN.fill(name=call(step.name))
    if step.kind == "figure":
        return _FIGURE.fill(name=call(step.name), value=value, source=step.source or "-")
    if step.kind == "gap":
        return _GAP.fill(what=_why(step.value))
    if step.kind == "fact":
        return (_ANSWERED if isinstance(step.value, bool) else _GIVEN).fill(name=call(step.name), value=value)
    if step.kind == "definition":
        return _LAW_SAYS.fill(name=call(step.name), value=value)
    return _said_is(call(step.name), step.value, unit_of(step))


def _said_is(name: Text, value: Value, unit: str) -> Text:
    shown = value_words(value, unit)
    return _capital((_SO if isinstance(value, bool) else _IS).fill(name=name, value=shown))


def _small(said: Text) -> Text:
    return Text(nl=said.nl[:1].lower() + said.nl[1:], en=said.en[:1].lower() + said.en[1:])


def _capital(said: Text) -> Text:
    return Text(nl=said.nl[:1].upper() + said.nl[1:], en=said.en[:1].upper() + said.en[1:])


def _operation(step: Step, value: Text, call: Names, around: str) -> Text:
    shown = step.children[-1:] if step.kind == "choice" else step.children[:_SHOWN]
    unit = next((found for one in shown if (found := unit_of(one))), "")
    alike = step.name in _LIKE or step.kind in ("choice", "each")
    if step.name not in _COMPARED:
        unit = unit or around
    if step.name in _LIKE:
        value = value_words(step.value, unit)
    parts = [_label(one, unit if alike else "", call) for one in shown]
    if type(step.value) is Unknown:
        return _TOO_LITTLE.fill(what=DOES.get(step.name, same(step.name)))
    if step.name == "EQUALS" and isinstance(step.value, bool) and isinstance(shown[-1].value, bool):
        return _said_is(_name_of(shown[0], call), shown[0].value, "")
    if step.name in _COMPARED and len(parts) == 2 and isinstance(step.value, bool):
        return _COMPARED[step.name][not step.value].fill(one=parts[0], other=parts[1])
    if step.name in ("AND", "OR"):
        return _ALL[step.name, bool(step.value)]
    if step.kind == "choice" and step.name == "IF":
        return _CHOSEN.fill(part=joined(parts))
    if step.name in _PARTS_TOLD:
        parts = parts[: _PARTS_TOLD[step.name]]
    told = joined(parts)
    return (
        _THAT_IS.fill(what=DOES.get(step.name, same(step.name)), parts=told, value=value)
        if told
        else (_VALUE.fill(value=value))
    )


def _name_of(step: Step, call: Names) -> Text:
    return call(step.name) if step.kind in _WITH_NAME and step.name else _THIS


def unit_of(step: Step) -> str:
    """The unit of what a step gives: its own, else that of what it was made of."""
    for _ in range(40):
        if isinstance(step.value, bool):
            return ""
        if step.name.endswith(".year"):
            return "year"
        if (
            step.kind == "figure"
            or step.unit
            or step.name in ("DIVIDE", "EQUALS", "DATE_DIFF", "LENGTH", "IN")
            or not step.children
        ):
            return step.unit
        below = [
            one for one in step.children[:_LOOKED_AT] if one.kind != "constant" and not isinstance(one.value, bool)
        ]
        if not below:
            return ""
        money = next((one for one in below if one.unit in _MONEY), None) if step.name == "MULTIPLY" else None
        step = money or next((one for one in below if one.unit), below[-1])
    return ""


def _label(step: Step, unit: str, call: Names) -> Text:
    """How a part is called where it is used: by name with its value, or just the value."""
    value = value_words(step.value, unit_of(step) or unit)
    return _NAMED.fill(name=call(step.name), value=value) if step.kind in _WITH_NAME and step.name else value


def _with_article(said: Text, basis: Basis, around: Basis) -> Text:
    if not basis.article or (basis.law, basis.article, basis.paragraph) == (
        around.law,
        around.article,
        around.paragraph,
    ):
        return said
    pattern = _ARTICLE_PARAGRAPH if basis.paragraph else _ARTICLE
    place = pattern.fill(article=basis.article, paragraph=basis.paragraph, law=basis.law)
    return Text(nl=f"{said.nl} ({place.nl})", en=f"{said.en} ({place.en})")


def _names(skipped: tuple[Expr, ...], call: Names) -> Text | None:
    found: dict[str, Text] = {}
    for expr in skipped[:_LOOKED_AT]:
        for one in islice(inside(expr), _LOOKED_AT):
            if isinstance(one, Ref):
                found[one.name] = call(one.name)
    named = list(dict.fromkeys(found.values()))[:8]
    return joined(named) if named else None


def _facts(missing: tuple[str, ...], call: Names) -> Text:
    split = [key.partition(".") for key in missing]
    return joined(
        [_OF.fill(person=_small(call(who)), name=call(what)) if what else call(who) for who, _, what in split]
    )


def _why(value: Value) -> Text:
    troubles = value.troubles if type(value) is Unknown else ()
    return next((one.what for one in troubles), UNKNOWN)


def _plain(name: str) -> str:
    return name.replace("_", " ").strip().lower()


_PARTS_TOLD = {"ROUND": 1, "CEIL": 1, "FLOOR": 1, "DATE_ADD": 1, "DATE_DIFF": 2, "AGE": 2}
"""How many parts of an operation are worth telling; the others say how."""
_MONEY = ("eurocent", "euro")
"""Units that a share keeps: a share of an amount is an amount."""
_WITH_NAME = ("fact", "figure", "definition", "input", "output")
_ORDER = tuple(f"{way}_THAN{end}" for way in ("GREATER", "LESS") for end in ("", "_OR_EQUAL"))
_LIKE = (
    "ADD",
    "SUBTRACT",
    "MIN",
    "MAX",
    "ROUND",
    "CEIL",
    "FLOOR",
    "IF",
    "DEMAND",
    "COALESCE",
    "FOREACH",
    "EQUALS",
    *_ORDER,
)
_THIS = Text(nl="dit", en="this")
_IS = Text(nl="{name} is {value}.", en="{name} is {value}.")
_SO = Text(nl="{name}: {value}.", en="{name}: {value}.")
_VALUE = Text(nl="Dat is {value}.", en="That is {value}.")
_GIVEN = Text(nl="U gaf op: {name} is {value}.", en="You gave: {name} is {value}.")
_ANSWERED = Text(nl="U antwoordde {value} op: {name}.", en="You answered {value} to: {name}.")
_CANNOT = Text(nl="We kunnen dit niet uitrekenen: {name}.", en="We cannot compute this: {name}.")
_LAW_SAYS = Text(nl="De regel zegt: {name} is {value}.", en="The rule says: {name} is {value}.")
_FIGURE = Text(nl="Vastgesteld: {name} is {value}. Bron: {source}.", en="As set: {name} is {value}. Source: {source}.")
_NOT_KNOWN = Text(nl="We weten nog niet: {name}.", en="We do not know yet: {name}.")
_GAP = Text(nl="Dit kunnen we niet uitrekenen. {what}", en="We cannot compute this. {what}")
_NAMED = Text(nl="{name} ({value})", en="{name} ({value})")
_TOO_LITTLE = Text(nl="{what}. Daarvoor weten we nog niet genoeg.", en="{what}. For that we do not know enough yet.")
_CHOSEN = Text(nl="We kijken welk geval geldt: {part}.", en="We see which case applies: {part}.")
_THAT_IS = Text(nl="{what}: {parts}. Dat is {value}.", en="{what}: {parts}. That is {value}.")
_OF = Text(nl="{name} van {person}", en="{name} of {person}")
_MISSING = Text(nl="Dit willen we nog weten: {facts}.", en="We still need to know: {facts}.")
_OPEN = Text(
    nl="Zolang dat niet bekend is, geven we geen uitkomst.", en="As long as that is not known we give no outcome."
)
_TROUBLE = Text(
    nl="Dit houdt de uitkomst tegen: {what} ({where}).", en="This holds the outcome back: {what} ({where})."
)
_UNCERTAIN = Text(nl="Over één punt is twijfel.", en="There is doubt about one point.")
_UNCERTAINS = Text(nl="Over {count} punten is twijfel.", en="There is doubt about {count} points.")
_ARTICLE = Text(nl="artikel {article}, {law}", en="article {article}, {law}")
_ARTICLE_PARAGRAPH = Text(nl="artikel {article} lid {paragraph}, {law}", en="article {article}({paragraph}), {law}")
_STANDING = {
    "official": Text(
        nl="Alle teksten en bedragen komen uit de wet of een officiële bron.",
        en="All texts and figures come from the law or an official source.",
    ),
    "provisional": Text(
        nl="Deze uitkomst is voorlopig: niet alles is bij de wet of een officiële bron nagegaan.",
        en="This outcome is provisional: not all of it was checked against the law or an official source.",
    ),
    "refused": Text(nl="We geven daarom geen uitkomst.", en="Therefore we give no outcome."),
}
_SKIPPED = {
    "decided": Text(nl="Niet nodig, dit beslist al: {names}.", en="Not needed, this decides already: {names}."),
    "other-case": Text(
        nl="Niet nodig, dat geldt hier niet: {names}.", en="Not needed, that does not apply here: {names}."
    ),
    "zero": Text(
        nl="Niet nodig, nul keer iets blijft nul: {names}.", en="Not needed, zero times anything is zero: {names}."
    ),
    "first": Text(nl="Niet nodig, er is al een waarde: {names}.", en="Not needed, there is a value already: {names}."),
}
_ALL = {
    ("AND", True): Text(nl="Aan alle voorwaarden is voldaan.", en="All conditions are met."),
    ("AND", False): Text(nl="Niet aan alle voorwaarden is voldaan.", en="Not all conditions are met."),
    ("OR", True): Text(nl="Aan een van de voorwaarden is voldaan.", en="One of the conditions is met."),
    ("OR", False): Text(nl="Aan geen van de voorwaarden is voldaan.", en="None of the conditions is met."),
}


def _pair(nl: str, not_nl: str, en: str, not_en: str) -> tuple[Text, Text]:
    """The sentence when it is so, and when it is not."""
    shape = "{{one}} {said} {{other}}."
    return (
        Text(nl=shape.format(said=nl), en=shape.format(said=en)),
        Text(nl=shape.format(said=not_nl), en=shape.format(said=not_en)),
    )


_COMPARED = {
    "EQUALS": _pair("is gelijk aan", "is niet gelijk aan", "equals", "does not equal"),
    "GREATER_THAN": _pair("is meer dan", "is niet meer dan", "is more than", "is not more than"),
    "LESS_THAN": _pair("is minder dan", "is niet minder dan", "is less than", "is not less than"),
    "GREATER_THAN_OR_EQUAL": _pair("is minstens", "is minder dan", "is at least", "is less than"),
    "LESS_THAN_OR_EQUAL": _pair("is hoogstens", "is meer dan", "is at most", "is more than"),
    "IN": _pair("hoort bij", "hoort niet bij", "is one of", "is not one of"),
}
DOES = {
    "ADD": Text(nl="We tellen op", en="We add"),
    "SUBTRACT": Text(nl="We trekken van het eerste de rest af", en="From the first we take the rest"),
    "MULTIPLY": Text(nl="We vermenigvuldigen", en="We multiply"),
    "DIVIDE": Text(nl="We delen het eerste door de rest", en="We divide the first by the rest"),
    "MIN": Text(nl="We nemen het laagste", en="We take the lowest"),
    "MAX": Text(nl="We nemen het hoogste", en="We take the highest"),
    "ROUND": Text(nl="We ronden af", en="We round"),
    "CEIL": Text(nl="We ronden naar boven af", en="We round up"),
    "FLOOR": Text(nl="We ronden naar beneden af", en="We round down"),
    "IF": Text(nl="We kijken welk geval geldt", en="We see which case applies"),
    "DEMAND": Text(nl="We kijken of aan de eisen is voldaan", en="We see whether the requirements are met"),
    "FOREACH": Text(nl="We gaan de lijst langs", en="We go through the list"),
    "COALESCE": Text(nl="We nemen de eerste waarde die er is", en="We take the first value that is there"),
    "NOT": Text(nl="We nemen het omgekeerde", en="We take the opposite"),
    "AND": Text(nl="Alle voorwaarden moeten gelden", en="All conditions must hold"),
    "OR": Text(nl="Een van de voorwaarden moet gelden", en="One of the conditions must hold"),
    "DATE_DIFF": Text(nl="We tellen de tijd tussen twee dagen", en="We count the time between two days"),
    "DATE_ADD": Text(nl="We tellen tijd bij een dag op", en="We add time to a day"),
    "EXISTS": Text(nl="We kijken of er iets is", en="We see whether there is anything"),
    "IS_NULL": Text(nl="We kijken of er niets is", en="We see whether there is nothing"),
    "IN": Text(nl="We kijken of het in de lijst staat", en="We see whether it is in the list"),
    "EQUALS": Text(nl="We vergelijken", en="We compare"),
    **{name: Text(nl="We vergelijken", en="We compare") for name in _ORDER},
    "LENGTH": Text(nl="We tellen", en="We count"),
    "LIST": Text(nl="We nemen samen", en="We put together"),
    "OBJECT": Text(nl="We nemen samen", en="We put together"),
    "CONCAT": Text(nl="We zetten achter elkaar", en="We put in a row"),
    "GET": Text(nl="We zoeken op in de tabel", en="We look up in the table"),
    "DATE": Text(nl="We maken een dag", en="We make a day"),
    "DAY_OF_WEEK": Text(nl="We kijken welke dag van de week het is", en="We see which day of the week it is"),
}
"""What an operation does, in words."""
