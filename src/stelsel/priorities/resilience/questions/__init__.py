# SPDX-License-Identifier: EUPL-1.2
"""The questions of the resilience room."""

from typing import Any

from stelsel.book.question import Question
from stelsel.priorities.resilience.questions.stops_if_supplier_disappears import STOPS_IF_SUPPLIER_DISAPPEARS

QUESTIONS: tuple[Question[Any], ...] = (STOPS_IF_SUPPLIER_DISAPPEARS,)
