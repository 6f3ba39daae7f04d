# SPDX-License-Identifier: EUPL-1.2
"""The kind Agreement: what is refused, that its rules are those of the plain form, and the invented profiles."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from bench.refinement_pairs import TAXONOMY, pairs
from stelsel.engines.refinement import check, form_of, rules_of, taxonomy_from
from stelsel.kernel.problem import BadInput
from stelsel.nouns.agreement import (
    AGREEMENT,
    PROFILES,
    Agreement,
    Given,
    example,
    given,
    in_plain_words,
    rules_in,
    taxonomy_in,
    taxonomy_of_both,
    with_rules,
)

SHARING: dict[str, Any] = {
    "identificatie": "x",
    "versie": "1",
    "titel": "Leveren van adressen",
    "delingsdoel": "Belasting heffen",
    "rechtsgronden": [{"wetsidentificatie": "BWBR0005537", "artikel": "1", "grond": "e"}],
    "partijen": [{"organisatie": "a", "partijrol": "provider"}, {"organisatie": "b", "partijrol": "consumer"}],
    "toestemmingen": [{"regelnaam": "t", "wanneer": "doel = belasting"}],
    "plichten": [{"regelnaam": "p", "moet": "vastgelegd = true"}],
}


def _codes(**changed: Any) -> set[str]:
    with pytest.raises(BadInput) as caught:
        AGREEMENT.convert({**SHARING, **changed})
    return {one.code for one in caught.value.findings}


def test_a_whole_agreement_is_taken() -> None:
    assert AGREEMENT.convert(SHARING).body.sharing_purpose == "Belasting heffen"


@pytest.mark.parametrize("ground", [None, "a", "e"])
def test_a_basis_is_said_with_and_without_a_ground(ground: str | None) -> None:
    basis = {"wetsidentificatie": "BWBR0005537", "artikel": "1", **({"grond": ground} if ground else {})}
    body = AGREEMENT.convert({**SHARING, "rechtsgronden": [basis]}).body
    lines = [line for part in in_plain_words(body) for line in part.lines if "artikel 1" in line.nl]
    assert len(lines) == 1
    assert ("(" in lines[0].nl) == (ground is not None)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"delingsdoel": " "}, "no-purpose"),
        ({"titel": " "}, "empty-name"),
        ({"velden": [{"veldnaam": ""}]}, "empty-name"),
        ({"rechtsgronden": [{"wetsidentificatie": " ", "artikel": "1", "grond": "e"}]}, "empty-name"),
        ({"rechtsgronden": []}, "no-basis"),
        ({"rechtsgronden": [{"wetsidentificatie": "BWBR0005537", "artikel": " ", "grond": "e"}]}, "no-article"),
        ({"partijen": [{"organisatie": "a", "partijrol": "provider"}]}, "no-party"),
        ({"plichten": [{"regelnaam": "t", "moet": "x = 1"}]}, "double-name"),
        ({"plichten": [{"regelnaam": "p", "moet": "x ="}]}, "condition"),
        ({"plichten": [{"regelnaam": "p", "moet": "x < 1 and x > 2"}]}, "contradiction"),
        ({"toestemmingen": [{"regelnaam": "t", "wanneer": "x = 1 and x = 2"}]}, "contradiction"),
        ({"begrippen": [{"begrip": "a", "bredereBegrippen": ["a"]}]}, "taxonomy-circle"),
        ({"maatregelen": [{"regelnaam": "q", "afgedwongenDoor": "log"}]}, "no-rule"),
        ({"maatregelen": [{"regelnaam": "p", "afgedwongenDoor": "api"}]}, "no-address"),
        ({"maatregelen": [{"regelnaam": "p", "afgedwongenDoor": "log", "veldnaam": "bsn"}]}, "no-field"),
        ({"vormen": [{"doelklasse": "c", "eigenschap": "p", "laagsteAantal": 2, "hoogsteAantal": 1}]}, "shape-counts"),
    ],
)
def test_what_does_not_fit_is_refused(changed: dict[str, Any], code: str) -> None:
    assert code in _codes(**changed)


def test_another_version_is_no_correction() -> None:
    body = AGREEMENT.convert(SHARING).body
    newer = msgspec.structs.replace(body, version="2")
    assert [one.code for one in AGREEMENT.revised(body, newer)] == ["agreement-version"]
    assert not AGREEMENT.revised(body, msgspec.structs.replace(body, summary="Beter"))


def test_rules_of_the_plain_form_are_the_same_in_an_entry() -> None:
    concepts = taxonomy_from(TAXONOMY)
    for base, _ in pairs(31, 40):
        rules = rules_of(base)
        body = with_rules({"identifier": "i", "version": "1", "title": "t", "text_type": "base"}, rules, concepts)
        read: Agreement = msgspec.json.decode(msgspec.json.encode(body), type=Agreement)
        assert form_of(rules_in(read), taxonomy_in(read)) == form_of(rules, concepts)
        again = given(msgspec.to_builtins(read)) if not _contradicts(read) else Given(rules_in(read), taxonomy_in(read))
        assert form_of(again.rules, again.taxonomy) == form_of(rules, concepts)


def _contradicts(body: Agreement) -> bool:
    return any(one.code == "contradiction" for one in AGREEMENT.check(body))


@pytest.mark.parametrize(("name", "verdict"), PROFILES.items())
def test_the_invented_profiles_show_the_three_verdicts(name: str, verdict: str) -> None:
    base, domain = (Given(rules_in(one), taxonomy_in(one)) for one in (example("grondregels"), example(name)))
    found = check(base.rules, domain.rules, taxonomy_of_both(base, domain))
    assert found.verdict == verdict
    if verdict == "CONFLICT":
        assert [one.rule for one in found.conflicts] == ["p-log"], "the duty that is dropped in silence"
        assert found.counterexample is not None
        assert found.counterexample["vastgelegd"] is False
    if verdict == "UNKNOWN":
        assert [one.attribute for one in found.missing] == ["licentiedoel"]
