# SPDX-License-Identifier: EUPL-1.2
"""The table of budgets and the setting that changes it."""

from __future__ import annotations

import pytest

from stelsel.node.limits import POLICIES, read_limits
from stelsel.node.serve import Unavailable


def test_the_setting_changes_the_table() -> None:
    found = read_limits("search=5/10, pages=7/60")
    assert (found["search"].quota, found["search"].seconds) == (5, 10)
    assert found["pages"].quota == 7
    assert found["api"] == next(one for one in POLICIES if one.name == "api")
    assert set(read_limits("")) == {one.name for one in POLICIES}
    assert read_limits("off") == {}


@pytest.mark.parametrize(
    "wrong", ["serch=5/10", "search=0/10", "search=5/0", "search=-1/10", "search", "search=5", "Off"]
)
def test_a_limit_that_cannot_be_meant_is_refused(wrong: str) -> None:
    with pytest.raises(Unavailable, match="STELSEL_LIMITS"):
        read_limits(wrong)
