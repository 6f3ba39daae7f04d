# SPDX-License-Identifier: EUPL-1.2
"""Every operation and every edge on a cluster of Apache Spark: what `evaluate` says of each household."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from stelsel.engines.rules.population import compile_rule
from tests.engines.rules.population.edges import RULES, households
from tests.engines.rules.population.households import cases, differences
from tests.engines.rules.population.in_spark import in_spark
from tests.engines.rules.population.test_operations import BOOLEAN, NUMERIC
from tests.engines.rules.population.test_sql import laws
from tests.engines.rules.texts import DAY

if TYPE_CHECKING:
    from tools.spark import Cluster

pytestmark = pytest.mark.spark


@pytest.mark.parametrize("name", [*NUMERIC, *BOOLEAN])
def test_an_operation_on_spark_is_the_operation_for_one(spark: Cluster, tmp_path: Path, name: str) -> None:
    texts = laws(name)
    program = compile_rule(texts, "wet", "uit", DAY)
    some = cases(program, 300)
    found = in_spark(spark.master, tmp_path)(program, some)
    assert differences(program, texts, some, found, None) == []
    assert len({str((one.value, one.missing)) for one in found}) > 1


@pytest.mark.parametrize("name", RULES)
def test_spark_at_the_edges(spark: Cluster, tmp_path: Path, name: str) -> None:
    program = compile_rule(RULES[name], "wet", "uit", DAY)
    some = households(program)
    assert differences(program, RULES[name], some, in_spark(spark.master, tmp_path)(program, some), None) == []
