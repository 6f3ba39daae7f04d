# SPDX-License-Identifier: EUPL-1.2
"""A beginning of Rego and Cedar from an agreement: text that somebody finishes, marked as such. Deterministic.

Both say no when an attribute is not told: unknown never passes for yes. Concepts are written out as lists. What a
language has no word for (in Cedar: numbers with a fraction, and days) stands in it as TODO and says no.
Sources: Rego as of OPA 1.0 (import rego.v1); Cedar policy language 4.
"""

import json
import re
from collections.abc import Iterator
from fractions import Fraction

from stelsel.engines.refinement import ALWAYS, NEVER, All, Atom, Condition, Not, Scalar, Some, Taxonomy, decimal
from stelsel.engines.refinement.enumerated import enumerated
from stelsel.nouns.agreement import Agreement, rules_in, taxonomy_in

_SIGNS = {"lt": "<", "lteq": "<=", "gt": ">", "gteq": ">="}
_NEGATED = ("neq", "isNoneOf")
_MOST_LONG = 2**63 - 1


def rego(body: Agreement, base: Agreement | None = None) -> str:
    """The agreement as a Rego module with the rule `allow`; `input` holds the attributes of one act of sharing. `base`
    is the agreement that it refines, whose concepts it may use. BadInput when its rules do not read."""
    rules, maker = rules_in(body), _Rego(_taxonomy(body, base))
    lines = [*_head("#", body), f"package stelsel.{_slug(body.identifier)}", "", "import rego.v1", ""]
    lines += ["default allow := false", ""]
    names = sorted({one.attribute for one in rules.atoms()})
    lines += [f"attributes := {json.dumps(names, ensure_ascii=False)}", "", "known if {"]
    lines += ["\tevery name in attributes {", "\t\tobject.get(input, name, null) != null", "\t}", "}", ""]
    lines += ["allow if {", "\tknown", "\tpermitted", "\tcount(against) == 0", "}", ""]
    if rules.default == "permit":
        lines += ["permitted := true", ""]
    else:
        for one in rules.permissions:
            lines += [f"# {one.id} {one.title}".rstrip(), *maker.rule("permitted if {", one.when)]
        lines += [] if rules.permissions else ["permitted := false", ""]
    found = [(one.id, one.title, _against(one.when, one.unless)) for one in rules.prohibitions]
    found += [(one.id, one.title, _against(one.when, one.must)) for one in rules.duties]
    for name, title, when in found:
        lines += [f"# {name} {title}".rstrip(), *maker.rule(f"against contains {json.dumps(name)} if {{", when)]
    lines += [] if found else ["against := set()", ""]
    return "\n".join([*lines, *maker.more]).rstrip() + "\n"


def cedar(body: Agreement, base: Agreement | None = None) -> str:
    """The agreement as Cedar policies on the action `delen`; `context` holds the attributes of one act of sharing."""
    rules, maker = rules_in(body), _Cedar(_taxonomy(body, base))
    lines = [*_head("//", body), *_CEDAR]
    names = sorted({one.attribute for one in rules.atoms()})
    if names:
        told = " && ".join(f"context has {_text(one)}" for one in names)
        lines += [*_policy("forbid", "unless", told, "onbekend", "Wat niet is gezegd, mag niet."), ""]
    if rules.default == "permit":
        lines += [*_policy("permit", "when", "true", "uitgangspunt", ""), ""]
    for one in rules.permissions if rules.default == "deny" else ():
        lines += [*_policy("permit", "when", maker.said(one.when, True), one.id, one.title), ""]
    for it in rules.prohibitions:
        against = maker.said(_against(it.when, it.unless), False)
        lines += [*_policy("forbid", "when", against, it.id, it.title), ""]
    for duty in rules.duties:
        against = maker.said(_against(duty.when, duty.must), False)
        lines += [*_policy("forbid", "when", against, duty.id, duty.title), ""]
    return "\n".join(lines).rstrip() + "\n"


def _against(when: Condition, unless: Condition) -> Condition:
    """When a rule stands in the way."""
    parts = [*([] if when == ALWAYS else [when]), *([] if unless == NEVER else [Not(unless)])]
    return parts[0] if len(parts) == 1 else All(tuple(parts))


def _taxonomy(body: Agreement, base: Agreement | None) -> Taxonomy:
    own = taxonomy_in(body)
    return own if base is None else taxonomy_in(base).joined(own)


def _head(sign: str, body: Agreement) -> list[str]:
    return [
        f"{sign} STUB: af te maken. / STUB: to be finished.",
        f"{sign} {_one_line(body.title)}, {_one_line(body.version)}",
        f"{sign} Gemaakt uit de afspraak. Controleer de namen van de invoer, en maak TODO af.",
        f"{sign} Made from the agreement. Check the names of the input, and finish each TODO.",
        "",
    ]


