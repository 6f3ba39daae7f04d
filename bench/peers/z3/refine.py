# SPDX-License-Identifier: EUPL-1.2
"""The peer for the claim `refinement`: the same question asked of the prover z3, from the plain form, written after the
definition alone. What is known: base, domain and taxonomy as JSON; the result: a verdict for each pair, and the time
from JSON to verdict.

IN LINE: no act that the domain allows and the base (without what is waivable) does not. CONFLICT: such an act, whatever
the unknown terms mean; either they may hold or not, or what the base sees of them may be anything. UNKNOWN: otherwise.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from time import perf_counter
from typing import Any

import z3

ORDER = {"lt", "lteq", "gt", "gteq"}
BOOLEAN, NUMBER, CODE = "boolean", "number", "code"


class Problem:
    """One pair, over shared variables."""

    def __init__(self, base: dict[str, Any], domain: dict[str, Any], taxonomy: dict[str, Any]) -> None:
        self.declared = base["attributes"]
        self.broader = {name: _closed(scheme["broader"]) for name, scheme in taxonomy.items()}
        self.terms = domain.get("terms", {})
        self.variables: dict[str, Any] = {}
        self.codes: dict[str, dict[str, int]] = {}
        self.bounds: list[Any] = []
        self.loose: dict[str, Any] = {}
        self.tied: set[str] = set()
        self.used: set[str] = set()
        self.loose_attribute = False
        for name in self.declared:
            self._variable(name)
        self.base = self._text(base, own=False, waived=True)
        self.domain = self._text(domain, own=True, waived=False)
        if self.loose_attribute:
            self.tied |= set(self.declared) - self.used

    def _variable(self, name: str) -> None:
        told = self.declared[name]
        kind = told["type"]
        if kind == "boolean":
            self.variables[name] = z3.Bool(name)
        elif kind in ("number", "integer", "date"):
            self.variables[name] = z3.Real(name) if kind == "number" else z3.Int(name)
            if "min" in told:
                self.bounds.append(self.variables[name] >= told["min"])
            if "max" in told:
                self.bounds.append(self.variables[name] <= told["max"])
        else:
            self.variables[name] = z3.Int(name)
            if kind != "text":
                values = told.get("values") or sorted(self.broader[told["taxonomy"]])
                self.codes[name] = {value: code for code, value in enumerate(values)}
                self.bounds += [self.variables[name] >= 0, self.variables[name] < len(values)]
            else:
                self.codes[name] = {}

    def verdict(self) -> str:
        """What the definition says of this pair."""
        both = z3.And(self.domain, z3.Not(self.base))
        solver = z3.Solver()
        solver.add(*self.bounds, both)
        if solver.check() == z3.unsat:
            return "IN LINE"
        if not self.loose:
            return "CONFLICT"
        within = z3.And(*self.bounds) if self.bounds else z3.BoolVal(True)
        for open_ in ([*self.loose.values()], [self.variables[name] for name in sorted(self.tied)]):
            solver = z3.Solver()
            solver.add(*self.bounds)
            solver.add(z3.ForAll(open_, z3.Implies(within, both)) if open_ else both)
            answer = solver.check()
            if answer == z3.sat:
                return "CONFLICT"
            if answer == z3.unknown:
                return "NO ANSWER"
        return "UNKNOWN"

    def _text(self, plain: dict[str, Any], own: bool, waived: bool) -> Any:
        may = [self._condition(one.get("when", True), own, waived, True) for one in plain["permissions"]]
        allowed = [z3.BoolVal(True) if plain.get("default") == "permit" else z3.Or(*may)]
        for one in plain["prohibitions"]:
            if not (waived and one.get("waivable")):
                when = self._condition(one.get("when", True), own, waived, False)
                unless = self._condition(one.get("unless", False), own, waived, True)
                allowed.append(z3.Or(z3.Not(when), unless))
        for one in plain["duties"]:
            if not (waived and one.get("waivable")):
                when = self._condition(one.get("when", True), own, waived, False)
                must = self._condition(one.get("must", True), own, waived, True)
                allowed.append(z3.Implies(when, must))
        return z3.And(*allowed)

    def _condition(self, plain: Any, own: bool, waived: bool, more: bool) -> Any:
        if isinstance(plain, bool):
            return z3.BoolVal(plain)
        if waived and more and plain.get("waivable"):
            return z3.BoolVal(True)
        if "not" in plain:
            return z3.Not(self._condition(plain["not"], own, waived, not more))
        for key, join in (("and", z3.And), ("or", z3.Or)):
            if key in plain:
                return join(*[self._condition(one, own, waived, more) for one in plain[key]])
        return self._comparison(plain, own)

    def _comparison(self, plain: dict[str, Any], own: bool) -> Any:
        name, op = plain["attr"], plain["op"]
        named = plain["value"] if isinstance(plain["value"], list) else [plain["value"]]
        if own:
            name = self.terms.get(name, name)
            named = [self.terms.get(one, one) if isinstance(one, str) else one for one in named]
            self.used.add(name)
        loose = name not in self.declared
        parts = [self._one(name, op, one, loose) for one in named]
        return z3.Not(z3.Or(*parts)) if op in ("neq", "isNoneOf") else z3.Or(*parts)

    def _one(self, name: str, op: str, value: Any, loose: bool) -> Any:
        concept = op in ("isA", "hasPart")
        if loose:
            self.loose_attribute = True
            if concept:
                return self._yes_or_no(f"{name} {op} {value}")
            return self._loose_compared(name, op, value)
        kind = self.declared[name]["type"]
        variable = self.variables[name]
        if kind == "boolean":
            return variable == value
        if kind in ("number", "integer", "date"):
            return _ordered(op, variable, _amount(value))
        codes = self.codes[name]
        if kind == "text":
            return variable == codes.setdefault(value, len(codes))
        if value not in codes:
            self.tied.add(name)
            return self._yes_or_no(f"{name} {op if concept else 'eq'} {value}")
        if not concept:
            return variable == codes[value]
        above = self.broader[self.declared[name]["taxonomy"]]
        held = [one for one in codes if (value in above[one] if op == "isA" else one in above[value])]
        return z3.Or(*[variable == codes[one] for one in held])

    def _yes_or_no(self, key: str) -> Any:
        return self.loose.setdefault(key, z3.Bool(f"? {key}"))

    def _loose_compared(self, name: str, op: str, value: Any) -> Any:
        key = f"{name} value"
        number = not isinstance(value, str)
        variable = self.loose.setdefault(key, z3.Real(f"? {key}") if number else z3.Int(f"? {key}"))
        if number:
            return _ordered(op, variable, _amount(value))
        codes = self.codes.setdefault(key, {})
        return variable == codes.setdefault(value, len(codes))


def _closed(broader: dict[str, list[str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for concept in broader:
        todo, above = [concept], set()
        while todo:
            one = todo.pop()
            if one not in above:
                above.add(one)
                todo += broader[one]
        found[concept] = above
    return found


def _amount(value: Any) -> Any:
    return date.fromisoformat(value).toordinal() if isinstance(value, str) else value


def _ordered(op: str, variable: Any, value: Any) -> Any:
    if op in ORDER:
        below, above = variable <= value, variable >= value
        return {"lt": z3.Not(above), "lteq": below, "gt": z3.Not(below), "gteq": above}[op]
    return variable == value


def main() -> None:
    """Reads {"taxonomy", "pairs"} and prints {"verdicts", "ms"}."""
    work = json.load(sys.stdin)
    verdicts, times = [], []
    for base, domain in work["pairs"]:
        started = perf_counter()
        verdicts.append(Problem(base, domain, work["taxonomy"]).verdict())
        times.append((perf_counter() - started) * 1000)
    print(json.dumps({"verdicts": verdicts, "ms": times}))


if __name__ == "__main__":
    main()
