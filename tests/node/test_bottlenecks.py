# SPDX-License-Identifier: EUPL-1.2
"""The desk of bottlenecks: both the entry and the dossier or neither, lessons held over four eyes, what was shown is
forgotten, and tasks that come and go with the days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from stelsel.book.audience import Asker
from stelsel.kernel.entry import GONE
from stelsel.kernel.problem import BadInput, NotAllowed, bad_input
from stelsel.kernel.text import same
from stelsel.kernel.values import LanguageText
from stelsel.node import bottlenecks, clock, desk, lessons_shown, tasks
from stelsel.node.models import Dossier, LessonShown, Task
from stelsel.node.node import Node
from stelsel.nouns.bottleneck import BOTTLENECK, CHECK, checks, prevented, standing
from stelsel.priorities.data.kinds import DATASET, Dataset
from tests.node.people import people, person, want_four_eyes

VALUES = {
    "title": "Huishouden betekent niet overal hetzelfde",
    "summary": "Het begrip huishouden betekent niet overal hetzelfde.",
    "cause": "definition",
    "cause_said": "chosen",
    "steward": "wolk",
}
STORY = "Mijn moeder kreeg geen uitkering."
EVERYONE = Asker(frozenset({"wolk", "buur"}), government=True)
TEXT = (LanguageText("nl", "Wie een adres deelt."),)


@pytest.fixture
def wolk(fresh_node: Node) -> Node:
    """A node with people."""
    people(fresh_node)
    return fresh_node


def raised(node: Node, **changed: Any) -> str:
    done = bottlenecks.raise_one(node, "wolk", bottlenecks.Report({**VALUES, **changed}), person("ans"))
    return done.id


def solved(node: Node) -> str:
    """A bottleneck that buur solved, with a lesson."""
    address, buur = raised(node), person("buurman")
    for step, values in (
        ("taken-up", {}),
        ("proposal", {"text": "Eén begrip."}),
        (
            "adopted",
            {
                "solution_type": "concept",
                "solution": "https://buur.invalid/begrip",
                "what_changed": "Elke dataset zegt het.",
                "lessons": [
                    {"lesBij": "dataset", "lesVraagt": "meaning", "lesAls": "keyword", "lesWaarde": "huishouden"}
                ],
            },
        ),
    ):
        bottlenecks.step(node, "buur", address, bottlenecks.Move(step, values), buur)
    return address


def wish(local: str, descriptions: Any = (), despite: str = "") -> desk.Wish:
    body = Dataset(iri="https://x.invalid/d", titles=(LanguageText("nl", "Huishoudens"),), descriptions=descriptions)
    return desk.Wish(DATASET, body, local=local, despite=despite)


def test_a_refused_publication_leaves_no_dossier(wolk: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*given: object, **more: object) -> None:
        raise bad_input("no", "", same("nee"), same("ja"))

    before = dict(wolk.logs.sizes())
    monkeypatch.setattr(desk, "submit", refuse)
    with pytest.raises(BadInput):
        bottlenecks.raise_one(wolk, "wolk", bottlenecks.Report(VALUES, STORY), person("ans"))
    assert not Dossier.objects.exists()
    assert dict(wolk.logs.sizes()) == before


def test_who_only_reads_raises_nothing(wolk: Node) -> None:
    with pytest.raises(NotAllowed):
        bottlenecks.raise_one(wolk, "wolk", bottlenecks.Report(VALUES, STORY), person("lies"))
    address = raised(wolk)
    with pytest.raises(NotAllowed):
        bottlenecks.step(wolk, "wolk", address, bottlenecks.Move("taken-up"), person("buurman"))
    assert not Dossier.objects.exists()


def test_a_bottleneck_of_the_organisation_itself_stays_there(wolk: Node) -> None:
    done = bottlenecks.raise_one(wolk, "wolk", bottlenecks.Report(VALUES, audience="own"), person("ans"))
    assert standing(wolk.book(Asker(frozenset({"buur"}), government=True)), done.id) is None
    with pytest.raises(BadInput) as problem:
        bottlenecks.join(wolk, "buur", done.id, bottlenecks.Figures(), person("buurman"))
    assert problem.value.findings[0].code == "not-there"


def test_heeded_only_after_it_was_shown(wolk: Node) -> None:
    solved(wolk)
    ans = person("ans")
    desk.publish(wolk, "wolk", wish("vooraf-goed", TEXT), ans)
    assert checks(wolk.book(EVERYONE)) == (), "nobody showed anything"
    with pytest.raises(BadInput) as problem:
        desk.publish(wolk, "wolk", wish("huis"), ans)
    assert [one.code for one in problem.value.findings] == ["solved-before", "reason-needed"]
    assert wolk.book(EVERYONE).get("wolk/dataset/huis") is None
    assert LessonShown.objects.count() == 1
    desk.publish(wolk, "wolk", wish("huis", TEXT), ans)
    assert [one.body.entry for one in prevented(wolk.book(EVERYONE))] == ["wolk/dataset/huis"]
    assert not LessonShown.objects.exists()


def test_going_on_keeps_the_reason_and_a_correction_heeds_it_after_all(wolk: Node) -> None:
    solved(wolk)
    ans = person("ans")
    desk.publish(wolk, "wolk", wish("toch", despite="De omschrijving volgt."), ans)
    (gone_on,) = checks(wolk.book(EVERYONE))
    assert (gone_on.body.outcome, gone_on.body.reasons) == ("gone-on", "De omschrijving volgt.")
    record = wolk.book(EVERYONE).get("wolk/dataset/toch")
    assert record is not None
    assert record.envelope.why == "De omschrijving volgt."
    better = DATASET.convert({"iri": "https://x.invalid/d", "titels": [{"taal": "nl", "tekst": "Huishoudens"}],
                              "beschrijvingen": [{"taal": "nl", "tekst": "Wie een adres deelt."}]})  # fmt: skip
    desk.correct(wolk, "wolk", "wolk/dataset/toch", better, "Omschrijving erbij", ans)
    assert [one.body.outcome for one in checks(wolk.book(EVERYONE))] == ["heeded"]


def test_the_reason_survives_four_eyes(wolk: Node) -> None:
    solved(wolk)
    want_four_eyes("publish-entry")
    held = desk.publish(wolk, "wolk", wish("vier", despite="Volgt later."), person("ans"))
    assert isinstance(held, tasks.Held)
    assert checks(wolk.book(EVERYONE)) == ()
    tasks.approve(wolk, person("bob"), held.task, "Goed.")
    assert [one.body.reasons for one in checks(wolk.book(EVERYONE))] == ["Volgt later."]


def test_what_was_shown_long_ago_is_forgotten(wolk: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    lessons_shown.note("wolk/dataset/oud", [("buur/bottleneck-step/x", 1)])
    today = clock.today()
    assert lessons_shown.forget() == 0
    monkeypatch.setattr(clock, "today", lambda: today + timedelta(days=lessons_shown.DAYS + 1))
    assert lessons_shown.forget() == 1
    assert not LessonShown.objects.exists()


def test_a_late_bottleneck_waits_for_its_steward_until_it_is_taken_up(
    wolk: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = raised(wolk)
    today: date = clock.today()
    tasks.bottlenecks_follow(wolk)
    assert not Task.objects.filter(kind="late-bottleneck").exists()
    later = today + timedelta(days=30)
    monkeypatch.setattr(wolk, "library", replace_day(wolk, later))
    tasks.bottlenecks_follow(wolk)
    tasks.bottlenecks_follow(wolk)
    task = Task.objects.get(kind="late-bottleneck", state="open")
    assert (task.publisher, task.about) == ("wolk", address)
    bottlenecks.step(wolk, "buur", address, bottlenecks.Move("taken-up"), person("buurman"))
    assert Task.objects.get(pk=task.pk).state == "closed"


def replace_day(node: Node, day: date) -> Any:
    """The library of a node on another day."""
    from stelsel.book.library import Library
    from stelsel.catalogue import KINDS

    return Library(node.logs, KINDS, lambda: day)


def test_a_withdrawn_bottleneck_is_gone_and_may_be_raised_again(wolk: Node) -> None:
    address = raised(wolk)
    desk.withdraw(wolk, "wolk", address, "Vergissing", person("ans"))
    assert standing(wolk.book(EVERYONE), address) is None
    assert wolk.book(EVERYONE).history(address)[-1].envelope.op in GONE
    assert raised(wolk) != address


def test_the_command_line_of_a_node_keeps_no_own_words(wolk: Node) -> None:
    operator = replace(tasks.OPERATOR, asker=EVERYONE)
    bottlenecks.raise_one(wolk, "wolk", bottlenecks.Report(VALUES, STORY), operator)
    assert not Dossier.objects.exists()
    assert wolk.book(EVERYONE).count(BOTTLENECK) == 1
    assert wolk.book(EVERYONE).count(CHECK) == 0
