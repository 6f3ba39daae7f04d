# SPDX-License-Identifier: EUPL-1.2
"""What a licence permits, and which properties the standard asks."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

from stelsel.priorities.data import policy

EXAMPLES = sorted(policy.RULES.glob("*/*.json"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_each_example_has_its_verdict(path: Path) -> None:
    case = json.loads(path.read_text(encoding="utf-8"))
    assert policy.may_use(case["license"], case["access_rights"], case["purpose"]) == case["verdict"]


def test_good_and_bad_examples_are_there() -> None:
    assert {path.parent.name for path in EXAMPLES} == {"good", "bad"}


def test_the_page_and_the_scheme_of_a_licence_make_no_difference() -> None:
    for tail in ("", "/", "/legalcode", "/legalcode.nl", "/deed.nl", "/deed"):
        for scheme in ("http", "https"):
            found = policy.licence_at(f"{scheme}://creativecommons.org/licenses/by/4.0{tail}")
            assert found is not None
            assert found.id == "cc-by-4.0"
    for other in ("", "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/voorwaarden", None):
        assert policy.licence_at(other) is None


def test_each_licence_cites_its_text() -> None:
    for licence in policy.licences().values():
        assert licence.link.startswith("https://")
        assert set(licence.permits) == set(policy.purposes())
        assert licence.duty.nl
        assert licence.duty.en


def test_the_mandatory_properties_are_those_of_the_standard() -> None:
    mandatory = {kind: {one.path for one in rows if one.level == "V"} for kind, rows in policy.profile().items()}
    dataset = "accessRights creator description identifier publisher title".split()
    assert mandatory["dataset"] == {f"dct:{name}" for name in dataset} | {"dcat:contactPoint", "dcat:theme"}
    assert mandatory["distribution"] == {"dcat:accessURL", "dct:license"}
    assert {"dct:license", "dcat:endpointURL", "dcat:endpointDescription"} < mandatory["data-service"]


def test_every_mandatory_and_recommended_property_has_its_own_fix() -> None:
    for rows in policy.profile().values():
        for one in rows:
            if one.level in "VA":
                assert one.example.startswith(f"{one.path} "), one.path


def test_the_shipped_levels_follow_from_the_shapes(root: Path, shared_data: Path) -> None:
    spec = importlib.util.spec_from_file_location("derive_data", root / "tools" / "derive_data.py")
    assert spec
    assert spec.loader
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert (policy.RULES / policy.PROFILE).read_bytes() == tool.levels(shared_data), "run tools/derive_data.py"
