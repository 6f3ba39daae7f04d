# SPDX-License-Identifier: EUPL-1.2
"""What the commands of `stelsel rules` that compute have in common: rule, output, facts, days and whose rules."""

import inspect
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from stelsel.faces.cli.shared_options import As, Json, Lang, spoken
from stelsel.faces.needs import needing
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text

if TYPE_CHECKING:
    from stelsel.faces.cli.rules_given import Asked

Rule = Annotated[
    str,
    typer.Argument(
        help=spoken("Regel: een naam als zorgtoeslag, of zijn kenmerk.", "Rule: a name like zorgtoeslag, or its id."),
        metavar="RULE",
    ),
]
Output = Annotated[
    str,
    typer.Argument(help=spoken("Uitkomst; anders de voornaamste.", "Output; else the main one."), metavar="[OUTPUT]"),
]
FactsFile = Annotated[
    str,
    typer.Option(
        "--facts", help=spoken("Gegevens in JSON; - is invoer.", "Facts in JSON; - is standard input."), metavar="FILE"
    ),
]
On = Annotated[
    str, typer.Option("--on", help=spoken("Dag waarop u vraagt; anders vandaag.", "Day; else today."), metavar="DATE")
]
KnownAt = Annotated[
    str, typer.Option("--known-at", help=spoken("Zoals bekend op deze dag.", "As known on this day."), metavar="DATE")
]
About = Annotated[
    str, typer.Option("--about", help=spoken("Over welke persoon.", "About which person."), metavar="PERSON")
]
Texts = Annotated[
    str,
    typer.Option(
        "--texts",
        help=spoken("Met de regelteksten in deze map.", "With the rule texts in this folder."),
        metavar="DIR",
    ),
]

Option = tuple[str, Any, Any]
"""Name of a parameter, its type with what typer says of it, and its default."""

_SHAPE: tuple[Option, ...] = (
    ("rule", Rule, inspect.Parameter.empty),
    ("output", Output, ""),
    ("facts", FactsFile, ""),
    ("on", On, ""),
    ("known_at", KnownAt, ""),
    ("about", About, "aanvrager"),
    ("texts", Texts, ""),
    ("publisher", As, ""),
    ("json", Json, False),
    ("lang", Lang, ""),
)


def question(work: Callable[..., None], more: tuple[Option, ...] = ()) -> Callable[..., None]:
    """The command that does this work with what is asked, the file with facts and whether JSON is wanted; and with
    `more` options."""

    def command(**given: Any) -> None:
        work(asked_by(given), given["facts"], given["json"], **{name: given[name] for name, _, _ in more})

    shape, kind = (*_SHAPE, *more), inspect.Parameter.KEYWORD_ONLY
    command.__annotations__ = {name: hint for name, hint, _ in shape}
    command.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [inspect.Parameter(name, kind, default=default, annotation=hint) for name, hint, default in shape]
    )
    return needing("see")(command)


def asked_by(given: dict[str, Any]) -> "Asked":
    """What is asked in full, by the typed options. BadInput for what is not there."""
    from stelsel.faces.cli.rules_given import asked_of, day_known, rules_given

    known_at = day_known(given["known_at"])
    rules = rules_given(given["texts"], given["publisher"], known_at)
    return asked_of(rules, given["rule"], given["output"], given["on"], known_at, given["about"])


def facts_named(facts: str) -> str:
    """The file with facts. BadInput where none is named."""
    if not facts:
        raise bad_input("facts-none", "--facts", _NO_FACTS, _NO_FACTS_CURE)
    return facts


def one_case(facts: str) -> Any:
    """The facts of the only case of a file. BadInput for a file with many."""
    from stelsel.faces.cli.rules_facts import read_cases

    given = read_cases(facts_named(facts))
    if given.many:
        raise bad_input("facts-many", facts, _MANY, _MANY_CURE)
    return given.cases[0].facts


_NO_FACTS = Text(nl="Er zijn geen gegevens.", en="There are no facts.")
_NO_FACTS_CURE = Text(
    nl="Noem een bestand, of laat u vragen stellen met “stelsel rules ask”.",
    en="Name a file, or be asked questions with “stelsel rules ask”.",
)
_MANY = Text(nl="Dit bestand heeft meer gevallen.", en="This file has many cases.")
_MANY_CURE = Text(nl="Geef één geval, of gebruik “stelsel rules run”.", en="Give one case, or use “stelsel rules run”.")
