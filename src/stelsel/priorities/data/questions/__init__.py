# SPDX-License-Identifier: EUPL-1.2
"""The questions of the data room."""

from typing import Any

from stelsel.book.question import Question
from stelsel.priorities.data.questions.bottleneck_board import BOTTLENECK_BOARD
from stelsel.priorities.data.questions.delivery_scope import DELIVERY_SCOPE
from stelsel.priorities.data.questions.in_line import IN_LINE
from stelsel.priorities.data.questions.in_the_way_again import IN_THE_WAY_AGAIN
from stelsel.priorities.data.questions.may_share import MAY_SHARE
from stelsel.priorities.data.questions.possibly_the_same import POSSIBLY_THE_SAME
from stelsel.priorities.data.questions.rule_coverage import RULE_COVERAGE
from stelsel.priorities.data.questions.what_data import WHAT_DATA

QUESTIONS: tuple[Question[Any], ...] = (
    WHAT_DATA,
    IN_LINE,
    MAY_SHARE,
    RULE_COVERAGE,
    DELIVERY_SCOPE,
    BOTTLENECK_BOARD,
    POSSIBLY_THE_SAME,
    IN_THE_WAY_AGAIN,
)
