# SPDX-License-Identifier: EUPL-1.2
"""Levels of assurance: their order within a scheme, and eIDAS between schemes."""

from __future__ import annotations

import itertools

import pytest

from stelsel.node.identity.levels import LEVELS, acceptable, at_least, level_of, levels_of

LOW, SUBSTANTIAL, HIGH = (f"http://eidas.europa.eu/LoA/{name}" for name in ("low", "substantial", "high"))
SAML = "urn:oasis:names:tc:SAML:2.0:ac:classes:"
BASIS, MIDDEN = f"{SAML}PasswordProtectedTransport", f"{SAML}MobileTwoFactorContract"
SUBSTANTIEEL, HOOG = f"{SAML}Smartcard", f"{SAML}SmartcardPKI"
EH2, EH2_PLUS, EH3, EH4 = (f"urn:etoegang:core:assurance-class:loa{name}" for name in ("2", "2plus", "3", "4"))


def test_the_table() -> None:
    assert [level.acr for level in levels_of("eidas")] == [LOW, SUBSTANTIAL, HIGH]
    assert [level.acr for level in levels_of("digid")] == [BASIS, MIDDEN, SUBSTANTIEEL, HOOG]
    assert [level.acr for level in levels_of("eherkenning")] == [EH2, EH2_PLUS, EH3, EH4]
    assert [level.eidas for level in levels_of("digid")] == ["low", "low", "substantial", "high"]
    assert [level.eidas for level in levels_of("eherkenning")] == ["low", "low", "substantial", "high"]
    assert len({level.acr for level in LEVELS}) == len(LEVELS)


@pytest.mark.parametrize("scheme", ["eidas", "digid", "eherkenning"])
def test_within_a_scheme_its_own_order_counts(scheme: str) -> None:
    levels = levels_of(scheme)  # type: ignore[arg-type]
    for (at, received), (least, asked) in itertools.product(enumerate(levels), repeat=2):
        assert at_least(received.acr, asked.acr) is (at >= least)


@pytest.mark.parametrize(
    ("received", "asked", "enough"),
    [
        (SUBSTANTIEEL, SUBSTANTIAL, True),
        (SUBSTANTIAL, SUBSTANTIEEL, True),
        (EH3, SUBSTANTIAL, True),
        (EH3, SUBSTANTIEEL, True),
        (EH4, HIGH, True),
        (HOOG, EH3, True),
        (MIDDEN, SUBSTANTIAL, False),
        (EH2_PLUS, SUBSTANTIAL, False),
        (SUBSTANTIAL, HOOG, False),
        (BASIS, LOW, True),
        (LOW, BASIS, True),
        (LOW, MIDDEN, False),  # eIDAS low does not promise a second factor
        (LOW, EH2_PLUS, False),
        (BASIS, EH2_PLUS, False),
        (SUBSTANTIAL, MIDDEN, True),
    ],
)
def test_between_schemes_eidas_counts(received: str, asked: str, enough: bool) -> None:
    assert at_least(received, asked) is enough


@pytest.mark.parametrize("received", [None, "", "hoog", "3", 3, [HIGH], HIGH.upper(), f"{HIGH} "])
def test_unknown_is_never_enough(received: object) -> None:
    assert not at_least(received, LOW)
    assert level_of(received) is None


def test_a_value_of_a_provider_itself_is_enough_for_itself_only() -> None:
    assert at_least("gold", "gold")
    assert not at_least("silver", "gold")
    assert not at_least(HIGH, "gold")
    assert acceptable("gold") == ("gold",)


def test_what_is_asked_lists_the_least_first() -> None:
    assert acceptable(MIDDEN) == (MIDDEN, SUBSTANTIEEL, HOOG)
    assert acceptable(HIGH) == (HIGH,)
