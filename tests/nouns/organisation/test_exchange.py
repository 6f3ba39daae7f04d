# SPDX-License-Identifier: EUPL-1.2
"""Reading registers with the faults of the real ones: every row becomes an entry or is refused with a reason."""

from __future__ import annotations

from datetime import date

import pytest

from stelsel.kernel.problem import BadInput
from stelsel.nouns.organisation import ORGANISATION, read
from tests.nouns.organisation.small import (
    ARRANGEMENT_COLUMNS,
    CURRENT_COLUMNS,
    PARTICIPANT_COLUMNS,
    TOOI,
    event,
    files,
    listed,
    organisation,
    table,
    tooi_list,
)

OLD = listed("gemeente/gm0001", "Oud", end="2018-12-31")
NEW = listed("gemeente/gm0002", "Nieuw", start="2019-01-01")
MERGER = event("Samenvoeging", "2019-01-01T00:00:00+01:00", ["gemeente/gm0001"], generated=["gemeente/gm0002"])


def bodies(reading):
    return {draft.local: draft.body for draft in reading.drafts if draft.kind is ORGANISATION}


def test_a_living_organisation_has_no_last_day_of_somebody_s_term() -> None:
    reading = read(files(organisation("gemeente/gm0002", "Nieuw", valid_until="2030-11-29")))
    assert bodies(reading)["gm0002"].valid.end is None
    assert bodies(reading)["gm0002"].active


def test_an_ended_organisation_keeps_its_last_day() -> None:
    reading = read(files(organisation("so/so0001", "Weg", type="zbo", active="no", valid_until="2020-01-01")))
    assert bodies(reading)["so0001"].valid.end == date(2020, 1, 1)


def test_days_of_tooi_go_before_those_of_the_register() -> None:
    old = organisation("gemeente/gm0001", "Oud", active="no", valid_until="2019-01-01")
    reading = read(files(old, rwc_gemeenten=tooi_list("rwc_gemeenten", 5, OLD)))
    assert bodies(reading)["gm0001"].valid.end == date(2018, 12, 31)


def test_a_placeholder_is_no_first_day() -> None:
    reading = read(files(organisation("gemeente/gm0002", "Nieuw", valid_from="1900-01-01")))
    assert bodies(reading)["gm0002"].valid.start is None


def test_an_oin_with_a_letter_is_kept_and_a_shared_one_is_no_key() -> None:
    oin = "I0000003343669660000"
    reading = read(files(*(organisation(f"oorg/oorg{n}", f"Raad {n}", type="adviescollege", oin=oin) for n in (1, 2))))
    assert [body.oin for body in bodies(reading).values()] == [oin, oin]


def test_no_identifier_is_made_up() -> None:
    reading = read(files(organisation("", "Stadsdeel Noord", organisation_code="gm3005", active="no", roo_id="7")))
    (draft,) = reading.drafts
    assert (draft.local, draft.about) == ("stadsdeel-noord", "roo:7")
    assert (draft.body.tooi, draft.body.oin, draft.body.kvk) == (None, None, None)
    assert draft.body.organisation_type == "other", "the list of municipalities does not know it"


def test_the_row_s_own_code_or_name_and_day_give_the_address() -> None:
    lists = tooi_list("rwc_gemeenten", 5, OLD, listed("gemeente/gm0003", "Derde", end="2013-12-31"))
    by_code = organisation("", "Gemeente Oud c.a.", organisation_code="gm0001", active="no", valid_until="2018-01-01")
    by_day = organisation("", "Gemeente Derde", active="no", valid_until="2014-01-01")
    other_day = organisation("", "Derde", id="org:x", active="no", valid_until="2015-01-01")
    reading = read(files(by_code, by_day, other_day, rwc_gemeenten=lists))
    assert sorted(bodies(reading)) == ["gm0001", "gm0003", "x"]
    assert bodies(reading)["x"].tooi is None


