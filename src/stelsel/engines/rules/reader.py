# SPDX-License-Identifier: EUPL-1.2
"""One door for both formats."""

from __future__ import annotations

from stelsel.engines.rules import _read_poc, _read_regelrecht
from stelsel.engines.rules._reading import Reading
from stelsel.engines.rules.model import RuleText
from stelsel.kernel.documents import LinedMap, YamlLimits, read_yaml_lines

LIMITS = YamlLimits(size=2_000_000, depth=50, parts=60_000)


def read_rules(raw: bytes, file: str) -> RuleText:
    """The rule text of a YAML file: RegelRecht (0.5.x, the native format) or poc-machine-law (0.1.x). What can be read
    and not executed stands in `untranslatable`. BadInput with file and line for whatever is broken, unknown or past
    the limits of size, depth and number."""
    document = read_yaml_lines(raw, file, LIMITS)
    if isinstance(document, LinedMap) and ("articles" in document or "regulatory_layer" in document):
        return _read_regelrecht.read(document, file, raw)
    if isinstance(document, LinedMap) and "properties" in document:
        return _read_poc.read(document, file, raw)
    raise Reading(file).refused(1, "format")
