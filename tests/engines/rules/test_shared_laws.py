# SPDX-License-Identifier: EUPL-1.2
"""All shared law files of both formats: they load, they run, and broken twins are refused with line and reason."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from stelsel.engines.rules import Facts, Library, evaluate, load, read_rules, report
from stelsel.kernel.problem import BadInput
from tests.engines.rules.texts import laws

HEALTH = {
    "polis_status": "ACTIEF",
    "partnerschap_type": "GEEN",
    "verdragsinschrijving": False,
    "loon_uit_dienstbetrekking": 2_500_000,
    "spaargeld": 1_000_000,
    **dict.fromkeys(("uitkeringen_en_pensioenen", "winst_uit_onderneming", "resultaat_overige_werkzaamheden"), 0),
    **dict.fromkeys(("eigen_woning", "reguliere_voordelen", "vervreemdingsvoordelen", "buitenlands_inkomen"), 0),
    **dict.fromkeys(("beleggingen", "onroerend_goed", "schulden"), 0),
}


@pytest.fixture(scope="module")
def files(shared_data: Path) -> dict[str, bytes]:
    return dict(laws(shared_data))


@pytest.fixture(scope="module")
def everything(files: dict[str, bytes]) -> Library:
    return Library(read_rules(raw, name) for name, raw in files.items())


def test_all_files_load_and_run_a_case(files: dict[str, bytes]) -> None:
    rows = report(files.items())
    assert len(rows) == len(files) == 102
    assert [row.file for row in rows if row.refused] == []
    assert sum(row.runs for row in rows) == 102
    assert sum(row.decided for row in rows) >= 470
    assert all(row.outputs for row in rows)


def test_what_cannot_be_executed_is_listed_by_file_line_and_reason(files: dict[str, bytes]) -> None:
    listed = [one for row in report(files.items()) for one in row.untranslatable]
    assert {re.sub(r"[ .].*", "", one.what) for one in listed} == {
        "$REGISTRATIE",
        "COMBINE_DATETIME",
        "IF",
        "SUBTRACT_DATE",
        "applies",
        "procedure",
        "resolve_from_case_existence",
        "side_effects",
        "temporal",
    }
    for one in listed:
        line = files[one.file].decode().splitlines()[one.line - 1]
        assert line.strip(), one
        assert one.why.nl != one.why.en
    times = [one for one in listed if one.what == "COMBINE_DATETIME"]
    assert len(times) == 2
    for one in times:
        assert "COMBINE_DATETIME" in files[one.file].decode().splitlines()[one.line - 1]


def test_the_checks_find_what_is_wrong_in_them_and_no_more(files: dict[str, bytes]) -> None:
    found = {(one.code, one.where) for row in report(files.items()) for one in row.findings}
    assert ("rules-unmade", "law-poc/wet_op_het_kindgebonden_budget/TOESLAGEN-2025-01-01.yaml line 239") in found
    assert ("rules-type", "law-poc/algemene_ouderdomswet/SVB-2024-01-01.yaml line 506") in found
    assert sum(code in ("rules-reference", "rules-unmade", "rules-type", "rules-cycle") for code, _ in found) <= 15


def test_one_case_over_four_laws(everything: Library) -> None:
    facts = Facts({"personen": {"aanvrager": HEALTH}})
    found = evaluate(everything, "wet_op_de_zorgtoeslag", "hoogte_zorgtoeslag", facts, date(2025, 6, 1))
    # As the file has it (which is not the law): 211200 - 1.896% of 2500000.
    assert found.value == 211_200 - Fraction(1896, 100_000) * 2_500_000 == 163_800
    assert found.standing == "provisional"
    assert len(found.texts) == 4
    early = evaluate(everything, "wet_op_de_zorgtoeslag", "hoogte_zorgtoeslag", facts, date(2024, 6, 1))
    assert early.value != found.value
    assert {name[-15:] for name in early.texts} > {"2024-01-01.yaml"}


def test_the_older_format_refers_across_organisations(everything: Library) -> None:
    outcome = evaluate(everything, "zorgtoeslagwet", "hoogte_toeslag", Facts({}), date(2025, 6, 1), service="TOESLAGEN")
    assert "aanvrager.geboortedatum" in outcome.missing
    assert outcome.troubles == ()


def test_objection_in_an_aliens_case_is_four_weeks(everything: Library) -> None:
    facts = Facts({"personen": {"aanvrager": {"bekendmaking_datum": "2025-03-03"}}})
    for law, last in (("vreemdelingenwet_2000", date(2025, 3, 31)), ("algemene_wet_bestuursrecht", date(2025, 4, 14))):
        assert evaluate(everything, law, "bezwaartermijn_einddatum", facts, date(2025, 6, 1)).value == last


@pytest.mark.parametrize(
    ("place", "postcode", "metres"), [("GM0363", 1012, 1), ("GM0363", 1099, 2), ("GM0344", 1012, 2)]
)
def test_a_municipality_may_bring_trees_nearer(everything: Library, place: str, postcode: int, metres: int) -> None:
    tree = {"type_beplanting": "boom", "postcode": postcode}
    facts = Facts({"gemeente": place, "personen": {"aanvrager": tree}})
    found = evaluate(everything, "burgerlijk_wetboek_boek_5", "minimale_afstand_m", facts, date(2025, 6, 1))
    assert found.value == metres


R, P = "law-regelrecht", "law-poc"
TWINS = {
    f"{R}/wet/wet_op_de_zorgtoeslag/2025-01-01.yaml": ("operation: ROUND", "operation: AFRONDEN", "no operation"),
    f"{R}/wet/wet_inkomstenbelasting_2001/2025-01-01.yaml": ("source: {}", "bron: {}", "“source” is missing"),
    f"{R}/wet/kieswet/2025-01-01.yaml": ("machine_readable:", "machine_leesbaar:", "know no key"),
    f"{R}/wet/wet_forensische_zorg/2019-01-01.yaml": ("type: boolean", "type: ja_nee", "know no type"),
    f"{R}/wet/vreemdelingenwet_2000/2000-11-23.yaml": ("value: true", "waarde: true", "“value” is missing"),
    f"{R}/ministeriele_regeling/regeling_standaardpremie/2025-01-01.yaml": (
        "'2025-01-01'\nbwb",
        "'2025-13-01'\nbwb",
        "not a day",
    ),
    f"{R}/wet/participatiewet/2022-03-15.yaml": ("subject: $leeftijd", "subject: $1leeftijd", "not a reference"),
    f"{P}/zorgtoeslagwet/TOESLAGEN-2025-01-01.yaml": ('bwb_id: "BWBR0018451"', 'bwb_id: "BWB18451"', "not a BWB id"),
    f"{P}/algemene_kinderbijslagwet/SVB-2025-01-01.yaml": ("source_reference:", "verwijzing:", "is missing"),
    f"{P}/wet_brp/RvIG-2020-01-01.yaml": ("combine: \"ADD\"", "combine: \"PLUS\"", "cannot be"),
    f"{P}/kieswet/KIESRAAD-2024-01-01.yaml": ("requirements:\n", "requirements: {}\nvereisten:\n", "know no key"),
    f"{P}/algemene_ouderdomswet/SVB-2024-01-01.yaml": ('service: "SVB"', 'service: "SVB', "not valid YAML"),
}  # fmt: skip


@pytest.mark.parametrize("name", TWINS)
def test_a_broken_twin_is_refused_with_its_line_and_reason(files: dict[str, bytes], name: str) -> None:
    whole, broken, reason = TWINS[name]
    text = files[name].decode()
    if whole not in text:
        pytest.fail(f"the twin of {name} is broken nowhere")
    twin = text.replace(whole, broken, 1)
    with pytest.raises(BadInput) as problem:
        read_rules(twin.encode(), name)
    finding = problem.value.findings[0]
    assert reason in finding.what.en
    line = re.fullmatch(rf"{re.escape(name)} line (\d+)( column \d+)?", finding.where)
    assert line
    assert int(line[1]) <= twin.count("\n") + 1
    changed = text[: text.index(whole)].count("\n") + 1
    assert "not valid" in reason or abs(int(line[1]) - changed) <= 12
    read_rules(files[name], name)


def test_a_refused_file_does_not_hold_up_the_others(files: dict[str, bytes]) -> None:
    name = next(iter(TWINS))
    texts, refused = load([*files.items(), ("stuk.yaml", files[name][:2000])])
    assert len(texts) == 102
    assert list(refused) == ["stuk.yaml"]
