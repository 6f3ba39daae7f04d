# SPDX-License-Identifier: EUPL-1.2
"""Room people: who fits a role, who is missing, and what is the smallest relaxation; never who somebody is."""

from stelsel.book.room import Room
from stelsel.kernel.text import Text
from stelsel.priorities.people.kinds import KINDS, ROLE_PROFILE
from stelsel.priorities.people.questions import QUESTIONS

ROOM = Room(
    name="people",
    wire="mensen",
    title=Text(nl="Mensen", en="People"),
    explain=Text(
        nl="Rollen en vaardigheden: wie past, wie ontbreekt, en welke eis dat oplost.",
        en="Roles and skills: who fits, who is missing, and which need would solve that.",
    ),
    kinds=KINDS,
    questions=QUESTIONS,
    figure=ROLE_PROFILE,
)
"""The room as the catalogue shows it."""
