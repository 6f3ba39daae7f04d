# SPDX-License-Identifier: EUPL-1.2
"""Which rules hold follows from what is published, by whom, for where and when; nothing else is asked."""

from __future__ import annotations

from datetime import date

import pytest

from stelsel.book.audience import Asker
from stelsel.kernel.entry import Ref
from stelsel.kernel.vocabulary import wire
from stelsel.nouns.rule_text import ADOPTION, FIGURE_TABLE, rules_in, shipped, shipped_rules, shipped_texts
from stelsel.nouns.rule_text._reading import read_text
from tests.books import book_of
from tests.nouns.rule_text.test_kinds import TABLE
from tests.nouns.rule_text.texts import (
    MINISTRY,
    OTHER_TOWN,
    SOURCE,
    TOWN,
    Register,
    codes,
    law,
    ordinance,
    text_of,
)

EARLY = date(2025, 6, 1)


@pytest.fixture
def register() -> Register:
    """An importer recorded the law."""
    made = Register()
    made.records("importeur", "wet.2025", law())
    return made


def test_a_version_published_later_holds_from_its_day_and_not_before(register: Register) -> None:
    assert register.asked(on="2026-07-01") == 200
    register.records("importeur", "wet.2026", law(150, "2026-07-01", published="2026-03-01"))
    assert register.asked(on="2026-06-30") == 200
    assert register.asked(on="2026-07-01") == 300
    assert register.asked(on="2026-07-01", known_at=date(2026, 2, 28)) == 200
    assert register.asked(on="2026-07-01", known_at=date(2026, 3, 1)) == 300


def test_a_version_that_was_taken_back_counts_no_longer(register: Register) -> None:
    register.records("importeur", "wet.2026", law(150, "2026-01-01"))
    before = register.day
    register.takes_back("importeur", "wet.2026")
    assert register.asked(on="2026-07-01") == 200
    assert register.asked(on="2026-07-01", known_at=date.fromordinal(before.toordinal() - 1)) == 300


def test_a_correction_takes_the_place_of_what_was_wrong(register: Register) -> None:
    made = date.fromordinal(register.day.toordinal() - 1)
    register.records("importeur", "wet.2025", law(111))
    assert register.asked() == 222
    assert register.asked(known_at=made) == 200
    assert register.asked(known_at=EARLY) == 222  # nobody had it here then: the best reading of what was public


def test_the_outcome_names_entries_with_their_place_in_a_log(register: Register) -> None:
    rules = register.rules()
    outcome = register.outcome("bedrag", "2026-01-01")
    (file,) = outcome.texts
    source = rules.sources[file]
    assert (source.how, source.publisher, source.named) == ("recorded", "importeur", "Staatsblad")
    assert source.entry
    assert (source.entry.log, source.entry.index, len(source.entry.hash)) == ("test.example/importeur/public", 0, 64)


def test_a_municipality_fills_the_open_term_at_its_place_and_nowhere_else(register: Register) -> None:
    assert register.asked("hier", place="GM0928") == 7
    register.states("kerkrade", "v", ordinance(50), TOWN)
    assert register.asked("hier", place="GM0928") == 50
    assert register.asked("hier", place="GM0344") == 7
    register.takes_back("kerkrade", "v", TOWN)
    assert register.asked("hier", place="GM0928") == 7


def test_a_municipality_of_the_example_country_has_a_place(register: Register) -> None:
    register.states("gemeente-voorbeeldstad", "v", ordinance(60, "GM9901"), "gemeente-voorbeeldstad")
    assert register.asked("hier", place="GM9901") == 60


def test_a_text_for_a_place_of_somebody_else_does_not_hold_until_it_is_adopted_there(register: Register) -> None:
    there = register.states("utrecht", "v", ordinance(66), OTHER_TOWN)
    assert register.asked("hier", place="GM0928") == 7
    assert codes(register.rules()) == [("utrecht/rule-text/v", "not-theirs")]
    register.adopts("utrecht", OTHER_TOWN, there, date(2026, 1, 1))
    assert register.asked("hier", place="GM0928") == 7  # that adoption is for its own place
    assert register.asked("hier", place="GM0344") == 66
    register.adopts("kerkrade", TOWN, there, date(2026, 2, 1))
    assert register.asked("hier", on="2026-01-31", place="GM0928") == 7
    assert register.asked("hier", on="2026-02-01", place="GM0928") == 66


def test_a_model_holds_nowhere_until_it_is_adopted_and_ends_with_the_adoption(register: Register) -> None:
    model = register.says("vereniging", "model", text_of(ordinance(30, place="")))
    assert register.asked("hier", place="GM0928") == 7
    register.adopts("kerkrade", TOWN, model, date(2025, 3, 1), date(2025, 12, 31))
    assert [register.asked("hier", on=on, place="GM0928") for on in ("2025-02-28", "2025-03-01", "2026-01-01")] == [
        7, 30, 7,
    ]  # fmt: skip
    rules = register.rules()
    source = rules.sources["kerkrade/rule-adoption/overname"]
    assert (source.how, source.entry, source.publisher) == ("adopted", model, "kerkrade")
    register.takes_back("kerkrade", "overname", TOWN, ADOPTION)
    assert register.asked("hier", on="2025-03-01", place="GM0928") == 7


