# SPDX-License-Identifier: EUPL-1.2
"""What waits for whom, who may decide it, and that it is decided once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from stelsel.kernel.problem import BadInput, NotAllowed
from stelsel.kernel.working_days import Term
from stelsel.node import clock, tasks
from stelsel.node.models import Mandate, Substitution, Task, TaskDecision
from stelsel.node.node import Node
from tests.node.people import judge, people, person, want_four_eyes


@pytest.fixture
def wolk(fresh_node: Node) -> Node:
    """A node with people."""
    people(fresh_node)
    return fresh_node


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Makes it another day."""

    def move(day: str) -> None:
        monkeypatch.setattr(clock, "today", lambda: date.fromisoformat(day))

    return move


def inbox(name: str) -> list[int]:
    return [one.task.pk for one in tasks.inbox(person(name))]


def code(act: Callable[[], object]) -> str:
    """The code with which something is refused."""
    with pytest.raises(BadInput) as refused:
        act()
    return refused.value.findings[0].code


def test_a_task_is_in_the_inbox_of_whom_it_waits_for_and_of_nobody_else(wolk: Node) -> None:
    for_role, for_one = judge().pk, judge("account:lies").pk
    assert inbox("ans") == inbox("baas") == [for_role]
    assert inbox("lies") == [for_one]
    assert inbox("buurman") == []
    assert tasks.find(person("buurman"), for_role) is None
    assert code(lambda: tasks.approve(wolk, person("buurman"), for_role, "ja")) == "no-task"
    assert code(lambda: tasks.approve(wolk, person("lies"), for_role, "ja")) == "no-task"
    assert code(lambda: tasks.approve(wolk, person("ans"), 999, "ja")) == "no-task"
    assert Task.objects.filter(state="open").count() == 2


def test_a_mandate_opens_the_inbox_of_who_holds_it(wolk: Node) -> None:
    number, today = judge("mandate:wolk/publish").pk, clock.today()
    gone = {"end": today - timedelta(days=1)}, {"revoked_on": today}, {"operation": "erase"}, {"publisher": "buur"}
    for name, given in (("lies", {}), ("cas", {"operation": ""}), *(("ans", one) for one in gone)):
        row = {"publisher": "wolk", "operation": "publish", "start": today - timedelta(days=9), "granted_on": today}
        Mandate.objects.create(user_id=person(name).id, granted_by="baas", **row | given)
    for name, expected in (("lies", [number]), ("cas", [number]), ("ans", [])):
        assert [one.task.pk for one in tasks.inbox(person(name))] == expected


def test_a_decision_needs_a_reason_is_kept_and_is_made_once(wolk: Node) -> None:
    number = judge().pk
    for why in ("", "   ", "x" * 2001):
        assert code(lambda why=why: tasks.approve(wolk, person("ans"), number, why)) in ("no-reason", "long-reason")
    assert not TaskDecision.objects.exists()
    with capture_logs() as heard:
        assert tasks.approve(wolk, person("ans"), number, " Het klopt. ").state == "approved"
    assert [(one["event"], one["actor"], one["subject"]) for one in heard] == [("task-approved", "ans", str(number))]
    (step,) = TaskDecision.objects.all()
    assert (step.step, step.by, step.why, step.at is not None) == ("approve", "ans", "Het klopt.", True)
    with pytest.raises(BadInput) as late:
        tasks.refuse(wolk, person("bob"), number, "nee")
    (finding,) = late.value.findings
    assert finding.code == "decided"
    assert "goedgekeurd, door ans op " in finding.what.nl
    assert inbox("ans") == inbox("bob") == []
    seen = tasks.find(person("ans"), number)
    assert seen is not None
    assert seen.obstacle == "decided"


def test_a_step_cannot_be_changed_or_removed(wolk: Node) -> None:
    tasks.refuse(wolk, person("ans"), judge().pk, "nee")
    step = TaskDecision.objects.get()
    step.why = "anders"
    with pytest.raises(AssertionError):
        step.save()
    with pytest.raises(AssertionError):
        step.delete()


def test_one_approves_alone_where_two_eyes_are_enough(wolk: Node) -> None:
    assert tasks.approve(wolk, person("ans"), judge(asked_by="ans").pk, "ja").state == "approved"


def test_four_eyes_are_of_two_persons_and_the_last_is_not_who_asked(wolk: Node) -> None:
    want_four_eyes("judge")
    task = judge(asked_by="bob")
    assert task.needed == 2
    assert tasks.approve(wolk, person("ans"), task.pk, "eerste").state == "open"
    assert inbox("ans") == []
    assert code(lambda: tasks.approve(wolk, person("ans"), task.pk, "nog eens")) == "again"
    assert code(lambda: tasks.approve(wolk, person("bob"), task.pk, "zelf")) == "own-request"
    assert inbox("cas") == [task.pk]
    assert tasks.approve(wolk, person("cas"), task.pk, "tweede").state == "approved"
    assert [one.by for one in TaskDecision.objects.order_by("turn")] == ["ans", "cas"]


