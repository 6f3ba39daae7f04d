# SPDX-License-Identifier: EUPL-1.2
"""The properties of the readers of files and addresses once more, with thousands of examples in a campaign."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.kernel.documents import test_csv, test_ods, test_xml, test_yaml, test_zip
from tests.node.fetch import test_fetch, test_target

PROPERTIES: tuple[Callable[[], None], ...] = (
    test_csv.test_there_and_back,
    test_csv.test_a_table_of_our_own_reads_back,
    test_ods.test_any_text_is_a_string_and_no_formula,
    test_xml.test_any_bytes_are_read_or_refused,
    test_yaml.test_any_text_is_read_or_refused,
    test_zip.test_any_bytes_are_read_or_refused,
    test_target.test_any_text_is_read_in_one_way_or_refused,
    test_target.test_whatever_is_public_is_global_and_is_not_inside,
    test_fetch.test_no_name_passes_unless_all_of_its_addresses_are_global,
)


@pytest.mark.campaign
@pytest.mark.parametrize("holds", PROPERTIES, ids=lambda one: one.__name__)
def test_many_examples(holds: Callable[[], None]) -> None:
    holds()  # how many stands in the profile of the run