def test_an_adoption_keeps_the_revision_it_names(register: Register) -> None:
    model = register.says("vereniging", "model", text_of(ordinance(30, place="")))
    register.adopts("kerkrade", TOWN, model, date(2025, 3, 1))
    register.says("vereniging", "model", text_of(ordinance(999, place="")))
    register.takes_back("vereniging", "model")
    assert register.asked("hier", place="GM0928") == 30


def test_an_adoption_goes_before_an_own_text_and_that_before_a_recorded_one(register: Register) -> None:
    register.records("importeur", "v", ordinance(10, name="verordening_kerkrade"), about=TOWN)
    assert register.asked("hier", place="GM0928") == 10
    register.states("kerkrade", "v", ordinance(20), TOWN)
    assert register.asked("hier", place="GM0928") == 20
    model = register.says("vereniging", "model", text_of(ordinance(30, place="", name="model")))
    register.adopts("kerkrade", TOWN, model, date(2025, 1, 1))
    assert register.asked("hier", place="GM0928") == 30


def test_an_adoption_without_a_place_or_a_text_does_nothing(register: Register) -> None:
    model = register.says("vereniging", "model", text_of(ordinance(30, place="")))
    register.adopts("wolk", "wolk", model, date(2025, 1, 1))
    register.adopts("kerkrade", TOWN, Ref(model.log, model.index, "0" * 64), date(2025, 1, 1))
    assert register.asked("hier", place="GM0928") == 7
    assert [code for _, code in codes(register.rules())] == ["not-theirs", "no-place", "no-text"]


@pytest.mark.parametrize("organisation", ["wolk", TOWN, "https://identifier.overheid.nl/tooi/id/so/so0001"])
def test_nobody_but_the_state_states_a_law(register: Register, organisation: str) -> None:
    register.states("ander", "wet", law(999, "2025-06-01"), organisation)
    assert register.asked() == 200
    register.states("ministerie", "wet", law(400, "2025-06-01"), MINISTRY)
    assert register.asked() == 800


def test_once_the_state_says_what_holds_no_recorded_version_comes_after_it(register: Register) -> None:
    register.states("ministerie", "wet", law(400, "2025-06-01"), MINISTRY)
    register.records("importeur", "wet.2026", law(1, "2026-01-01"))
    assert register.asked(on="2025-05-31") == 200
    assert register.asked(on="2026-02-01") == 800
    assert ("importeur/rule-text/wet.2026", "decided") in codes(register.rules())


def test_of_those_who_record_the_first_decides(register: Register) -> None:
    register.records("ander", "wet.2026", law(999, "2026-01-01"))
    assert register.asked() == 200
    assert codes(register.rules()) == [("ander/rule-text/wet.2026", "second")]


def test_a_local_text_cannot_take_the_name_of_a_law(register: Register) -> None:
    register.states("kerkrade", "wet", ordinance(1, name="wet_op_iets", of="iets"), TOWN)
    assert register.asked(place="GM0928") == 200
    assert codes(register.rules()) == [("kerkrade/rule-text/wet", "taken")]


def test_a_recorded_text_for_a_place_says_whom_it_is_about(register: Register) -> None:
    register.records("importeur", "v", ordinance(10))
    assert register.asked("hier", place="GM0928") == 7
    register.records("importeur", "v", ordinance(10), about=TOWN)
    assert register.asked("hier", place="GM0928") == 10


def test_a_text_with_the_name_of_that_of_another_place_is_found_by_place(register: Register) -> None:
    register.states("kerkrade", "v", ordinance(50), TOWN)
    register.states("utrecht", "v", ordinance(70, "GM0344"), OTHER_TOWN)
    assert [register.asked("hier", place=one) for one in ("GM0928", "GM0344")] == [50, 70]
    library = register.rules().library
    for place in ("GM0928", "GM0344"):
        found = library.find("verordening_iets", "", "plaatselijk", date(2026, 1, 1), None, (place,))
        assert found
        assert found.text.place == place


def test_a_text_in_an_own_log_holds_only_for_its_own_people(register: Register) -> None:
    body = text_of(ordinance(50))
    register.says("kerkrade", "v", body, organisation=TOWN, audience="own")
    assert register.asked("hier", place="GM0928") == 7
    inside = register.rules(asker=Asker(frozenset({"kerkrade"})))
    outside = register.rules()
    assert [len(one.library.fillers("wet_op_iets", "plaatselijk", EARLY, None)) for one in (inside, outside)] == [1, 0]


def test_a_text_of_one_place_joins_no_decision_elsewhere(register: Register) -> None:
    hook = "    hooks: [{hook_point: pre_actions, applies_to: {legal_character: BESCHIKKING}}]\n    execution:"
    yaml = ordinance(50).replace("    execution:", hook)
    register.states("kerkrade", "v", yaml, TOWN)
    library = register.rules().library
    assert library.hooked("BESCHIKKING", "plaatselijk", EARLY, None) is None
    register.records("importeur", "awb", yaml.replace("gemeente_code: GM0928\n", "").replace(
        "GEMEENTELIJKE_VERORDENING", "WET").replace("verordening_iets", "awb"))  # fmt: skip
    assert register.rules().library.hooked("BESCHIKKING", "plaatselijk", EARLY, None)


