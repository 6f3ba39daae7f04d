# SPDX-License-Identifier: EUPL-1.2
"""Is there an agreement for this sharing? Yes with the rules, no with what stops it, unknown with what is missing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from stelsel.book.answer import Answer
from stelsel.book.question import Budget
from stelsel.kernel.problem import BadInput
from stelsel.kernel.time import Period
from stelsel.nouns.agreement import (
    AgreedAttribute,
    AgreedConcept,
    AgreedDuty,
    AgreedField,
    AgreedPermission,
    AgreedProhibition,
    place_of,
)
from stelsel.priorities.data.questions.may_share import MAY_SHARE
from tests.nouns.agreement.signing import ADDRESS, DAY, GEEFT, GM, KRIJGT, World, municipality

BASE = "dienst/agreement/basis"
TREE = (
    AgreedConcept("publieke-taak", scheme="doelen"),
    AgreedConcept("belasting", ("publieke-taak",), "doelen"),
    AgreedConcept("reclame", scheme="doelen"),
)
RULES: dict[str, Any] = {
    "permissions": (AgreedPermission("t-taak", "doel isA publieke-taak", "Voor een publieke taak"),),
    "prohibitions": (AgreedProhibition("v-land", "land = wereld"),),
    "duties": (AgreedDuty("p-log", "vastgelegd = true"),),
    "attributes": (
        AgreedAttribute("doel", "concept", scheme="doelen"),
        AgreedAttribute("land", "choice", ("NL", "wereld")),
        AgreedAttribute("vastgelegd", "boolean"),
    ),
    "agreed_concepts": TREE,
    "agreed_fields": (
        AgreedField("postcode", from_dataset="https://x.invalid/adressen"),
        AgreedField("naam", from_dataset="https://x.invalid/personen"),
        AgreedField("taal"),
    ),
}
GOOD = {"doelwoord": "belasting", "kenmerkenVanDeling": ["land=NL", "vastgelegd=ja"]}


def signed(*who: str, **changed: Any) -> World:
    world = World()
    place = world.agreement(**{**RULES, **changed})
    for one in who or ("geeft", "krijgt"):
        world.sign(one, place)
    return world


def ask(world: World, **inputs: Any) -> Answer:
    plain = MAY_SHARE.from_plain({"aanbieder": GEEFT, "afnemer": KRIJGT, **inputs})
    return MAY_SHARE.answer(world.book(), plain, Budget(60, 10**9, lambda: 0.0))


def told(found: Answer) -> str:
    lines = [one.text.nl for one in found.reasons] + [one.what.nl for one in found.unknown]
    return "\n".join([found.headline.nl, *lines])


def test_yes_with_the_rule_that_lets_it_through() -> None:
    found = ask(signed(), **GOOD, veldnaam="postcode", gedeeldeDataset="https://x.invalid/adressen")
    assert found.verdict == "yes"
    assert found.headline.nl.startswith("“Leveren van adressen” is op 24 november 2026 van kracht tussen")
    assert "De toestemming t-taak (Voor een publieke taak) geldt" in told(found)
    assert "Het veld is afgesproken" in told(found)
    (one,) = found.result["afspraken"]
    assert (one["toestand"], one["veld"], one["toestemmingen"]) == ("in-force", "agreed", ["t-taak"])
    assert found.reasons[0].ref is not None
    assert found.tables[0].rows[0][0].entry == ADDRESS
    assert not found.unknown


@pytest.mark.parametrize(
    ("inputs", "why"),
    [
        ({"kenmerkenVanDeling": ["land=wereld", "vastgelegd=ja"]}, "Het verbod v-land houdt"),
        ({"kenmerkenVanDeling": ["land=NL", "vastgelegd=nee"]}, "Aan de plicht p-log is niet voldaan"),
        ({"doelwoord": "reclame"}, "Geen toestemming geldt"),
        ({"veldnaam": "bsn"}, "niet afgesproken"),
        ({"veldnaam": "naam", "gedeeldeDataset": "https://x.invalid/adressen"}, "niet afgesproken"),
    ],
)
def test_no_with_what_stops_it(inputs: dict[str, Any], why: str) -> None:
    found = ask(signed(), **{**GOOD, **inputs})
    assert found.verdict == "no"
    assert "maar laat deze deling niet toe" in found.headline.nl
    assert why in told(found)
    assert not found.unknown


@pytest.mark.parametrize(
    ("inputs", "why"),
    [
        ({"kenmerkenVanDeling": ["land=NL"]}, "“vastgelegd” is niet gezegd"),
        ({"doelwoord": ""}, "“doel” is niet gezegd"),
        ({"doelwoord": "vissen"}, "“vissen” betekent niets bij “doel”"),
        ({"veldnaam": "taal", "gedeeldeDataset": "https://x.invalid/adressen"}, "zegt “Leveren van adressen” niet"),
    ],
)
def test_unknown_names_what_was_not_said(inputs: dict[str, Any], why: str) -> None:
    found = ask(signed(), **{**GOOD, **inputs})
    assert found.verdict == "unknown"
    assert why in told(found)
    assert found.unknown


def test_none_is_unknown_and_whoever_did_not_sign_is_named() -> None:
    nothing = ask(World({"geeft": GEEFT}), aanbieder=GM + "gm1", afnemer=GM + "gm2")
    assert nothing.verdict == "unknown"
    assert "Hier is geen afspraak" in nothing.headline.nl
    assert nothing.tables == ()
    half = ask(signed("geeft"), **GOOD)
    assert half.verdict == "unknown"
    assert f"{KRIJGT} tekende “Leveren van adressen” nog niet." in told(half)
    assert half.changes[0].change.nl == f"Laat “Leveren van adressen” tekenen door: {KRIJGT}."
    assert half.result["afspraken"][0]["toestand"] == "partly-signed"


def test_refused_ended_and_later_are_no() -> None:
    world = signed()
    place = world.standing().parties[0].signature
    assert place is not None
    world.sign("geeft", place.place, "revoke", on="2026-11-23")
    found = ask(world, **GOOD)
    assert (found.verdict, found.result["afspraken"][0]["toestand"]) == ("no", "ended")
    assert "zegde de afspraak op" in told(found)
    assert ask(world, **GOOD, datum="2026-11-22").verdict == "yes"
    later = signed(valid=Period(date(2027, 1, 1)))
    assert ask(later, **GOOD).verdict == "no"
    assert ask(later, **GOOD, datum="2027-01-01").verdict == "yes"


def test_concepts_of_the_base_count_and_a_base_that_is_not_here_is_unknown() -> None:
    own = {**RULES, "agreed_concepts": (), "attributes": (), "refines": BASE}
    world = signed(**own)
    found = ask(world, **GOOD)
    assert found.verdict == "unknown"
    assert f"rust op {BASE}" in told(found)
    world.agreement(
        BASE,
        text_type="base",
        agreement_parties=(),
        agreed_concepts=TREE,
        attributes=RULES["attributes"],
        permissions=(),
    )
    assert ask(world, **GOOD).verdict == "yes"


def test_a_prohibition_on_a_concept_never_passes_because_the_concept_is_not_known() -> None:
    rules = {
        "default_outcome": "permit",
        "permissions": (),
        "prohibitions": (AgreedProhibition("v", "doel isA reclame"),),
        "duties": (),
    }
    assert ask(signed(**rules), doelwoord="belasting").verdict == "yes"
    assert ask(signed(**rules), doelwoord="folders").verdict == "unknown"
    assert ask(signed(**rules), doelwoord="reclame").verdict == "no"


def test_a_purpose_that_no_rule_speaks_of_is_for_a_person() -> None:
    rules = {"permissions": (AgreedPermission("t", "land = NL"),), "prohibitions": (), "duties": ()}
    act = {"kenmerkenVanDeling": ["land=NL"]}
    assert ask(signed(**rules), **act).verdict == "yes"
    assert ask(signed(**rules), **act, doelwoord="Belasting  heffen").verdict == "yes"
    found = ask(signed(**rules), **act, doelwoord="reclame")
    assert found.verdict == "unknown"
    assert "moet een mens zeggen" in told(found)


def test_one_agreement_that_lets_it_through_is_enough_and_every_one_is_listed() -> None:
    world = signed()
    other = "dienst/agreement/ruimer"
    place = world.agreement(other, title="Ruimer", permissions=(AgreedPermission("alles"),), prohibitions=(), duties=())
    for who in ("geeft", "krijgt"):
        world.sign(who, place, address=other)
    found = ask(world, doelwoord="Belasting heffen", kenmerkenVanDeling=["land=wereld"])
    assert found.verdict == "yes"
    assert "“Ruimer”" in found.headline.nl
    assert {one["adres"]: one["oordeel"] for one in found.result["afspraken"]} == {ADDRESS: "no", other: "yes"}
    assert "v-land" in told(found), "that another agreement forbids it is told too"


def test_names_codes_and_mergers() -> None:
    world = signed()
    world.record(
        municipality("gm9001", "Gemeente Oudstad", None, date(2026, 11, 21), successors=(GM + "gm9010",)),
        municipality("gm9010", "Gemeente Nieuwstad", date(2026, 11, 22)),
        municipality("gm9002", "Gemeente Krijgstad"),
    )
    for provider in ("oudstad", "Nieuwstad", "gm9010", GEEFT):
        assert ask(world, **GOOD, aanbieder=provider, afnemer="Gemeente Krijgstad").verdict == "yes", provider
    assert "Gemeente Nieuwstad" in ask(world, **GOOD, aanbieder="nieuwstad").headline.nl
    world.record(municipality("gm9099", "Krijgstad"))
    with pytest.raises(BadInput) as caught:
        ask(world, afnemer="krijgstad")
    assert [(one.code, one.where) for one in caught.value.findings] == [("several-organisations", "afnemer")]


@pytest.mark.parametrize(
    ("inputs", "where"),
    [
        ({"aanbieder": "bestaat-niet"}, "aanbieder"),
        ({"afnemer": ""}, "afnemer"),
        ({"kenmerkenVanDeling": ["land"]}, "kenmerkenVanDeling[0]"),
        ({"kenmerkenVanDeling": ["land=NL", "land=BE"]}, "kenmerkenVanDeling[1]"),
        ({"datum": "morgen"}, "datum"),
    ],
)
def test_bad_input_names_its_field(inputs: dict[str, Any], where: str) -> None:
    with pytest.raises(BadInput) as caught:
        ask(signed(), **inputs)
    assert [one.where for one in caught.value.findings] == [where]


def test_typed_lines_are_read_one_by_one() -> None:
    inputs = MAY_SHARE.from_typed({name: [value] for name, value in MAY_SHARE.example.items()})
    assert inputs.act_lines == ("ontvanger=overheid", "land=NL", "vastgelegd=ja", "niveau=3", "bewaardagen=30")
    assert inputs.day is None
    assert date(2026, 11, 24) == DAY


def test_no_from_the_day_on_which_a_party_ended_it() -> None:
    world = signed()
    world.sign("krijgt", place_of(world.standing().record), "revoke", on="2026-11-22", until="2026-12-01")
    assert ask(world, **GOOD).verdict == "yes"
    assert ask(world, **GOOD, datum="2026-11-30").verdict == "yes"
    found = ask(world, **GOOD, datum="2026-12-01")
    assert found.verdict == "no"
    assert "Zij geldt niet meer vanaf 1 december 2026, omdat: Het doel is vervallen." in told(found)
    assert found.result["afspraken"][0]["toestand"] == "ended"


def test_where_another_agreement_does_not_allow_it_the_ended_one_still_says_why() -> None:
    world = signed()
    world.sign("krijgt", place_of(world.standing().record), "revoke", on="2026-11-22", until="2026-12-01")
    other = "geeft/agreement/ander"
    place = world.agreement(
        other, **{**RULES, "title": "Iets anders", "permissions": (AgreedPermission("t", "doel = reclame"),)}
    )
    for one in ("geeft", "krijgt"):
        world.sign(one, place, address=other, local=f"{one}-ander")
    found = ask(world, **GOOD, datum="2026-12-01")
    assert (found.verdict, "“Iets anders”" in found.headline.nl) == ("no", True)
    assert "Zij geldt niet meer vanaf 1 december 2026, omdat: Het doel is vervallen." in told(found)
