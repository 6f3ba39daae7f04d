# SPDX-License-Identifier: EUPL-1.2
"""`stelsel agreement`: whether one agreement is in line with another."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from stelsel.faces.cli import (
    agreement_end,
    agreement_read,
    agreement_shapes,
    agreement_standing,
    agreement_template,
    say,
)
from stelsel.faces.cli.agreement_given import given_by, in_file, taxonomy_by
from stelsel.faces.cli.ends import End, Finished
from stelsel.faces.cli.shared_options import As, Json, Lang, language, spoken
from stelsel.faces.needs import needing
from stelsel.kernel.problem import BadInput
from stelsel.kernel.text import Text

if TYPE_CHECKING:
    from stelsel.engines.refinement import Checked, Conflict, Rules, Taxonomy, Term

app = typer.Typer(help=spoken("Afspraken vergelijken.", "Compare agreements."), no_args_is_help=True)
agreement_read.add(app)
agreement_shapes.add(app)
agreement_standing.add(app)
agreement_end.add(app)
agreement_template.add(app)

_Text = Annotated[
    str,
    typer.Argument(
        help=spoken("Bestand (JSON), of adres van een afspraak.", "File (JSON), or address of an agreement.")
    ),
]


@app.command("check")
@needing("see")
def check(
    base: _Text,
    domain: _Text,
    taxonomy: Annotated[
        Path | None,
        typer.Option(help=spoken("Begrippen en wat erboven staat (JSON).", "Concepts and what is broader (JSON).")),
    ] = None,
    must: Annotated[
        bool,
        typer.Option(
            "--must-be-in-line",
            help=spoken("Eindig met 1 als het niet in lijn is.", "End with 1 when it is not in line."),
        ),
    ] = False,
    publisher: As = "",
    json: Json = False,
    lang: Lang = "",
) -> None:
    from stelsel.nouns.agreement import compared, shape_words, shapes_plain, taxonomy_of_both

    base_given, domain_given = given_by(base, publisher), given_by(domain, publisher)
    concepts = taxonomy_of_both(base_given, domain_given, taxonomy_by(taxonomy))
    with _named(base, domain):
        whole = compared(base_given, domain_given, concepts)
    base_rules, domain_rules = base_given.rules, domain_given.rules
    said = whole.headline(base_rules.name or "base", domain_rules.name or "domain").to(language())
    if json:
        about = {"verdict": whole.verdict, "headline": said}
        shapes = {"shapes": shapes_plain(whole.shapes, language())} if whole.shapes else {}
        say.as_json({**about, **_plain(whole.rules, base_rules, domain_rules, concepts), **shapes})
    else:
        print(said)
        _told(whole.rules, base_rules, domain_rules)
        say.lines(_SHAPES, (shape_words(one).to(language()) for one in whole.shapes.conflicts) if whole.shapes else ())
    if must and whole.verdict != "IN LINE":
        raise Finished(End.NO)


check.__doc__ = spoken("Is een afspraak in lijn met een andere?", "Is one agreement in line with another?")


@contextmanager
def _named(base: str, domain: str) -> Iterator[None]:
    """Says of which file a finding speaks: only a base can miss what it names."""
    try:
        yield
    except BadInput as problem:
        own = any(one.code in ("unknown-attribute", "unknown-value", "no-values") for one in problem.findings)
        raise in_file(problem, base if own else domain) from None


def _plain(found: "Checked", base: "Rules", domain: "Rules", concepts: "Taxonomy") -> dict[str, Any]:
    """English names, as the plain form has them."""
    return {
        "counterexample": found.counterexample,
        "conflicts": [_conflict(one, base, domain) for one in found.conflicts],
        "possible": [_conflict(one, base, domain) for one in found.possible],
        "missing": [_term(one) for one in found.missing],
        "unmapped": [_term(one) for one in found.unmapped],
        "ignored": [f"base {one}" for one in base.ignored] + [f"domain {one}" for one in domain.ignored],
        "base": {"name": base.name, "hash": _hash(base, concepts)},
        "domain": {"name": domain.name, "hash": _hash(domain, concepts)},
    }


def _conflict(one: "Conflict", base: "Rules", domain: "Rules") -> dict[str, Any]:
    from stelsel.nouns.agreement import conflict_words

    return {
        "what": one.what,
        "rule": one.rule,
        "act": one.act,
        "any": list(one.any),
        "permissions": list(one.permissions),
        "because": conflict_words(one, base, domain).to(language()),
    }


def _term(term: "Term") -> dict[str, str]:
    from stelsel.nouns.agreement import missing_words

    return {
        "term": term.value or term.attribute,
        "attribute": term.attribute,
        "value": term.value,
        "ask": missing_words(term).to(language()),
    }


def _hash(rules: "Rules", concepts: "Taxonomy") -> str | None:
    """The hash of what a text means; None where it uses words that are not its own, or is too tangled."""
    from stelsel.engines.refinement import form_of

    try:
        return form_of(rules, concepts).hash
    except BadInput:
        return None


def _told(found: "Checked", base: "Rules", domain: "Rules") -> None:
    from stelsel.nouns.agreement import act_words, conflict_words, missing_words

    spoken_now = language()
    for one in found.conflicts:
        print(f"\n  {conflict_words(one, base, domain).to(spoken_now)}")
        print(f"  {_EXAMPLE.to(spoken_now)}: {act_words(one).to(spoken_now)}")
        if one.any:
            print(f"  {_ANY.to(spoken_now)}: {', '.join(one.any)}")
    say.lines(_MISSING, (missing_words(one).to(spoken_now) for one in found.missing))
    say.lines(_IGNORED, (*(f"base {one}" for one in base.ignored), *(f"domain {one}" for one in domain.ignored)))
    for one in found.possible if not found.conflicts else ():
        print(f"\n  {_MAYBE.to(spoken_now)}: {conflict_words(one, base, domain).to(spoken_now)}")


_SHAPES = Text(nl="Wat de vormen loslaten", en="What the shapes let go")
_EXAMPLE = Text(nl="Bijvoorbeeld", en="For instance")
_ANY = Text(nl="Het maakt niet uit wat dit is", en="It does not matter what this is")
_MISSING = Text(nl="Wat ontbreekt", en="What is missing")
_IGNORED = Text(nl="Dit lezen wij niet", en="This is not read")
_MAYBE = Text(nl="Misschien", en="Perhaps")
