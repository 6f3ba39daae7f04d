# SPDX-License-Identifier: EUPL-1.2
"""Saying which bottlenecks are one: who says it, before which readers, and never two things that contradict; when one
of several cannot be, none is written."""

from __future__ import annotations

from typing import Any

import pytest

from stelsel.book.audience import ANYONE, Asker
from stelsel.kernel.problem import BadInput, NotAllowed
from stelsel.node import bottlenecks
from stelsel.node.bottlenecks import Said
from stelsel.node.node import Node
from stelsel.nouns.bottleneck import GROUPING, board
from tests.node.test_bottlenecks import VALUES, person, wolk

__all__ = ["wolk"]
EVERYONE = Asker(frozenset({"wolk", "buur"}), government=True)
WHY = "Daarom."
SUMMARIES = {
    "public": "Adressen komen te laat.",
    "gov": "De koppeling met bedrijfsgegevens valt uit.",
    "own": "Het begrip inkomen is onduidelijk.",
    "een": "Bij waterstanden staat geen eigenaar.",
    "twee": "Meetpunten hebben elk een ander formaat.",
    "drie": "Vergunningen zijn nergens te vinden.",
}


def raised(node: Node, title: str, audience: Any = "public", **changed: Any) -> str:
    told = {"title": title, "summary": SUMMARIES[title]}
    report = bottlenecks.Report({**VALUES, **told, **changed}, audience=audience)
    return bottlenecks.raise_one(node, "wolk", report, person("ans")).id


def say(node: Node, *said: Said, publisher: str = "wolk", reasons: str = WHY) -> None:
    bottlenecks.group(node, publisher, said, reasons, person("ans" if publisher == "wolk" else "buurman"))


def refused(node: Node, code: str, *said: Said, **more: str) -> None:
    before = dict(node.logs.sizes())
    with pytest.raises(BadInput) as problem:
        say(node, *said, **more)
    assert problem.value.findings[0].code == code
    assert dict(node.logs.sizes()) == before, "nothing was written"


def test_whoever_reads_one_hears_of_no_other_that_is_not_for_them(wolk: Node) -> None:
    public, gov, own = (raised(wolk, audience, audience) for audience in ("public", "gov", "own"))
    refused(wolk, "other-readers", Said(public, "merge", gov))
    refused(wolk, "other-readers", Said(gov, "merge", own))
    say(wolk, Said(own, "different", public), Said(public, "different", gov))
    rows = wolk.book(Asker(frozenset({"wolk"}), government=True)).rows(GROUPING)
    assert {record.log.audience for record, _ in rows} == {"own", "gov"}, "said before the fewest readers"
    assert not list(wolk.book(ANYONE).rows(GROUPING))
    say(wolk, Said(gov, "merge", public))
    assert board(wolk.book(EVERYONE)).standings[gov].leading == public


def test_a_step_names_no_bottleneck_of_fewer_readers(wolk: Node) -> None:
    public, own = raised(wolk, "public"), raised(wolk, "own", "own")
    who = person("ans")
    for step, values in (
        ("taken-up", {}),
        ("proposal", {"text": "Zo."}),
        ("adopted", {"solution_type": "concept", "solution": "https://x.invalid/b", "what_changed": "Zo dus."}),
    ):
        bottlenecks.step(wolk, "wolk", public, bottlenecks.Move(step, values), who)
    move = bottlenecks.Move("not-recurred", {"other_bottleneck": own, "text": "Iets anders."})
    with pytest.raises(BadInput) as problem:
        bottlenecks.step(wolk, "wolk", public, move, who)
    assert problem.value.findings[0].code == "no-common-readers"


def test_what_is_merged_is_not_different_and_not_in_a_circle_also_at_once(wolk: Node) -> None:
    one, two, three = (raised(wolk, title) for title in ("een", "twee", "drie"))
    refused(wolk, "merged-already", Said(two, "merge", one), Said(two, "different", one))
    refused(wolk, "circle", Said(two, "merge", one), Said(one, "merge", two))
    refused(wolk, "circle", Said(one, "merge", one))
    say(wolk, Said(two, "merge", one), Said(three, "merge", one))
    refused(wolk, "merged-already", Said(three, "different", two))
    refused(wolk, "apart", Said(one, "split"))
    refused(wolk, "itself", Said(one, "different", one))
    say(wolk, Said(three, "split"), Said(three, "different", two))
    found = board(wolk.book(ANYONE))
    assert (found.standings[two].leading, found.standings[three].leading) == (one, "")
    assert frozenset({three, one}) in found.groups.apart


def test_one_that_cannot_be_stops_all(wolk: Node) -> None:
    one, two = raised(wolk, "een"), raised(wolk, "twee")
    refused(wolk, "not-there", Said(two, "merge", one), Said("wolk/bottleneck/er-niet", "merge", one))
    refused(wolk, "no-grouping", Said(two, "merge", one), Said(one, "lijkt", two))
    refused(wolk, "missing", Said(two, "merge", one), reasons=" ")
    refused(wolk, "not-the-steward", Said(two, "merge", one), publisher="buur")
    with pytest.raises(NotAllowed):
        bottlenecks.group(wolk, "buur", [Said(two, "merge", one)], WHY, person("ans"))
