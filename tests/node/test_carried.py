# SPDX-License-Identifier: EUPL-1.2
"""State that a visitor carries: only for this screen, journey, browser and while; never readable, never changed."""

from __future__ import annotations

import base64
import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stelsel.node import carried
from stelsel.node.carried import Journey, Lost
from stelsel.node.secret import key_for

BROWSER = b"a browser"


class Place(msgspec.Struct, frozen=True):
    town: str = ""
    children: int = 0


class Narrow(msgspec.Struct, frozen=True):
    town: int = 0


TRIP = Journey("trip", Place)


def why(journey: Journey, text: str, screen: str = "one", browser: bytes = BROWSER) -> str:
    with pytest.raises(Lost) as lost:
        journey.open(text, screen, browser)
    return lost.value.why


@given(st.text(max_size=300), st.integers(-(2**60), 2**60))
def test_what_is_sealed_opens(town: str, children: int) -> None:
    town = town.encode("utf-8", "replace").decode()
    state = Place(town, children)
    assert TRIP.open(TRIP.seal(state, "one", BROWSER), "one", BROWSER) == state


def test_nothing_can_be_read_and_nothing_repeats() -> None:
    first, second = (TRIP.seal(Place("Haarlemmermeer"), "one", BROWSER) for _ in range(2))
    assert first != second
    assert b"Haarlem" not in base64.urlsafe_b64decode(first)
    assert re.fullmatch(r"[A-Za-z0-9_=-]+", first)


def test_the_length_does_not_tell_short_answers_apart() -> None:
    assert len({len(TRIP.seal(Place(town), "one", BROWSER)) for town in ("", "Ede", "Haarlemmermeer" * 5)}) == 1


def test_it_fits_one_screen_one_journey_one_browser() -> None:
    text = TRIP.seal(Place("Ede"), "one", BROWSER)
    assert why(TRIP, text, "two") == "changed"
    assert why(TRIP, text, browser=b"another") == "changed"
    assert why(Journey("other", Place), text) == "changed"
    assert why(Journey("trip", Place, version=2), text) == "other-version"


def test_it_opens_as_often_as_somebody_goes_back() -> None:
    text = TRIP.seal(Place("Ede"), "one", BROWSER)
    assert TRIP.open(text, "one", BROWSER) == TRIP.open(text, "one", BROWSER)


def test_every_changed_byte_is_seen() -> None:
    sealed = base64.urlsafe_b64decode(TRIP.seal(Place("Ede"), "one", BROWSER))
    for at in range(len(sealed)):
        changed = sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]
        assert why(TRIP, base64.urlsafe_b64encode(changed).decode()) in ("changed", "other-version")


@pytest.mark.parametrize("text", ["", "x", "====", "é", "AAAA", "\0", "A" * 8193, "A" * 8192, " "])
def test_what_is_no_state_is_refused(text: str) -> None:
    expected = {"": "missing", "A" * 8193: "too-large", "A" * 8192: "other-version"}
    assert why(TRIP, text) == expected.get(text, "changed")


def test_too_much_is_refused_when_sealed() -> None:
    with pytest.raises(Lost, match="too-large"):
        TRIP.seal(Place("x" * 9000), "one", BROWSER)


@pytest.mark.parametrize(("later", "lost"), [(0, False), (7200, False), (7201, True), (-60, False), (-61, True)])
def test_it_lasts_two_hours(monkeypatch: pytest.MonkeyPatch, later: int, lost: bool) -> None:
    monkeypatch.setattr(carried.clock, "posix", lambda: 1_000_000)
    text = TRIP.seal(Place("Ede"), "one", BROWSER)
    monkeypatch.setattr(carried.clock, "posix", lambda: 1_000_000 + later)
    if lost:
        assert why(TRIP, text) == "expired"
    else:
        assert TRIP.open(text, "one", BROWSER) == Place("Ede")


def test_a_struct_that_changed_without_a_new_version_is_refused() -> None:
    assert why(Journey("trip", Narrow), TRIP.seal(Place("Ede"), "one", BROWSER)) == "other-version"


def test_an_older_secret_still_opens_and_a_forgotten_one_does_not(settings) -> None:
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "old" * 20, []
    text = TRIP.seal(Place("Ede"), "one", BROWSER)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new" * 20, ["old" * 20]
    assert TRIP.open(text, "one", BROWSER) == Place("Ede")
    fresh = TRIP.seal(Place("Ede"), "one", BROWSER)
    settings.SECRET_KEY_FALLBACKS = []
    assert why(TRIP, text) == "changed"
    assert TRIP.open(fresh, "one", BROWSER) == Place("Ede")


def test_every_purpose_has_its_own_key() -> None:
    assert len({key_for("carried"), key_for("budget")}) == 2
    assert len(key_for("carried")) == 32
