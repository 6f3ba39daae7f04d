# SPDX-License-Identifier: EUPL-1.2
"""What stops if a supplier disappears: case by case on a few systems of our own, and on the invented landscapes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from stelsel.book.answer import Answer
from stelsel.kernel.draft import Draft
from stelsel.kernel.problem import BadInput
from stelsel.kernel.time import Period
from stelsel.priorities.resilience import exchange
from stelsel.priorities.resilience.kinds import DEPENDENCY, Dependency
from tests.priorities.resilience.landscapes import (
    CITY,
    IN_CITY,
    LAND,
    QUESTION,
    WATER,
    WOLK,
    Asker,
    ask,
    component,
    library,
    needs,
    supplier,
    system,
)


def answer(*drafts: Draft, asked: str = WOLK, **plain: Any) -> Answer:
    public = [supplier("voorbeeldwolk", "Voorbeeldwolk")]
    logs = {(CITY, "own"): drafts, ("voorbeeldwolk", "public"): public}
    return ask(library(logs).book(IN_CITY), asked, **plain)


def states(found: Answer) -> dict[str, str]:
    return {row["id"].rpartition("/")[2]: row["state"] for row in found.result["perSystem"]}


def paths(found: Answer) -> dict[str, list[str]]:
    rows = found.result["perSystem"]
    return {row["id"].rpartition("/")[2]: [key.rpartition("/")[2] for key in row["path"]] for row in rows}


CHAIN = (
    system("portal", people_reached=100, people_group="inwoners"),
    system("archive"),
    component("db", supplier=WOLK, supplier_name="Voorbeeldwolk"),
    needs("portal", "c:db"),
    needs("archive", "c:db", "degrades"),
    needs("c:db", WOLK),
)


def test_each_system_has_its_state_its_path_and_the_entries_of_the_path() -> None:
    found = answer(*CHAIN)
    assert found.verdict == "yes"
    assert states(found) == {"portal": "stops", "archive": "degrades"}
    assert paths(found)["portal"] == ["voorbeeldwolk", "db", "portal"]
    row = found.result["perSystem"][0]
    assert row["entries"] == [
        f"{CITY}/dependency/c-db.voorbeeldwolk-supplier-voorbeeldwolk",
        f"{CITY}/dependency/portal.c-db",
    ]
    cited = {reason.ref.id for reason in found.reasons if reason.ref}
    assert set(row["entries"]) <= cited
    assert found.headline.nl == "Als Voorbeeldwolk wegvalt, staat 1 van uw 2 systemen stil. Dat raakt 100 mensen."
    assert any(reason.rule and "stap 1" in reason.rule.nl for reason in found.reasons)


def test_by_name_is_the_same_as_by_address() -> None:
    by_address, by_name = answer(*CHAIN), answer(*CHAIN, asked="  the VOORBEELDWOLK ")
    assert by_name.result == by_address.result
    assert by_name.reasons == by_address.reasons


@pytest.mark.parametrize("asked", ["Voorbeeldwolk", "VOORBEELDWOLK (verzonnen)", "voorbeeld", "wolk bv", "diensten"])
def test_a_name_without_its_addition_a_beginning_or_a_word_means_the_one_supplier(asked: str) -> None:
    name = "Voorbeeldwolk diensten (verzonnen)" if asked == "diensten" else "Voorbeeldwolk (verzonnen)"
    name = "Voorbeeld wolk BV" if asked == "wolk bv" else name
    logs = {(CITY, "own"): CHAIN, ("voorbeeldwolk", "public"): [supplier("voorbeeldwolk", name)]}
    book = library(logs).book(IN_CITY)
    assert ask(book, asked).result == ask(book).result
    assert ask(book, asked).verdict == "yes"


def test_a_name_that_several_suppliers_have_is_unknown_and_offers_each() -> None:
    drafts = [*CHAIN, system("other", supplier="voorbeeldwolk/supplier/lucht", supplier_name="Voorbeeldlucht")]
    found = answer(*drafts, asked="voorbeeld", datum="2026-05-01")
    assert found.verdict == "unknown"
    assert "Voorbeeldlucht, Voorbeeldwolk" in found.headline.nl
    assert found.choices[1].inputs == {"leverancier": WOLK, "datum": "2026-05-01"}
    assert WOLK in found.changes[1].change.nl
    assert "stilvalt" in found.headline.nl


def test_a_typing_error_is_unknown_and_offers_the_nearest_name() -> None:
    found = answer(*CHAIN, asked="Voorbeeldwokl")
    assert found.verdict == "unknown"
    assert [one.inputs["leverancier"] for one in found.choices] == [WOLK]
    assert answer(*CHAIN, asked="Zonnebloem").choices == ()


def test_a_supplier_known_by_name_only_is_the_one_entry_of_that_name() -> None:
    found = answer(system("portal", supplier_name="voorbeeldwolk"))
    assert states(found) == {"portal": "unknown"}, "who supplies is known, what happens is not"
    assert paths(found)["portal"] == ["voorbeeldwolk", "portal"]
    assert "zegt" in found.unknown[0].what.nl
    named = answer(system("portal", supplier_name="Kleine Zaak BV"), asked="kleine zaak bv")
    assert named.result["supplier"] == "Kleine Zaak BV"
    assert states(named) == {"portal": "unknown"}


def test_what_somebody_stated_replaces_what_the_supplier_field_leaves_open() -> None:
    stated = answer(system("portal", supplier=WOLK), needs("portal", WOLK))
    assert states(stated) == {"portal": "stops"}
    assert states(answer(system("portal", supplier=WOLK))) == {"portal": "unknown"}


def test_unknown_never_passes_for_safe() -> None:
    other = "demowolk/supplier/demowolk"
    found = answer(
        system("bare"),
        system("safe"),
        needs("safe", other),
        system("orphan"),
        component("old"),
        needs("orphan", "c:old"),
        system("elsewhere"),
        needs("elsewhere", "andere-organisatie/system/x"),
        system("used"),
        needs("used", WOLK, "degrades"),
    )
    assert states(found) == {
        "used": "degrades",
        "bare": "unknown",
        "orphan": "unknown",
        "elsewhere": "unknown",
        "safe": "not-reached",
    }
    assert found.verdict == "partly"


def test_nothing_stops_only_when_everything_is_known() -> None:
    other = "demowolk/supplier/demowolk"
    drafts = (system("safe"), needs("safe", other), component("c"), needs("c:c", WOLK))
    assert answer(*drafts).verdict == "no"
    assert answer(*drafts, system("bare")).verdict == "unknown"


def test_hindrance_that_may_be_a_stop_says_so() -> None:
    found = answer(
        system("portal"),
        component("c"),
        needs("portal", WOLK, "degrades"),
        needs("portal", "c:c", None),
        needs("c:c", WOLK),
    )
    (row,) = found.result["perSystem"]
    assert (row["state"], row["mayStop"]) == ("degrades", True)
    assert found.tables[0].rows[0][1].nl == "krijgt ten minste hinder"


def test_a_supplier_of_a_supplier_counts() -> None:
    deep = "demowolk/supplier/demowolk"
    found = answer(system("portal"), needs("portal", WOLK), needs(WOLK, deep), asked=deep)
    assert paths(found)["portal"] == ["demowolk", "voorbeeldwolk", "portal"]
    assert states(found) == {"portal": "stops"}
    assert found.result["concentration"]["stopsPerSupplier"] == {deep: 1, WOLK: 1}


def test_the_day_decides_which_systems_and_dependencies_hold() -> None:
    drafts = (
        system("old", valid=Period(end=date(2025, 12, 31))),
        system("portal"),
        needs("old", WOLK),
        needs("portal", WOLK, valid=Period(start=date(2026, 6, 1))),
    )
    assert states(answer(*drafts, datum="2025-06-01")) == {"old": "stops", "portal": "unknown"}
    assert states(answer(*drafts)) == {"portal": "stops"}


def test_people_are_not_counted_twice_and_unknown_stays_unknown() -> None:
    groups = [
        system("a", people_reached=100, people_group="Inwoners"),
        system("b", people_reached=80, people_group="inwoners"),
        system("c", people_reached=30),
        system("d", people_reached=0),
    ]
    drafts = [*groups, *(needs(one.local, WOLK) for one in groups)]
    found = answer(*drafts)
    assert found.result["people"] == {"atLeast": 100, "atMost": 130, "unknownSystems": 0}
    assert "100 tot 130 mensen" in found.headline.nl
    more = answer(*drafts, system("e"), needs("e", WOLK))
    assert more.result["people"] == {"atLeast": 100, "atMost": None, "unknownSystems": 1}
    assert "ten minste 100 mensen" in more.headline.nl
    assert any("hoeveel mensen" in unknown.what.nl for unknown in more.unknown)
    nobody = answer(system("e"), needs("e", WOLK))
    assert "mensen" not in nobody.headline.nl


def test_concentration_is_exact_and_drawn() -> None:
    deep = "demowolk/supplier/demowolk"
    drafts = [system(name) for name in "abcd"]
    drafts += [needs("a", WOLK), needs("b", WOLK), needs("c", WOLK), needs("d", deep)]
    found = answer(*drafts)
    assert found.result["concentration"] == {
        "hhi": "6250.00",
        "effectiveNumber": "1.60",
        "stopsPerSupplier": {WOLK: 3, deep: 1},
    }
    (chart,) = found.charts
    assert (chart.kind, [point.x for point in chart.points], [point.front for point in chart.points]) == (
        "bars",
        [3, 1],
        [True, False],
    )
    assert any("sterk geconcentreerd" in reason.text.nl and reason.link for reason in found.reasons)


def test_the_change_that_helps_most_comes_first_and_is_true() -> None:
    drafts = [*CHAIN[:4], system("desk"), needs("desk", "portal"), needs("c:db", WOLK)]
    found = answer(*drafts)
    assert found.result["counts"]["stops"] == 2
    best = found.changes[0]
    assert best.ref
    assert best.effect.en.endswith(": 2.")
    loosened = [
        draft
        if f"{CITY}/dependency/{draft.local}" != best.ref.id
        else Draft(DEPENDENCY, draft.local, Dependency(draft.body.dependent, draft.body.depends_on, "degrades"))
        for draft in drafts
    ]
    assert answer(*loosened).result["counts"]["stops"] == 0


def test_a_cycle_ends() -> None:
    found = answer(system("a"), system("b"), needs("a", "b"), needs("b", "a"), needs("a", WOLK))
    assert states(found) == {"a": "stops", "b": "stops"}


@pytest.mark.parametrize(
    "plain", [{}, {"leverancier": ""}, {"leverancier": 3}, {"leverancier": "x", "datum": "gisteren"}]
)
def test_wrong_inputs_are_refused(plain: dict[str, Any]) -> None:
    with pytest.raises(BadInput):
        QUESTION.from_plain(plain)


@pytest.mark.parametrize(
    ("dependent", "on", "code"),
    [
        (f"{CITY}/system/a", f"{CITY}/system/a", "depends-on-itself"),
        (f"{CITY}/system/a", f"{CITY}/cloud-offer/b", "end-kind"),
        ("a", f"{CITY}/system/b", "entry-id"),
    ],
)
def test_a_wrong_dependency_is_refused_at_publishing(dependent: str, on: str, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        DEPENDENCY.encode(Dependency(dependent, on))
    assert code in [finding.code for finding in caught.value.findings]


# --- the invented landscapes


@pytest.fixture(scope="module")
def invented(root: Any) -> Any:
    from pathlib import Path

    drafts = {(p, audience): one.drafts for p, by in exchange.sample().items() for audience, one in by.items()}
    assert set(drafts) == {(CITY, "own"), (WATER, "own"), (LAND, "own")}
    drafts["importeur", exchange.AUDIENCE] = exchange.example(Path(root) / "src/stelsel/node/example/data").drafts
    drafts["voorbeeldwolk", "public"] = (supplier("voorbeeldwolk", "Voorbeeldwolk (verzonnen)"),)
    return library(drafts)


@pytest.mark.parametrize(("publisher", "systems", "stops"), [(CITY, 14, 8), (WATER, 9, 3), (LAND, 8, 3)])
def test_each_invented_organisation_sees_its_own(invented: Any, publisher: str, systems: int, stops: int) -> None:
    found = ask(invented.book(Asker(frozenset({publisher}), True)))
    assert (found.result["systems"], found.result["counts"]["stops"]) == (systems, stops)
    assert all(row["id"].startswith(f"{publisher}/") for row in found.result["perSystem"])
    longest = ask(invented.book(Asker(frozenset({publisher}), True)), "Voorbeelddatacentrum (verzonnen)")
    assert max(len(row["path"]) for row in longest.result["perSystem"]) >= 4
    assert "verzonnen" in found.notes[-1].nl
    assert all(row[0].badge == "sample" for row in found.tables[0].rows)


def test_every_invented_entry_says_so_and_stands_in_an_own_log() -> None:
    total = 0
    for by in exchange.sample().values():
        assert set(by) == {"own"}
        for draft in by["own"].drafts:
            draft.kind.encode(draft.body)
            assert draft.body.sample
            total += draft.kind.name == "system"
    assert total == 31


def test_a_real_product_is_unknown_where_its_file_is_silent(invented: Any) -> None:
    found = ask(invented.book(IN_CITY), "JBoss by Red Hat")
    assert found.verdict == "unknown"
    row = next(row for row in found.result["perSystem"] if row["id"].endswith("/inloggen"))
    assert row["path"][-2] == exchange.KEYCLOAK
    assert any("JBoss by Red Hat" in change.change.nl for change in found.changes)
