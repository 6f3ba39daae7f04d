# SPDX-License-Identifier: EUPL-1.2
"""The kind Agreement."""

from stelsel.kernel.kind import Kind
from stelsel.kernel.retention import ARCHIVES_ACT, Retention
from stelsel.kernel.text import Text, same
from stelsel.nouns.agreement._body import Agreement
from stelsel.nouns.agreement._check import check_agreement, revised_agreement

_KEPT = Retention(
    "permanent",
    Text(
        nl="Of een gegeven gedeeld mocht worden, is later alleen te zien aan de afspraak van toen.",
        en="Whether data might be shared can later only be seen from the agreement of its time.",
    ),
    ARCHIVES_ACT,
)

AGREEMENT = Kind(
    name="agreement",
    major=1,
    body=Agreement,
    wire="afspraak",
    wire_plural="afspraken",
    title=Text(nl="Afspraak", en="Agreement"),
    plural=Text(nl="Afspraken", en="Agreements"),
    explain=Text(
        nl="Regels die binden bij het delen van gegevens: wat mag, wat moet, voor welk doel en op welke grond.",
        en="Rules that bind when data is shared: what may, what must, for which purpose and on which basis.",
    ),
    room="nouns",
    label=lambda body: same(f"{body.title} {body.version}".strip()),
    retention=_KEPT,
    groups=(
        (
            Text(nl="Wat", en="What"),
            ("title", "version", "identifier", "text_type", "summary", "valid", "published", "sample"),
        ),
        (
            Text(nl="Waarom en tussen wie", en="Why and between whom"),
            ("sharing_purpose", "legal_bases", "agreement_parties"),
        ),
        (Text(nl="Welke gegevens", en="Which data"), ("agreed_fields",)),
        (
            Text(nl="Regels", en="Rules"),
            ("default_outcome", "permissions", "prohibitions", "duties", "measures", "shapes"),
        ),
        (
            Text(nl="Woorden", en="Words"),
            ("attributes", "agreed_concepts", "own_terms"),
        ),
        (Text(nl="Verband", en="Relations"), ("refines", "supersedes")),
    ),
    search=("title", "sharing_purpose", "summary", "identifier"),
    facets=("text_type",),
    check=check_agreement,
    revised=revised_agreement,
)
