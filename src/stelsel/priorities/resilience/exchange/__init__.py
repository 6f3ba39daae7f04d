# SPDX-License-Identifier: EUPL-1.2
"""Files of others to entries of the resilience room: CycloneDX, and the derived tables of the example country.

What the importer records here may go to its `own` or `gov` log, never to `public`: the kinds do not allow it.
"""

from pathlib import Path

from stelsel.kernel.draft import Draft, Reading, Refused
from stelsel.kernel.entry import Source
from stelsel.kernel.problem import BadInput
from stelsel.priorities.resilience.exchange import cyclonedx, tables
from stelsel.priorities.resilience.exchange._problems import refused
from stelsel.priorities.resilience.exchange.sample import KEYCLOAK, sample
from stelsel.priorities.resilience.kinds import Dependency

IMPORTER = "importeur"
"""The publisher that records what files say."""

AUDIENCE = "gov"
"""The log for what `example` gives: what a product is made of is no organisation's inventory, and still not public."""

COMPONENTS, DEPENDENCIES = "resilience-components.csv", "resilience-dependencies.csv"
PRODUCT = "bom-examples/SBOM/keycloak-10.0.2/bom.json"
_BOMS = Source("CycloneDX bom-examples", "2024-12-04", "https://github.com/CycloneDX/bom-examples")
_CBOMS = Source("CBOMkit", "2025-11-07", "https://github.com/cbomkit/cbomkit")
SOURCES = {"bom-examples": _BOMS, "cbomkit-examples": _CBOMS}
"""Folders of collected CycloneDX files and where they come from."""

__all__ = ["AUDIENCE", "IMPORTER", "KEYCLOAK", "derive", "example", "read_all", "sample"]


def example(folder: Path) -> Reading:
    """What the importer records in the example country: the parts of one real product and what uses what. A missing
    table is an OSError, a wrong one BadInput, a wrong row is refused."""
    raw = ((folder / COMPONENTS).read_bytes(), (folder / DEPENDENCIES).read_bytes())
    return tables.read(*raw, (COMPONENTS, DEPENDENCIES), IMPORTER, _source(_BOMS, PRODUCT, "2020-08-02"))


def read_all(folder: Path) -> Reading:
    """Every CycloneDX file below the folder `resilience` of collected data. A file that is none is refused with its
    reason and the rest loads."""
    drafts: dict[tuple[str, str], Draft] = {}
    turned: list[Refused] = []
    for name, source in SOURCES.items():
        for path in sorted((folder / name).rglob("*.json")):
            file = path.relative_to(folder).as_posix()
            try:
                reading = cyclonedx.read(path.read_bytes(), file, IMPORTER, _source(source, file, source.day))
            except BadInput as problem:
                turned += [Refused(file, 1, finding.code, finding.what) for finding in problem.findings]
                continue
            turned += reading.refused
            for draft in reading.drafts:
                first = drafts.setdefault((draft.kind.name, draft.local), draft)
                if first.body != draft.body:
                    turned.append(refused(file, 1, "name-clash", draft.local))
    return Reading(tuple(drafts.values()), tuple(turned))


def derive(folder: Path) -> dict[str, bytes]:
    """The tables of the example country by file name: the server of the product with everything it uses."""
    raw = (folder / PRODUCT).read_bytes()
    reading = cyclonedx.read(raw, PRODUCT, IMPORTER, _source(_BOMS, PRODUCT, _BOMS.day))
    uses: dict[str, list[str]] = {}
    for draft in reading.drafts:
        if isinstance(draft.body, Dependency):
            uses.setdefault(draft.body.dependent, []).append(draft.body.depends_on)
    kept, waiting = {KEYCLOAK}, [KEYCLOAK]
    while waiting:
        fresh = set(uses.get(waiting.pop(), ())) - kept
        kept |= fresh
        waiting += sorted(fresh)
    drafts = [draft for draft in reading.drafts if getattr(draft.body, "dependent", draft.about) in kept]
    components, dependencies = tables.write(drafts)
    return {COMPONENTS: components, DEPENDENCIES: dependencies}


def _source(source: Source, file: str, day: str) -> Source:
    return Source(f"{source.name}, {file.partition('/')[2]}", day, source.link)
