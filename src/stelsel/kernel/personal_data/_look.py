# SPDX-License-Identifier: EUPL-1.2
"""Looking: gather every text, see in one pass which rules can apply at all, then look closely where they do."""

import re
from collections.abc import Iterator
from typing import Any

from stelsel.kernel.personal_data._fields import PLAIN, Role, is_meant, passes_as_meant, role_of, says_itself
from stelsel.kernel.personal_data._fold import fold, with_at
from stelsel.kernel.personal_data._people import named
from stelsel.kernel.personal_data._rules import BY_CODE, RULES, Rule
from stelsel.kernel.personal_data._sparks import suspects
from stelsel.kernel.problem import Finding
from stelsel.kernel.text import Text

SHORTEST = 7
"""Texts below this many characters hold no personal data that the lint knows."""
_LONG_NAME = 9
"""Names of fields below this many characters hold no personal data either."""
_SHOWN = 48


def find(plain: Any, where: str = "") -> list[Finding]:
    """Findings for personal data in plain values (wire names), each with its place, what it looks like (its letters and
    digits hidden) and the cure. Looks at texts and at names of fields; a figure is a BSN only in a field of that name.
    """
    texts, asked = list[str](), list[tuple[Role, Any]]()
    _gather(plain, texts, asked)
    rules = suspects("\n".join(texts))
    if not rules and not any(next(_close(value, where, role, ()), None) for role, value in asked):
        return []
    return list(_close(plain, where, PLAIN, rules))


def _gather(value: Any, texts: list[str], asked: list[tuple[Role, Any]]) -> None:
    """Collects texts, names of fields, and the values whose field asks for a look by its name."""
    if isinstance(value, str):
        if len(value) >= SHORTEST:
            texts.append(value)
    elif isinstance(value, dict):
        for key, inner in value.items():
            name = str(key)
            if len(name) >= _LONG_NAME:
                texts.append(name)
            if (inner_role := role_of(name)).asks:
                asked.append((inner_role, inner))
            if inner.__class__ is str:
                if len(inner) >= SHORTEST and not (inner_role.meant and is_meant(inner_role, inner)):
                    texts.append(inner)
            elif inner.__class__ is not int:
                _gather(inner, texts, asked)
    elif isinstance(value, list | tuple):
        for inner in value:
            _gather(inner, texts, asked)


def _close(value: Any, where: str, role: Role, rules: tuple[Rule, ...]) -> Iterator[Finding]:
    if isinstance(value, dict):
        for key, inner in value.items():
            name = str(key)
            found = list(_in_text(name, where, PLAIN, rules))
            yield from found
            shown = masked(name) if found else name
            yield from _close(inner, f"{where}.{shown}" if where else shown, role_of(name), rules)
    elif isinstance(value, list | tuple):
        for at, inner in enumerate(value):
            yield from _close(inner, f"{where}[{at}]", role, rules)
    else:
        said = says_itself(role, value)
        if said:
            yield finding(said, where, str(value))
        elif isinstance(value, str) and len(value) >= SHORTEST:
            yield from _in_text(value, where, role, rules)


def _in_text(text: str, where: str, role: Role, rules: tuple[Rule, ...]) -> Iterator[Finding]:
    if not (rules or role.asks):
        return
    plain = with_at(fold(text))
    if role.file:
        plain = re.sub(r"[_-]+|%20|\.(?=\w{2,4}$)", " ", plain)
        rules = RULES
    for rule in rules:
        if passes_as_meant(role, rule.code, plain):
            continue
        if (piece := next(rule.found(plain), None)) is not None:
            yield finding(rule.code, where, piece)
            if rule.code == "person-name":
                return
    if role.who and (name := next(named(plain), None)):
        yield finding("person-name", where, name)


def finding(code: str, where: str, piece: str) -> Finding:
    """What was found, without repeating it."""
    rule, shown = BY_CODE[code], masked(piece)
    what = Text(nl=f"{rule.what.nl}: {shown}.", en=f"{rule.what.en}: {shown}.")
    return Finding(code, where, what, rule.cure)


def masked(piece: str) -> str:
    """The shape of a text: a dot for each letter and digit, the signs between them as they were."""
    shape = re.sub(r"[^\W_]", "•", piece)
    return shape if len(shape) <= _SHOWN else f"{shape[:_SHOWN]}…"
