# SPDX-License-Identifier: EUPL-1.2
"""Agreements that commands are given: files in either form, or addresses of this node."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from stelsel.faces.cli.shared_options import asker, language, open_node
from stelsel.kernel.problem import BadInput, Finding, bad_input
from stelsel.kernel.text import Text

if TYPE_CHECKING:
    from stelsel.engines.refinement import Taxonomy
    from stelsel.nouns.agreement import Agreement, Given

MOST_BYTES = 1_000_000


def in_file(problem: BadInput, name: str) -> BadInput:
    """The same findings, with the name of the file they are in."""
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
        raise in_file(problem, named) from None
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


def given_by(named: str, publisher: str) -> "Given":
    """The rules in a file of either form, or of an agreement of this node. BadInput otherwise."""
    from stelsel.kernel.canonical import parsed_json
    from stelsel.nouns.agreement import given

    if not _is_file(named):
        return _from_node(named, publisher)
    from stelsel.faces.cli.receipt import read_file

    try:
        return given(parsed_json(read_file(named, MOST_BYTES)), Path(named).stem)
    except BadInput as problem:
        raise in_file(problem, named) from None


def _from_node(address: str, publisher: str) -> "Given":
    from stelsel.nouns.agreement import given_of

    return given_of(_at_address(address, publisher))


def _at_address(address: str, publisher: str) -> "Agreement":
    from stelsel.kernel.ids import entry_id
    from stelsel.nouns.agreement import AGREEMENT

    entry_id(address, "AGREEMENT")
    record = open_node().book(asker(publisher)).get(address)
    if record is None or record.envelope.type.partition("/")[0] != AGREEMENT.name:
        raise bad_input("no-agreement", address, _NONE, _NONE_CURE)
    body: Agreement = record.body(AGREEMENT)
    return body


def taxonomy_by(path: Path | None) -> "Taxonomy":
    """The concepts in a file; none without one. BadInput where it does not read."""
    from stelsel.engines.refinement import Taxonomy, taxonomy_from
    from stelsel.faces.cli.receipt import read_file
    from stelsel.kernel.canonical import parsed_json

    if path is None:
        return Taxonomy()
    try:
        return taxonomy_from(parsed_json(read_file(str(path), MOST_BYTES)))
    except BadInput as problem:
        raise in_file(problem, str(path)) from None


_SEVERAL = Text(nl="Hierin staan er meer: {listed}.", en="This holds several: {listed}.")
_SEVERAL_CURE = Text(nl="Geef een bestand met één afspraak.", en="Give a file with one policy.")
_NONE = Text(nl="Hier staat geen afspraak.", en="There is no agreement here.")
_NONE_CURE = Text(
    nl="Geef een bestand, of het adres van een afspraak (stelsel search --kind afspraak).",
    en="Give a file, or the address of an agreement (stelsel search --kind agreement).",
)
