# SPDX-License-Identifier: EUPL-1.2
"""The questions of the AI room."""

from typing import Any

from stelsel.book.question import Question
from stelsel.priorities.ai.questions.ai_act_class import AI_ACT_CLASS
from stelsel.priorities.ai.questions.who_does_this import WHO_DOES_THIS

QUESTIONS: tuple[Question[Any], ...] = (WHO_DOES_THIS, AI_ACT_CLASS)
