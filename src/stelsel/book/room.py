# SPDX-License-Identifier: EUPL-1.2
"""A room: one priority with its kinds and questions."""

from dataclasses import dataclass
from typing import Any

from stelsel.book.question import Question
from stelsel.kernel.kind import Kind
from stelsel.kernel.text import Text


@dataclass(frozen=True)
class Room:
    """Name in English code, words on screen, what it answers, its kinds and questions, and the kind whose count is its
    figure on the start page."""

    name: str
    wire: str
    title: Text
    explain: Text
    kinds: tuple[Kind[Any], ...]
    questions: tuple[Question[Any], ...]
    figure: Kind[Any]
