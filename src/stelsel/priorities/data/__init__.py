# SPDX-License-Identifier: EUPL-1.2
"""Room data: what data there is, from whom, and whether you may use it."""

from stelsel.book.room import Room
from stelsel.kernel.text import Text
from stelsel.priorities.data.kinds import DATASET, KINDS
from stelsel.priorities.data.questions import QUESTIONS

ROOM = Room(
    name="data",
    wire="data",
    title=Text(nl="Data", en="Data"),
    explain=Text(
        nl="Welke data er is, van wie, en of u die mag gebruiken.",
        en="What data there is, from whom, and whether you may use it.",
    ),
    kinds=KINDS,
    questions=QUESTIONS,
    figure=DATASET,
)
"""The room as the catalogue shows it."""
