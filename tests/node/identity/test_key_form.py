# SPDX-License-Identifier: EUPL-1.2
"""The form of a key."""

from __future__ import annotations

import re

import pytest

from stelsel.node.identity import key_form


def test_a_key_has_its_form_and_256_random_bits() -> None:
    made = [key_form.new() for _ in range(200)]
    assert len({key for _, key in made}) == len({number for number, _ in made}) == 200
    for number, key in made:
        assert re.fullmatch(r"stl_[a-z2-9]{10}_[A-Za-z0-9_-]{43}[0-9A-Za-z]{6}", key)
        assert len(key) == key_form.LENGTH
        assert key_form.id_in(key) == number
        assert len(key_form.digest(key)) == 64


def test_the_checksum_stays_what_it_was() -> None:
    """Scanners that know the form know it by this."""
    key = "stl_abcdefghjk_" + "A" * 43
    assert key_form._checked(key) == key + "1J2WGs"


@pytest.mark.parametrize("place", [0, 5, 14, 15, 30, 57, 58, 63])
def test_one_other_character_is_no_key(place: int) -> None:
    _, key = key_form.new()
    other = "b" if key[place] != "b" else "c"
    assert key_form.id_in(key[:place] + other + key[place + 1 :]) == ""


@pytest.mark.parametrize(
    "text", ["", "stl_", "x" * 64, "é" * 64, "stl_" + "a" * 60, "\0", "stl_aaaaaaaaaa_" + "\n" * 49]
)
def test_anything_else_is_no_key(text: str) -> None:
    assert key_form.id_in(text) == ""
    assert key_form.id_in(key_form.new()[1] + text) in ("", key_form.id_in(key_form.new()[1])) or not text
