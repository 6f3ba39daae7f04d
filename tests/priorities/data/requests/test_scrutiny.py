# SPDX-License-Identifier: EUPL-1.2
"""What a gatekeeper sees: basis, necessity, the smallest set, precedents and conflicts; unknown is never in order."""

from datetime import date
from typing import Any

import msgspec
import pytest

from stelsel.kernel.time import Period
from stelsel.nouns.agreement import (
    AGREEMENT,
    AgreedField,
    AgreedPermission,
    AgreedProhibition,
    Agreement,
    LegalBasis,
    example,
)
from stelsel.priorities.data.requests import asks_more, differences, scrutiny
from stelsel.priorities.data.requests._checks import Check
from tests.nouns.agreement.signing import World
from tests.priorities.data.requests.course import BODY, changed

TODAY = date(2026, 11, 28)


@pytest.fixture
def world() -> World:
    """A book without agreements."""
    return World()


def put(world: World, address: str, body: Agreement, signed: bool = False) -> None:
    """Publish an agreement, and have every party sign it."""
    publisher = address.split("/", maxsplit=1)[0]
    world.organisation.setdefault(publisher, publisher)
    place = world.add(address, "put", AGREEMENT.encode(body))
    for one in body.agreement_parties if signed else ():
        world.organisation.setdefault(one.organisation, one.organisation)
        world.sign(one.organisation, place, address=address)


def seen(world: World, body: Agreement, about: str) -> list[Check]:
    return [one for one in scrutiny(world.book(), body, "geeft", TODAY).checks if one.about == about]


def codes(found: list[Check]) -> list[tuple[str, str]]:
    return [(one.code, one.state) for one in found]


@pytest.mark.parametrize(
    ("basis", "code", "state"),
    [
        (LegalBasis("BWBR0033715", "3.2", "Wet brp", "e"), "basis", "unknown"),
        (LegalBasis("32016R0679", "6", "AVG", "c"), "basis", "unknown"),
        (LegalBasis("CVDR123456", "2", "Verordening", "e"), "basis", "unknown"),
        (LegalBasis("BWBR0033715", "3.2", "Wet brp", "f"), "legitimate-interest", "bad"),
        (LegalBasis("BWBR0033715", "3.2", "Wet brp", "a"), "consent", "attention"),
        (LegalBasis("BWBR0033715", "3.2", "Wet brp"), "no-ground", "unknown"),
        (LegalBasis("de wet", "3", "Iets", "e"), "unknown-law", "unknown"),
        (LegalBasis("BWBR0033715", " ", "Wet brp", "e"), "no-article", "bad"),
        (LegalBasis("BWBR0033715", "", "Wet brp", "b"), "no-article", "attention"),
    ],
)
def test_a_basis_is_judged_by_law_article_and_ground(world: World, basis: LegalBasis, code: str, state: str) -> None:
    assert codes(seen(world, changed(legal_bases=(basis,)), "basis"))[1:] == [(code, state), ("end", "good")]


def test_a_purpose_that_says_little_is_looked_at(world: World) -> None:
    assert codes(seen(world, changed(sharing_purpose="Onderzoek naar mobiliteit"), "basis"))[0] == (
        "short-purpose",
        "attention",
    )
    assert codes(seen(world, changed(sharing_purpose=" ", legal_bases=()), "basis")) == [
        ("no-purpose", "bad"),
        ("no-basis", "bad"),
        ("end", "good"),
    ]
    assert ("no-end", "attention") in codes(seen(world, changed(valid=Period()), "basis"))


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (AgreedField("naam"), ["no-reason"]),
        (AgreedField("geboortedatum", necessity="om te weten of iemand 18 jaar of ouder is"), ["less-will-do"]),
        (AgreedField("dateOfBirth", necessity="to see who is an adult"), ["less-will-do"]),
        (AgreedField("inkomen", necessity="om te zien wie onder de grens zit"), ["less-will-do"]),
        (AgreedField("bsn", necessity="om te koppelen"), ["citizen-number"]),
        (AgreedField("burgerservicenummer"), ["no-reason", "citizen-number"]),
        (AgreedField("gezondheid.diagnose", necessity="om hulp te geven"), ["special-category"]),
        (AgreedField("justitieelVerleden", necessity="om te screenen"), ["criminal-data"]),
        (AgreedField("postcode", necessity="om het gebied te bepalen"), ["necessity"]),
        (AgreedField("naam", necessity="handig"), ["short-reason"]),
    ],
)
def test_a_field_is_judged_by_its_reason_and_name(world: World, field: AgreedField, expected: list[str]) -> None:
    found = seen(world, changed(agreed_fields=(field,)), "necessity")
    assert [one.code for one in found] == expected
    (needed,) = scrutiny(world.book(), changed(agreed_fields=(field,)), "geeft", TODAY).fields
    assert needed.stays == (not {"no-reason", "less-will-do", "short-reason"} & set(expected))


