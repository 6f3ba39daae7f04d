# SPDX-License-Identifier: EUPL-1.2
"""Room ai: who already does this, and what the AI Act says about it."""

from stelsel.book.room import Room
from stelsel.kernel.text import Text
from stelsel.priorities.ai.kinds import AI_APPLICATION, KINDS
from stelsel.priorities.ai.questions import QUESTIONS

ROOM = Room(
    name="ai",
    wire="ai",
    title=Text(nl="AI", en="AI"),
    explain=Text(
        nl="Wie doet dit al, en wat zegt de AI-verordening erover.",
        en="Who already does this, and what the AI Act says about it.",
    ),
    kinds=KINDS,
    questions=QUESTIONS,
    figure=AI_APPLICATION,
)
"""The room as the catalogue shows it."""
