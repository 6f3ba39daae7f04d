# SPDX-License-Identifier: EUPL-1.2
"""What goes wrong with a job, in words, and how that is kept in its row."""

import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from stelsel.kernel.problem import BadInput, Finding, bad_input
from stelsel.kernel.text import Text


def plain(findings: Sequence[Finding]) -> list[Any]:
    """Findings as JSON."""
    return [msgspec.to_builtins(one) for one in findings]


def findings_of(kept: Any) -> tuple[Finding, ...]:
    """Findings from JSON."""
    return msgspec.convert(kept, tuple[Finding, ...])


def worker_gone() -> Finding:
    """The process that ran it stopped without a word."""
    what = Text(nl="Het proces dat dit werk deed, viel weg.", en="The process that did this work went away.")
    cure = Text(nl="Een ander proces gaat verder.", en="Another process goes on.")
    return Finding("worker-gone", "", what, cure)


def unforeseen(error: BaseException) -> Finding:
    """An error that nobody foresaw, by its class: its text may hold what somebody typed."""
    name = type(error).__name__
    what = Text(nl=f"Het werk liep vast ({name}).", en=f"The work got stuck ({name}).")
    cure = Text(
        nl="Blijft het zo, geef het nummer van dit werk dan aan wie de node beheert.",
        en="If it stays so, give the number of this work to whoever runs the node.",
    )
    return Finding("failed", "", what, cure)


def unknown_work(path: str) -> Finding:
    """This version of the product does not know the function of a job."""
    what = Text(nl="Deze versie kent dit werk niet.", en="This version does not know this work.")
    cure = Text(nl="Vraag het opnieuw aan.", en="Ask for it again.")
    return Finding("unknown-work", path, what, cure)


def frames(error: BaseException) -> str:
    """Where an error came from: file, line and function, without its text and without values."""
    lines = [f"{Path(one.filename).name}:{one.lineno} {one.name}" for one in traceback.extract_tb(error.__traceback__)]
    return "\n".join((*lines[-20:], type(error).__qualname__))


def other_work(key: str) -> BadInput:
    """The same key was used for something else."""
    return bad_input(
        "key-used",
        key[:80],
        Text(nl="Deze sleutel hoort al bij ander werk.", en="This key belongs to other work already."),
        Text(nl="Kies een nieuwe sleutel.", en="Choose a new key."),
    )


def too_late(id: str) -> BadInput:
    """A job that ended cannot be stopped."""
    return bad_input(
        "job-ended",
        id,
        Text(nl="Dit werk is al klaar of gestopt.", en="This work has ended already."),
        Text(nl="U hoeft niets te doen.", en="There is nothing to do."),
    )


def not_stopped(id: str) -> BadInput:
    """Only what was set aside or cancelled can be tried again."""
    return bad_input(
        "job-not-stopped",
        id,
        Text(nl="Dit werk loopt, wacht of is klaar.", en="This work runs, waits, or is done."),
        Text(
            nl="Opnieuw proberen kan alleen met werk dat is gestopt of opzijgezet.",
            en="Only work that was stopped or set aside can be tried again.",
        ),
    )
