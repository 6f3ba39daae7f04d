# SPDX-License-Identifier: EUPL-1.2
"""Room services: what government does for you, and which organisation is the right door."""

from stelsel.book.room import Room
from stelsel.kernel.text import Text
from stelsel.priorities.services.confirmations import ROUTING_CONFIRMATION
from stelsel.priorities.services.kinds import KINDS, PUBLIC_SERVICE
from stelsel.priorities.services.questions import QUESTIONS

ROOM = Room(
    name="services",
    wire="diensten",
    title=Text(nl="Diensten", en="Services"),
    explain=Text(
        nl="Wat de overheid voor u doet, en welke organisatie in uw plaats de juiste deur is.",
        en="What government does for you, and which organisation at your place is the right door.",
    ),
    kinds=(*KINDS, ROUTING_CONFIRMATION),
    questions=QUESTIONS,
    figure=PUBLIC_SERVICE,
)
"""The room as the catalogue shows it."""