def test_one_reason_for_two_fields_is_no_reason_for_each(world: World) -> None:
    twice = (AgreedField("straat", necessity="Om te bellen."), AgreedField("telefoon", necessity="om te  bellen"))
    found = scrutiny(world.book(), changed(agreed_fields=twice), "geeft", TODAY)
    assert "shared-reason" in found.codes
    assert [one.stays for one in found.fields] == [False, False]


def test_who_got_this_before_and_what_nobody_got(world: World) -> None:
    assert codes(seen(world, BODY, "precedents")) == [("no-precedent", "unknown")]
    old = changed(identifier="eerder", valid=Period(date(2026, 1, 1), None))
    put(world, "dienst/agreement/eerder", old, signed=True)
    put(world, "dienst/agreement/niet-getekend", changed(identifier="los", agreed_fields=BODY.agreed_fields[:1]))
    put(world, "dienst/agreement/basis", example("grondregels"))
    more = changed(agreed_fields=(*BODY.agreed_fields, AgreedField("telefoon", necessity="om te bellen")))
    found = scrutiny(world.book(), more, "geeft", TODAY)
    assert [(one.record.id, one.shared_fields, one.valid_now) for one in found.precedents] == [
        ("dienst/agreement/eerder", ("huisnummer", "postcode", "taal"), True),
        ("dienst/agreement/niet-getekend", ("postcode",), False),
    ]
    assert codes([one for one in found.checks if one.about == "precedents"]) == [
        ("precedent", "good"),
        ("never-shared", "attention"),
    ]


def test_it_is_laid_beside_its_base_and_the_policies_of_the_provider(world: World) -> None:
    assert codes(seen(world, BODY, "conflicts")) == [("no-base", "unknown")]
    put(world, "dienst-voorbeelddata/agreement/grondregels", example("grondregels"))
    assert codes(seen(world, BODY, "conflicts")) == [("in-line", "good")]
    loose = changed(duties=())
    (conflict,) = seen(world, loose, "conflicts")
    assert conflict.state == "bad"
    assert "p-log" in conflict.words.nl
    assert "Bijvoorbeeld" in conflict.words.nl
    strict = msgspec.structs.replace(example("grondregels"), text_type="policy", identifier="eigen", refines=None)
    put(world, "geeft/agreement/beleid", strict)
    assert codes(seen(world, BODY, "conflicts")) == [("in-line", "good"), ("in-line", "good")]
    put(world, "krijgt/agreement/beleid", strict)
    assert len(seen(world, BODY, "conflicts")) == 2, "the policy of another says nothing here"


def test_an_address_that_is_none_breaks_no_page(world: World) -> None:
    for address in ("//", "a//b", "x/agreement/", "niets"):
        found = scrutiny(world.book(), changed(refines=address, supersedes=address), "geeft", TODAY)
        assert {"no-base", "replaces-nothing"} <= set(found.codes)


def test_an_agreement_that_allows_nothing_is_no_good_one(world: World) -> None:
    put(world, "dienst-voorbeelddata/agreement/grondregels", example("grondregels"))
    assert ("nothing-allowed", "bad") in codes(seen(world, changed(permissions=()), "minimal"))


def test_a_policy_that_is_over_does_not_apply(world: World) -> None:
    put(world, "dienst-voorbeelddata/agreement/grondregels", example("grondregels"))
    old = msgspec.structs.replace(
        example("grondregels"), text_type="policy", identifier="eigen", valid=Period(None, date(2021, 1, 1))
    )
    put(world, "geeft/agreement/beleid", old)
    assert codes(seen(world, BODY, "conflicts")) == [("in-line", "good")]


def test_without_anything_to_compare_with_it_is_unknown(world: World) -> None:
    assert codes(seen(world, changed(refines=None), "conflicts")) == [("no-texts", "unknown")]
    assert scrutiny(world.book(), changed(refines=None), "geeft", TODAY).state == "unknown"


