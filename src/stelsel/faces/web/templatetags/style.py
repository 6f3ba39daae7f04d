# SPDX-License-Identifier: EUPL-1.2
"""One example of every component, for the page /stijl. Names and figures are invented and labelled so."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django import template
from django.template.context import Context

from stelsel.faces.web.charts import (
    Area,
    Bar,
    BarChart,
    Box,
    CurveChart,
    FrontChart,
    Layer,
    LayerChart,
    MapChart,
    Point,
    Step,
)
from stelsel.faces.web.templatetags.fields import Field
from stelsel.faces.web.templatetags.say import language_of
from stelsel.faces.web.templatetags.tables import Cell, Column, Table
from stelsel.kernel.text import Text
from stelsel.kernel.values import Price

register = template.Library()

DAY = date(2026, 11, 23)
PRICE = Price(amount=Decimal("1234.5"), currency="EUR", per="month")

FIELDS = (
    Field(
        "vcpu",
        Text(nl="Hoeveel vCPU hebt u nodig?", en="How many vCPUs do you need?"),
        "number",
        "8",
        unit="vCPU",
        why=Text(nl="Kleinere machines vallen dan af.", en="Smaller machines then fall out."),
    ),
    Field(
        "werklast",
        Text(nl="Hoe heet de werklast?", en="What is the workload called?"),
        value="zaaksysteem",
        example=Text(nl="archief, burgerzaken of website", en="archive, civil affairs or website"),
    ),
    Field(
        "plaats",
        Text(nl="Waar mogen de gegevens staan?", en="Where may the data be?"),
        "select",
        "EU",
        options=(
            ("NL", Text(nl="Nederland", en="the Netherlands")),
            ("EU", Text(nl="Europese Unie", en="European Union")),
        ),
    ),
    Field("toelichting", Text(nl="Toelichting", en="Explanation"), "textarea", required=False, rows=3),
    Field(
        "spot",
        Text(nl="Ook aanbod dat kan worden onderbroken", en="Include offers that may be interrupted"),
        "checkbox",
        required=False,
    ),
    Field(
        "kring",
        Text(nl="Wie mag dit lezen?", en="Who may read this?"),
        "radio",
        "gov",
        options=(("public", Text(nl="Iedereen", en="Everyone")), ("gov", Text(nl="De overheid", en="Government"))),
    ),
)
WRONG = Field(
    "prijs",
    Text(nl="Prijs per maand", en="Price a month"),
    value="1200",
    error=Text(
        nl="De prijs mist een munteenheid. Kies bijvoorbeeld EUR.",
        en="The price lacks a currency. Choose for instance EUR.",
    ),
)

_OFFERS = (
    ("Dijkcloud compute L", "Dijkcloud", 8, Decimal("142.10"), 71),
    ("Poldercloud M", "Poldercloud", 8, Decimal("98.00"), 55),
    ("Wolkenland Standaard", "Wolkenland", 16, Decimal("1204.75"), None),
)
TABLE = Table(
    Text(nl="Aanbiedingen die passen (voorbeeld)", en="Offers that fit (example)"),
    (
        Column(Text(nl="Aanbieding", en="Offer"), sort="?sorteer=naam"),
        Column(Text(nl="Leverancier", en="Supplier")),
        Column(Text(nl="Rekenkracht", en="Compute"), "vCPU", numeric=True),
        Column(
            Text(nl="Prijs", en="Price"),
            Text(nl="EUR per maand", en="EUR a month"),
            numeric=True,
            decimals=2,
            sort="?sorteer=-prijs",
            sorted="up",
        ),
        Column("Score", "%", numeric=True),
    ),
    tuple((Cell(name, "#tabel"), *rest) for name, *rest in _OFFERS),
    exports=(
        (Text(nl="Download als CSV", en="Download as CSV"), "#tabel"),
        (Text(nl="Open in de API", en="Open in the API"), "#tabel"),
    ),
)
EMPTY = replace(
    TABLE,
    rows=(),
    exports=(),
    empty=Text(
        nl="Hier staan de aanbiedingen die passen. Nu past er geen: verlaag een eis of vraag een leverancier bewijs.",
        en="Here stand the offers that fit. None fits now: lower a requirement or ask a supplier for evidence.",
    ),
)

REASONS = (
    {
        "kind": "recorded",
        "who": "Gemeente Voorbeeldstad",
        "entry": "4f2a9c",
        "date": DAY,
        "href": "#redenen",
        "example": True,
        "text": Text(
            nl="voor Dijkcloud compute L is geen SEAL bekend voor doel 3",
            en="no SEAL is known for objective 3 of Dijkcloud compute L",
        ),
    },
    {
        "kind": "stated",
        "who": "Poldercloud",
        "entry": "91be07",
        "date": DAY,
        "href": "#redenen",
        "example": True,
        "text": Text(nl="alle gegevens staan in Nederland", en="all data is in the Netherlands"),
    },
    {
        "kind": "rule",
        "who": Text(nl="EU-raamwerk cloudsoevereiniteit 1.2.1", en="EU Cloud Sovereignty Framework 1.2.1"),
        "article": Text(nl="doel 3, niveau 2", en="objective 3, level 2"),
        "href": "#redenen",
        "provisional": True,
        "text": Text(nl="het minimum is SEAL-2", en="the minimum is SEAL-2"),
    },
)
FACTS = (
    (Text(nl="Leverancier", en="Supplier"), "Dijkcloud", "#gegevens"),
    (
        Text(nl="Geldig", en="Valid"),
        Text(nl="1 januari 2026 tot en met 31 december 2026", en="1 January 2026 to 31 December 2026"),
    ),
    (Text(nl="Zetel van de moeder", en="Seat of the parent"), None),
)
TRAIL = (
    (Text(nl="Start", en="Start"), "/"),
    (Text(nl="Vragen", en="Questions"), "/vragen"),
    (Text(nl="Stijl", en="Style"), ""),
)
STEPS = (
    Step(0, "0–20%"),
    Step(1, "20–40%"),
    Step(2, "40–60%"),
    Step(3, "60–80%"),
    Step(4, "80–100%"),
)
_SQUARES = {f"GM{at:04d}": (at % 4, at // 4, None if at == 6 else at % 5) for at in range(12)}


@dataclass(frozen=True, slots=True)
class Examples:
    """The charts of the page, in its language."""

    bars: BarChart
    front: FrontChart
    map: MapChart
    steps: tuple[Step, ...]


@register.simple_tag(takes_context=True)
def style_examples(context: Context) -> dict[str, object]:
    """Everything the page shows that does not fit in a template."""
    charts = _charts(language_of(context))
    return {
        "day": DAY,
        "price": PRICE,
        "fields": FIELDS,
        "wrong": WRONG,
        "table": TABLE,
        "empty": EMPTY,
        "reasons": REASONS,
        "facts": FACTS,
        "trail": TRAIL,
        "bars": charts.bars,
        "front": charts.front,
        "map": charts.map,
        "steps": charts.steps,
        "layers": _layers(language_of(context)),
        "curve": _curve(language_of(context)),
        "errors": ((WRONG.name, WRONG.error),),
    }


def _layers(language: str) -> LayerChart:
    def say(nl: str, en: str) -> str:
        return Text(nl=nl, en=en).to(language)

    return LayerChart(
        "lagen",
        say("Eén regel gebruikt de voorbeeldwet (voorbeeld)", "One rule uses the example act (example)"),
        say("Van boven naar beneden.", "From top to bottom."),
        (
            Layer(say("Wordt gebruikt door", "Is used by"), (Box(say("Voorbeeldregeling", "Example regulation")),)),
            Layer(say("Deze regel", "This rule"), (Box(say("Voorbeeldwet", "Example act")),), main=True),
        ),
    )


def _curve(language: str) -> CurveChart:
    def say(nl: str, en: str) -> str:
        return Text(nl=nl, en=en).to(language)

    return CurveChart(
        "lijn",
        say("De toeslag is 0 vanaf € 40.000 (voorbeeld)", "The allowance is 0 from € 40,000 (example)"),
        say("Inkomen, in euro", "Income, in euros"),
        say("Toeslag, in euro", "Allowance, in euros"),
        ((0, 1500), (28_000, 1500), (40_000, 0), (60_000, 0)),
        (34_000, 750),
        language,
    )


def _charts(language: str) -> Examples:
    def say(nl: str, en: str) -> str:
        return Text(nl=nl, en=en).to(language)

    unknown = say("onbekend", "unknown")
    bars = BarChart(
        "balken",
        say(
            "Twee leveranciers dragen 61% van de dienstverlening (voorbeeld)",
            "Two suppliers carry 61% of the services (example)",
        ),
        say("Aandeel van de dienstverlening", "Share of the services"),
        (
            Bar("Dijkcloud", 38, main=True),
            Bar("Poldercloud", 23, main=True),
            Bar("Wolkenland", 17),
            Bar("Duincloud", None),
        ),
        unit="%",
        language=language,
        unknown=unknown,
    )
    offers = tuple(Point(40 * 1.09**at, 20 + (at * 37) % 71, f"{say('Aanbod', 'Offer')} {at + 1}") for at in range(48))
    front = FrontChart(
        "grens",
        say(
            "Boven 90% betaalt u tien keer zo veel voor 2% meer score (voorbeeld)",
            "Above 90% you pay ten times as much for 2% more score (example)",
        ),
        say(
            "Prijs (EUR per maand, elke stap is tien keer zo veel)",
            "Price (EUR a month, each step is ten times as much)",
        ),
        say("Score in het raamwerk (%)", "Score in the framework (%)"),
        (*offers, Point(36, 44, "Poldercloud M"), Point(170, 90, "Dijkcloud L"), Point(1700, 92, "Wolkenland XL")),
        language,
    )
    areas = {
        code: Area(
            f"M{4 + x * 80},{4 + y * 60}h76v56h-76Z",
            f"{say('Voorbeeldgebied', 'Example area')} {code}: {unknown if level is None else f'{level * 20}%'}",
            level,
            "#kaart",
        )
        for code, (x, y, level) in _SQUARES.items()
    }
    chart = MapChart(
        "kaart-voorbeeld",
        say("Het oosten loopt voor (voorbeeld)", "The east is ahead (example)"),
        say("Twaalf voorbeeldgebieden, ingedeeld naar aandeel.", "Twelve example areas, classed by share."),
        areas,
        324,
        184,
    )
    return Examples(bars, front, chart, (*STEPS, Step(None, unknown)))
