# SPDX-License-Identifier: EUPL-1.2
"""Room resilience: what depends on what, and what happens when something is gone."""

from stelsel.book.room import Room
from stelsel.kernel.text import Text
from stelsel.nouns.supplier import SUPPLIER
from stelsel.priorities.resilience.kinds import KINDS
from stelsel.priorities.resilience.questions import QUESTIONS

ROOM = Room(
    name="resilience",
    wire="weerbaarheid",
    title=Text(nl="Digitale weerbaarheid en autonomie", en="Digital resilience and autonomy"),
    explain=Text(
        nl="Waar hangt de dienstverlening van af, en wat als dat wegvalt.",
        en="What services depend on, and what if it fails.",
    ),
    kinds=KINDS,
    questions=QUESTIONS,
    figure=SUPPLIER,
)
"""The room as the catalogue shows it. Its figure counts suppliers, which are public; systems stay with their owner."""