def test_two_rows_of_one_organisation_become_one_entry() -> None:
    first = organisation("gemeente/gm0001", "Oud", active="no", valid_until="2018-12-31")
    second = organisation("", "Gemeente Oud c.a.", organisation_code="gm0001", active="no", kvk="01181378")
    reading = read(files(second, first, rwc_gemeenten=tooi_list("rwc_gemeenten", 5, OLD)))
    assert bodies(reading)["gm0001"].kvk == "01181378"
    assert [(refused.code, refused.line) for refused in reading.refused] == [("same-organisation", 2)]


def test_an_event_links_predecessor_and_successor() -> None:
    rows = (organisation("gemeente/gm0001", "Oud", active="no"), organisation("gemeente/gm0002", "Nieuw"))
    found = bodies(read(files(*rows, rwc_gemeenten=tooi_list("rwc_gemeenten", 5, OLD, NEW, MERGER))))
    assert found["gm0001"].successors == (TOOI + "gemeente/gm0002",)
    assert found["gm0002"].predecessors == (TOOI + "gemeente/gm0001",)
    assert (found["gm0001"].ended_by, found["gm0002"].ended_by) == ("merger", None)


def test_without_events_the_register_s_successor_counts_but_not_for_the_living() -> None:
    old = organisation("ministerie/mnre1", "Oud", type="ministerie", active="no", successor_id="org:nieuw")
    new = organisation("ministerie/mnre2", "Nieuw", type="ministerie", successor_id="org:oud")
    found = bodies(read(files(old, new)))
    assert found["mnre1"].successors == (TOOI + "ministerie/mnre2",)
    assert found["mnre2"].successors == ()
    assert found["mnre1"].ended_by is None, "nobody published how"


def test_a_former_state_of_a_ministry_gives_it_a_former_name() -> None:
    cells = {"type": "ministerie", "active": "no", "valid_from": "2018-01-01", "valid_until": "2024-07-01"}
    old = organisation("ministerie/hv_1", "Oude naam", successor_id="org:nieuw", **cells)
    found = bodies(read(files(old, organisation("ministerie/mnre2", "Nieuw", type="ministerie"))))
    (former,) = found["mnre2"].former_names
    assert (former.name, former.valid.start, former.valid.end) == ("Oude naam", date(2018, 1, 1), date(2024, 7, 1))


def test_figures_of_current_municipalities_are_added() -> None:
    cells = {"tooi": TOOI + "gemeente/gm0002", "inhabitants": "1234", "area_km2": "12.50", "places": "Dorp|Stad"}
    current = table(CURRENT_COLUMNS, cells)
    found = bodies(read(files(organisation("gemeente/gm0002", "Nieuw"), municipalities__current=current)))["gm0002"]
    assert (found.inhabitants, str(found.area_km2), found.council_seats) == (1234, "12.50", None)
    assert found.places == ("Dorp", "Stad")


def test_an_area_smaller_than_the_land_is_unknown() -> None:
    current = table(CURRENT_COLUMNS, *({"tooi": f"{TOOI}gemeente/gm000{n}", "area_km2": "12.50"} for n in (1, 2)))
    land = b"code,code_2023,land_km2\nGM0009,GM0001,60\nGM0008,GM0001,40\nGM0002,GM0002,12.60\n"
    rows = (organisation("gemeente/gm0001", "Groot"), organisation("gemeente/gm0002", "Klein"))
    small = files(*rows, municipalities__current=current)
    found = bodies(read({**small, "municipality-indicators-2021.csv": land}))
    assert (found["gm0001"].area_km2, str(found["gm0002"].area_km2)) == (None, "12.50")


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"website": "mailto:iemand@voorbeeld.nl"}, "personal-data"),
        ({"seat": "mevr. J. Voorbeeld"}, "personal-data"),
        ({"website": "javascript:alert(1)"}, "value"),
        ({"kvk": "123"}, "field"),
        ({"oin": "x"}, "field"),
        ({"type": "vereniging"}, "value"),
        ({"valid_from": "2020-13-45"}, "value"),
        ({"valid_from": "2020-01-02", "valid_until": "2020-01-01", "active": "no"}, "value"),
        ({"active": "misschien"}, "value"),
        ({"name": ""}, "field"),
    ],
)
def test_a_row_that_does_not_fit_is_refused_and_the_others_load(cells: dict[str, str], code: str) -> None:
    bad = {**organisation("gemeente/gm0001", "Fout"), **cells}
    reading = read(files(organisation("gemeente/gm0002", "Goed"), bad))
    assert [draft.local for draft in reading.drafts] == ["gm0002"]
    (refused,) = reading.refused
    assert (refused.file, refused.line, refused.code) == ("organisations.csv", 3, code)
    assert "iemand@" not in refused.why.nl + refused.why.en, "personal data is not repeated"


