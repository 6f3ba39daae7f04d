# SPDX-License-Identifier: EUPL-1.2
"""Our own laws on a cluster of Apache Spark: each household gets what `evaluate` gives it, to the eurocent."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from stelsel.priorities.services.figures import figures
from tests.engines.rules.population.households import at_edges, differences
from tests.engines.rules.population.in_spark import in_spark
from tests.priorities.services.rules.test_evaluated import LIBRARY
from tests.priorities.services.rules.test_population import RESULTS, bases, program, some_of

if TYPE_CHECKING:
    from tools.spark import Cluster

pytestmark = pytest.mark.spark


@pytest.mark.parametrize(("law", "output"), RESULTS, ids=str)
def test_spark_says_what_one_case_says(spark: Cluster, tmp_path: Path, law: str, output: str) -> None:
    year = RESULTS[law, output][-1]
    made = program(law, output, year)
    beside = (case for base in bases(law, year)[::20] for case in list(at_edges(made, base))[::7])
    some = [*some_of(made, law, year, 1_500), *beside]
    found = in_spark(spark.master, tmp_path)(made, some)
    assert differences(made, LIBRARY, some, found, figures()) == []
    assert len({one.value for one in found}) > 3
