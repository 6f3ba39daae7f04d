# SPDX-License-Identifier: EUPL-1.2
"""From text to terms: the words of a text, folded and stemmed in its language, Dutch compounds with their parts.

A term is language and stem, as in nl:anonimiser. A part of a compound counts for half.
"""

from collections.abc import Collection, Iterable, Mapping

from stelsel.engines.search import stems, words

PART = 0.5
"""What a part of a compound weighs, beside 1 for a whole word."""
LEAST_PART = 4
"""Letters a part of a compound has at least."""
_LONGEST = 40
_LINKS = ("", "s", "e", "en")

STOP_WORDS = frozenset(
    "de het een en of van voor in op te met aan bij door naar uit om over tot is zijn als ook er "
    "the a an and or for at to with on by from into is are be that this as it of "
    "we wij ons onze u uw zij hun hij ze je jij men wordt worden kan kunnen niet geen wel deze dit dat die waar wat "
    "wie hoe hoeveel nodig maken maakt doen doet gaan gaat zo dan nog maar of al meer zoals zodat hierbij daarbij "
    "hiermee daarmee via per tussen tijdens zonder binnen "
    "we our you your they their its it was were will can may not no has have had which who what when how such than "
    "more also using used use these those been being via per between within without".split()
)


def text_words(text: str) -> list[str]:
    """The words of a text that carry meaning, folded, in order; single letters and words such as `de` are left out."""
    return [word for word in words(text) if len(word) > 1 and word not in STOP_WORDS]


def stemmed(found: Iterable[str], language: str) -> dict[str, str]:
    """Each word with its term in this language."""
    distinct = sorted(set(found))
    return dict(zip(distinct, (f"{language}:{stem}" for stem in stems(distinct, language)), strict=True))


def beginnings(word: str) -> tuple[str, ...]:
    """The word, its Dutch stem, and that stem with its last vowel doubled: what compounds of a verb begin with, as in
    parkeren -> parker, parkeer."""
    (stem,) = stems([word], "nl")
    doubled = stem[:-1] + stem[-2:] if len(stem) > 2 and stem[-2] in "aeou" and stem[-3] not in "aeiou" else stem
    return tuple(dict.fromkeys((word, stem, doubled)))


def parts(word: str, known: Collection[str]) -> tuple[str, ...]:
    """The two known words that a Dutch compound is made of, with or without a linking sound; nothing where it is none.
    Of several ways the one with the longest last part counts: gezichtsvergelijking -> gezicht, vergelijking."""
    if not 2 * LEAST_PART <= len(word) <= _LONGEST:
        return ()
    for at in range(LEAST_PART, len(word) - LEAST_PART + 1):
        if word[at:] in known:
            for link in _LINKS:
                first = word[: at - len(link)]
                if word[:at].endswith(link) and len(first) >= LEAST_PART and first in known:
                    return first, word[at:]
    return ()


def weighed(text: str, weight: float, into: dict[str, float], compounds: Mapping[str, tuple[str, ...]]) -> None:
    """Adds the words of a text to `into`, each with this weight; parts of compounds with half of it."""
    for word in text_words(text):
        into[word] = into.get(word, 0.0) + weight
        for part in compounds.get(word, ()):
            into[part] = into.get(part, 0.0) + weight * PART
