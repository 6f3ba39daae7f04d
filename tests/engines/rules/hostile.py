# SPDX-License-Identifier: EUPL-1.2
"""Rule files and facts that try to break the engine: bombs, random trees of its own words, and changed real files."""

from __future__ import annotations

import copy
import json
import sys
from random import Random
from typing import Any

import yaml

from stelsel.engines.rules import Facts, Library, Outcome, RuleText, check, evaluate, prove, read_rules
from stelsel.engines.rules._expressions import OPERATION_NAMES
from stelsel.engines.rules.outcome import NoFigures
from stelsel.kernel.problem import BadInput
from tests.engines.rules.texts import DAY, article, fact, law, raw

OUT = [{"name": "uit", "type": "number"}]
OPERATIONS = sorted(OPERATION_NAMES)
KEYS = """operation values value subject conditions cases when then default items as where combine precision to from in
    date years months days year month day date_of_birth reference_date test else legal_basis unit output name type
    type_spec source regulation parameters input actions definitions machine_readable execution parameter on law
    open_terms implements overrides hooks bwb_id article always all any or expression""".split()
NAMES = ("$a", "$b", "$uit", "$bsn", "$referencedate", "$x.y", "$", "$1", "$a.year", "$item", "$niets")
ODD = (None, True, False, 0, 1, -1, 10**18, 0.1, "", "x", "2025-01-01", "9999-12-31", "0001-01-01", "é😀", [], {})
FACTS = (None, True, False, 0, -1, 10**18, 10**40, 0.5, float("inf"), float("nan"), "", "x", "2025-02-30", "0001-01-01",
         "9999-12-31", [], [[]], {}, {"a": {}}, [{"jaarinkomen": 1}], ["partner"], "partner", "aanvrager")  # fmt: skip


def tree(dice: Random, depth: int = 4) -> Any:
    """A random value in the words of the format."""
    match dice.randrange(8) if depth else dice.randrange(3):
        case 0 | 1:
            return dice.choice(NAMES)
        case 2:
            return dice.choice(ODD)
        case 3:
            return [tree(dice, depth - 1) for _ in range(dice.randint(0, 3))]
        case 4:
            return {dice.choice(KEYS): tree(dice, depth - 1) for _ in range(dice.randint(0, 4))}
        case _:
            made: dict[str, Any] = {"operation": dice.choice(OPERATIONS)}
            for key in dice.sample(KEYS[1:20], dice.randint(1, 3)):
                made[key] = tree(dice, depth - 1)
            return made


def random_text(dice: Random) -> bytes:
    """A rule text of random parts, of which many load."""
    inputs = [fact("a"), fact("b", dice.choice(["boolean", "date", "array", "object", "string"]))]
    actions = [{"output": "uit", "value": tree(dice)}]
    formal: dict[str, Any] = {"input": inputs, "output": OUT, "actions": actions}
    if dice.random() < 0.5:
        formal["definitions"] = {"c": tree(dice, 3), "a": tree(dice, 2)}
    text: Any = law("wet", article(**formal))
    if dice.random() < 0.3:
        text = changed(text, dice)
    return raw(text) if isinstance(text, dict) else yaml.safe_dump(text).encode()


def changed(value: Any, dice: Random) -> Any:
    """A plain document with one thing in it changed."""
    made = copy.deepcopy(value)
    places = list(_places(made))
    if not places:
        return tree(dice)
    holder, key = dice.choice(places)
    match dice.randrange(4):
        case 0:
            holder[key] = tree(dice)
        case 1:
            del holder[key]
        case 2:
            other, at = dice.choice(places)
            holder[key] = copy.deepcopy(other[at]) if at in other or isinstance(other, list) else None
        case _ if isinstance(holder, dict):
            holder[dice.choice(KEYS)] = tree(dice)
        case _:
            holder.append(tree(dice))
    return made


def _places(value: Any) -> Any:
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
        yield value, key
        if isinstance(inner, dict | list):
            yield from _places(inner)


def changed_facts(facts: Any, dice: Random) -> Any:
    """Facts with one to three things in them changed."""
    made = copy.deepcopy(facts)
    for _ in range(dice.randint(1, 3)):
        holder, key = dice.choice([*_places(made)])
        if dice.random() < 0.2:
            del holder[key]
        else:
            holder[key] = copy.deepcopy(dice.choice(FACTS))
        if not any(True for _ in _places(made)):
            break
    return made


def try_text(content: bytes, file: str = "x.yaml", facts: Any = None) -> RuleText | None:
    """Reads, checks and runs a text. It is a rule text or BadInput that names the file; nothing else happens."""
    try:
        text = read_rules(content, file)
    except BadInput as problem:
        return _named(problem, file)
    library = Library([text])
    for found in check(library):
        assert found.file == file
        assert found.where == f"{file} line {found.at}"
    for name in list(library.versions[0].outputs)[:5]:
        try_case(library, text.id, name, facts if facts is not None else {})
    return text


def _named(problem: BadInput, file: str = "") -> None:
    """A refusal says what and where, and where is not empty."""
    assert all(one.code and one.where and one.where.startswith(file) for one in problem.findings), problem


