# SPDX-License-Identifier: EUPL-1.2
"""The rooms, in one visible tuple. Explicit imports; a room that is not here is not in the product."""

from typing import Any

from stelsel import programme
from stelsel.book.question import Question
from stelsel.book.view import kinds_by_name
from stelsel.kernel.kind import Kind
from stelsel.nouns import KINDS as NOUN_KINDS
from stelsel.nouns import QUESTIONS as NOUN_QUESTIONS
from stelsel.priorities import ai, cloud, data, people, resilience, services

ROOMS = (cloud.ROOM, data.ROOM, ai.ROOM, services.ROOM, resilience.ROOM, people.ROOM)
"""Every room in the order of the strategy: its name, words, kinds and questions."""

EVERY_ROOM = (*ROOMS, programme.ROOM)
"""The six and the seventh, which may ask the six: investments and progress."""

KINDS: dict[str, Kind[Any]] = kinds_by_name((*NOUN_KINDS, *(kind for room in EVERY_ROOM for kind in room.kinds)))
"""Every kind by English name."""

QUESTIONS: dict[str, Question[Any]] = {
    question.wire: question for question in (*NOUN_QUESTIONS, *(q for room in EVERY_ROOM for q in room.questions))
}
"""Every question by its Dutch wire name."""

KIND_BY_WIRE: dict[str, Kind[Any]] = {kind.wire_plural: kind for kind in KINDS.values()}
"""Every kind by the Dutch name of its API resource."""

assert len(KIND_BY_WIRE) == len(KINDS), "two kinds share a wire name"
