# SPDX-License-Identifier: EUPL-1.2
"""The questions of the programme."""

from typing import Any

from stelsel.book.question import Question
from stelsel.programme.questions.less_money import LESS_MONEY

QUESTIONS: tuple[Question[Any], ...] = (LESS_MONEY,)