@pytest.mark.parametrize(
    ("name", "raw", "code"),
    [
        ("organisations.csv", b"naam\nx\n", "columns"),
        ("organisations.csv", b"", "columns"),
        ("organisations.csv", "id,näme".encode("latin-1"), "encoding"),
        ("rwc_gemeenten.json", b"{}", "tooi-list"),
        ("rwc_gemeenten.json", b"[{}]", "tooi-list"),
        ("rwc_gemeenten.json", b"[[[[", "tooi-list"),
    ],
)
def test_a_file_that_is_something_else_is_bad_input(name: str, raw: bytes, code: str) -> None:
    with pytest.raises(BadInput) as problem:
        read({**files(), name: raw})
    assert problem.value.findings[0].code == code
    assert problem.value.findings[0].where == name


def arrangements(**cells: str) -> dict[str, bytes]:
    row = {"gr_id": "org:gr", "roo_id": "11", "name": "Samen", "in_force_from": "2020-01-01", **cells}
    people = {"gr_id": "org:gr", "participant_name": "Gemeente Oud", "participant_roo_id": "5", "joined": "2020-01-01"}
    return files(
        organisation("gemeente/gm0001", "Oud", roo_id="5"),
        joint__arrangements=table(ARRANGEMENT_COLUMNS, row),
        joint__arrangement__participants=table(PARTICIPANT_COLUMNS, people, {**people, "gr_id": "org:onbekend"}),
    )


def test_an_arrangement_with_its_participants() -> None:
    reading = read(
        arrangements(policy_areas="verkeer | water|wonen", form="'Regeling zonder meer'", purpose="Lange tekst.")
    )
    draft = reading.drafts[-1]
    assert (draft.local, draft.about) == ("11", "roo:11")
    assert draft.body.policy_areas == ("verkeer: water", "wonen")
    assert draft.body.form == "Regeling zonder meer"
    assert draft.body.participants[0].organisation == TOOI + "gemeente/gm0001", "known by its ROO number"
    assert draft.body.active
    assert "Lange tekst" not in repr(draft.body)
    assert [(refused.code, refused.line) for refused in reading.refused] == [("no-arrangement", 3)]


def test_an_arrangement_ends_the_day_before_it_goes_out_of_force() -> None:
    body = read(arrangements(in_force_until="2022-01-01")).drafts[-1].body
    assert (body.active, body.in_force.end) == (False, date(2021, 12, 31))
    one_day = read(arrangements(in_force_until="2020-01-01")).drafts[-1].body
    assert one_day.in_force.start == one_day.in_force.end == date(2020, 1, 1)


def test_the_newest_version_of_a_list_counts() -> None:
    older = tooi_list("rwc_gemeenten_compleet", 4, listed("gemeente/gm0001", "Oud"))
    newer = tooi_list("rwc_gemeenten_compleet", 5, OLD)
    row = organisation("gemeente/gm0001", "Oud", active="no")
    assert bodies(read(files(row, rwc_4=older, rwc_5=newer)))["gm0001"].valid.end == date(2018, 12, 31)
    assert bodies(read(files(row, rwc_9=older, rwc_1=newer)))["gm0001"].valid.end == date(2018, 12, 31)


def test_a_closure_of_nothing_and_an_organisation_only_in_tooi_are_refused() -> None:
    lists = tooi_list("rwc_gemeenten", 5, OLD, event("Opheffing", "2020-01-01", []))
    assert [refused.code for refused in read(files(rwc_gemeenten=lists)).refused] == ["nothing-ended", "only-in-tooi"]
