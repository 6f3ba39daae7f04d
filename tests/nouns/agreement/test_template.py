# SPDX-License-Identifier: EUPL-1.2
"""An agreement that begins from the text of a domain is in line with it, and with all that the domain is in line with;
and everything that somebody must say anew is empty."""

import msgspec
import pytest

from stelsel.kernel.time import Period
from stelsel.nouns.agreement import PROFILES, Agreement, compared, example, from_template, given_of, taxonomy_of_both


def verdict(base: Agreement, domain: Agreement) -> str:
    one, other = given_of(base), given_of(domain)
    return compared(one, other, taxonomy_of_both(one, other)).verdict


@pytest.mark.parametrize("name", ["grondregels", *PROFILES, "levering-adressen"])
def test_it_begins_in_line_with_its_template(name: str) -> None:
    assert verdict(example(name), from_template(f"x/agreement/{name}", example(name))) == "IN LINE"


@pytest.mark.parametrize(("name", "said"), [*PROFILES.items()])
def test_beside_the_base_it_is_what_the_profile_is(name: str, said: str) -> None:
    assert verdict(example("grondregels"), from_template(f"x/agreement/{name}", example(name))) == said


def test_a_duty_that_is_dropped_afterwards_is_caught() -> None:
    profile = example("medmij-stijl")
    begun = from_template("x/agreement/medmij-stijl", profile)
    assert verdict(profile, msgspec.structs.replace(begun, duties=begun.duties[1:])) == "CONFLICT"


def test_what_must_be_said_anew_is_empty() -> None:
    begun = from_template("x/agreement/levering-adressen", example("levering-adressen"))
    empty = (begun.identifier, begun.title, begun.sharing_purpose, begun.agreement_parties, begun.legal_bases)
    assert not any((*empty, begun.agreed_fields, begun.measures, begun.supersedes, begun.published, begun.sample))
    assert (begun.version, begun.text_type, begun.valid) == ("1.0", "sharing", Period())
    assert begun.refines == example("levering-adressen").refines


def test_a_text_of_a_domain_is_refined() -> None:
    for name in ("medmij-stijl", "grondregels"):
        assert from_template(f"x/agreement/{name}", example(name)).refines == f"x/agreement/{name}"
