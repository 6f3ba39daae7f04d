# SPDX-License-Identifier: EUPL-1.2
"""Approving a task, for every face: what was held is published, and what waited for that goes on. Tasks know nothing of
what waits for them; here the two meet."""

from stelsel.node import data_requests, tasks
from stelsel.node.audit import acting_as
from stelsel.node.identity import Person
from stelsel.node.models import Task
from stelsel.node.node import Node


def approve(node: Node, person: Person, number: int, why: str) -> Task:
    """As `tasks.approve`. When it published an agreement that a data request waited for, the request goes on; should
    that not be possible, the approval stands. An agreement of a request that is over is not published; where the two
    crossed it is taken back."""
    waiting = tasks.find(person, number)
    change = waiting.task.change if waiting is not None else None
    publishes = change is not None and tasks.pending(change).op == "put"
    if waiting is not None and publishes:
        data_requests.let_go(waiting.task.about)
    task = tasks.approve(node, person, number, why)
    if task.state == "approved":
        with acting_as(person.name):
            data_requests.go_on(node, task.about)
            if publishes:
                data_requests.take_back_if_over(node, person, task.about)
    return task
