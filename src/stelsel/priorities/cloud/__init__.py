# SPDX-License-Identifier: EUPL-1.2
"""Room cloud: from demand to the right offer, with reasons."""

from stelsel.book.room import Room
from stelsel.kernel.text import Text
from stelsel.priorities.cloud.cloud_use import CLOUD_USE
from stelsel.priorities.cloud.kinds import CLOUD_OFFER, KINDS
from stelsel.priorities.cloud.questions import QUESTIONS

ROOM = Room(
    name="cloud",
    wire="cloud",
    title=Text(nl="Cloud", en="Cloud"),
    explain=Text(
        nl="Van behoefte naar passend aanbod, met standaarden en Europese ervaring.",
        en="From demand to the right offer, on standards and European experience.",
    ),
    kinds=(*KINDS, CLOUD_USE),
    questions=QUESTIONS,
    figure=CLOUD_OFFER,
)
"""The room as the catalogue shows it."""
