# SPDX-License-Identifier: EUPL-1.2
"""Bottlenecks: what stands in the way of work with data, raised by one organisation, joined by others, solved by an
owner, watched for its return, and prevented by what was learned."""

from stelsel.nouns.bottleneck._alike import ALIKE, READINGS, same_words, told_by
from stelsel.nouns.bottleneck._course import Course, Taken
from stelsel.nouns.bottleneck._fold import Board, Standing, Supported, board, standing
from stelsel.nouns.bottleneck._groups import Grouped, Groups, decider_of, may_merge, root
from stelsel.nouns.bottleneck._held import forget
from stelsel.nouns.bottleneck._impact import BANDS, Band, Impact
from stelsel.nouns.bottleneck._kinds import (
    BOTTLENECK,
    GROUPING,
    LAW,
    SUPPORT,
    ArticleNamed,
    Bottleneck,
    BottleneckGrouping,
    Support,
)
from stelsel.nouns.bottleneck._letter import Letter, letter
from stelsel.nouns.bottleneck._letter_text import letter_counts, letter_text, letter_title
from stelsel.nouns.bottleneck._needs import Need, kinds_of, needs
from stelsel.nouns.bottleneck._prevent import Checked, Finding, Learned, against, checks, lessons, prevented
from stelsel.nouns.bottleneck._propose import (
    Alike,
    CauseProposed,
    Proposal,
    alike,
    articles_in,
    law_name,
    neutral_summary,
    propose,
    subject_of,
)
from stelsel.nouns.bottleneck._recur import Recurrence, recurrences, text_of
from stelsel.nouns.bottleneck._sample import Act, acts, sample
from stelsel.nouns.bottleneck._step_kinds import ASKED, CHECK, STEP, BottleneckCheck, BottleneckStep, Lesson
from stelsel.nouns.bottleneck._story import personal_story
from stelsel.nouns.bottleneck._suggest import Suggestion, compared, suggestions
from stelsel.nouns.bottleneck._terms import Due, Ground, Level, table
from stelsel.nouns.bottleneck._words import (
    CAUSE_SAID,
    CAUSES,
    GROUPINGS,
    LAYERS,
    LESSON_ON,
    LESSON_WHERE,
    OUTCOMES,
    OVER,
    SOLUTION_TYPES,
    STATUSES,
    STEPS,
    Cause,
    CauseSaid,
    Grouping,
    Layer,
    Status,
    StepName,
)

KINDS = (BOTTLENECK, SUPPORT, GROUPING, STEP, CHECK)
"""The kinds, in the order in which they come about."""
ABOUT_ONE = frozenset({SUPPORT.name, GROUPING.name, STEP.name, CHECK.name})
"""Kinds whose entries are about one bottleneck or publication: made where that is shown, not from a bare form."""

__all__ = [
    "ABOUT_ONE", "ALIKE", "ASKED", "BANDS", "BOTTLENECK", "CAUSES", "CAUSE_SAID", "CHECK", "GROUPING", "GROUPINGS",
    "KINDS", "LAW", "LAYERS", "LESSON_ON", "LESSON_WHERE", "OUTCOMES", "OVER", "READINGS", "SOLUTION_TYPES",
    "STATUSES", "STEP", "STEPS", "SUPPORT", "Act", "Alike", "ArticleNamed", "Band", "Board", "Bottleneck",
    "BottleneckCheck", "BottleneckGrouping", "BottleneckStep", "Cause", "CauseProposed", "CauseSaid", "Checked",
    "Course", "Due", "Finding", "Ground", "Grouped", "Grouping", "Groups", "Impact", "Layer", "Learned", "Lesson",
    "Letter", "Level", "Need", "Proposal", "Recurrence", "Standing", "Status", "StepName", "Suggestion", "Support",
    "Supported", "Taken", "acts", "against", "alike", "articles_in", "board", "checks", "compared", "decider_of",
    "forget", "kinds_of", "law_name", "lessons", "letter", "letter_counts", "letter_text", "letter_title",
    "may_merge", "needs", "neutral_summary", "personal_story", "prevented", "propose", "recurrences", "root",
    "same_words", "sample", "standing", "subject_of", "suggestions", "table", "text_of", "told_by",
]  # fmt: skip
