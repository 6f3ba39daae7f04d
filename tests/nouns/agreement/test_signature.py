# SPDX-License-Identifier: EUPL-1.2
"""The kind AgreementSignature: what it must say, and what a correction may not change."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from stelsel.kernel.problem import BadInput
from stelsel.nouns import ABOUT_A_LEAF
from stelsel.nouns.agreement import AGREEMENT_SIGNATURE, SIGNATURE_OUTCOMES

SIGNATURE: dict[str, Any] = {
    "afspraak": "dienst/agreement/levering",
    "logboek": "test.example/dienst/public",
    "index": 0,
    "hash": "a" * 64,
    "ondertekenendePartij": "https://identifier.overheid.nl/tooi/id/gemeente/gm0344",
    "ondertekening": "accept",
    "mandaatgrond": "Mandaatbesluit gegevensdeling 2026, artikel 4",
    "getekendOp": "2026-11-24",
}


def codes(**changed: Any) -> list[tuple[str, str]]:
    with pytest.raises(BadInput) as caught:
        AGREEMENT_SIGNATURE.convert({**SIGNATURE, **changed})
    return [(one.code, one.where) for one in caught.value.findings]


def test_a_whole_signature_is_taken_and_comes_back() -> None:
    body = AGREEMENT_SIGNATURE.convert(SIGNATURE).body
    assert body.signed_on == date(2026, 11, 24)
    assert AGREEMENT_SIGNATURE.decode(AGREEMENT_SIGNATURE.encode(body)).body == body
    assert AGREEMENT_SIGNATURE.label(body).nl == "Handtekening onder levering"


@pytest.mark.parametrize("outcome", ["reject", "revoke"])
def test_no_and_an_end_need_reasons(outcome: str) -> None:
    assert codes(ondertekening=outcome) == [("no-reasons", "redenen")]
    AGREEMENT_SIGNATURE.convert({**SIGNATURE, "ondertekening": outcome, "redenen": "Het doel is vervallen."})


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"mandaatgrond": "  "}, ("no-mandate", "mandaatgrond")),
        ({"afspraak": "dienst/dataset/levering"}, ("field", "afspraak")),
        ({"hash": "A" * 64}, ("field", "hash")),
        ({"index": -1}, ("field", "index")),
        ({"ondertekening": "misschien"}, ("field", "ondertekening")),
        ({"ondertekenendePartij": ""}, ("field", "ondertekenendePartij")),
        ({"nietMeerVanaf": "2026-12-01"}, ("no-end", "nietMeerVanaf")),
        (
            {"ondertekening": "revoke", "redenen": "Het doel is vervallen.", "nietMeerVanaf": "2026-11-23"},
            ("end-before-signing", "nietMeerVanaf"),
        ),
    ],
)
def test_what_does_not_fit_is_refused(changed: dict[str, Any], found: tuple[str, str]) -> None:
    assert codes(**changed) == [found]


def test_an_end_names_its_first_day_and_another_day_is_another_end() -> None:
    plain = {**SIGNATURE, "ondertekening": "revoke", "redenen": "Het doel is vervallen.", "nietMeerVanaf": "2026-12-01"}
    body = AGREEMENT_SIGNATURE.convert(plain).body
    assert AGREEMENT_SIGNATURE.decode(AGREEMENT_SIGNATURE.encode(body)).body == body
    assert AGREEMENT_SIGNATURE.label(body).nl == "Opzegging van levering"
    later = msgspec.structs.replace(body, no_longer_from=date(2027, 1, 1))
    assert [one.where for one in AGREEMENT_SIGNATURE.revised(body, later)] == ["nietMeerVanaf"]


def test_no_person_stands_under_it() -> None:
    assert [code for code, _ in codes(mandaatgrond="Namens het college, mevr. J. de Vries")] == ["person-name"]


def test_a_correction_is_no_other_decision() -> None:
    body = AGREEMENT_SIGNATURE.convert(SIGNATURE).body
    other = msgspec.structs.replace(body, signature_outcome="revoke", hash="b" * 64)
    assert [one.where for one in AGREEMENT_SIGNATURE.revised(body, other)] == ["hash", "ondertekening"]
    later = msgspec.structs.replace(body, signed_on=date(2027, 1, 1))
    assert [one.where for one in AGREEMENT_SIGNATURE.revised(body, later)] == ["getekendOp"], "else it hides notice"
    assert not AGREEMENT_SIGNATURE.revised(body, msgspec.structs.replace(body, mandate_ground="Mandaatregister 12"))


def test_it_is_made_where_the_agreement_stands_and_has_words() -> None:
    assert AGREEMENT_SIGNATURE.name in ABOUT_A_LEAF
    assert set(SIGNATURE_OUTCOMES) == {"accept", "reject", "revoke"}