def test_a_refusal_ends_a_task_that_half_was_approved(wolk: Node) -> None:
    want_four_eyes("judge")
    task = judge()
    tasks.approve(wolk, person("ans"), task.pk, "ja")
    assert tasks.refuse(wolk, person("bob"), task.pk, "nee").state == "refused"


def test_a_task_is_passed_on_to_one_who_may_do_it(wolk: Node) -> None:
    number = judge().pk
    refused = {
        "ans": "to-oneself",
        "buurman": "cannot-do-this",
        "niemand": "cannot-do-this",
        "": "cannot-do-this",
    }
    for to, expected in refused.items():
        assert code(lambda to=to: tasks.delegate(wolk, person("ans"), number, to, "druk")) == expected
    assert code(lambda: tasks.delegate(wolk, person("ans"), number, "lies", "")) == "no-reason"
    assert tasks.delegate(wolk, person("ans"), number, "lies", "zij weet dit").receiver == "account:lies"
    assert inbox("ans") == []
    assert inbox("lies") == [number]
    seen = tasks.find(person("ans"), number)
    assert seen is not None
    assert seen.obstacle == "elsewhere"
    assert code(lambda: tasks.approve(wolk, person("ans"), number, "toch")) == "elsewhere"
    assert code(lambda: tasks.delegate(wolk, person("lies"), number, "lies", "x")) == "to-oneself"
    assert set(tasks.candidates(Task.objects.get(pk=number))) == {"ans", "bob", "cas", "lies", "baas"}


def test_a_task_is_not_passed_on_to_who_cannot_sign(wolk: Node) -> None:
    want_four_eyes("judge")
    task = judge(asked_by="bob")
    tasks.approve(wolk, person("ans"), task.pk, "ja")
    for to in ("bob", "ans"):
        assert code(lambda to=to: tasks.delegate(wolk, person("cas"), task.pk, to, "druk")) == "signed-already"


def test_who_stands_in_decides_for_who_is_away(wolk: Node, on: Callable[[str], None]) -> None:
    on("2026-12-01")
    number = judge("account:ans", due=date(2026, 12, 31)).pk
    first, last = date(2026, 12, 5), date(2026, 12, 8)
    tasks.substitute(person("ans"), "wolk", "ans", "bob", first, last)
    for day, there in (("2026-12-04", []), ("2026-12-05", [number]), ("2026-12-08", [number]), ("2026-12-09", [])):
        on(day)
        assert inbox("bob") == there
    on("2026-12-06")
    assert inbox("ans") == [number]
    tasks.approve(wolk, person("bob"), number, "namens")
    step = TaskDecision.objects.get()
    assert (step.by, step.instead_of) == ("bob", "ans")


def test_standing_in_gives_no_role(wolk: Node) -> None:
    today = clock.today()
    role, own = judge("role:wolk/publisher").pk, judge("account:ans").pk
    tasks.substitute(person("baas"), "wolk", "ans", "lies", today, today)
    assert inbox("lies") == [own]
    assert role in inbox("ans")


def test_standing_in_makes_no_circle_and_ends(wolk: Node) -> None:
    today = clock.today()
    last = date(today.year + 1, today.month, 1)
    ans, boss = person("ans"), person("baas")
    tasks.substitute(ans, "wolk", "ans", "bob", today, last)
    tasks.substitute(boss, "wolk", "bob", "cas", today, last)
    tries: dict[str, Callable[[], object]] = {
        "substitution-circle": lambda: tasks.substitute(boss, "wolk", "cas", "ans", last, last),
        "substitution-oneself": lambda: tasks.substitute(ans, "wolk", "ans", "ans", today, last),
        "substitution-no-role": lambda: tasks.substitute(ans, "wolk", "ans", "buurman", today, last),
        "substitution-not-yours": lambda: tasks.substitute(ans, "wolk", "bob", "cas", today, last),
        "substitution-over": lambda: tasks.substitute(ans, "wolk", "ans", "cas", date(2026, 1, 1), date(2026, 1, 2)),
        "substitution-turned": lambda: tasks.substitute(ans, "wolk", "ans", "cas", last, today),
        "substitution-twice": lambda: tasks.substitute(ans, "wolk", "ans", "bob", today, last),
        "substitution-none": lambda: tasks.end_substitution(person("buurman"), Substitution.objects.first().pk),  # type: ignore[union-attr]
    }
    for expected, act in tries.items():
        assert code(act) == expected
    number = judge("account:ans").pk
    assert inbox("bob") == inbox("cas") == [number]
    tasks.end_substitution(ans, Substitution.objects.get(replaced="ans").pk)
    assert inbox("bob") == inbox("cas") == []