_CEDAR = (
    "// Cedar slaat een forbid over die een fout geeft: laat de context eerst door een schema gaan.",
    "// Cedar skips a forbid that gives an error: have the context checked by a schema first.",
    "",
)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _slug(text: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_") or "afspraak"
    return f"a_{slug}" if slug[0].isdigit() else slug


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


class _Rego:
    """Conditions in Rego: a set of rules with numbered names, since "or" is several rules."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self.taxonomy, self.more, self.count = taxonomy, list[str](), 0

    def rule(self, head: str, condition: Condition) -> list[str]:
        """A rule with this condition."""
        return [head, *(f"\t{one}" for one in self._body(condition)), "}", ""]

    def _body(self, condition: Condition) -> list[str]:
        if isinstance(condition, All):
            return [line for one in condition.parts for line in self._body(one)] or ["true"]
        return [self._said(condition)]

    def _said(self, condition: Condition) -> str:
        if isinstance(condition, Atom):
            return self._compared(condition)
        if isinstance(condition, Not):
            return f"not {self._named([condition.part])}"
        if isinstance(condition, All):
            return self._named([condition])
        return self._named(list(condition.parts))

    def _named(self, ways: list[Condition]) -> str:
        """A rule of its own that holds in any of these ways; without ways never."""
        self.count += 1
        name = f"deel_{self.count}"
        for one in ways:
            self.more += self.rule(f"{name} if {{", one)
        self.more += [] if ways else [f"{name} if {{", "\tfalse", "}", ""]
        return name

    def _compared(self, atom: Atom) -> str:
        subject = f"input[{_text(atom.attribute)}]"
        if atom.op in _SIGNS:
            return f"{subject} {_SIGNS[atom.op]} {self._value(atom.values[0])}"
        held = ", ".join(self._value(one) for one in enumerated(atom, self.taxonomy))
        told = f"{subject} in [{held}]"
        return f"not {told}" if atom.op in _NEGATED else told

    def _value(self, value: Scalar | bool) -> str:
        if isinstance(value, bool):
            return str(value).lower()
        return decimal(value) if isinstance(value, Fraction) else _text(value)


class _Cedar:
    """Conditions in Cedar: one expression."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self.taxonomy = taxonomy

    def said(self, condition: Condition, permits: bool) -> str:
        """The expression. What cannot be said becomes a TODO that says no: false where it permits, else true."""
        todo = list(_unsaid(condition))
        if todo:
            return f"{str(not permits).lower()} /* TODO {', '.join(dict.fromkeys(todo))} */".replace("*/ */", "*/")
        return self._said(condition)

    def _said(self, condition: Condition) -> str:
        if isinstance(condition, Atom):
            return self._compared(condition)
        if isinstance(condition, Not):
            return f"!({self._said(condition.part)})"
        if not condition.parts:
            return "true" if isinstance(condition, All) else "false"
        sign = " || " if isinstance(condition, Some) else " && "
        parts = [self._said(one) for one in condition.parts]
        return parts[0] if len(parts) == 1 else sign.join(f"({one})" for one in parts)

    def _compared(self, atom: Atom) -> str:
        subject = f"context[{_text(atom.attribute)}]"
        if atom.op in _SIGNS:
            return f"{subject} {_SIGNS[atom.op]} {self._value(atom.values[0])}"
        held = ", ".join(self._value(one) for one in enumerated(atom, self.taxonomy))
        told = f"[{held}].contains({subject})"
        return f"!{told}" if atom.op in _NEGATED else told

    def _value(self, value: Scalar | bool) -> str:
        if isinstance(value, bool):
            return str(value).lower()
        return decimal(value) if isinstance(value, Fraction) else _text(value)


def _unsaid(condition: Condition) -> Iterator[str]:
    """The attributes whose comparison Cedar has no word for."""
    if isinstance(condition, Atom):
        ordered = condition.op in _SIGNS
        for one in condition.values:
            whole = isinstance(one, Fraction) and one.denominator == 1 and -_MOST_LONG <= one <= _MOST_LONG
            if not whole and (ordered or isinstance(one, Fraction)):
                yield _comment(condition.attribute)
    elif isinstance(condition, Not):
        yield from _unsaid(condition.part)
    else:
        for part in condition.parts:
            yield from _unsaid(part)


def _comment(text: str) -> str:
    return re.sub(r"[^\w .:-]", "?", text)


def _policy(effect: str, how: str, said: str, name: str, title: str) -> list[str]:
    about = [f"@titel({_text(title)})"] if title else []
    return [
        f"@id({_text(name)})",
        *about,
        f'{effect} (principal, action == Action::"delen", resource)',
        f"{how} {{ {said} }};",
    ]
