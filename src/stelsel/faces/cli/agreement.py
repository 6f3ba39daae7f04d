# SPDX-License-Identifier: EUPL-1.2
"""`stelsel agreement`: whether one agreement is in line with another."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from stelsel.faces.cli import say
from stelsel.faces.cli.ends import End, Finished
from stelsel.faces.cli.shared_options import As, Json, Lang, asker, language, open_node, spoken
from stelsel.faces.needs import needing
from stelsel.kernel.problem import BadInput, Finding, bad_input
from stelsel.kernel.text import Text

if TYPE_CHECKING:
    from stelsel.engines.refinement import Checked, Conflict, Rules, Taxonomy, Term
    from stelsel.nouns.agreement import Agreement, Given

app = typer.Typer(help=spoken("Afspraken vergelijken.", "Compare agreements."), no_args_is_help=True)

MOST_BYTES = 1_000_000
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
    from stelsel.engines.refinement import check as compared
    from stelsel.nouns.agreement import taxonomy_of_both

    base_given, domain_given = _given(base, publisher), _given(domain, publisher)
    concepts = taxonomy_of_both(base_given, domain_given, _taxonomy(taxonomy))
    with _named(base, domain):
        found = compared(base_given.rules, domain_given.rules, concepts)
    if json:
        say.as_json(_plain(found, base_given.rules, domain_given.rules, concepts))
    else:
        _told(found, base_given.rules, domain_given.rules)
    if must and found.verdict != "IN LINE":
        raise Finished(End.NO)


check.__doc__ = spoken("Is een afspraak in lijn met een andere?", "Is one agreement in line with another?")


@contextmanager
def _named(base: str, domain: str) -> Iterator[None]:
    """Says of which file a finding speaks: only a base can miss what it names."""
    try:
        yield
    except BadInput as problem:
        own = any(one.code in ("unknown-attribute", "unknown-value", "no-values") for one in problem.findings)
        raise _in_file(problem, base if own else domain) from None


def _in_file(problem: BadInput, name: str) -> BadInput:
    return BadInput(*(Finding(one.code, f"{name} {one.where}".strip(), one.what, one.cure) for one in problem.findings))


def body_of(named: str, publisher: str) -> "Agreement":
    """The agreement in a file (as it stands in a register, or in ODRL), or at an address of this node. BadInput
    otherwise."""
    from stelsel.faces.cli.receipt import read_file
    from stelsel.kernel.canonical import read_json
    from stelsel.nouns.agreement import AGREEMENT

    if not _is_file(named):
        return _at_address(named, publisher)
    raw = read_file(named, MOST_BYTES)
    if named.endswith((".ttl", ".jsonld")) or b'"@context"' in raw[:2000]:
        return _from_odrl(raw, named)
    try:
        found: Agreement = AGREEMENT.convert(read_json(raw)).body
    except BadInput as problem:
        raise _in_file(problem, named) from None
    return found


def _from_odrl(raw: bytes, named: str) -> "Agreement":
    """The one policy in a file of ODRL; what somebody has to look at goes to standard error."""
    from stelsel.priorities.data.exchange import odrl_ap_nl

    found = odrl_ap_nl.read(raw, Path(named).name)
    if len(found) > 1:
        listed = ", ".join(one.body.identifier for one in found)
        raise bad_input("several-policies", named, _SEVERAL.fill(listed=listed[:300]), _SEVERAL_CURE)
    for one in found[0].warnings:
        print(f"{one.where}: {one.what.to(language())} {one.cure.to(language())}", file=sys.stderr)
    return found[0].body


def base_of(agreement: str, body: "Agreement", named: str, publisher: str) -> "Agreement | None":
    """The agreement that one refines: as told, else, for one of this node, at its address here, else None."""
    if named:
        return body_of(named, publisher)
    if not body.refines or ":" in body.refines or _is_file(agreement):
        return None
    try:
        return _at_address(body.refines, publisher)
    except BadInput:
        return None


def publisher_of(named: str) -> str:
    """Who publishes the agreement at an address; nobody that we know of for a file."""
    return "" if _is_file(named) else named.partition("/")[0]


def _is_file(named: str) -> bool:
    return (
        Path(named).exists() or named.endswith(".json") or ("/" in named and ":" not in named and named.count("/") != 2)
    )


def _given(named: str, publisher: str) -> "Given":
    from stelsel.kernel.canonical import parsed_json
    from stelsel.nouns.agreement import given

    if not _is_file(named):
        return _from_node(named, publisher)
    from stelsel.faces.cli.receipt import read_file

    try:
        return given(parsed_json(read_file(named, MOST_BYTES)), Path(named).stem)
    except BadInput as problem:
        raise _in_file(problem, named) from None


def _from_node(address: str, publisher: str) -> "Given":
    from stelsel.nouns.agreement import Given, rules_in, taxonomy_in

    body = _at_address(address, publisher)
    return Given(rules_in(body), taxonomy_in(body))


def _at_address(address: str, publisher: str) -> "Agreement":
    from stelsel.kernel.ids import entry_id
    from stelsel.nouns.agreement import AGREEMENT

    entry_id(address, "AGREEMENT")
    record = open_node().book(asker(publisher)).get(address)
    if record is None or record.envelope.type.partition("/")[0] != AGREEMENT.name:
        raise bad_input("no-agreement", address, _NONE, _NONE_CURE)
    body: Agreement = record.body(AGREEMENT)
    return body


def _taxonomy(path: Path | None) -> "Taxonomy":
    from stelsel.engines.refinement import Taxonomy, taxonomy_from
    from stelsel.faces.cli.receipt import read_file
    from stelsel.kernel.canonical import parsed_json

    if path is None:
        return Taxonomy()
    try:
        return taxonomy_from(parsed_json(read_file(str(path), MOST_BYTES)))
    except BadInput as problem:
        raise _in_file(problem, str(path)) from None


def _plain(found: "Checked", base: "Rules", domain: "Rules", concepts: "Taxonomy") -> dict[str, Any]:
    """English names, as the plain form has them."""
    from stelsel.nouns.agreement import headline

    return {
        "verdict": found.verdict,
        "headline": headline(found, base.name or "base", domain.name or "domain").to(language()),
        "counterexample": found.counterexample,
        "conflicts": [_conflict(one, base, domain) for one in found.conflicts],
        "possible": [_conflict(one, base, domain) for one in found.possible],
        "missing": [_term(one) for one in found.missing],
        "unmapped": [_term(one) for one in found.unmapped],
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
    from stelsel.nouns.agreement import act_words, conflict_words, headline, missing_words

    spoken_now = language()
    print(headline(found, base.name or "base", domain.name or "domain").to(spoken_now))
    for one in found.conflicts:
        print(f"\n  {conflict_words(one, base, domain).to(spoken_now)}")
        print(f"  {_EXAMPLE.to(spoken_now)}: {act_words(one).to(spoken_now)}")
        if one.any:
            print(f"  {_ANY.to(spoken_now)}: {', '.join(one.any)}")
    say.lines(_MISSING, (missing_words(one).to(spoken_now) for one in found.missing))
    for one in found.possible if not found.conflicts else ():
        print(f"\n  {_MAYBE.to(spoken_now)}: {conflict_words(one, base, domain).to(spoken_now)}")


_EXAMPLE = Text(nl="Bijvoorbeeld", en="For instance")
_ANY = Text(nl="Het maakt niet uit wat dit is", en="It does not matter what this is")
_MISSING = Text(nl="Wat ontbreekt", en="What is missing")
_MAYBE = Text(nl="Misschien", en="Perhaps")
_SEVERAL = Text(nl="Hierin staan er meer: {listed}.", en="This holds several: {listed}.")
_SEVERAL_CURE = Text(nl="Geef een bestand met één afspraak.", en="Give a file with one policy.")
_NONE = Text(nl="Hier staat geen afspraak.", en="There is no agreement here.")
_NONE_CURE = Text(
    nl="Geef een bestand, of het adres van een afspraak (stelsel search --kind afspraak).",
    en="Give a file, or the address of an agreement (stelsel search --kind agreement).",
)

from stelsel.faces.cli import agreement_read, agreement_shapes  # noqa: E402 - they add their commands to this group

agreement_read.add(app)
agreement_shapes.add(app)
