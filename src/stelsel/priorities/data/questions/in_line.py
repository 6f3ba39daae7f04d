# SPDX-License-Identifier: EUPL-1.2
"""Is this agreement in line with that one? With an act of sharing that shows a conflict, or the words that
need a meaning."""

from collections.abc import Iterator
from typing import Annotated, Any

from stelsel.book.answer import Answer, Cell, Change, Column, Reason, Table, Unknown, Verdict, ref
from stelsel.book.book import Book
from stelsel.book.question import Budget, Question
from stelsel.book.view import Record
from stelsel.engines.refinement import Checked, Conflict, form_of
from stelsel.engines.refinement.shape_check import ShapesChecked
from stelsel.kernel.kind import about
from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text, same
from stelsel.kernel.values import Value
from stelsel.kernel.vocabulary import wire
from stelsel.nouns.agreement import (
    Compared,
    Given,
    act_words,
    compared,
    conflict_words,
    given_of,
    missing_words,
    shape_words,
    taxonomy_of_both,
)
from stelsel.priorities.data.questions._agreements import agreement

_VERDICTS: dict[str, Verdict] = {"IN LINE": "yes", "CONFLICT": "no", "UNKNOWN": "unknown"}


class Inputs(Value, frozen=True):
    """Two agreements by their addresses; without `base_agreement` the one that `checked_agreement` says it refines."""

    checked_agreement: Annotated[str, about(source="address of an agreement")]
    base_agreement: Annotated[str | None, about(source="address of an agreement; apnl, odrl:inheritFrom")] = None


def ask(book: Book, inputs: Inputs, budget: Budget) -> Answer:
    """The verdict, a line for each rule of the base that is let go, and what would change it."""
    domain_record, domain = agreement(book, inputs.checked_agreement, "checked_agreement")
    named = inputs.base_agreement or domain.refines
    if not named:
        raise bad_input("no-base", wire("base_agreement"), _NO_BASE, _NO_BASE_CURE)
    base_record, base = agreement(book, named, "base_agreement")
    budget.spend(2)
    base_given, domain_given = given_of(base), given_of(domain)
    concepts = taxonomy_of_both(base_given, domain_given)
    whole = compared(base_given, domain_given, concepts)
    found = whole.rules
    return Answer(
        question="",
        inputs={},
        verdict=_VERDICTS[whole.verdict],
        headline=whole.headline(base.title, domain.title),
        result=_result(whole, base_given, domain_given, concepts),
        reasons=tuple(_reasons(found, base_record, domain_record, base_given, domain_given)),
        unknown=tuple(Unknown(missing_words(one), _ASK) for one in found.missing),
        changes=tuple(_changes(found)),
        tables=(
            *((_table(found, base_given, domain_given),) if found.conflicts or found.possible else ()),
            *((_shape_table(whole.shapes),) if whole.shapes and whole.shapes.conflicts else ()),
        ),
        notes=(_MEANING,),
    )


def _result(whole: Compared, base: Given, domain: Given, concepts: Any) -> dict[str, Any]:
    found, shapes = whole.rules, whole.shapes
    return {
        "oordeel": whole.verdict,
        "tegenvoorbeeld": found.counterexample,
        "strijdigheden": [{"soort": one.what, "regel": one.rule, "deling": one.act} for one in found.conflicts],
        "ontbreekt": [{"kenmerk": one.attribute, "waarde": one.value} for one in found.missing],
        "vormen": [
            {"klasse": one.target_class, "eigenschap": one.path, "beschrijving": one.description}
            for one in (shapes.conflicts if shapes else ())
        ],
        "betekenis": {"basis": _hash(base, concepts), "afspraak": _hash(domain, concepts)},
    }


def _hash(given: Given, concepts: Any) -> str | None:
    try:
        return form_of(given.rules, concepts).hash
    except BadInput:
        return None  # a profile in the words of its base has no form of its own


def _reasons(found: Checked, base: Record, domain: Record, of_base: Given, of_domain: Given) -> Iterator[Reason]:
    yield Reason(same(of_base.rules.name), ref(base))
    yield Reason(same(of_domain.rules.name), ref(domain))
    for one in found.conflicts or found.possible:
        yield Reason(conflict_words(one, of_base.rules, of_domain.rules), ref(base))


def _changes(found: Checked) -> Iterator[Change]:
    for one in found.conflicts:
        yield Change(_CURES[one.what].fill(rule=one.rule), _THEN)
    for term in found.missing:
        yield Change(missing_words(term), _THEN_KNOWN)


