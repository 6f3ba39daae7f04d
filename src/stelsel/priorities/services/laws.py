# SPDX-License-Identifier: EUPL-1.2
"""From what people call a law to its rule text and the output that answers the question."""

from __future__ import annotations

import re
from collections.abc import Iterable

from stelsel.engines.rules.library import Library
from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text
from stelsel.priorities.services.grades import STANDING_FOR


def find_rule(library: Library, name: str, output: str = "") -> tuple[str, str]:
    """The rule and output that a name means: the identifier of a text, or a short name such as `zorgtoeslag` or `aow`
    of a law that we stand for. Without `output` its main one. BadInput that lists what there is."""
    asked = _plain(name)
    rules = {one.text.id for one in library.versions}
    rule = next((one for one in sorted(rules) if _plain(one) == asked), "")
    if rule:
        return rule, _output(library, rule, output or _main(library, rule), output)
    scored = [(_score(asked, law, main), law, main) for _, law, main in short_names(library)]
    best = min((score for score, _, _ in scored), default=_FAR)
    meant = {law: main for score, law, main in reversed(scored) if score == best < _FAR}
    if len(meant) != 1:
        raise _no_rule(name, library)
    ((rule, main),) = meant.items()
    return rule, _output(library, rule, output or main, output)


def short_names(library: Library) -> tuple[tuple[str, str, str], ...]:
    """Every output of a law that we stand for and that the library has: title, rule and output."""
    known = {one.text.id for one in library.versions}
    return tuple((title, law, one) for title, _, law, outputs in STANDING_FOR if law in known for one in outputs)


def outputs_of(library: Library, rule: str) -> tuple[str, ...]:
    """The outputs of all versions of a rule, as written."""
    return tuple(
        dict.fromkeys(
            action.output
            for version in library.versions_of(rule)
            for article in version.text.articles
            for action in article.actions
        )
    )


_FAR = 5


def _score(asked: str, law: str, output: str) -> int:
    """How near an output is to what was asked; 0 is the same, `_FAR` is something else."""
    signs = (output == asked, output.startswith(f"{asked}_"), asked in output.split("_"), asked in output, asked in law)
    return next((place for place, holds in enumerate(signs) if asked and holds), _FAR)


def _main(library: Library, rule: str) -> str:
    own = next((main for _, law, main in short_names(library) if law == rule), "")
    some = outputs_of(library, rule)
    return own or (some[0] if len(some) == 1 else "")


def _output(library: Library, rule: str, wanted: str, given: str) -> str:
    some = outputs_of(library, rule)
    found = next((one for one in some if _plain(one) == _plain(wanted)), "")
    if not found:
        what = _NO_OUTPUT.fill(rule=rule, output=given[:80]) if given else _WHICH.fill(rule=rule)
        raise bad_input("rules-no-output", "OUTPUT", what, _CHOOSE.fill(some=_joined(some)))
    return found


def _plain(name: str) -> str:
    return "_".join(name.lower().replace("-", " ").replace("_", " ").split())


def _no_rule(name: str, library: Library) -> BadInput:
    short = {_SHORT.sub("", outputs[0]) for _, _, law, outputs in STANDING_FOR if library.known(law)}
    some = _joined(sorted({one.text.id for one in library.versions} | short))
    return bad_input("rules-no-rule", "RULE", _NO_RULE.fill(name=name[:80]), _CHOOSE.fill(some=some))


def _joined(some: Iterable[str]) -> str:
    return ", ".join(some)


_SHORT = re.compile(r"^individuele_|(_bruto)?_per_[a-z]+$")
_NO_RULE = Text(nl="De regel “{name}” is er niet, of niet maar één.", en="There is no rule “{name}”, or more than one.")
_NO_OUTPUT = Text(nl="De regel {rule} geeft geen “{output}”.", en="The rule {rule} gives no “{output}”.")
_WHICH = Text(nl="De regel {rule} heeft meer uitkomsten.", en="The rule {rule} has more outputs.")
_CHOOSE = Text(nl="Kies uit: {some}.", en="Choose from: {some}.")
