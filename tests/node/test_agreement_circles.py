# SPDX-License-Identifier: EUPL-1.2
"""Agreements that would rest on each other in a circle are refused before anything is written."""

from __future__ import annotations

from typing import Any

import pytest

from stelsel.book.audience import Asker
from stelsel.kernel.draft import Draft
from stelsel.kernel.kind import Decoded
from stelsel.kernel.problem import BadInput
from stelsel.node import desk, recording, tasks
from stelsel.node.node import Node
from stelsel.nouns.agreement import AGREEMENT, Agreement
from tests.node.people import people, person, want_four_eyes

FIRST, SECOND, THIRD = (f"wolk/agreement/{one}" for one in ("een", "twee", "drie"))


@pytest.fixture
def wolk(fresh_node: Node) -> Node:
    """A node with people."""
    people(fresh_node)
    return fresh_node


def body(**links: str) -> Agreement:
    plain = {"identificatie": "a", "versie": "1", "titel": "Basis", "tekstsoort": "base", "uitgangspunt": "permit"}
    made: Agreement = AGREEMENT.convert({**plain, **links}).body
    return made


def publish(node: Node, address: str, **links: str) -> Any:
    publisher, _, local = address.split("/")
    who = "ans" if publisher == "wolk" else "buurman"
    return desk.publish(node, publisher, desk.Wish(AGREEMENT, body(**links), local=local), person(who))


def correct(node: Node, address: str, **links: str) -> Any:
    return desk.correct(node, "wolk", address, Decoded(body(**links), {}), "andere versie", person("ans"))


def refused(node: Node, act: Any, *given: str, **links: str) -> list[tuple[str, str, str]]:
    """What the refusal says: code, field and words; nothing was written."""
    before = dict(node.logs.sizes())
    with pytest.raises(BadInput) as caught:
        act(node, *given, **links)
    assert dict(node.logs.sizes()) == before
    return [(one.code, one.where, one.what.nl) for one in caught.value.findings]


@pytest.mark.parametrize("link", ["vervangt", "verfijnt"])
def test_a_circle_over_three_is_refused_with_its_chain(wolk: Node, link: str) -> None:
    publish(wolk, FIRST)
    publish(wolk, SECOND, **{link: FIRST})
    publish(wolk, THIRD, **{link: SECOND})
    ((code, where, what),) = refused(wolk, correct, FIRST, **{link: THIRD})
    assert (code, where) == ("agreement-circle", link)
    assert f"{FIRST} → {THIRD} → {SECOND} → {FIRST}" in what
    assert wolk.book(Asker()).get(FIRST).body(AGREEMENT).supersedes is None  # type: ignore[union-attr]
    correct(wolk, FIRST, verfijnt="https://elders.invalid/basis")


def test_an_agreement_that_names_itself_is_refused(wolk: Node) -> None:
    ((code, where, what),) = refused(wolk, publish, FIRST, vervangt=FIRST)
    assert (code, where) == ("agreement-circle", "vervangt")
    assert f"{FIRST} → {FIRST}" in what
    assert wolk.book(Asker()).get(FIRST) is None


def test_a_circle_over_organisations_and_over_what_was_not_there_yet(wolk: Node) -> None:
    publish(wolk, FIRST, vervangt="buur/agreement/twee")
    ((code, _, what),) = refused(wolk, publish, "buur/agreement/twee", vervangt=FIRST)
    assert code == "agreement-circle"
    assert f"buur/agreement/twee → {FIRST} → buur/agreement/twee" in what


def test_the_two_links_do_not_make_one_circle(wolk: Node) -> None:
    publish(wolk, FIRST)
    publish(wolk, SECOND, vervangt=FIRST, verfijnt=FIRST)
    correct(wolk, FIRST, verfijnt="wolk/agreement/nog-niet-hier")
    publish(wolk, THIRD, verfijnt=SECOND, vervangt=SECOND)


@pytest.mark.parametrize("link", ["vervangt", "verfijnt"])
def test_an_entry_of_another_kind_is_no_agreement(wolk: Node, link: str) -> None:
    found = refused(wolk, publish, FIRST, **{link: "wolk/supplier/wolk"})
    assert found == [("not-an-agreement", link, "“wolk/supplier/wolk” is geen afspraak.")]
    publish(wolk, FIRST)
    assert [code for code, _, _ in refused(wolk, correct, FIRST, **{link: "wolk/dataset/x"})] == ["not-an-agreement"]


def test_two_that_wait_for_a_second_person_make_no_circle(wolk: Node) -> None:
    want_four_eyes("publish-entry")
    first, second = publish(wolk, FIRST, vervangt=SECOND), publish(wolk, SECOND, vervangt=FIRST)
    assert isinstance(first, tasks.Held)
    assert isinstance(second, tasks.Held)
    tasks.approve(wolk, person("bob"), first.task, "akkoord")
    with pytest.raises(BadInput) as caught:
        tasks.approve(wolk, person("bob"), second.task, "akkoord")
    assert [one.code for one in caught.value.findings] == ["agreement-circle"]
    assert wolk.book(Asker()).get(SECOND) is None


def test_an_import_makes_no_circle_either(wolk: Node) -> None:
    log = wolk.logs.named("wolk", "public")
    assert log is not None
    by, before = person("ans"), dict(wolk.logs.sizes())

    def record(**links: str) -> int:
        drafts = [Draft(AGREEMENT, name, body(**({"vervangt": to} if to else {}))) for name, to in links.items()]
        return recording.record(wolk, log, drafts, "gewijzigd", by)

    with pytest.raises(BadInput) as together:
        record(een=SECOND, twee=FIRST)
    assert "agreement-circle" in {one.code for one in together.value.findings}
    assert dict(wolk.logs.sizes()) == before
    assert record(een="", twee=FIRST) == 2
    with pytest.raises(BadInput) as later:
        record(een=SECOND)
    assert [one.code for one in later.value.findings] == ["agreement-circle"]
