# SPDX-License-Identifier: EUPL-1.2
"""What was not published yet is not known, which is something else than that nothing holds."""

from __future__ import annotations

from datetime import date

import pytest

from stelsel.engines.rules import Facts, evaluate
from stelsel.kernel.problem import BadInput
from tests.engines.rules.texts import DAY, article, law, library


def test_before_its_publication_a_text_is_not_known_and_not_gone() -> None:
    given = article(output=[{"name": "uit", "type": "number"}], actions=[{"output": "uit", "value": 2}])
    lib = library(law("wet", given, publication_date="2024-12-20", valid_from="2025-01-01"))
    assert evaluate(lib, "wet", "uit", Facts({}), DAY, known_at=date(2024, 12, 20)).value == 2
    with pytest.raises(BadInput, match="On 2024-12-19 it was not known yet"):
        evaluate(lib, "wet", "uit", Facts({}), DAY, known_at=date(2024, 12, 19))
    with pytest.raises(BadInput, match="No version"):
        evaluate(lib, "wet", "uit", Facts({}), date(1990, 1, 1), known_at=date(2024, 12, 20))
