# SPDX-License-Identifier: EUPL-1.2
"""Jobs for tests: each does one thing that a job can do."""

from __future__ import annotations

import threading
import time
from typing import Any

from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text
from stelsel.node.jobs import Work, job
from stelsel.node.models import SignInFailure

HELD = threading.Event()
"""Set: `hold` may end."""
RUNNING = threading.Event()
"""Set by `hold` when it runs."""


def effect(name: str) -> None:
    """Leave one row in the database."""
    from django.utils import timezone

    SignInFailure.objects.create(account=name, address="effect", at=timezone.now())


def effects(name: str) -> int:
    """How often that was done."""
    return SignInFailure.objects.filter(account=name, address="effect").count()


@job(Text(nl="Kort werk", en="Short work"), atomic=True)
def short(context: Work, name: str, publisher: str = "") -> dict[str, str]:
    """One effect, at once."""
    effect(name)
    return {"name": name}


@job(Text(nl="Tellen", en="Counting"))
def count(context: Work, name: str, steps: int, publisher: str = "", pause_ms: int = 0) -> dict[str, int]:
    """One effect a step, each with its place."""
    begun = context.checkpoint or 0
    for number in range(begun, steps):
        said = Text(nl=f"Stap {number + 1}", en=f"Step {number + 1}")
        with context.saving(number + 1, number + 1, steps, said):
            effect(f"{name}-{number}")
        time.sleep(pause_ms / 1000)
    return {"from": begun, "steps": steps}


@job(Text(nl="Altijd fout", en="Always wrong"))
def poison(context: Work, publisher: str = "") -> None:
    """Fails, with a text that nobody should see."""
    raise RuntimeError("geheim@voorbeeld.invalid")


@job(Text(nl="Onbruikbaar", en="Unusable"))
def unusable(context: Work, publisher: str = "") -> None:
    """What it was asked cannot be done."""
    raise bad_input(
        "unusable", "here", Text(nl="Dit kan niet.", en="This cannot be."), Text(nl="Laat het.", en="Leave it.")
    )


@job(Text(nl="Wachten", en="Waiting"))
def hold(context: Work, publisher: str = "") -> str:
    """Runs until it is told to stop, or HELD is set."""
    RUNNING.set()
    while not HELD.wait(0.01):
        context.look()
    return "held"


@job(Text(nl="Doof", en="Deaf"))
def deaf(context: Work, publisher: str = "") -> str:
    """Never looks whether to stop; writes at the end."""
    RUNNING.set()
    HELD.wait(20)
    context.save("late", 1, 1)
    return "deaf"


@job(Text(nl="Geen JSON", en="No JSON"))
def no_json(context: Work, publisher: str = "") -> Any:
    """Its result cannot be kept."""
    return object()


@job(Text(nl="Niets", en="Nothing"))
def idle(context: Work) -> None:
    """Nothing at all."""