def test_without_entries_the_shipped_files_hold_and_it_says_so() -> None:
    rules = rules_in(book_of({}))
    assert rules.shipped
    assert {one.how for some in (rules.sources.values(), *rules.tables.values()) for one in some} == {"shipped"}
    assert shipped_rules().library.known("wet_op_de_zorgtoeslag")


def test_recorded_the_shipped_texts_give_the_same_library_and_figures() -> None:
    rules, files = rules_in(book_of({"importeur": shipped().drafts})), shipped_rules()
    assert not rules.shipped
    assert not rules.refused
    assert sorted(one.text.hash for one in rules.library.versions) == sorted(
        one.text.hash for one in files.library.versions
    )
    assert rules.figures.all() == files.figures.all()
    assert rules.doubts == files.doubts


def test_a_shipped_text_does_not_come_back_when_it_was_taken_back() -> None:
    register = Register()
    draft = next(one for one in shipped().drafts if one.local.startswith("wet_op_de_zorgtoeslag"))
    register.says("importeur", "z", draft.body, about=draft.about, source=draft.source)
    assert register.rules().library.known("wet_op_de_zorgtoeslag")
    register.takes_back("importeur", "z")
    rules = register.rules()
    assert not rules.library.known("wet_op_de_zorgtoeslag")
    assert rules.library.known("participatiewet")


def test_of_figures_of_a_law_one_publisher_decides(register: Register) -> None:
    def table(value: str, first: str = "2025-01-01") -> object:
        plain = {
            wire("title"): "Bedragen",
            wire("figure_rows"): TABLE.replace("12.5", value).replace("2025-01-01", first),
        }
        return FIGURE_TABLE.convert(plain).body

    def value() -> str:
        return str(getattr(register.rules().figures.on("BWBR0000001", "bedrag", date(2025, 5, 1)), "value", None))

    register.says("importeur", "t", table("12.5"), about="x", source=SOURCE, kind=FIGURE_TABLE)
    register.says("ander", "t", table("99"), about="x", source=SOURCE, kind=FIGURE_TABLE)
    register.says("kerkrade", "t", table("98"), organisation=TOWN, kind=FIGURE_TABLE)
    assert value() == "25/2"
    register.says("importeur", "u", table("13", "2025-03-01"), about="x", source=SOURCE, kind=FIGURE_TABLE)
    assert value() == "25/2"
    assert {code for _, code in codes(register.rules())} == {"second", "not-theirs", "overlap"}
    register.says("ministerie", "t", table("14"), organisation=MINISTRY, kind=FIGURE_TABLE)
    assert value() == "14"


def test_rules_are_made_once_per_position(register: Register) -> None:
    book = register.book()
    assert rules_in(book) is rules_in(book)


def test_nobody_makes_the_text_of_another_official() -> None:
    register = Register()
    register.states("rijk", "wet", law(), MINISTRY)
    assert register.outcome("bedrag", "2026-01-01").standing == "official"
    register.records("wolk", "verordening", ordinance(50), about=TOWN)
    recorded = register.outcome("hier", "2026-01-01", "GM0928")
    assert (recorded.value, recorded.grade, recorded.standing) == (50, "S", "provisional")
    register.states("stad", "eigen", ordinance(60), TOWN)
    stated = register.outcome("hier", "2026-01-01", "GM0928")
    assert (stated.value, stated.grade, stated.standing) == (60, "L", "official")


def test_what_ships_keeps_its_grades_when_it_is_recorded() -> None:
    for name, yaml in shipped_texts():
        register = Register()
        register.records("importeur", "tekst", yaml)
        found = next((one.text for one in register.rules().library.versions if one.text.file.startswith("imp")), None)
        if found is not None:  # a text of a place does not hold when it is recorded about something else
            assert found.grade == read_text(yaml).grade, name


def test_figures_that_somebody_recorded_are_a_secondary_source() -> None:
    rows = (
        "law,bwb_id,article,parameter,valid_from,valid_to,value,unit,grade,source,uncertain\n"
        "Wet,BWBR0099999,1,bedrag,2026-01-01,,10,EUR/year,L,Staatscourant,\n"
    )
    body = FIGURE_TABLE.convert({"titel": "Bedragen", wire("figure_rows"): rows}).body
    recorded, stated = Register(), Register()
    recorded.says("wolk", "b", body, about="https://wetten.overheid.nl/X", source=SOURCE, kind=FIGURE_TABLE)
    stated.says("rijk", "b", body, organisation=MINISTRY, kind=FIGURE_TABLE)
    grades = [one.rules().figures.on("BWBR0099999", "bedrag", date(2026, 2, 1)) for one in (recorded, stated)]
    assert [getattr(one, "grade", None) for one in grades] == ["S", "L"]
