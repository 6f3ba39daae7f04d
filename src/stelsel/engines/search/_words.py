# SPDX-License-Identifier: EUPL-1.2
"""Words of a text: folded, stemmed in two languages, and what somebody may have meant by a typing error.

Stemmers are the Snowball stemmers for Dutch and English (as tantivy ships them).
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

WORD = re.compile(r"[^\W_]+")
LONGEST_WORD = 64
"""Letters that count in a word; what follows is dropped, in texts and in questions alike."""
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
FUZZY_FROM = 5
"""Letters a word needs before a typing error in it is forgiven."""

_FOLDED = dict.fromkeys(range(0x300, 0x370))
_FOLDED_LETTERS = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"})

# Words that carry no meaning of their own: they count for the order of hits, but no hit has to have them.
STOP_WORDS = frozenset(
    "de het een en of van voor in op te met aan bij door naar uit om over tot is zijn dat die dit als ook er "
    "the a an and or for at to with on by from into is are be that this as it".split()
)

_STEMMERS = {
    language: TextAnalyzerBuilder(Tokenizer.whitespace()).filter(Filter.stemmer(name)).build()
    for language, name in (("nl", "dutch"), ("en", "english"))
}
LANGUAGES = tuple(_STEMMERS)


def folded(text: str) -> str:
    """The text without capitals, accents and ligatures."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return plain.translate(_FOLDED).translate(_FOLDED_LETTERS)


def words(text: str) -> list[str]:
    """The words of a text in order, folded; letters and digits only, so no character has a meaning of its own."""
    found = WORD.findall(folded(text))
    return [word[:LONGEST_WORD] for word in found] if len(text) > LONGEST_WORD else found


def stems(terms: Sequence[str], language: str) -> list[str]:
    """The stem of each folded word, in the same order."""
    found = _STEMMERS[language].analyze(" ".join(terms))
    assert len(found) == len(terms), "a stemmer neither drops nor splits a word"
    return found


def one_error_away(word: str) -> Iterator[str]:
    """Every word at one typing error: a letter dropped, doubled or added, another letter, two letters swapped."""
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in LETTERS if letter != tail[0])
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        yield from (head + letter + tail for letter in LETTERS)