def test_differences_name_each_line() -> None:
    fewer = changed(
        agreed_fields=(BODY.agreed_fields[0], AgreedField("wijk", necessity="om te tellen")),
        sharing_purpose="Iets anders.",
        valid=Period(date(2026, 10, 1), None),
    )
    found = {(one.field, one.line): (bool(one.was), bool(one.becomes)) for one in differences(BODY, fewer)}
    assert found == {
        ("sharing_purpose", ""): (True, True),
        ("agreed_fields", "huisnummer"): (True, False),
        ("agreed_fields", "taal"): (True, False),
        ("agreed_fields", "wijk"): (False, True),
        ("valid", ""): (True, True),
    }
    assert differences(BODY, BODY) == ()


def test_a_condition_that_becomes_an_exception_is_a_difference() -> None:
    """The words are the same; where they stand turns the rule round."""
    before = changed(prohibitions=(AgreedProhibition("v", when="doel = reclame"),))
    after = changed(prohibitions=(AgreedProhibition("v", unless="doel = reclame"),))
    (found,) = differences(before, after)
    assert (found.field, found.line) == ("prohibitions", "v")
    assert found.was is not None
    assert found.becomes is not None
    assert found.was != found.becomes


@pytest.mark.parametrize(
    ("change", "more"),
    [
        ({}, False),
        ({"title": "Anders"}, False),
        ({"agreed_fields": BODY.agreed_fields[:1]}, False),
        ({"agreed_fields": (*BODY.agreed_fields, AgreedField("naam"))}, True),
        ({"sharing_purpose": "Iets anders en meer."}, True),
        ({"legal_bases": ()}, True),
        ({"permissions": (AgreedPermission("alles"),)}, True),
        ({"valid": Period(BODY.valid.start, date(2027, 1, 1))}, False),
        ({"valid": Period(BODY.valid.start, None)}, True),
        ({"refines": None}, True),
        ({"measures": ()}, True),
        ({"supersedes": "a/agreement/b"}, True),
        ({"permissions": BODY.permissions[::-1]}, False),
    ],
)
def test_what_asks_more(change: dict[str, Any], more: bool) -> None:
    assert asks_more(BODY, changed(**change)) is more


def test_a_permission_as_wide_as_the_base_or_without_a_condition_is_looked_at(world: World) -> None:
    put(world, "dienst-voorbeelddata/agreement/grondregels", example("grondregels"))
    wide = changed(permissions=example("grondregels").permissions[:1])
    assert ("wide-as-base", "attention") in codes(seen(world, wide, "minimal"))
    anything = changed(permissions=(AgreedPermission("alles"),))
    assert ("no-condition", "attention") in codes(seen(world, anything, "minimal"))
    assert [one.code for one in seen(world, BODY, "minimal")] == ["minimal"]


def test_a_base_that_a_later_version_leaves_out_still_applies(world: World) -> None:
    put(world, "dienst-voorbeelddata/agreement/grondregels", example("grondregels"))
    loose = changed(refines=None, duties=(), prohibitions=())
    found = scrutiny(world.book(), loose, "geeft", TODAY, BODY).checks
    assert codes([one for one in found if one.about == "conflicts"]) == [
        ("in-line", "bad"),
        ("other-base", "attention"),
    ]


def test_what_it_replaces_is_an_agreement_of_the_same_two(world: World) -> None:
    nothing = changed(supersedes="niets/agreement/weg")
    assert ("replaces-nothing", "bad") in codes(seen(world, nothing, "precedents"))
    world.agreement("geeft/agreement/ander")
    others = changed(supersedes="geeft/agreement/ander")
    assert ("replaces-others", "bad") in codes(seen(world, others, "precedents"))
    put(world, "geeft/agreement/eerder", changed(identifier="eerder"))
    assert ("already-agreed", "attention") not in codes(seen(world, BODY, "precedents")), "nobody signed it"
    put(world, "dienst/agreement/eerder", changed(identifier="eerder"), signed=True)
    assert ("already-agreed", "attention") in codes(seen(world, BODY, "precedents"))
    newer = changed(supersedes="dienst/agreement/eerder", version="2.0")
    assert not {"already-agreed", "replaces-others"} & {one.code for one in seen(world, newer, "precedents")}
