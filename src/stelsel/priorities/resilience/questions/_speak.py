# SPDX-License-Identifier: EUPL-1.2
"""The impact in words: headline, reasons, what is unknown and what would change it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from stelsel.book.answer import Change, Reason, Unknown, ref
from stelsel.kernel.text import Text, number
from stelsel.priorities.resilience import words
from stelsel.priorities.resilience.policy import State, impact_rule
from stelsel.priorities.resilience.questions._found import Found
from stelsel.priorities.resilience.questions._impact import Hit

SHOWN_SYSTEMS = 10
SHOWN_EDGES = 20
TRIED_EDGES = 50
SHOWN_CHANGES = 3
STATES: tuple[State, ...] = ("stops", "degrades", "unknown")


def count(value: int) -> Text:
    """A whole number as people write it in either language."""
    return Text(nl=number(value, "nl"), en=number(value, "en"))


def headline(found: Found) -> Text:
    """The finding in one or two sentences."""
    said = {"supplier": found.name, "all": count(len(found.hits))}
    stops, degraded, unsure = (len(found.of(state)) for state in STATES)
    if not stops and not degraded:
        return words.UNSURE.fill(count=count(unsure), **said) if unsure else words.NOTHING.fill(**said)
    if stops:
        first = words.ONE_STOPS if stops == 1 else words.SOME_STOP
        parts = [first.fill(count=count(stops), **said), people_line(found)]
    else:
        parts = [words.SOME_DEGRADE.fill(count=count(degraded), **said)]
    if unsure:
        parts.append(words.AND_UNKNOWN.fill(count=count(unsure)))
    spoken = [part for part in parts if part]
    return Text(nl=" ".join(part.nl for part in spoken), en=" ".join(part.en for part in spoken))


def people_line(found: Found) -> Text | None:
    """How many people the stopping systems reach; None when nobody said."""
    least, most = found.people.least, found.people.most
    if most is None:
        return words.PEOPLE_LEAST.fill(least=count(least)) if least else None
    if least == most:
        return words.PEOPLE_EXACT.fill(people=count(most))
    return words.PEOPLE_BETWEEN.fill(least=count(least), most=count(most))


def path_text(found: Found, hit: Hit) -> str:
    """The nodes of a path from what is gone to the system; empty without a path."""
    graph = found.land.net.graph
    if not hit.path:
        return ""
    nodes = [int(graph.source[hit.path[0]]), *(int(graph.target[edge]) for edge in hit.path)]
    return " → ".join(found.land.label(node) for node in nodes)


def state_words(hit: Hit) -> Text:
    """The state of a system; hindrance that may yet turn out a stop says so."""
    return words.MAY_STOP if hit.state == "degrades" and hit.may_stop else words.STATES[hit.state]


def reasons(found: Found) -> Iterator[Reason]:
    """The path of the systems hit, the entries each path rests on, the rule, people and concentration."""
    rule = impact_rule()
    shown = [hit for state in STATES for hit in found.of(state) if hit.path][:SHOWN_SYSTEMS]
    for hit in shown:
        said = words.UNKNOWN_LINE if hit.state == "unknown" else words.SYSTEM_LINE
        line = said.fill(system=found.land.label(hit.system), state=state_words(hit), path=path_text(found, hit))
        step = words.RULE.fill(title=rule.title, id=hit.step.id, words=hit.step.words)
        yield Reason(line, ref(found.system(hit)[0]), rule=step)
    for edge in list(dict.fromkeys(edge for hit in shown for edge in hit.path))[:SHOWN_EDGES]:
        yield Reason(
            words.EFFECTS[found.land.net.effects[edge]].fill(**found.ends(edge)), ref(found.land.records[edge])
        )
    if found.of("stops"):
        yield Reason(words.PEOPLE_RULE)
    if found.concentration is not None:
        index, effective = found.concentration.rounded()
        line = words.CONCENTRATION.fill(
            index=Text(nl=number(index, "nl", 0), en=number(index, "en", 0)),
            effective=Text(nl=number(effective, "nl", 1), en=number(effective, "en", 1)),
            band=rule.band(found.concentration.index),
        )
        yield Reason(line, rule=rule.bands.words, link=rule.bands.link)
    for _, duty in rule.duties:
        yield Reason(duty, rule=duty, link=rule.link)


def unknowns(found: Found) -> Iterator[Unknown]:
    """What nobody told us, and what this book cannot hold: the systems of other organisations."""
    for edge, total in _silent(found).most_common(SHOWN_CHANGES):
        what = words.UNKNOWN_EFFECT.fill(count=count(total), **found.ends(edge))
        yield Unknown(what, words.ASK_SUPPLIER, total)
    unsure = found.of("unknown")
    unseen = [hit for hit in unsure if hit.step.when == "unseen"]
    if unseen:
        part = found.land.label(int(found.land.net.graph.source[unseen[0].path[0]]))
        yield Unknown(words.UNKNOWN_SUPPLIER.fill(count=count(len(unseen)), part=part), words.ASK_SUPPLIER, len(unseen))
    bare = [hit for hit in unsure if hit.step.when == "bare"]
    if bare:
        first = found.land.label(bare[0].system)
        yield Unknown(words.UNKNOWN_BARE.fill(count=count(len(bare)), system=first), words.ASK_OWNER, len(bare))
    if found.people.unknown:
        what = words.PEOPLE_UNKNOWN.fill(count=count(found.people.unknown))
        yield Unknown(what, words.ASK_OWNER, found.people.unknown)
    yield Unknown(words.OTHERS, words.ASK_THEM)


def changes(found: Found) -> Iterator[Change]:
    """The single dependencies whose loosening keeps the most systems going, then the effects worth stating."""
    stops = found.of("stops")
    edges = list(dict.fromkeys(edge for hit in stops for edge in hit.path))[:TRIED_EDGES]
    saved = {edge: len(stops) - len(found.land.net.stopped_by(found.gone, edge)) for edge in edges}
    for edge in sorted(edges, key=lambda edge: (-saved[edge], edge))[:SHOWN_CHANGES]:
        if saved[edge]:
            yield Change(
                words.LOOSEN.fill(**found.ends(edge)),
                words.LOOSENED.fill(count=count(saved[edge])),
                ref(found.land.records[edge]),
            )
    for edge, total in _silent(found).most_common(SHOWN_CHANGES):
        yield Change(
            words.STATE_EFFECT.fill(**found.ends(edge)),
            words.EFFECT_KNOWN.fill(count=count(total)),
            ref(found.land.records[edge]),
        )


def _silent(found: Found) -> Counter[int]:
    """On the way to systems of unknown effect: the first step of which nobody says what happens."""
    return Counter(_firsts(found, (hit for hit in found.of("unknown") if hit.step.when == "touched")))


def _firsts(found: Found, hits: Iterable[Hit]) -> Iterator[int]:
    effects: Sequence[str | None] = found.land.net.effects
    for hit in hits:
        yield next(edge for edge in hit.path if effects[edge] is None)
