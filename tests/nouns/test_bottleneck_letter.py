# SPDX-License-Identifier: EUPL-1.2
"""The letter of the board: for a layer and a month, what happened then and what stands now; and as text to send."""

from datetime import date

import pytest

from stelsel.book.audience import Asker
from stelsel.kernel.problem import BadInput
from stelsel.nouns.bottleneck import SUPPORT, Letter, letter, letter_counts, letter_text, letter_title
from stelsel.nouns.organisation import ORGANISATION, Organisation
from tests.nouns.test_bottleneck import HOUSE, OTHER, Logs, logs

__all__ = ["logs"]
TODAY = date(2026, 12, 1)


@pytest.fixture
def layers(logs: Logs) -> Logs:
    """A municipality that raised one in November, a water board that raised one in October and joined nothing."""
    logs.add("stad/organisation/stad", ORGANISATION, Organisation(name="Stad", organisation_type="municipality"))
    logs.add("water/organisation/water", ORGANISATION, Organisation(name="Water", organisation_type="water-board"))
    logs.raised(OTHER, day="2026-10-05", title="Meetpunten zonder standaard", summary="Ieder levert anders.")
    return logs


def told(found: Letter) -> dict[str, list[str]]:
    return {part.heading.en: [line.id for line in part.lines] for part in found.parts}


def test_a_letter_is_of_one_layer_and_one_month(layers: Logs) -> None:
    book = layers.book(TODAY)
    city, water, whole = (letter(book, one, "2026-11") for one in ("municipality", "water-board", None))
    assert (told(city)["New"], told(water)["New"], told(whole)["New"]) == ([HOUSE], [], [HOUSE])
    waiting = "Looks for an owner: can you take this up?"
    assert (told(city)[waiting], told(water)[waiting]) == ([HOUSE], [OTHER])
    assert set(told(whole)[waiting]) == {HOUSE, OTHER}
    assert told(letter(book, "water-board", "2026-10"))["New"] == [OTHER]
    assert letter(book, "province", "2026-11").empty
    assert not city.empty


def test_who_joined_reads_it_too(layers: Logs) -> None:
    layers.said("water", SUPPORT, cases_per_year=10)
    assert told(letter(layers.book(TODAY), "water-board", "2026-11"))["New"] == [HOUSE]


def test_what_was_solved_stands_with_what_it_taught(layers: Logs) -> None:
    layers.solved(day="2026-11-20")
    found = letter(layers.book(TODAY), "municipality", "2026-11")
    (line,) = next(part.lines for part in found.parts if part.heading.en == "Solved")
    assert line.said.en.startswith("Elke dataset zegt het. In new publications look at:")
    assert len(told(found)["What happened"]) == 2
    assert told(letter(layers.book(TODAY), "municipality", "2026-10"))["Solved"] == []


def test_as_text_it_can_be_sent_as_it_is(layers: Logs) -> None:
    layers.solved(day="2026-11-20")
    found = letter(layers.book(TODAY), None, "2026-11")
    for language, words in (("nl", "Zoekt een eigenaar"), ("en", "Looks for an owner")):
        text = letter_text(found, language, lambda one: f"https://node.example/{one}", "https://node.example/bord")
        assert words in text
        assert f"https://node.example/{OTHER}" in text
        assert text.startswith(letter_title(found).to(language))
        assert letter_counts(found).to(language) in " ".join(text.split())
        assert all(len(line) <= 78 for line in text.splitlines() if "https://" not in line)


@pytest.mark.parametrize(
    ("month", "code"),
    [
        ("2026-13", "month"),
        ("november", "month"),
        ("2027-01", "month-to-come"),
        ("2026-11-02", "month"),
        ("1", "month"),
    ],
)
def test_what_is_no_month_says_so(layers: Logs, month: str, code: str) -> None:
    with pytest.raises(BadInput) as problem:
        letter(layers.book(TODAY), None, month)
    assert problem.value.findings[0].code == code


def test_without_a_month_it_is_the_last_whole_one(layers: Logs) -> None:
    found = letter(layers.book(date(2026, 3, 31)), None, "")
    assert (found.first, found.last) == (date(2026, 2, 1), date(2026, 2, 28))
    assert letter_title(found).nl == "Brief van het knelpuntenbord: alle organisaties, februari 2026"


def test_what_is_sent_on_is_what_everybody_may_read(layers: Logs) -> None:
    layers.raised("stad/bottleneck/zeester", audience="own", title="Geheim project Zeester", summary="Iets besloten.")
    book = layers.book(TODAY, Asker(frozenset({"stad"})))
    found = letter(book, "municipality", "2026-11")
    assert "stad/bottleneck/zeester" in told(found)["New"]
    named = [line for part in found.parts for line in part.lines if "Zeester" in f"{line.title} {line.said.nl}"]
    assert len(named) >= 2
    assert not any(line.public for line in named)
    assert "Zeester" not in letter_text(found, "nl", lambda one: f"https://x.example/{one}", "https://x.example")
    assert "stad/bottleneck/zeester" not in told(found.for_all())["New"]
