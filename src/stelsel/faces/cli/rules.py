# SPDX-License-Identifier: EUPL-1.2
"""`stelsel rules`: compute one case or many by law, explain it, ask what is still needed, and check the texts."""

from typing import TYPE_CHECKING

import typer

from stelsel.faces.cli import rules_ask, rules_check, rules_kit, rules_receipt, say
from stelsel.faces.cli.ends import End, Finished
from stelsel.faces.cli.rules_question import facts_named, one_case, question
from stelsel.faces.cli.shared_options import language, spoken
from stelsel.kernel.problem import BadInput
from stelsel.kernel.text import Text

if TYPE_CHECKING:
    from stelsel.engines.rules import Outcome
    from stelsel.faces.cli.rules_facts import Case
    from stelsel.faces.cli.rules_given import Asked

app = typer.Typer(help=spoken("Reken met wetten en regels.", "Compute with laws and rules."), no_args_is_help=True)


def run(asked: "Asked", facts: str, json: bool) -> None:
    """One case, or a line for each of many."""
    from stelsel.faces.cli.rules_facts import read_cases
    from stelsel.faces.cli.rules_say import shaped, told

    given = read_cases(facts_named(facts))
    if given.many:
        _many(asked, given.cases, json)
        return
    outcome = asked.outcome(given.cases[0].facts)
    if json:
        say.as_json(shaped(asked, outcome))
    else:
        told(asked, outcome)
    _end(outcome)


def explain(asked: "Asked", facts: str, json: bool) -> None:
    """The outcome, and every step in a sentence with its article."""
    from stelsel.engines.rules import explanation
    from stelsel.faces.cli.rules_say import shaped, told

    outcome = asked.outcome(one_case(facts))
    sentences = explanation(outcome)
    if json:
        rows = [
            {
                "diepte": one.depth,
                "zin": one.said.to(language()),
                "wet": one.basis.law,
                "artikel": one.basis.article,
                "koppeling": one.basis.url,
            }
            for one in sentences
        ]
        say.as_json({**shaped(asked, outcome), "uitleg": rows})
    else:
        told(asked, outcome)
        lines = (f"{'  ' * one.depth}{one.said.to(language())}" for one in sentences)
        say.lines(Text(nl="Uitleg", en="Explanation"), lines)
    _end(outcome)


def _many(asked: "Asked", cases: tuple["Case", ...], json: bool) -> None:
    """A line per case. A case that does not fit says why, and the rest goes on."""
    worst = max((_one_of_many(asked, case, json) for case in cases), default=End.OK)
    if worst is not End.OK:
        raise Finished(worst)


def _one_of_many(asked: "Asked", case: "Case", json: bool) -> End:
    from stelsel.faces.cli.rules_say import faults, one_line, shaped

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
        say.as_line({"geval": case.number, **shaped(asked, outcome)})
    else:
        print(one_line(case.number, outcome))
    return End.NO if outcome.missing or outcome.troubles else End.OK


def _end(outcome: "Outcome") -> None:
    if outcome.missing or outcome.troubles:
        raise Finished(End.NO)


app.command("run", help=spoken("Bereken de uitkomst.", "Compute the outcome."))(question(run))
app.command("explain", help=spoken("Leg de uitkomst uit.", "Explain the outcome."))(question(explain))
app.command("ask", help=spoken("Laat u vragen stellen.", "Be asked questions."))(question(rules_ask.ask))
app.command("check", help=spoken("Controleer regelteksten.", "Check rule texts."))(rules_check.check)
app.command("prove", help=spoken("Bewijs wat altijd geldt.", "Prove what always holds."))(question(rules_check.prove))
app.command("kit", help=spoken("Proefkit voor andere rekenmachines.", "Conformance kit for other engines."))(
    rules_kit.kit
)
app.add_typer(rules_receipt.app, name="receipt")
