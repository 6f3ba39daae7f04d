# SPDX-License-Identifier: EUPL-1.2
"""The questions of the data room."""

from typing import Any

from stelsel.book.question import Question
from stelsel.priorities.data.questions.what_data import WHAT_DATA

QUESTIONS: tuple[Question[Any], ...] = (WHAT_DATA,)
