# SPDX-License-Identifier: EUPL-1.2
"""The questions of the services room."""

from typing import Any

from stelsel.book.question import Question
from stelsel.priorities.services.questions.which_door import WHICH_DOOR

QUESTIONS: tuple[Question[Any], ...] = (WHICH_DOOR,)