def try_case(library: Library, rule: str, output: str, facts: Any, **more: Any) -> Outcome | None:
    """Runs a case: an outcome, or BadInput that names a rule or a fact."""
    try:
        found = evaluate(library, rule, output, Facts(facts), more.pop("on", DAY), **more)
    except BadInput as problem:
        return _named(problem)
    assert found.standing in ("official", "provisional", "refused")
    return found


def _nested(depth: int) -> Any:
    made: Any = "$a"
    for _ in range(depth):
        made = {"operation": "ADD", "values": [made, 1]}
    return made


def _doubling(count: int) -> dict[str, Any]:
    twice = {f"d{at}": {"operation": "ADD", "values": [f"$d{at - 1}"] * 2} for at in range(1, count)}
    return {"d0": 1, **twice}


def _rule(value: Any, **formal: Any) -> bytes:
    return raw(
        law("wet", article(input=[fact("a")], output=OUT, actions=[{"output": "uit", "value": value}], **formal))
    )


def _doubled_outputs(count: int) -> bytes:
    actions: list[Any] = [{"output": "n0", "value": 1}]
    actions += [{"output": f"n{at}", "operation": "ADD", "values": [f"$n{at - 1}"] * 2} for at in range(1, count)]
    actions += [{"output": "uit", "value": f"$n{count - 1}"}]
    return json.dumps(law("wet", article(output=OUT, actions=actions))).encode()


def _growing(operation: str) -> bytes:
    """Each definition is the one before, times (or listed with) itself."""
    made: dict[str, Any] = {"d0": 10**15 if operation == "MULTIPLY" else "lang"}
    key = "items" if operation == "LIST" else "values"
    made |= {f"d{at}": {"operation": operation, key: [f"$d{at - 1}"] * 3} for at in range(1, 30)}
    return _rule("$d29", definitions=made)


def _choices(count: int) -> bytes:
    """Conditions that together have more ways than can be gone through."""
    inputs = [fact(f"b{at}", "boolean") for at in range(2 * count)]
    some = [{"operation": "OR", "conditions": [f"$b{at}", f"$b{at + 1}"]} for at in range(0, 2 * count, 2)]
    value = {"operation": "IF", "cases": [{"when": {"operation": "AND", "conditions": some}, "then": 1}], "default": 2}
    actions = [{"output": "uit", "value": value}]
    return json.dumps(law("wet", article(input=inputs, output=OUT, actions=actions))).encode()


def _deep_definitions() -> bytes:
    made: dict[str, Any] = {"d0": _nested(15)}
    made |= {f"d{at}": {"operation": "ADD", "values": [f"$d{at - 1}", _nested(14)]} for at in range(1, 30)}
    return _rule("$d29", definitions=made)


def bombs() -> dict[str, bytes]:
    """By name, files that are or would be too much."""
    nines = (b", ".join([b"*a%d" % (at - 1)] * 9) for at in range(1, 30))
    laughs = b"a0: &a0 [x, x]\n" + b"".join(b"a%d: &a%d [%s]\n" % (at, at, nine) for at, nine in enumerate(nines, 1))
    chain = {f"d{at}": f"$d{at - 1}" if at else 1 for at in range(2_000)}
    circle = {"b": "$c", "c": {"operation": "ADD", "values": ["$b", 1]}}
    return {
        "aliases": laughs,
        "alias of itself": b"$id: wet\narticles: &a [*a]\n",
        "deep": b"articles: " + b"[" * 5_000,
        "deep expression": _rule(_nested(60)),
        "as deep as is read": _rule(_nested(18)),
        "large": b"articles:\n" + b"- number: '1'\n" * 200_000,
        "wide": _rule({"operation": "ADD", "values": list(range(40_000))}),
        "wide choice": _choices(300),
        "doubling definitions": _rule("$d60", definitions=_doubling(61)),
        "doubling outputs": _doubled_outputs(45),
        "definitions in a circle": _rule("$b", definitions=circle),
        "a chain of definitions": _rule("$d1999", definitions=chain),
        "deep definitions": _deep_definitions(),
        "numbers that grow": _growing("MULTIPLY"),
        "lists that grow": _growing("LIST"),
        "text that grows": _growing("CONCAT"),
        "a huge number": b"$id: wet\nvalid_from: " + b"9" * 100_000,
        "a huge key": b"$id: wet\n" + b"k" * 1_000_000 + b": 1\n",
        "nothing": b"",
        "no text": b"\x00\xff\xfe" * 100,
    }


def run_bombs() -> dict[str, bool]:
    """Which bombs load; what loads is checked, run, and proved about."""
    found: dict[str, bool] = {}
    for name, content in bombs().items():
        text = try_text(content, "bomb.yaml")
        found[name] = text is not None
        if text is not None:
            try_proof(text, (0, 10**9))
    return found


def try_proof(text: RuleText, span: tuple[int, int]) -> None:
    """Every proof about a text has a verdict, a counterexample only when refuted, and else a reason when not proved."""
    try:
        found = prove(Library([text]), text.id, "uit", NoFigures(), DAY, along={"aanvrager.a": span})
    except BadInput as problem:
        return _named(problem)
    for proof in found:
        assert (proof.verdict == "refuted") == bool(proof.counterexample)
        assert proof.verdict != "not-proved" or proof.why
    return None


if __name__ == "__main__":
    sys.stdout.write(json.dumps(run_bombs()))
