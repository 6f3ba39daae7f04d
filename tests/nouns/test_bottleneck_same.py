# SPDX-License-Identifier: EUPL-1.2
"""Open bottlenecks that may be the same: proposed with why, merged or told apart by their steward, and what was said
stays said. Runs with the encoders that are installed here."""

from collections.abc import Sequence

import pytest

from stelsel.book.audience import Asker
from stelsel.engines.route import Letters
from stelsel.nouns.bottleneck import GROUPING, SUPPORT, _suggest, board, compared, recurrences, suggestions
from tests.books import Shelf
from tests.nouns.test_bottleneck import Logs, logs

__all__ = ["logs"]


WEEK = (
    ("stad", "Nieuwe adressen zijn pas na een week bekend.", "Wijzigingen van adressen zijn pas na een week te zien "
     "bij wie ze gebruikt. Post en vergunningen gaan naar een adres dat niet meer klopt."),
    ("water", "Adreswijzigingen bereiken ons een week te laat.", "Wie verhuist, staat bij ons een week op het oude "
     "adres. Aanslagen en post komen daardoor verkeerd aan."),
    ("land", "Address changes reach us a week late.", "New and changed addresses are visible to us only after a week, "
     "so letters go to an address that is no longer right."),
)  # fmt: skip


@pytest.fixture
def week(logs: Logs) -> list[str]:
    """Three reports of one bottleneck in two languages, beside that of a household."""
    made = []
    for publisher, title, summary in WEEK:
        made.append(f"{publisher}/bottleneck/adres-week")
        logs.raised(made[-1], title=title, summary=summary)
    return made


def groups(logs: Logs) -> list[set[str]]:
    return [{one.id for one in found.members} for found in suggestions(logs.book())]


def test_what_may_be_the_same_is_proposed_in_two_languages_with_why(logs: Logs, week: list[str]) -> None:
    (found,) = suggestions(logs.book())
    assert {one.id for one in found.members} <= {*week}, "that of a household is something else"
    assert found.why
    assert 0.5 < found.tight <= 1
    assert found.decider == "dienst"
    assert compared(logs.book()) == (4, 4)


def test_what_was_merged_or_told_apart_is_not_proposed_again(logs: Logs, week: list[str]) -> None:
    (before,) = groups(logs)
    one, other = sorted(before)[:2]
    logs.said("water", GROUPING, one, grouping="different", leading=other, reasons="Niet van mij om te zeggen.")
    assert groups(logs) == [before], "only its steward says so"
    logs.said("dienst", GROUPING, one, grouping="different", leading=other, reasons="Andere oorzaak.")
    assert all(not {one, other} <= found for found in groups(logs))
    assert board(logs.book()).standings[one].leading == ""
    logs.said("dienst", GROUPING, one, grouping="merge", leading=other, reasons="Toch hetzelfde.")
    assert all(one not in found for found in groups(logs)), "what comes under another is proposed no more"
    logs.said("dienst", GROUPING, one, grouping="split", reasons="Weer apart.")
    assert all(not {one, other} <= found for found in groups(logs)), "what was set apart stays so"


def test_apart_from_one_is_apart_from_what_it_comes_under(logs: Logs, week: list[str]) -> None:
    city, water, land = week
    logs.said("dienst", GROUPING, land, grouping="different", leading=water, reasons="Andere oorzaak.")
    logs.said("dienst", GROUPING, water, grouping="merge", leading=city, reasons="Zelfde.")
    assert all(not {city, land} <= found for found in groups(logs))


@pytest.mark.usefixtures("week")
def test_no_one_can_merge_what_names_other_stewards(logs: Logs) -> None:
    for address in [one.id for one in board(logs.book()).leading]:
        body = board(logs.book()).standings[address].body
        logs.raised(address, title=body.title, summary=body.summary, steward=address.partition("/")[0])
    (found,) = suggestions(logs.book())
    assert found.decider == ""


def test_first_stands_what_most_may_read_and_then_what_most_have(logs: Logs, week: list[str]) -> None:
    (found,) = suggestions(logs.book())
    last = found.members[-1].id
    logs.said("extra", SUPPORT, last, cases_per_year=1)
    (found,) = suggestions(logs.book())
    assert found.members[0].id == last
    title, summary = WEEK[0][1:]
    logs.raised("stad/bottleneck/besloten", audience="gov", title=title, summary=summary)
    logs.said("extra", SUPPORT, "stad/bottleneck/besloten", audience="gov", cases_per_year=1)
    logs.said("meer", SUPPORT, "stad/bottleneck/besloten", audience="gov", cases_per_year=1)
    gov = Asker(frozenset({"stad"}), government=True)
    found = next(one for one in suggestions(logs.book(asker=gov)) if len(one.members) > 2)
    assert found.members[0].id != "stad/bottleneck/besloten"


def test_what_two_organisations_keep_for_themselves_is_not_proposed_together(logs: Logs) -> None:
    title, summary = WEEK[0][1:]
    for publisher in ("stad", "water"):
        logs.raised(f"{publisher}/bottleneck/eigen", audience="own", title=title, summary=summary)
    assert suggestions(logs.book(asker=Asker(frozenset({"stad", "water"})))) == ()


def test_only_the_newest_are_compared(logs: Logs, week: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_suggest, "COMPARED", 2)
    logs.raised("stad/bottleneck/nieuwste", day="2026-11-03", title="De API is traag.", summary="Wachten dus.")
    assert suggestions(logs.book()) == (), "of what is alike only one is among the newest two"
    assert compared(logs.book()) == (2, 5)


def test_what_is_the_same_is_laid_beside_each_other_once_while_other_things_are_published(
    logs: Logs, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid: list[int] = []

    class Counted(Letters):
        def __init__(self, texts: Sequence[str]) -> None:
            laid.append(len(texts))
            super().__init__(texts)

    shelf = Shelf()
    monkeypatch.setattr("tests.nouns.test_bottleneck.Shelf", lambda: shelf)
    monkeypatch.setattr("stelsel.nouns.bottleneck._alike.Letters", Counted)
    again = "land/bottleneck/weer"
    logs.solved()
    assert recurrences(logs.book()) == ()
    assert laid == [], "nothing came after it"
    logs.raised(again, day="2026-11-04", summary="Huishouden betekent per register iets anders.")
    (found,) = recurrences(logs.book())
    assert laid == [2]
    logs.said("water", SUPPORT, again, cases_per_year=3)
    (same,) = recurrences(logs.book())
    assert (same.again.id, same.why, same.score, same.words) == (again, found.why, found.score, found.words)
    logs.step("dienst", "not-recurred", "2026-11-04", other_bottleneck=again, text="Ander begrip.")
    assert recurrences(logs.book()) == ()
    assert laid == [2], "other kinds cost nothing"
    logs.raised("land/bottleneck/nogmaals", day="2026-11-04", summary="Wat een huishouden is, verschilt per register.")
    assert [one.again.id for one in recurrences(logs.book())] == ["land/bottleneck/nogmaals"]
    assert laid == [2, 3]
