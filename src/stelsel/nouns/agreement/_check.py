# SPDX-License-Identifier: EUPL-1.2
"""What types cannot see in an agreement: rules that do not read or contradict themselves, and parts that do not fit."""

from collections import Counter
from collections.abc import Iterable, Sequence

from stelsel.engines.refinement import Contradiction, contradictions
from stelsel.kernel.lawful_basis import NEEDS_LAW
from stelsel.kernel.problem import BadInput, Finding
from stelsel.kernel.text import Text
from stelsel.kernel.vocabulary import wire
from stelsel.nouns.agreement._body import Agreement
from stelsel.nouns.agreement._rules_of import rules_in, taxonomy_in


def check_agreement(body: Agreement) -> Sequence[Finding]:
    """Everything that is wrong, rule by rule."""
    found = [*_empty(body), *_purpose(body), *_doubles(body), *_measures(body), *_shapes(body)]
    try:
        rules, taxonomy = rules_in(body), taxonomy_in(body)
        if body.text_type != "profile" and not body.refines:  # their words stand in another entry
            found += [_contradiction(what, rule) for what, rule in contradictions(rules, taxonomy)]
    except BadInput as problem:
        found += problem.findings
    return found


def revised_agreement(old: Agreement, new: Agreement) -> Sequence[Finding]:
    """A correction is of the same version; other rules are a new version, which supersedes this one."""
    changed = [name for name in ("identifier", "version") if getattr(old, name) != getattr(new, name)]
    return tuple(Finding("agreement-version", wire(name), _VERSION, _VERSION_CURE) for name in changed)


def _purpose(body: Agreement) -> Iterable[Finding]:
    if body.text_type != "sharing":
        return
    if not body.sharing_purpose.strip():
        yield Finding("no-purpose", wire("sharing_purpose"), _NO_PURPOSE, _NO_PURPOSE_CURE)
    if not body.legal_bases:
        yield Finding("no-basis", wire("legal_bases"), _NO_BASIS, _NO_BASIS_CURE)
    for at, one in enumerate(body.legal_bases):
        if one.ground in NEEDS_LAW and not one.article.strip():
            yield Finding("no-article", f"{wire('legal_bases')}[{at}]", _NO_ARTICLE, _NO_ARTICLE_CURE)
    roles = {one.party_role for one in body.agreement_parties}
    for role, words in _NEEDED.items():
        if role not in roles:
            yield Finding("no-party", wire("agreement_parties"), _NO_PARTY.fill(role=words), _NO_PARTY_CURE)


_NAMED = (
    ("agreement_parties", "organisation"),
    ("legal_bases", "law_identifier"),
    ("agreed_fields", "field_name"),
    ("attributes", "attribute_name"),
    ("agreed_concepts", "concept"),
    ("own_terms", "own_term"),
)
"""Parts of which each line has a name, and which field that is."""


def _empty(body: Agreement) -> Iterable[Finding]:
    """What has to have a name and has none: nobody could speak of it."""
    for name in ("identifier", "title"):
        if not getattr(body, name).strip():
            yield Finding("empty-name", wire(name), _EMPTY, _EMPTY_CURE)
    for part, name in _NAMED:
        for at, one in enumerate(getattr(body, part)):
            if not getattr(one, name).strip():
                yield Finding("empty-name", f"{wire(part)}[{at}].{wire(name)}", _EMPTY, _EMPTY_CURE)


def _doubles(body: Agreement) -> Iterable[Finding]:
    rules = Counter(one.rule_id for part in (body.permissions, body.prohibitions, body.duties) for one in part)
    fields = Counter(one.field_name for one in body.agreed_fields)
    names = Counter(one.attribute_name for one in body.attributes)
    for part, counted in (("rule_id", rules), ("agreed_fields", fields), ("attributes", names)):
        for name, times in counted.items():
            if times > 1:
                yield Finding("double-name", wire(part), _DOUBLE.fill(name=name[:60]), _DOUBLE_CURE)


def _measures(body: Agreement) -> Iterable[Finding]:
    rules = {one.rule_id for part in (body.permissions, body.prohibitions, body.duties) for one in part}
    fields = {one.field_name for one in body.agreed_fields}
    for at, one in enumerate(body.measures):
        place = f"{wire('measures')}[{at}]"
        if one.rule_id not in rules:
            yield Finding("no-rule", place, _NO_RULE.fill(name=one.rule_id), _NO_RULE_CURE)
        if one.field_name and one.field_name not in fields:
            yield Finding("no-field", place, _NO_FIELD.fill(name=one.field_name[:60]), _NO_FIELD_CURE)
        if one.enforced_by in ("gateway", "api") and not one.at_address:
            yield Finding("no-address", place, _NO_ADDRESS, _NO_ADDRESS_CURE)


