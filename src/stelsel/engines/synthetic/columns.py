# SPDX-License-Identifier: EUPL-1.2
"""The columns of the synthetic people: what each is, in what unit, of whom, and which laws ask it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import polars as pl

from stelsel.engines.synthetic._homes import HOMES, ROLES
from stelsel.engines.synthetic._income import SOURCES
from stelsel.engines.synthetic._wealth import TENURES
from stelsel.engines.synthetic.marginals import SEXES
from stelsel.kernel.text import Text

Of = Literal["frame", "person", "household", "child", "co-resident"]
"""What a column is of: the frame of the country, or a fact of a person, of the household (the same on all its rows), of
a child (list `kinderen` or `kinderen_opvang`), or of everyone in a list of co-residents."""


@dataclass(frozen=True)
class Column:
    """One column. `fact` says that the rule texts ask it under this name."""

    name: str
    of: Of
    type: pl.DataType
    unit: str
    about: Text
    fact: bool = True


def _c(name: str, of: Of, type_: pl.DataType, unit: str, nl: str, en: str, fact: bool = True) -> Column:
    return Column(name, of, type_, unit, Text(nl=f"Verzonnen. {nl}", en=f"Synthetic. {en}"), fact)


_YES, _CENTS, _WHOLE, _DAY = pl.Boolean(), pl.Int64(), pl.Int16(), pl.Date()
COLUMNS: tuple[Column, ...] = (
    _c("synthetisch", "frame", _YES, "", "Altijd waar: deze persoon bestaat niet.", "Always true: no such person exists.", False),
    _c("huishouden", "frame", pl.Int64(), "number", "Nummer van het huishouden.", "Number of the household.", False),
    _c("persoon", "frame", pl.Int64(), "number", "Nummer van de persoon.", "Number of the person.", False),
    _c("rol", "frame", pl.Enum(ROLES), "", "Rol in het huishouden.", "Role in the household.", False),
    _c("partner", "frame", pl.Int64(), "number", "Nummer van de partner.", "Number of the partner.", False),
    _c("ouder_1", "frame", pl.Int64(), "number", "Nummer van een ouder in huis.", "Number of a parent in the home.", False),
    _c("ouder_2", "frame", pl.Int64(), "number", "Nummer van de andere ouder.", "Number of the other parent.", False),
    _c("soort_huishouden", "frame", pl.Enum(HOMES), "", "Soort huishouden.", "Kind of household.", False),
    _c("gemeente", "frame", pl.Categorical(), "TOOI", "Gemeente, TOOI-code.", "Municipality, TOOI code."),
    _c("waterschap", "frame", pl.Categorical(), "TOOI", "Waterschap, TOOI-code; leeg waar we dat niet weten.", "Water board, TOOI code; empty where we do not know it."),
    _c("geslacht", "frame", pl.Enum(SEXES), "", "m of v.", "m or v (woman).", False),
    _c("geboortedatum", "person", _DAY, "date", "Geboortedatum.", "Date of birth."),
    _c("inkomensbron", "frame", pl.Enum(SOURCES), "", "Bron van inkomen.", "Source of income.", False),
    _c("woning", "frame", pl.Enum(TENURES), "", "Koop, corporatie, particuliere huur of instelling.", "Owned, housing corporation, private rent or institution.", False),
    _c("standaardinkomen", "frame", _CENTS, "eurocent per year", "Gestandaardiseerd inkomen van het huishouden.", "Standardised income of the household.", False),
    _c("jaarinkomen", "person", _CENTS, "eurocent per year", "Verzamelinkomen.", "Assessment income."),
    _c("rendementsgrondslag", "person", _CENTS, "eurocent", "Vermogen in box 3 op 1 januari.", "Wealth in box 3 on 1 January."),
    _c("is_verzekerd", "person", _YES, "", "Verzekerd voor de zorg.", "Has health insurance."),
    _c("woont_in_verdragsland", "person", _YES, "", "Woont in een verdragsland.", "Lives in a treaty country."),
    _c("heeft_toeslagpartner", "person", _YES, "", "Heeft een toeslagpartner.", "Has a partner for allowances."),
    _c("zelfde_partner_hele_jaar", "person", _YES, "", "Het hele jaar dezelfde partner.", "The same partner all year."),
    _c("is_gehuwd", "person", _YES, "", "Gehuwd of gezamenlijke huishouding.", "Married or a joint household."),
    _c("heeft_aow_leeftijd", "person", _YES, "", "AOW-leeftijd bereikt.", "Pension age reached."),
    _c("heeft_aow_partner", "person", _YES, "", "Woont samen met een partner.", "Lives with a partner."),
    _c("niet_verzekerde_jaren", "person", _WHOLE, "years", "Jaren zonder AOW-verzekering.", "Years without pension insurance."),
    _c("is_verzekerd_voor_kinderbijslag", "person", _YES, "", "Verzekerd voor de kinderbijslag.", "Insured for child benefit."),
    _c("heeft_recht_op_extra_bedrag", "person", _YES, "", "Recht op het extra bedrag kinderbijslag.", "Right to the extra amount of child benefit."),
    _c("in_inrichting", "person", _YES, "", "Verblijft in een inrichting.", "Stays in an institution."),
    _c("heeft_inkomsten_uit_werk", "person", _YES, "", "Heeft inkomsten uit werk.", "Has income from work."),
    _c("partner_heeft_recht", "person", _YES, "", "De partner heeft zelf recht op bijstand.", "The partner has a right to assistance too."),
    _c("zonder_steun_van_ouders", "person", _YES, "", "Geen steun van de ouders.", "No support of the parents."),
    _c("heeft_zicht_op_verbetering", "person", _YES, "", "Zicht op een beter inkomen.", "Prospect of a better income."),
    _c("kreeg_toeslag_in_12_maanden", "person", _YES, "", "Kreeg de inkomenstoeslag al.", "Got the income supplement already."),
    _c("ontvangt_andere_toeslag", "person", _YES, "", "Krijgt al een andere toeslag.", "Has another allowance already."),
    _c("heeft_kindgebonden_budget_aangevraagd", "person", _YES, "", "Vroeg het kindgebonden budget aan.", "Asked for the child budget."),
    _c("aantal_personen", "household", _WHOLE, "people", "Mensen in het huishouden.", "People in the household."),
    _c("aantal_kostendelers", "household", _WHOLE, "people", "Volwassenen die kosten delen.", "Adults who share costs."),
    _c("heeft_ten_laste_komend_kind", "household", _YES, "", "Kind onder de 18 in huis.", "A child under 18 at home."),
    _c("heeft_kind_onder_12", "household", _YES, "", "Kind onder de 12 in huis.", "A child under 12 at home."),
    _c("heeft_kind_van_12_tot_18", "household", _YES, "", "Kind van 12 tot en met 17 in huis.", "A child of 12 to 17 at home."),
    _c("heeft_inwonend_kind", "household", _YES, "", "Kind in huis, van elke leeftijd.", "A child at home, of any age."),
    _c("heeft_handicap", "household", _YES, "", "Iemand met een handicap in huis.", "Someone with a handicap at home."),
    _c("verandert_dit_jaar", "household", _YES, "", "Er verandert iets in het jaar.", "Something changes in the year."),
    _c("maanden_met_recht", "household", _WHOLE, "months", "Maanden met recht in het jaar.", "Months with a right in the year."),
    _c("kale_huur", "household", _CENTS, "eurocent per month", "Kale huur; 0 zonder huur.", "Basic rent; 0 without rent."),
    _c("inkomen_per_maand", "household", _CENTS, "eurocent per month", "Netto gezinsinkomen dat telt voor de bijstand.", "Net family income that counts for social assistance."),
    _c("hoogste_maandinkomen_in_periode", "household", _CENTS, "eurocent per month", "Hoogste maandinkomen van de periode.", "Highest month income of the period."),
    _c("netto_inkomen_12_maanden", "household", _CENTS, "eurocent per year", "Verwacht netto inkomen na woonlasten.", "Expected net income after housing."),
    _c("vermogen", "household", _CENTS, "eurocent", "Bezit min schulden, zonder woning; niet onder 0.", "Wealth less debts, without the home; not below 0."),
    _c("overwaarde_woning", "household", _CENTS, "eurocent", "Waarde van de woning min hypotheek.", "Value of the home less mortgage."),
    _c("aanslag", "household", _CENTS, "eurocent per year", "Aanslag van lokale heffingen.", "Assessment of local taxes."),
    _c("opvang_is_geregistreerd", "household", _YES, "", "De opvang is geregistreerd.", "The childcare is registered."),
    _c("werken_of_tellen_alle_ouders", "household", _YES, "", "Alle ouders werken of studeren.", "All parents work or study."),
    _c("betaalt_eigen_bijdrage", "household", _YES, "", "Betaalt een eigen bijdrage.", "Pays its own part."),
    _c("behoort_tot_huishouden", "child", _YES, "", "Kind hoort bij het huishouden.", "The child is of the household."),
    _c("ontvangt_kinderbijslag", "child", _YES, "", "Er is kinderbijslag voor het kind.", "There is child benefit for the child."),
    _c("dubbele_kinderbijslag", "child", _YES, "", "Dubbele kinderbijslag.", "Double child benefit."),
    _c("woont_buiten_eer", "child", _YES, "", "Kind woont buiten Europa.", "The child lives outside Europe."),
    _c("soort_opvang", "child", pl.Enum(("dagopvang", "bso", "gastouder")), "", "Soort opvang; leeg zonder opvang.", "Kind of childcare; empty without."),
    _c("uren_per_maand", "child", _WHOLE, "hours per month", "Uren opvang.", "Hours of childcare."),
    _c("uurprijs", "child", pl.Int32(), "eurocent per hour", "Prijs van de opvang.", "Price of the childcare."),
    _c("is_kind", "co-resident", _YES, "", "Is kind van de aanvrager of partner.", "Is a child of the applicant or partner."),
)  # fmt: skip
SCHEMA = {column.name: column.type for column in COLUMNS}