def test_a_term_is_counted_shown_and_overdue(wolk: Node, on: Callable[[str], None]) -> None:
    on("2026-12-23")
    task = judge(term=Term(10, "working-days"))
    assert task.due == date(2027, 1, 8)
    assert "Christmas" in task.calculation["en"]
    for day, late in (("2027-01-08", False), ("2027-01-09", True)):
        on(day)
        seen = tasks.find(person("ans"), task.pk)
        assert seen is not None
        assert seen.overdue is late
    assert tasks.approve(wolk, person("ans"), task.pk, "te laat, maar toch").state == "approved"
    assert code(lambda: judge(due=date(2027, 1, 8))) == "past-term"


def test_what_lapses_is_not_decided_after_its_last_day(wolk: Node, on: Callable[[str], None]) -> None:
    on("2026-12-01")
    number = judge(due=date(2026, 12, 2), lapses=True).pk
    on("2026-12-03")
    for act in (tasks.approve, tasks.refuse):
        assert code(lambda act=act: act(wolk, person("ans"), number, "nu")) == "lapsed"
    assert code(lambda: tasks.delegate(wolk, person("ans"), number, "bob", "nu")) == "lapsed"


def test_an_expired_task_goes_to_the_administrator_too(wolk: Node, on: Callable[[str], None]) -> None:
    want_four_eyes("judge", days=2)
    on("2026-12-21")
    number = judge("account:lies", due=date(2026, 12, 24)).pk
    for day, count in (("2026-12-24", 0), ("2026-12-29", 0), ("2026-12-30", 1), ("2026-12-31", 0)):
        on(day)  # 24 December and two working days: Christmas and the weekend do not count
        assert tasks.escalate() == count
    assert inbox("baas") == inbox("lies") == [number]
    assert inbox("ans") == []
    assert [one.step for one in TaskDecision.objects.all()] == ["escalate"]


def test_only_an_administrator_says_what_is_wanted(wolk: Node) -> None:
    for name in ("ans", "lies", "buurman"):
        with pytest.raises(NotAllowed):
            tasks.set_rule(person(name), "wolk", "judge", True, None)
    boss = person("baas")
    for kind, four, days in (("x", False, None), ("answer-dispute", True, None), ("judge", False, -1)):
        with pytest.raises(BadInput):
            tasks.set_rule(boss, "wolk", kind, four, days)
    assert tasks.set_rule(boss, "wolk", "judge", True, 0).four_eyes
    assert tasks.rule_of("wolk", "judge").escalate_after == 0


def test_the_same_question_waits_once(wolk: Node) -> None:
    first = judge(key="zaak:1")
    assert judge(key="zaak:1").pk == first.pk
    tasks.refuse(wolk, person("ans"), first.pk, "nee")
    assert judge(key="zaak:1").pk != first.pk


def test_who_asked_takes_it_back(wolk: Node) -> None:
    number = judge(asked_by="lies").pk
    assert code(lambda: tasks.take_back(wolk, person("ans"), number, "x")) == "no-task"
    assert tasks.take_back(wolk, person("lies"), number, "niet meer nodig").state == "closed"
    assert code(lambda: tasks.take_back(wolk, person("lies"), number, "x")) == "decided"


def test_the_operator_is_no_account(wolk: Node) -> None:
    number = judge("account:lies").pk
    assert tasks.inbox(replace(person("buurman"), name=tasks.OPERATOR.name)) == ()
    assert tasks.approve(wolk, tasks.OPERATOR, number, "met spoed").state == "approved"


def test_of_those_who_decide_at_once_one_wins_and_the_others_hear_who(tmp_path: Path, root: Path) -> None:
    script = Path(__file__).with_name("decide_at_once.py")
    surroundings = {**os.environ, "STELSEL_HOME": str(tmp_path), "PYTHONPATH": f"{root / 'src'}{os.pathsep}{root}"}
    command = [sys.executable, str(script), "4"]
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    assert len(found) == 8
    for one in found:
        ((step, by),) = one["steps"]
        assert one["state"] == {"approve": "approved", "refuse": "refused"}[step]
        assert one["heard"].count(one["state"]) == 1
        late = [said for said in one["heard"] if f"door {by} op" not in said and said != one["state"]]
        assert late in ([], ["U hebt deze taak al goedgekeurd."]), "who decided hears of oneself, others of who did"
        assert len(one["heard"]) == 6
        assert one["published"] == (one["kind"] == "publish-entry" and step == "approve")
