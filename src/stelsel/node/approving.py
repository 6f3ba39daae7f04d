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
    that not be possible, the approval stands."""
    task = tasks.approve(node, person, number, why)
    if task.state == "approved":
        with acting_as(person.name):
            data_requests.go_on(node, task.about)
    return task