def _shapes(body: Agreement) -> Iterable[Finding]:
    for at, one in enumerate(body.shapes):
        if one.max_count is not None and one.max_count < one.min_count:
            yield Finding("shape-counts", f"{wire('shapes')}[{at}]", _COUNTS, _COUNTS_CURE)


def _contradiction(what: Contradiction, rule: str) -> Finding:
    words, part = _CONTRADICTIONS[what]
    return Finding("contradiction", wire(part), words.fill(rule=rule), _CONTRADICTION_CURE)


_CONTRADICTIONS: dict[Contradiction, tuple[Text, str]] = {
    "permission never holds": (
        Text(nl="De toestemming {rule} kan nooit gelden.", en="Permission {rule} can never hold."),
        "permissions",
    ),
    "prohibition never holds": (
        Text(nl="Het verbod {rule} kan nooit gelden.", en="Prohibition {rule} can never hold."),
        "prohibitions",
    ),
    "duty cannot be met": (
        Text(nl="Aan de plicht {rule} kan niemand voldoen.", en="Nobody can meet duty {rule}."),
        "duties",
    ),
    "allows nothing": (
        Text(nl="Met deze regels samen mag er niets.", en="These rules together allow nothing."),
        "permissions",
    ),
}
_CONTRADICTION_CURE = Text(
    nl="Kijk welke voorwaarden elkaar uitsluiten, en haal er een weg.",
    en="See which conditions exclude each other, and take one away.",
)
_VERSION = Text(nl="Dit is een andere versie.", en="This is another version.")
_VERSION_CURE = Text(
    nl="Publiceer haar als nieuwe vermelding, met bij “vervangt” het adres van deze.",
    en="Publish it as a new entry, with the address of this one at “supersedes”.",
)
_EMPTY = Text(nl="Hier staat niets.", en="There is nothing here.")
_EMPTY_CURE = Text(nl="Vul het in.", en="Fill it in.")
_NO_PURPOSE = Text(nl="Het doel ontbreekt.", en="The purpose is missing.")
_NO_PURPOSE_CURE = Text(
    nl="Zeg waarvoor de gegevens worden gebruikt (AVG art. 5 lid 1 b).",
    en="Say what the data is used for (GDPR art. 5(1)(b)).",
)
_NO_BASIS = Text(nl="De rechtsgrond ontbreekt.", en="The legal basis is missing.")
_NO_BASIS_CURE = Text(
    nl="Noem de wet en het artikel waarop het delen rust.", en="Name the law and the article that the sharing rests on."
)
_NO_ARTICLE = Text(nl="Bij deze grond hoort een wetsartikel.", en="This ground needs an article of law.")
_NO_ARTICLE_CURE = Text(nl="Vul het artikel in (AVG art. 6 lid 3).", en="Fill in the article (GDPR art. 6(3)).")
_NEEDED = {
    "provider": Text(nl="aanbieder", en="provider"),
    "consumer": Text(nl="afnemer", en="consumer"),
}
_NO_PARTY = Text(nl="Er is geen {role}.", en="There is no {role}.")
_NO_PARTY_CURE = Text(nl="Noem bij partijen wie dat is, met TOOI-adres.", en="Name who that is, with its TOOI address.")
_DOUBLE = Text(nl="De naam {name} staat er twee keer.", en="The name {name} stands there twice.")
_DOUBLE_CURE = Text(nl="Geef elk een eigen naam.", en="Give each a name of its own.")
_NO_RULE = Text(nl="De regel {name} van deze maatregel is er niet.", en="Rule {name} of this measure is not there.")
_NO_RULE_CURE = Text(
    nl="Neem de naam van een toestemming, verbod of plicht.", en="Take the name of a permission, prohibition or duty."
)
_NO_FIELD = Text(nl="Het veld {name} van deze maatregel is er niet.", en="Field {name} of this measure is not there.")
_NO_FIELD_CURE = Text(nl="Neem een naam uit de velden.", en="Take a name from the fields.")
_NO_ADDRESS = Text(nl="Waar de maatregel draait, ontbreekt.", en="Where the measure runs is missing.")
_NO_ADDRESS_CURE = Text(
    nl="Geef het adres, of kies “organisation” als mensen hem uitvoeren.",
    en="Give the address, or choose “organisation” when people carry it out.",
)
_COUNTS = Text(nl="Het hoogste aantal ligt onder het laagste.", en="The most lies below the fewest.")
_COUNTS_CURE = Text(nl="Wissel ze om.", en="Swap them.")
