# SPDX-License-Identifier: EUPL-1.2
"""The questions of the people room."""

from typing import Any

from stelsel.book.question import Question
from stelsel.priorities.people.questions.who_fits import WHO_FITS

QUESTIONS: tuple[Question[Any], ...] = (WHO_FITS,)
