# SPDX-License-Identifier: EUPL-1.2
"""One act of sharing under one agreement: what the agreement says of its field, and its rules of the act.

A word that means nothing in the agreement is as if it was not said: what it decides stays unknown. So is what rests on
a base that cannot be read here, and a purpose that no rule speaks of.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from stelsel.book.book import Book
from stelsel.engines.refinement import Atom, Attribute, Rules, Ruling, Taxonomy, number_or_day, ruling
from stelsel.kernel.ids import entry_id
from stelsel.kernel.problem import BadInput, Finding
from stelsel.kernel.text import Text
from stelsel.kernel.vocabulary import wire
from stelsel.nouns.agreement import Agreement, agreement_here, chain_of, rules_in, taxonomy_in

FieldSays = Literal["agreed", "not-agreed", "unknown", "not-asked"]
PURPOSES = frozenset({"purpose", "doel", "odrl:purpose"})
"""What rules call the purpose of an act."""
_IN_TREE = frozenset({"isA", "hasPart", "isAllOf"})
_IN_ORDER = frozenset({"lt", "lteq", "gt", "gteq"})
_YES_NO = {"ja": "true", "yes": "true", "nee": "false", "no": "false"}


@dataclass(frozen=True)
class Judged:
    """What one agreement says of the act. `ruled` are its rules; `strange` the words that mean nothing in it (by
    attribute); `purpose_untold`: no rule speaks of the purpose that was asked for; `base_missing`: the address of
    a base that cannot be read here, where the outcome rests on it; `unreadable`: its rules cannot be applied."""

    field_says: FieldSays
    ruled: Ruling = field(default_factory=lambda: Ruling(None))
    rules: Rules = field(default_factory=Rules)
    strange: tuple[tuple[str, str], ...] = ()
    purpose_untold: bool = False
    base_missing: str = ""
    unreadable: bool = False

    @property
    def allowed(self) -> bool | None:
        """Whether the act may happen; None where that is not known. A certain no goes before what is not known."""
        if self.field_says == "not-agreed" or self.ruled.allowed is False:
            return False
        sure = self.field_says != "unknown" and not self.purpose_untold and not self.unreadable
        return True if sure and self.ruled.allowed else None


def act_in(lines: Sequence[str]) -> dict[str, str]:
    """The attributes of an act from lines `name=value`. BadInput names each line that does not read."""
    act: dict[str, str] = {}
    wrong = []
    for at, line in enumerate(lines):
        name, sign, value = (part.strip() for part in line.partition("="))
        if not (name and sign and value):
            wrong.append(Finding("act-line", f"{wire('act_lines')}[{at}]", _LINE.fill(line=line[:60]), _LINE_CURE))
        elif name in act:
            wrong.append(Finding("act-twice", f"{wire('act_lines')}[{at}]", _TWICE.fill(name=name[:60]), _TWICE_CURE))
        else:
            act[name] = value
    if wrong:
        raise BadInput(*wrong)
    return act


def judge(book: Book, address: str, body: Agreement, about: Mapping[str, str], act: Mapping[str, str]) -> Judged:
    """What an agreement says of an act. `about` may hold `dataset`, `field` and `purpose`."""
    says = field_says(book, body, about.get("dataset", ""), about.get("field", ""))
    try:
        rules, concepts, missing = _whole(book, address, body)
    except BadInput:
        return Judged(says, unreadable=True)
    whole, untold = _with_purpose(rules, body, about.get("purpose", ""), act)
    meant, strange = _meant(rules, concepts, whole)
    in_tree = {one.attribute for one in rules.atoms() if one.op in _IN_TREE}
    if missing:
        meant = {name: value for name, value in meant.items() if name not in in_tree}
    rests = missing if missing and in_tree else ""
    return Judged(says, ruling(rules, meant, concepts), rules, strange, untold, rests)


def field_says(book: Book, body: Agreement, dataset: str, name: str) -> FieldSays:
    """Whether a field, of a dataset where one is named, was agreed. An agreement that does not say of which dataset its
    fields are leaves that unknown."""
    if not dataset and not name:
        return "not-asked"
    named = [one for one in body.agreed_fields if not name or one.field_name == name]
    if not body.agreed_fields:
        return "unknown"
    if not named:
        return "not-agreed"
    wanted = _names_of(book, dataset) if dataset else frozenset()
    if not dataset or any(one.from_dataset and _names_of(book, one.from_dataset) & wanted for one in named):
        return "agreed"
    return "unknown" if any(not one.from_dataset for one in named) else "not-agreed"


def _names_of(book: Book, dataset: str) -> frozenset[str]:
    """The addresses of a dataset: of its entry here, and its own (IRI)."""
    try:
        entry_id(dataset)
        record = book.get(dataset)
    except BadInput:
        return frozenset({dataset})
    iri = getattr(book.body(record), "iri", None) if record else None
    return frozenset({dataset, iri} if iri else {dataset})


def _whole(book: Book, address: str, body: Agreement) -> tuple[Rules, Taxonomy, str]:
    """The rules of an agreement, with the attributes and concepts of what it refines; and the address of a base that
    cannot be read here."""
    rules, concepts = rules_in(body), taxonomy_in(body)
    chain, circle = chain_of(book, address, body, "refines")
    attributes: dict[str, Attribute] = dict(rules.attributes)
    missing = chain[-1] if circle else ""
    for one in dict.fromkeys(chain[1:]):
        found = agreement_here(book, one)
        if found is None:
            missing = one
            continue
        attributes = {**rules_in(found[1]).attributes, **attributes}
        concepts = taxonomy_in(found[1]).joined(concepts)
    own = {one.own_term: [upper for upper in one.base_terms if upper in concepts] for one in body.own_terms}
    leaves = {term: upper for term, upper in own.items() if upper and term not in concepts}
    told = Rules(
        rules.name, rules.default, rules.permissions, rules.prohibitions, rules.duties, attributes, rules.terms
    )
    return told, concepts.with_leaves(leaves) if leaves else concepts, missing


def _with_purpose(rules: Rules, body: Agreement, purpose: str, act: Mapping[str, str]) -> tuple[dict[str, str], bool]:
    """The act with its purpose under the names that the rules give it, and whether no rule speaks of it while it is not
    word for word that of the agreement."""
    if not purpose:
        return dict(act), False
    names = {one.attribute for one in rules.atoms() if one.attribute.casefold() in PURPOSES}
    same = " ".join(purpose.casefold().split()) == " ".join(body.sharing_purpose.casefold().split())
    return {**dict.fromkeys(names, purpose), **act}, not names and not same


def _meant(
    rules: Rules, concepts: Taxonomy, act: Mapping[str, str]
) -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    """The part of an act that means something in these rules, and the words that mean nothing."""
    meant: dict[str, str] = {}
    strange = []
    for name, told in act.items():
        atoms = [one for one in rules.atoms() if one.attribute == name]
        value = _as_typed(rules.attributes.get(name), atoms, told)
        if not atoms or _known(rules.attributes.get(name), atoms, value, concepts):
            meant[name] = value
        else:
            strange.append((name, told))
    return meant, tuple(strange)


def _as_typed(attribute: Attribute | None, atoms: Sequence[Atom], value: str) -> str:
    bare = {str(one).lower() for atom in atoms for one in atom.values} <= {"true", "false"} and bool(atoms)
    yes_no = attribute.type == "boolean" if attribute else bare
    return _YES_NO.get(value.casefold(), value.casefold()) if yes_no else value


def _known(attribute: Attribute | None, atoms: Sequence[Atom], value: str, concepts: Taxonomy) -> bool:
    said = {str(one) for atom in atoms for one in atom.values}
    kind = attribute.type if attribute else ""
    if kind in ("integer", "number", "date") or any(atom.op in _IN_ORDER for atom in atoms):
        return number_or_day(value) is not None
    if kind == "boolean":
        return value in ("true", "false")
    if kind == "choice" and attribute is not None:
        return value in said or value in attribute.values
    if kind == "concept" or any(atom.op in _IN_TREE for atom in atoms):
        return value in said or value in concepts
    return True


_LINE = Text(nl="“{line}” is geen naam=waarde.", en="“{line}” is no name=value.")
_LINE_CURE = Text(
    nl="Schrijf elk kenmerk op een eigen regel, zoals land=NL.", en="Write each attribute on its own line, as land=NL."
)
_TWICE = Text(nl="{name} staat er twee keer.", en="{name} stands there twice.")
_TWICE_CURE = Text(nl="Een deling heeft van elk kenmerk één waarde.", en="A sharing has one value of each attribute.")
