# SPDX-License-Identifier: EUPL-1.2
"""Similar applications in words: reasons, what is unknown, what would change it."""

from collections.abc import Iterator, Sequence

from stelsel.book.answer import Change, Reason, Unknown, ref
from stelsel.kernel.text import Text, same
from stelsel.priorities.ai.kinds import AiApplication
from stelsel.priorities.ai.questions import _words
from stelsel.priorities.ai.questions._corpus import Corpus
from stelsel.priorities.ai.questions._similar import Found, Group

SHOWN = 5
SHOWN_WORDS = 5


def reasons(have: Corpus, found: Found) -> Iterator[Reason]:
    """Why each of the best is alike: the shared words with their weight; and how words are weighed."""
    for group in found.groups[:SHOWN]:
        record, body = have.records[group.best]
        line = _words.LIKE.fill(
            who=body.organisation_name or body.provider or _words.NOBODY,
            name=body.name,
            share=round(group.share * 100),
            words=shared(group),
        )
        yield Reason(line, ref(record))
        if len(group.rows) > 1:
            names = len({have.records[row][1].name.casefold() for row in group.rows})
            count = _words.count(len(group.rows))
            yield Reason(_words.SAME.fill(name=body.name, count=count, names=_words.count(names)))
    if found.groups:
        yield Reason(_words.METHOD, rule=_words.METHOD_RULE)


def shared(group: Group) -> Text:
    """The shared words, each with its part of what is shared."""
    return same(", ".join(f"{word} ({round(part * 100)}%)" for word, part in group.shared[:SHOWN_WORDS]) or "-")


def unknowns(found: Found, bodies: Sequence[AiApplication]) -> Iterator[Unknown]:
    """What the registers do not say about what was found, and words that nobody uses."""
    for known, what in (
        ([body.status for body in bodies], _words.NO_STATUS),
        ([body.impact_test_done for body in bodies if body.register in ("own", "nl-register")], _words.NO_TEST),
    ):
        missing = sum(one is None for one in known)
        if missing:
            yield Unknown(what, _words.ASK_THEM, missing)
    for word in found.asked.unknown[:SHOWN]:
        yield Unknown(_words.UNKNOWN_WORD.fill(word=word), _words.OTHER_WORD)


def changes(have: Corpus, found: Found, more: Found | None) -> Iterator[Change]:
    """What the registers of other countries would add."""
    if more is None or not more.groups:
        return
    foreign = sum(bool(have.foreign[row]) for group in more.groups for row in group.rows)
    if foreign:
        effect = _words.THEN_MORE.fill(groups=_words.count(more.total_groups), foreign=_words.count(foreign))
        yield Change(_words.WITH_FOREIGN, effect)
