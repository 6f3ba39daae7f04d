# SPDX-License-Identifier: EUPL-1.2
"""`stelsel agreement show|scope|coverage`: an agreement in plain words, a delivery beside its fields, and which rule is
enforced where."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from stelsel.faces.cli import say
from stelsel.faces.cli.agreement_given import MOST_BYTES, base_of, body_of, publisher_of
from stelsel.faces.cli.shared_options import As, Json, Lang, language, spoken
from stelsel.faces.needs import needing
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text

if TYPE_CHECKING:
    from stelsel.nouns.agreement import Delivered, Scope

Named = Annotated[
    str,
    typer.Argument(
        metavar="AGREEMENT",
        help=spoken("Bestand (JSON), of adres van een afspraak.", "File (JSON), or address of an agreement."),
    ),
]


@needing("see")
def show(
    agreement: Named,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="FORM",
            help=spoken("text, odrl, rule, rego of cedar.", "text, odrl, rule, rego or cedar."),
        ),
    ] = "text",
    base: Annotated[
        str,
        typer.Option(
            metavar="AGREEMENT",
            help=spoken("De afspraak die deze verfijnt.", "The agreement that this one refines."),
        ),
    ] = "",
    publisher: As = "",
    json: Json = False,
    lang: Lang = "",
) -> None:
    from stelsel.nouns.agreement import in_plain_words
    from stelsel.priorities.data.exchange.agreement_forms import FORMS, Written

    if form not in FORMS:
        raise bad_input(
            "no-form", "--format", _NO_FORM.fill(form=form[:40]), _NO_FORM_CURE.fill(forms=", ".join(FORMS))
        )
    body, spoken_now = body_of(agreement, publisher), language()
    if form != "text":
        made = Written(body, "", publisher_of(agreement), base_of(agreement, body, base, publisher), spoken_now)
        print(FORMS[form].make(made).decode(), end="")
        return
    sections = in_plain_words(body)
    if json:
        told = [
            {"kop": one.heading.to(spoken_now), "regels": [line.to(spoken_now) for line in one.lines]}
            for one in sections
        ]
        say.as_json({"titel": body.title, "versie": body.version, "delen": told})
        return
    print(f"{body.title} {body.version}")
    for one in sections:
        say.lines(one.heading, (line.to(spoken_now) for line in one.lines))


@needing("see")
def scope(
    agreement: Named,
    file: Annotated[
        Path,
        typer.Argument(
            help=spoken(
                "JSON Schema, OpenAPI, of een voorbeeld (JSON, JSON Lines, CSV).",
                "JSON Schema, OpenAPI, or a sample (JSON, JSON Lines, CSV).",
            )
        ),
    ],
    operation: Annotated[
        str,
        typer.Option(
            help=spoken("Alleen deze bewerking van OpenAPI.", "This operation of OpenAPI only."), metavar="OPERATION"
        ),
    ] = "",
    publisher: As = "",
    json: Json = False,
    lang: Lang = "",
) -> None:
    from stelsel.faces.cli.receipt import read_file
    from stelsel.nouns.agreement import SCOPE_VERDICTS
    from stelsel.nouns.agreement import scope as beside
    from stelsel.priorities.data.exchange.delivered_fields import delivered_fields

    body = body_of(agreement, publisher)
    found = beside(body, delivered_fields(read_file(str(file), MOST_BYTES), file.name, operation))
    if json:
        say.as_json(_plain(found))
        return
    spoken_now = language()
    print(SCOPE_VERDICTS[found.verdict].to(spoken_now))
    say.lines(_TOO_MUCH, (_place(one) for one in found.too_much))
    say.lines(_MISSING, (one.field_name for one in found.missing))
    say.lines(_LACKING, (f"{one.field_name} ({place})" for one, place in found.lacking))
    say.lines(_SOMETIMES, (f"{one.field_name} ({place})" for one, place in found.sometimes))
    say.lines(_OPEN, found.open)
    say.lines(_AGREED, (f"{one.field_name} ({place})" for one, place in found.agreed))
    say.lines(_ABSENT, (one.field_name for one in found.absent))


def _place(one: "Delivered") -> str:
    return one.place or "/"


def _plain(found: "Scope") -> dict[str, Any]:
    return {
        "verdict": found.verdict,
        "tooMuch": [_place(one) for one in found.too_much],
        "missing": [one.field_name for one in found.missing],
        "lacking": [{"field": one.field_name, "place": place} for one, place in found.lacking],
        "sometimes": [{"field": one.field_name, "place": place} for one, place in found.sometimes],
        "open": list(found.open),
        "absent": [one.field_name for one in found.absent],
        "agreed": [{"field": one.field_name, "place": place} for one, place in found.agreed],
    }


@needing("see")
def coverage(agreement: Named, publisher: As = "", json: Json = False, lang: Lang = "") -> None:
    from stelsel.nouns.agreement import COVERED, PLACES, RULE_PARTS, coverage_headline
    from stelsel.nouns.agreement import coverage as covered

    found, spoken_now = covered(body_of(agreement, publisher)), language()
    if json:
        say.as_json(
            [
                {
                    "rule": one.rule,
                    "part": one.part,
                    "covered": one.covered,
                    "measures": [{"by": it.enforced_by, "at": it.at_address} for it in one.measures],
                    "openFields": list(one.open_fields),
                }
                for one in found
            ]
        )
        return
    print(coverage_headline(found).to(spoken_now))
    rows = (
        (
            f"{one.rule} {one.title}".strip(),
            RULE_PARTS[one.part].to(spoken_now),
            COVERED[one.covered].to(spoken_now),
            "; ".join(PLACES[it.enforced_by].to(spoken_now) for it in one.measures) or "—",
        )
        for one in found
    )
    say.rows(_HEADINGS, rows)


def add(app: typer.Typer) -> None:
    """Adds these commands to the group of agreements."""
    for name, command in (("show", show), ("scope", scope), ("coverage", coverage)):
        app.command(name)(command)


show.__doc__ = spoken(
    "Een afspraak in gewone woorden, of in een andere vorm.", "An agreement in plain words, or in another form."
)
scope.__doc__ = spoken("Past een levering bij de afgesproken velden?", "Does a delivery fit the agreed fields?")
coverage.__doc__ = spoken("Welke regel wordt waar afgedwongen?", "Which rule is enforced where?")
_NO_FORM = Text(nl="De vorm “{form}” is er niet.", en="There is no form “{form}”.")
_NO_FORM_CURE = Text(nl="Kies uit {forms}.", en="Choose from {forms}.")
_TOO_MUCH = Text(nl="Te veel: niet afgesproken", en="Too much: not agreed")
_MISSING = Text(nl="Ontbreekt: afgesproken als verplicht", en="Missing: agreed as mandatory")
_LACKING = Text(
    nl="Verplicht, en ontbreekt in een deel van het voorbeeld", en="Mandatory, missing in part of the sample"
)
_SOMETIMES = Text(nl="Verplicht, en mag volgens het schema ontbreken", en="Mandatory, and the schema lets it lack")
_ABSENT = Text(nl="Afgesproken, niet verplicht en niet geleverd", en="Agreed, not mandatory and not delivered")
_OPEN = Text(nl="Hier kan van alles staan", en="Anything may be here")
_AGREED = Text(nl="Afgesproken en geleverd", en="Agreed and delivered")
_HEADINGS = (
    Text(nl="Regel", en="Rule"),
    Text(nl="Soort", en="Type"),
    Text(nl="Hoe sterk", en="How strong"),
    Text(nl="Waar", en="Where"),
)