def _table(found: Checked, base: Given, domain: Given) -> Table:
    shown: tuple[Conflict, ...] = found.conflicts or found.possible
    columns = (
        Column("regel", Text(nl="Regel van de basis", en="Rule of the base")),
        Column("waarom", Text(nl="Waarom", en="Why")),
        Column("deling", Text(nl="Bijvoorbeeld deze deling", en="For instance this act of sharing")),
        Column("maakt-niet-uit", Text(nl="Maakt niet uit", en="Does not matter")),
    )
    rows = tuple(
        (
            Cell(same(one.rule) if one.rule else _PERMISSIONS),
            Cell(conflict_words(one, base.rules, domain.rules)),
            Cell(act_words(one)),
            Cell(same(", ".join(one.any)) if one.any else _NOTHING),
        )
        for one in shown
    )
    return Table(_TITLE if found.conflicts else _TITLE_MAYBE, columns, rows, len(rows))


def _shape_table(found: ShapesChecked) -> Table:
    columns = (
        Column("wat", Text(nl="Wat de afspraak loslaat", en="What the agreement lets go")),
        Column("beschrijving", Text(nl="Bijvoorbeeld deze beschrijving", en="For instance this description")),
    )
    rows = tuple((Cell(shape_words(one)), Cell(same(one.description))) for one in found.conflicts)
    return Table(_SHAPES, columns, rows, len(rows))


_SHAPES = Text(
    nl="Vormen: wat bij de afspraak past en niet bij de basis", en="Shapes: what fits the agreement and not the base"
)
_PERMISSIONS = Text(nl="de toestemmingen", en="the permissions")
_NOTHING = Text(nl="niets: alles telt", en="nothing: all of it counts")
_TITLE = Text(nl="Wat de afspraak toestaat en de basis niet", en="What the agreement allows and the base does not")
_TITLE_MAYBE = Text(nl="Wat misschien strijdig is", en="What may be a conflict")
_ASK = Text(
    nl="Vraag het de opsteller van de afspraak; zet het antwoord bij de termen.",
    en="Ask who wrote the agreement; put the answer with its terms.",
)
_THEN = Text(nl="Dan is dit niet meer strijdig.", en="Then this is no conflict any more.")
_THEN_KNOWN = Text(nl="Dan is te zeggen of het in lijn is.", en="Then one can say whether it is in line.")
_CURES = {
    "permission": Text(
        nl="Maak de toestemmingen smaller, tot wat de basis toestaat.",
        en="Narrow the permissions to what the base allows.",
    ),
    "prohibition": Text(nl="Neem het verbod {rule} over.", en="Take over prohibition {rule}."),
    "duty": Text(nl="Neem de plicht {rule} over.", en="Take over duty {rule}."),
    "one of these": Text(nl="Neem deze regels over: {rule}.", en="Take over these rules: {rule}."),
}
_MEANING = Text(
    nl="In lijn betekent: elke deling die de afspraak toestaat, staat de basis ook toe. De afspraak staat op zichzelf: "
    "een plicht die zij niet herhaalt, vervalt. Wat de basis “mag worden weggelaten” noemt, mag ontbreken.",
    en="In line means: every act of sharing that the agreement allows, the base allows too. The agreement stands by "
    "itself: a duty that it does not repeat is dropped. What the base calls “may be left out” may be missing.",
)
_NO_BASE = Text(
    nl="Deze afspraak zegt niet welke zij verfijnt.", en="This agreement does not say which one it refines."
)
_NO_BASE_CURE = Text(nl="Geef ook het adres van de basis.", en="Give the address of the base too.")

IN_LINE: Question[Inputs] = Question(
    name="in-line",
    wire="in-lijn",
    room="data",
    sentence=Text(
        nl="Is deze afspraak in lijn met de basis?",
        en="Is this agreement in line with the base?",
    ),
    explain=Text(
        nl="Vergelijkt twee afspraken en geeft een deling die strijdig is, of woorden die nog geen betekenis hebben.",
        en="Compares two agreements and gives an act of sharing that conflicts, or the words that have no meaning yet.",
    ),
    inputs=Inputs,
    ask=ask,
    cost=2,
    example={
        "getoetsteAfspraak": "dienst-voorbeelddata/agreement/iwlz-stijl",
        "basisafspraak": "dienst-voorbeelddata/agreement/grondregels",
    },
)
