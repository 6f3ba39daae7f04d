# SPDX-License-Identifier: EUPL-1.2
"""The questions of the cloud room."""

from typing import Any

from stelsel.book.question import Question
from stelsel.priorities.cloud.questions.cloud_use import CLOUD_USE_QUESTION
from stelsel.priorities.cloud.questions.offers_for_demand import OFFERS_FOR_DEMAND

QUESTIONS: tuple[Question[Any], ...] = (OFFERS_FOR_DEMAND, CLOUD_USE_QUESTION)
