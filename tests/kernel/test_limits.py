# SPDX-License-Identifier: EUPL-1.2
"""Texts that nobody can read on a page are refused with place and cure."""

import pytest

from stelsel.kernel.limits import LONGEST_NAME
from stelsel.kernel.problem import BadInput
from stelsel.nouns.supplier import SUPPLIER


def test_a_name_that_nobody_can_read_is_refused() -> None:
    assert SUPPLIER.convert({"naam": "x" * LONGEST_NAME}).body.name
    with pytest.raises(BadInput) as caught:
        SUPPLIER.convert({"naam": "x" * (LONGEST_NAME + 1)})
    assert [(finding.code, finding.where) for finding in caught.value.findings] == [("too-long", "naam")]
    with pytest.raises(BadInput):
        SUPPLIER.convert({"naam": "x", "website": "x" * 60_000})
