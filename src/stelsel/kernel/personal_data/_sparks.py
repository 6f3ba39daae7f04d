# SPDX-License-Identifier: EUPL-1.2
"""The cheap look at everything at once: which rules find something around their sparks. Most content has no spark at
all, and costs one pass of the C code that splits it into words."""

from collections.abc import Iterable, Iterator

from stelsel.kernel.personal_data._fold import fold, with_at
from stelsel.kernel.personal_data._numbers import RUN
from stelsel.kernel.personal_data._rules import NINE, RULES, Rule

_WORDS = bytes(code if chr(code).isalpha() or code > 127 else 32 for code in range(256))
_DIGITS_ALIKE = bytes(48 if 48 <= code <= 57 else code for code in range(256))
_BETWEEN_DIGITS = b" .-()/"
_SHARED: dict[bytes, tuple[Rule, ...]] = {
    spark.encode(): tuple(rule for rule in RULES if spark in rule.sparks)
    for each in RULES
    for spark in each.sparks
    if spark.isalpha()
}
_SPARKS = frozenset(_SHARED)
_SIGNS = tuple((spark, rule) for rule in RULES for spark in rule.sparks if not spark.isalpha() and spark is not NINE)
_BY_NINE = tuple(rule for rule in RULES if NINE in rule.sparks)
_BEFORE, _AFTER = 90, 160
"""Characters around a spark in which a rule is tried."""


def suspects(text: str) -> tuple[Rule, ...]:
    """The rules that find something in this text, in the order of the table. A text may be many texts joined by ends of
    line: what is found here is looked up again in each."""
    plain = with_at(fold(text))
    low = plain.lower()
    raw = low.encode("utf-8", "replace")
    found = set[str]()
    for word in _SPARKS.intersection(raw.translate(_WORDS).split()):
        for rule in _SHARED[word]:
            if rule.code not in found and _finds(rule, _around(plain, low, word.decode())):
                found.add(rule.code)
    for sign, rule in _SIGNS:
        if sign in low and rule.code not in found and _finds(rule, _around(plain, low, sign)):
            found.add(rule.code)
    if b"000000000" in raw.translate(_DIGITS_ALIKE, _BETWEEN_DIGITS):
        pieces = [plain[max(0, run.start() - _BEFORE) : run.end() + _AFTER] for run in RUN.finditer(plain)]
        found.update(rule.code for rule in _BY_NINE if rule.code not in found and _finds(rule, pieces))
    return tuple(rule for rule in RULES if rule.code in found) if found else ()


def _finds(rule: Rule, pieces: Iterable[str]) -> bool:
    return any(next(rule.found(piece), None) is not None for piece in pieces)


def _around(plain: str, low: str, spark: str) -> Iterator[str]:
    """The pieces around each place of a spark; the whole text where small letters take other room than capitals."""
    if len(plain) != len(low):
        yield plain
        return
    at = low.find(spark)
    while at >= 0:
        yield plain[max(0, at - _BEFORE) : at + _AFTER]
        at = low.find(spark, at + _AFTER - _BEFORE)
