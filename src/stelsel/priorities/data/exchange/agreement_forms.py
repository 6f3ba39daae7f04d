# SPDX-License-Identifier: EUPL-1.2
"""One agreement, many forms: one table of what it can be written as. FSC and dataspace contracts get a row each when
their gates are there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from stelsel.kernel.problem import BadInput, Finding
from stelsel.kernel.text import Text
from stelsel.kernel.vocabulary import wire
from stelsel.nouns.agreement import Agreement, in_plain_words, rules_in, taxonomy_in
from stelsel.priorities.data.exchange import odrl_ap_nl, policy_stubs, rule_text


@dataclass(frozen=True)
class Written:
    """An agreement with what its forms need: where it stands, who publishes it, the one that it refines (None: not
    here), and the language of words (nl, en)."""

    body: Agreement
    address: str = ""
    publisher: str = ""
    base: Agreement | None = None
    language: str = "nl"


@dataclass(frozen=True)
class AgreementForm:
    """A form: its file ending, media type, name, what to know of it, and how it is made. BadInput where the language
    of the form cannot hold the agreement."""

    ending: str
    media_type: str
    name: Text
    about: Text
    make: Callable[[Written], bytes]


def _text(one: Written) -> bytes:
    lines = [f"# {one.body.title} {one.body.version}".rstrip()]
    for section in in_plain_words(one.body):
        lines += ["", f"## {section.heading.to(one.language)}", ""]
        lines += [f"- {line.to(one.language)}" for line in section.lines]
    return ("\n".join(lines) + "\n").encode()


def _odrl(one: Written) -> bytes:
    return odrl_ap_nl.write(one.body, one.publisher)


def _rule(one: Written) -> bytes:
    _concepts_known(one)
    return rule_text.write(one.body, one.address, one.base)


def _rego(one: Written) -> bytes:
    _concepts_known(one)
    return policy_stubs.rego(one.body, one.base).encode()


def _cedar(one: Written) -> bytes:
    _concepts_known(one)
    return policy_stubs.cedar(one.body, one.base).encode()


def _concepts_known(one: Written) -> None:
    """A language without taxonomies gets lists; without the concepts of the base they would be too short, and a
    prohibition would forbid too little."""
    if not one.body.refines or one.base is not None:
        return
    own = taxonomy_in(one.body)
    open_ones = sorted(
        {
            str(value)
            for atom in rules_in(one.body).atoms()
            for value in atom.values
            if atom.op in ("isA", "hasPart", "isAllOf") and str(value) not in own
        }
    )
    if open_ones:
        said = _NO_CONCEPTS.fill(concepts=", ".join(open_ones)[:200], base=one.body.refines)
        raise BadInput(Finding("no-concepts", wire("refines"), said, _NO_CONCEPTS_CURE))


FORMS: Mapping[str, AgreementForm] = {
    "text": AgreementForm(
        "md",
        "text/markdown",
        Text(nl="Gewone woorden", en="Plain words"),
        Text(nl="Om te lezen en te tekenen.", en="To read and to sign."),
        _text,
    ),
    "odrl": AgreementForm(
        "jsonld",
        odrl_ap_nl.MEDIA_TYPE,
        Text(nl="ODRL-AP-NL (JSON-LD)", en="ODRL-AP-NL (JSON-LD)"),
        Text(
            nl="Om uit te wisselen. Wat ODRL niet kan zeggen, staat in eigen termen.",
            en="To exchange. What ODRL cannot say stands in terms of our own.",
        ),
        _odrl,
    ),
    "rule": AgreementForm(
        "yaml",
        rule_text.MEDIA_TYPE,
        Text(nl="Uitvoerbare regeltekst (RegelRecht)", en="Rule text that executes (RegelRecht)"),
        Text(
            nl="Om uit te rekenen of delen mag. Begrippen staan er als lijst in.",
            en="To compute whether sharing is allowed. Concepts stand in it as lists.",
        ),
        _rule,
    ),
    "rego": AgreementForm(
        "rego",
        "text/plain",
        Text(nl="Begin van Rego", en="Beginning of Rego"),
        Text(nl="Om zelf af te maken.", en="To finish yourself."),
        _rego,
    ),
    "cedar": AgreementForm(
        "cedar",
        "text/plain",
        Text(nl="Begin van Cedar", en="Beginning of Cedar"),
        Text(nl="Om zelf af te maken.", en="To finish yourself."),
        _cedar,
    ),
}
_NO_CONCEPTS = Text(
    nl="Wat onder {concepts} valt, staat in {base}. Die afspraak is hier niet.",
    en="What lies below {concepts} stands in {base}. That agreement is not here.",
)
_NO_CONCEPTS_CURE = Text(nl="Geef ook de basis.", en="Give the base too.")
