# SPDX-License-Identifier: EUPL-1.2
"""An entry of a rule text says what its text says, and a text that does not read is refused with its line."""

from __future__ import annotations

import dataclasses
from datetime import date

import msgspec
import pytest

from stelsel.kernel.problem import BadInput
from stelsel.kernel.time import Period
from stelsel.kernel.vocabulary import wire
from stelsel.nouns.rule_text import ADOPTION, FIGURE_TABLE, RULE_TEXT, Adoption, PublishedText, place_of, shipped
from tests.nouns.rule_text.texts import OTHER_TOWN, law, ordinance, text_of

TABLE = """law,bwb_id,article,parameter,valid_from,valid_to,value,unit,grade,source,uncertain
Wet op iets,BWBR0000001,1,bedrag,2025-01-01,2025-12-31,12.5,EUR/year,L,https://wetten.overheid.nl/,
Wet op iets,BWBR0000002,1,bedrag,2025-01-01,,3,percent,O,https://wetten.overheid.nl/,
"""


def refusal(plain: dict[str, object]) -> list[str]:
    """What is said of wire values."""
    with pytest.raises(BadInput) as caught:
        RULE_TEXT.convert(plain)
    return [one.line("nl") for one in caught.value.findings]


def test_the_fields_come_from_the_text() -> None:
    body = text_of(ordinance(5, "GM0928", "2025-03-01"))
    assert (body.identifier, body.title, body.layer) == (
        "verordening_iets", "Verordening iets", "GEMEENTELIJKE_VERORDENING",
    )  # fmt: skip
    assert body.place_code == "GM0928"
    assert body.valid == Period(date(2025, 3, 1))
    assert body.published == date(2025, 3, 1)
    assert RULE_TEXT.label(body).nl == "Verordening iets (2025-03-01)"


def test_what_was_left_empty_in_a_form_is_filled_in() -> None:
    plain = {wire("rule_text"): law(), wire("title"): "", wire("place_code"): None, wire("valid"): {}}
    assert RULE_TEXT.convert(plain).body.title == "Wet op iets"


def test_a_field_that_differs_is_refused_with_the_line_of_the_text() -> None:
    said = refusal({wire("rule_text"): ordinance(5), wire("place_code"): "GM0344"})
    assert said == [
        "gebiedscode (regeltekst line 7): De tekst zegt hier iets anders: GM0928. "
        "Laat dit veld leeg, dan vullen wij het in, of verbeter de tekst."
    ]
    other_day = refusal({wire("rule_text"): law(), wire("valid"): {"begin": "2025-02-01"}})
    assert other_day[0].startswith("geldigheid (regeltekst line 5)")
    other_id = refusal({wire("rule_text"): law(), wire("identifier"): "wet_op_anders"})
    assert other_id[0].startswith("identificatie (regeltekst line 1)")


def test_a_draft_made_by_code_is_held_to_its_text_too() -> None:
    body = msgspec.structs.replace(text_of(law()), identifier="iets_anders")
    with pytest.raises(BadInput) as caught:
        RULE_TEXT.encode(body)
    assert caught.value.findings[0].code == "rule-text-differs"


@pytest.mark.parametrize(
    ("text", "code", "where"),
    [
        ("geen: regel", "rules-format", "regeltekst line 1"),
        (law().replace("WET", "WETJE"), "rules-layer", "regeltekst line 3"),
        (law().replace("MULTIPLY", "MULTIPLE"), "rules-operation", "regeltekst line 19"),
        (law().replace("valid_from: '2025-01-01'\n", ""), "rule-text-no-day", "regeltekst"),
        ("a: [", "malformed", "regeltekst line 2"),
        ("", "missing", "regeltekst"),
    ],
)
def test_a_text_that_does_not_read_is_refused_with_its_line(text: str, code: str, where: str) -> None:
    with pytest.raises(BadInput) as caught:
        RULE_TEXT.convert({wire("rule_text"): text} if text else {})
    found = caught.value.findings[0]
    assert code in found.code
    assert found.where.startswith(where)


def test_a_text_longer_than_other_fields_passes_and_has_a_limit() -> None:
    comment = "# toelichting\n" * 10_000
    assert text_of(comment + law()).title == "Wet op iets"
    with pytest.raises(BadInput) as caught:
        RULE_TEXT.convert({wire("rule_text"): comment * 10 + law()})
    assert caught.value.findings[0].code == "too-long"


def test_figures_are_read_and_their_laws_filled_in() -> None:
    body = FIGURE_TABLE.convert({wire("title"): "Bedragen", wire("figure_rows"): TABLE}).body
    assert body.laws == ("BWBR0000001", "BWBR0000002")
    with pytest.raises(BadInput) as caught:
        FIGURE_TABLE.convert({wire("title"): "Bedragen", wire("figure_rows"): TABLE.replace("12.5", "veel")})
    assert caught.value.findings[0].where == "bedragen line 2 column value"
    with pytest.raises(BadInput) as caught:
        FIGURE_TABLE.convert({wire("title"): "Bedragen", wire("figure_rows"): TABLE, wire("laws"): ["BWBR0000003"]})
    assert caught.value.findings[0].code == "figure-laws"
    with pytest.raises(BadInput) as caught:
        FIGURE_TABLE.convert({wire("title"): "Bedragen", wire("figure_rows"): TABLE, wire("doubts"): "a,b\n"})
    assert "twijfels" in caught.value.findings[0].where


def test_an_adoption_has_a_first_day() -> None:
    body = Adoption("Overname", "test.example/x/public", 0, "a" * 64, Period(None))
    with pytest.raises(BadInput) as caught:
        ADOPTION.encode(body)
    assert caught.value.findings[0].code == "adoption-no-day"


def test_what_ships_can_be_recorded_and_reads_back() -> None:
    reading = shipped()
    assert not reading.refused
    assert {one.kind.name for one in reading.drafts} == {"rule-text", "figure-table"}
    assert len({one.local for one in reading.drafts}) == len(reading.drafts)
    for one in reading.drafts:
        assert one.source
        assert one.about
        payload = one.kind.encode(one.body)
        assert one.kind.decode(payload).body == one.body
        if isinstance(one.body, PublishedText) and one.body.place_code:
            assert place_of(one.about) == one.body.place_code


def test_whose_place_it_is() -> None:
    assert place_of(OTHER_TOWN) == "GM0344"
    assert place_of("gemeente-voorbeeldstad") == "GM9901"
    assert place_of(OTHER_TOWN + "x") == place_of("gemeente-anders") == place_of("GM0344") == ""
    assert place_of("https://elders.example/gemeente/gm0344") == ""
    assert dataclasses.is_dataclass(RULE_TEXT)


def test_a_correction_is_of_the_same_version() -> None:
    old = RULE_TEXT.convert({wire("rule_text"): law()}).body
    assert RULE_TEXT.revised(old, RULE_TEXT.convert({wire("rule_text"): law(200)}).body) == ()
    later = RULE_TEXT.convert({wire("rule_text"): law(first="2026-01-01")}).body
    assert [one.where for one in RULE_TEXT.revised(old, later)] == [wire("valid")]
    other = RULE_TEXT.convert({wire("rule_text"): law(name="wet_op_anders")}).body
    assert [one.where for one in RULE_TEXT.revised(old, other)] == [wire("identifier")]
