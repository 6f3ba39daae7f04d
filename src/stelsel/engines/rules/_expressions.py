# SPDX-License-Identifier: EUPL-1.2
"""Reading expressions: what both formats write, with other words for the same, to the one model."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from stelsel.engines.rules._reading import FREE_TEXT, MISPLACED, NO_TIME, UNIT_HOURS, Reading, scalar
from stelsel.engines.rules.model import NOWHERE, Basis, Cond, Const, Expr, ForEach, Gap, Op, Param, Ref
from stelsel.kernel.documents import LinedList, LinedMap

_REFERENCE = re.compile(r"\$([A-Za-z_]\w*)((?:\.\w+)*)", re.ASCII)
_ALIASES = {
    "GREATER_OR_EQUAL": "GREATER_THAN_OR_EQUAL",
    "LESS_OR_EQUAL": "LESS_THAN_OR_EQUAL",
    "ADD_DATE": "DATE_ADD",
}
_NEGATED = {"NOT_IN": "IN", "NOT_EQUALS": "EQUALS", "NOT_NULL": "IS_NULL"}
_BESIDE = frozenset({"operation", "legal_basis", "description", "name"})
_ON_ACTION = frozenset({"output", "uncertain", "condition"})
_CASE = frozenset({"when", "test", "then", "else", "legal_basis", "description", "name"})
_UNITS = ("years", "months", "weeks", "days")
_COMBINES = {"ADD", "MIN", "MAX", "AND", "OR", "COUNT", "LIST"}


def expression(reading: Reading, value: object, line: int, basis: Basis = NOWHERE) -> Expr:
    """The expression that a value of YAML writes. BadInput for an operation that is unknown or lacks a part."""
    if isinstance(value, LinedMap):
        return _mapping(reading, value, basis)
    if isinstance(value, LinedList):
        parts = tuple(expression(reading, one, at, basis) for one, at in zip(value, value.lines, strict=True))
        if all(isinstance(part, Const) for part in parts):
            return Const(tuple(part.value for part in parts if isinstance(part, Const)), line)
        return Op("LIST", parts, line, basis)
    if isinstance(value, str) and value.startswith("$"):
        found = _REFERENCE.fullmatch(value)
        if not found:
            raise reading.refused(line, "reference", value)
        return Ref(found[1], tuple(found[2].split(".")[1:]), line)
    return Const(scalar(value), line)


def _mapping(reading: Reading, node: LinedMap, around: Basis) -> Expr:
    basis = reading.basis(node, around)
    if "operation" in node:
        return _operation(reading, node, basis)
    if "parameter" in node:
        return _parameter(reading, node)
    for key, name in (("all", "AND"), ("or", "OR"), ("any", "OR")):
        if key in node:
            return Op(name, _list(reading, node, key, basis), node.line, basis)
    for key in ("subject", "value"):
        if key in node and set(node) <= {key} | _BESIDE | _ON_ACTION:
            return expression(reading, node[key], node.lines[key], basis)
    if "always" in node:
        return Const(bool(node["always"]), node.line)
    if "expression" in node:
        return gap(reading, node, reading.text(node, "expression"), "text")
    parts: list[Expr] = []
    for key, value in node.items():
        if key not in _BESIDE:
            parts += [Const(key, node.lines[key]), expression(reading, value, node.lines[key], basis)]
    if all(isinstance(part, Const) for part in parts):
        values: list[object] = [part.value for part in parts if isinstance(part, Const)]
        return Const(dict(zip(map(str, values[::2]), values[1::2], strict=True)), node.line)
    return Op("OBJECT", tuple(parts), node.line, basis)


def _operation(reading: Reading, node: LinedMap, basis: Basis) -> Expr:
    written = reading.text(node, "operation")
    if written in _NEGATED:
        return Op("NOT", (_shaped(reading, node, _NEGATED[written], basis),), node.line, basis)
    return _shaped(reading, node, _ALIASES.get(written, written), basis)


def _shaped(reading: Reading, node: LinedMap, name: str, basis: Basis) -> Expr:
    shape = _SHAPES.get(name)
    if shape is None:
        raise reading.refused(node.lines.get("operation", node.line), "operation", name)
    keys, build = shape
    strange = [key for key in node if key not in keys and key not in _BESIDE and key not in _ON_ACTION]
    if strange:
        reading.note(node.lines[strange[0]], f"{name} {strange[0]}", MISPLACED)
        return Gap(MISPLACED, node.lines[strange[0]])
    return build(reading, node, name, basis)


def gap(reading: Reading, node: LinedMap, what: str, why: Literal["text", "time", "hours"]) -> Gap:
    """Something that is read and not executed, noted with its line."""
    words = {"text": FREE_TEXT, "time": NO_TIME, "hours": UNIT_HOURS}[why]
    reading.note(node.line, what, words)
    return Gap(words, node.line)


def _part(reading: Reading, node: LinedMap, key: str, basis: Basis) -> Expr:
    if key not in node:
        raise reading.refused(node.line, "arguments", node.get("operation", key))
    return expression(reading, node[key], node.lines[key], basis)


def _list(reading: Reading, node: LinedMap, key: str, basis: Basis) -> tuple[Expr, ...]:
    if not isinstance(node.get(key), LinedList):
        raise reading.refused(node.lines.get(key, node.line), "list", key)
    return tuple(expression(reading, one, line, basis) for one, line in reading.items(node, key))


def _many(reading: Reading, node: LinedMap, name: str, basis: Basis) -> Expr:
    """A list of arguments; a single reference stands for a list that is computed."""
    key = next((one for one in ("values", "conditions", "items") if one in node), "values")
    if isinstance(node.get(key), str) and name in _COMBINES:
        each = Ref("item", (), node.line)
        return ForEach(_part(reading, node, key, basis), "item", None, each, name, node.line, basis)
    args = _list(reading, node, key, basis)
    if not args:
        raise reading.refused(node.line, "arguments", name)
    return Op(name, args, node.line, basis)


def _two(reading: Reading, node: LinedMap, name: str, basis: Basis) -> Expr:
    args = (
        (_part(reading, node, "subject", basis), _part(reading, node, "value", basis))
        if "subject" in node
        else _list(reading, node, "values", basis)
    )
    if len(args) != 2:
        raise reading.refused(node.line, "arguments", name)
    return Op(name, args, node.line, basis)


def _among(reading: Reading, node: LinedMap, name: str, basis: Basis) -> Expr:
    if "subject" not in node:
        return _two(reading, node, name, basis)
    args = (
        _part(reading, node, "subject", basis),
        _part(reading, node, "values" if "values" in node else "value", basis),
    )
    return Op(name, args, node.line, basis)


def _one(reading: Reading, node: LinedMap, name: str, basis: Basis) -> Expr:
    key = next((one for one in ("subject", "value", "date") if one in node), "value")
    return Op(name, (_part(reading, node, key, basis),), node.line, basis)


def _exists(reading: Reading, node: LinedMap, name: str, basis: Basis) -> Expr:
    """Whether a list has an item; with `value` whether it has one for which that holds, under the name `item`."""
    subject = _part(reading, node, "subject", basis)
    if "value" not in node:
        return Op(name, (subject,), node.line, basis)
    return ForEach(subject, "item", None, _part(reading, node, "value", basis), "OR", node.line, basis)


def _static(reading: Reading, node: LinedMap, name: str, basis: Basis) -> Expr:
    return _part(reading, node, "value", basis)


def _rounding(reading: Reading, node: LinedMap, name: str, basis: Basis) -> Expr:
    """ROUND, CEIL, FLOOR to a number of decimals (`precision`) or to a multiple (`to`)."""
    step: Fraction
    if "to" in node:
        number = node["to"]
        if isinstance(number, bool) or not isinstance(number, int | Decimal) or number <= 0:
            raise reading.refused(node.lines["to"], "number", "to")
        step = Fraction(number)
    else:
        precision = node.get("precision", 0)
        if isinstance(precision, bool) or not isinstance(precision, int) or abs(precision) > 28:
            raise reading.refused(node.lines["precision"], "number", "precision")
        step = Fraction(10) ** -precision
    return Op(name, (_part(reading, node, "value", basis), Const(step, node.line)), node.line, basis)


def _age(reading: Reading, node: LinedMap, name: str, basis: Basis) -> Expr:
    args = (_part(reading, node, "date_of_birth", basis), _part(reading, node, "reference_date", basis))
    return Op("DATE_DIFF", (*args, Const("years", node.line)), node.line, basis)


def _date_add(reading: Reading, node: LinedMap, name: str, basis: Basis) -> Expr:
    """A day with years, months, weeks and days added; the older format has `values` and `unit`."""
    if "values" in node:
        args = _list(reading, node, "values", basis)
        unit = reading.text(node, "unit", "days")
        if len(args) != 2 or unit not in _UNITS:
            raise reading.refused(node.line, "arguments", name)
        amounts = [args[1] if unit == one else Const(0, node.line) for one in _UNITS]
        return Op(name, (args[0], *amounts), node.line, basis)
    amounts = [_part(reading, node, one, basis) if one in node else Const(0, node.line) for one in _UNITS]
    return Op(name, (_part(reading, node, "date", basis), *amounts), node.line, basis)


def _subtract_date(reading: Reading, node: LinedMap, name: str, basis: Basis) -> Expr:
    args, unit = _list(reading, node, "values", basis), reading.text(node, "unit", "days")
    if unit == "hours":
        return gap(reading, node, "SUBTRACT_DATE unit: hours", "hours")
    if len(args) != 2 or unit not in _UNITS:
        raise reading.refused(node.line, "arguments", name)
    return Op("DATE_DIFF", (args[1], args[0], Const(unit, node.line)), node.line, basis)


def _date_diff(reading: Reading, node: LinedMap, name: str, basis: Basis) -> Expr:
    return Op(name, tuple(_part(reading, node, key, basis) for key in ("from", "to", "in")), node.line, basis)


def _date(reading: Reading, node: LinedMap, name: str, basis: Basis) -> Expr:
    return Op(name, tuple(_part(reading, node, key, basis) for key in ("year", "month", "day")), node.line, basis)


def _no_time(reading: Reading, node: LinedMap, name: str, basis: Basis) -> Expr:
    return gap(reading, node, name, "time")


def _get(reading: Reading, node: LinedMap, name: str, basis: Basis) -> Expr:
    return Op(name, (_part(reading, node, "subject", basis), _part(reading, node, "values", basis)), node.line, basis)


def _foreach(reading: Reading, node: LinedMap, name: str, basis: Basis) -> Expr:
    combine = reading.text(node, "combine", "LIST")
    if combine not in _COMBINES:
        raise reading.refused(node.lines["combine"], "combine", combine)
    value = node.get("value")
    if combine != "LIST" and isinstance(value, LinedList) and len(value) == 1:
        node["value"] = value[0]  # the older format writes what is combined as a list of one
    return ForEach(
        subject=_part(reading, node, "subject", basis),
        name=reading.text(node, "as", "current"),
        where=_part(reading, node, "where", basis) if "where" in node else None,
        value=_part(reading, node, "value", basis),
        combine=combine,
        line=node.line,
        basis=basis,
    )


def _if(reading: Reading, node: LinedMap, name: str, basis: Basis) -> Expr:
    """`cases` with `when` and `then`, and `default`; in the older format `conditions` with `test`, `then`, `else`."""
    cases: list[tuple[Expr, Expr]] = []
    default: Expr = Const(None, node.line)
    if "default" in node:
        default = _part(reading, node, "default", basis)
    key = "cases" if "cases" in node else "conditions"
    if not isinstance(node.get(key), LinedList):
        raise reading.refused(node.lines.get(key, node.line), "list", key)
    for case in reading.maps(node, key):
        own = reading.basis(case, basis)
        if strange := [key for key in case if key not in _CASE]:
            reading.note(case.lines[strange[0]], f"IF {strange[0]}", MISPLACED)
        when = "when" if "when" in case else "test"
        if "else" in case:
            default = _part(reading, case, "else", own)
            break
        cases.append((_part(reading, case, when, own), _part(reading, case, "then", own)))
    return Cond(tuple(cases), default, node.line, basis)


def _parameter(reading: Reading, node: LinedMap) -> Expr:
    """`parameter: {name, on, law}`: a figure from the table of parameters."""
    given = reading.map(node["parameter"], node.lines["parameter"])
    reading.keys(given, frozenset({"name", "band", "at", "on", "law"}))
    on = reading.text(given, "on", "day")
    for known in ("year", "month", "day"):
        if on == known:
            law = reading.text(given, "law", reading.bwb_id)
            if "band" in given:
                at = _part(reading, given, "at", NOWHERE)
                return Param(reading.text(given, "band"), law, known, node.line, at)
            return Param(reading.text(given, "name"), law, known, node.line)
    raise reading.refused(given.lines["on"], "arguments", "parameter")


_Build = Callable[[Reading, LinedMap, str, Basis], Expr]
_MANY = (frozenset({"values", "conditions", "items"}), _many)
_TWO = (frozenset({"subject", "value", "values"}), _two)
_ROUND = (frozenset({"value", "precision", "to"}), _rounding)
_ONE = (frozenset({"subject", "value", "date"}), _one)
_SHAPES: dict[str, tuple[frozenset[str], _Build]] = {
    **dict.fromkeys("ADD SUBTRACT MULTIPLY DIVIDE MIN MAX AND OR CONCAT COALESCE LIST".split(), _MANY),
    **dict.fromkeys("EQUALS GREATER_THAN LESS_THAN GREATER_THAN_OR_EQUAL LESS_THAN_OR_EQUAL".split(), _TWO),
    **dict.fromkeys("ROUND CEIL FLOOR".split(), _ROUND),
    **dict.fromkeys("NOT IS_NULL LENGTH DAY_OF_WEEK".split(), _ONE),
    "EXISTS": (frozenset({"subject", "value"}), _exists),
    "IN": (frozenset({"subject", "value", "values"}), _among),
    "GET": (frozenset({"subject", "values"}), _get),
    "IF": (frozenset({"cases", "conditions", "default"}), _if),
    "FOREACH": (frozenset({"subject", "as", "where", "value", "combine"}), _foreach),
    "STATIC": (frozenset({"value"}), _static),
    "AGE": (frozenset({"date_of_birth", "reference_date"}), _age),
    "DATE": (frozenset({"year", "month", "day"}), _date),
    "DATE_ADD": (frozenset({"date", "values", "unit", *_UNITS}), _date_add),
    "DATE_DIFF": (frozenset({"from", "to", "in"}), _date_diff),
    "SUBTRACT_DATE": (frozenset({"values", "unit"}), _subtract_date),
    "COMBINE_DATETIME": (frozenset({"date", "time"}), _no_time),
}
"""Of each operation: the keys it may have, and how it is built."""
OPERATION_NAMES = frozenset(_SHAPES) | frozenset(_ALIASES) | frozenset(_NEGATED)
"""Every operation that can be written, in both formats."""
