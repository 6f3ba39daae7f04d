# SPDX-License-Identifier: EUPL-1.2
"""A node with a database of its own, where six people decide one task at the same moment, for every task of a few.

Usage: python decide_at_once.py ROUNDS; writes one JSON line per task: what each heard, the steps kept, the state, and
whether the held change stands in the log.
"""

import json
import os
import sys
import threading

os.environ["DJANGO_SETTINGS_MODULE"] = "stelsel.node.settings"

import django

django.setup()

from django.db import connection  # noqa: E402

from stelsel.book.audience import Asker  # noqa: E402
from stelsel.kernel.problem import BadInput  # noqa: E402
from stelsel.node import tasks  # noqa: E402
from stelsel.node.models import Task  # noqa: E402
from stelsel.node.node import node  # noqa: E402
from stelsel.node.serve import migrate  # noqa: E402
from tests.node.people import judge, people, person, supplier, want_four_eyes  # noqa: E402

NAMES = ("bob", "cas", "baas") * 2


def decide(number: int, name: str, act, start: threading.Barrier, heard: list[str]) -> None:
    """One person decides when all are ready."""
    who = person(name)
    start.wait()
    try:
        heard.append(act(node(), who, number, f"door {name}").state)
    except BadInput as problem:
        heard.append(problem.findings[0].what.nl)
    finally:
        connection.close()


def together(number: int) -> dict[str, object]:
    """What came of a task that six people decided at once."""
    start, heard = threading.Barrier(len(NAMES)), []
    acts = (tasks.approve, tasks.approve, tasks.approve, tasks.refuse, tasks.refuse, tasks.refuse)
    pairs = zip(NAMES, acts, strict=True)
    threads = [threading.Thread(target=decide, args=(number, name, act, start, heard)) for name, act in pairs]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    task = Task.objects.get(pk=number)
    record = node().book(Asker(frozenset({"wolk"}))).get(task.about) if task.about.count("/") == 2 else None
    steps = [(one.step, one.by) for one in task.steps.all()]
    return {"heard": heard, "steps": steps, "state": task.state, "kind": task.kind, "published": record is not None}


def main() -> None:
    """Every round a plain task and a held publication."""
    migrate()
    people(node())
    want_four_eyes("publish-entry")
    for turn in range(int(sys.argv[1])):
        held = tasks.submit(node(), "wolk", "public", supplier("Wolk", f"n{turn}"), "ans")
        for number in (judge().pk, held.task):
            sys.stdout.write(json.dumps(together(number)) + "\n")


main()
