# SPDX-License-Identifier: EUPL-1.2
"""`stelsel rules`: compute one case or many by law, explain it, ask what is still needed, and check the texts."""

from typing import TYPE_CHECKING, Any

import typer

from stelsel.faces.cli import (
    rules_ask,
    rules_check,
    rules_compare,
    rules_kit,
    rules_list,
    rules_population,
    rules_receipt,
    rules_synthesise,
    rules_verify,
    say,
)
from stelsel.faces.cli.ends import End, Finished
from stelsel.faces.cli.rules_question import facts_named, question
from stelsel.faces.cli.shared_options import language, spoken
from stelsel.kernel.problem import BadInput

if TYPE_CHECKING:
    from stelsel.engines.rules import Outcome
    from stelsel.faces.cli.rules_facts import Case
    from stelsel.faces.cli.rules_given import Asked

app = typer.Typer(help=spoken("Reken met wetten en regels.", "Compute with laws and rules."), no_args_is_help=True)


def run(asked: "Asked", facts: str, json: bool) -> None:
    """One case, or a line for each of many."""
    _computed(asked, facts, json, explained=False)


def explain(asked: "Asked", facts: str, json: bool) -> None:
    """The outcome, and every step in a sentence with its article."""
    _computed(asked, facts, json, explained=True)


def _computed(asked: "Asked", facts: str, json: bool, explained: bool) -> None:
    from stelsel.faces.cli.rules_facts import read_cases

    given = read_cases(facts_named(facts))
    if given.many:
        worst = max((_one_of_many(asked, case, json, explained) for case in given.cases), default=End.OK)
        if worst is not End.OK:
            raise Finished(worst)
        return
    outcome = asked.outcome(given.cases[0].facts)
    if json:
        say.as_json(_shape(asked, outcome, explained))
    else:
        _say(asked, outcome, explained)
    _end(outcome)


def _shape(asked: "Asked", outcome: "Outcome", explained: bool) -> dict[str, Any]:
    from stelsel.faces.cli.rules_say import sentences, shaped

    return {**shaped(asked, outcome), **({"uitleg": sentences(outcome)} if explained else {})}


def _say(asked: "Asked", outcome: "Outcome", explained: bool) -> None:
    from stelsel.faces.cli.rules_say import told, told_why

    told(asked, outcome)
    if explained:
        told_why(outcome)


def _one_of_many(asked: "Asked", case: "Case", json: bool, explained: bool) -> End:
    """A line per case. A case that does not fit says why, and the rest goes on."""
    from stelsel.faces.cli.rules_say import faults, one_line, told_why

    try:
        if case.wrong:
            raise case.wrong
        outcome = asked.outcome(case.facts)
    except BadInput as problem:
        if json:
            say.as_line({"geval": case.number, "fouten": faults(problem.findings)})
        else:
            wrong = " ".join(one.line(language()) for one in problem.findings)
            print(f"{case.number}. {spoken('Niet berekend.', 'Not computed.')} {wrong}")
        return End.BAD_INPUT
    if json:
        say.as_line({"geval": case.number, **_shape(asked, outcome, explained)})
    else:
        print(one_line(case.number, outcome))
        if explained:
            told_why(outcome)
    return End.NO if outcome.missing or outcome.troubles else End.OK


def _end(outcome: "Outcome") -> None:
    if outcome.missing or outcome.troubles:
        raise Finished(End.NO)


app.command("list", help=spoken("Welke regels er zijn.", "Which rules there are."))(rules_list.list_rules)
app.command("run", help=spoken("Bereken de uitkomst.", "Compute the outcome."))(question(run))
app.command("explain", help=spoken("Leg de uitkomst uit.", "Explain the outcome."))(question(explain))
app.command("ask", help=spoken("Laat u vragen stellen.", "Be asked questions."))(question(rules_ask.ask))
app.command("check", help=spoken("Controleer regelteksten.", "Check rule texts."))(rules_check.check)
app.command("prove", help=spoken("Bewijs wat altijd geldt.", "Prove what always holds."))(question(rules_check.prove))
app.command("kit", help=spoken("Proefkit voor andere rekenmachines.", "Conformance kit for other engines."))(
    rules_kit.kit
)
app.command("population", help=spoken("Reken een regel uit voor iedereen.", "Compute a rule for everyone."))(
    rules_population.population
)
app.command("compare", help=spoken("Wie gaat voor- of achteruit.", "Who gains and who loses."))(rules_compare.compare)
app.command("synthesise", help=spoken("Maak een verzonnen land.", "Make a synthetic country."))(
    rules_synthesise.synthesise
)
app.command("verify", help=spoken("Controleer een map met uitkomsten.", "Check a folder with results."))(
    rules_verify.verify
)
app.add_typer(rules_receipt.app, name="receipt")
