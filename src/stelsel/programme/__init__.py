# SPDX-License-Identifier: EUPL-1.2
"""The programme, a seventh room that may ask the six: investments and progress."""

from stelsel.book.room import Room
from stelsel.kernel.text import Text
from stelsel.programme.glance import PRIORITIES, Counted, Priority, priorities_at_a_glance
from stelsel.programme.kinds import INITIATIVE, KINDS
from stelsel.programme.questions import QUESTIONS

ROOM = Room(
    name="programme",
    wire="programma",
    title=Text(nl="Programma", en="Programme"),
    explain=Text(
        nl="Waar het geld heen gaat, wat het oplevert en wat afvalt als er minder is.",
        en="Where the money goes, what it yields and what drops when there is less.",
    ),
    kinds=KINDS,
    questions=QUESTIONS,
    figure=INITIATIVE,
)
"""The room as the catalogue shows it."""

__all__ = ["KINDS", "PRIORITIES", "QUESTIONS", "ROOM", "Counted", "Priority", "priorities_at_a_glance"]
