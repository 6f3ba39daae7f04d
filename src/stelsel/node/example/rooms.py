# SPDX-License-Identifier: EUPL-1.2
"""What the example country holds: per room what the importer records, and what the invented publishers state."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from stelsel.kernel.draft import Draft, Reading
from stelsel.kernel.kind import AudienceName
from stelsel.kernel.text import Text
from stelsel.node.example.publishers import GOVERNMENT
from stelsel.nouns import agreement, bottleneck, organisation, rule_text
from stelsel.priorities.ai import exchange as ai
from stelsel.priorities.cloud import exchange as cloud
from stelsel.priorities.cloud.exchange import cloud_use_sample
from stelsel.priorities.data import exchange as data
from stelsel.priorities.people import exchange as people
from stelsel.priorities.resilience import exchange as resilience
from stelsel.priorities.services import exchange as services
from stelsel.programme import exchange as programme

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Recorded:
    """Real facts of others that the importer records: for which audience, in words, and how to read them."""

    audience: AudienceName
    words: Text
    read: Callable[[Path], Reading]


RECORDED = (
    Recorded("public", Text(nl="organisaties", en="organisations"), organisation.example),
    Recorded("public", Text(nl="cloudaanbiedingen", en="cloud offers"), cloud.example),
    Recorded("public", Text(nl="datasets en API's", en="datasets and APIs"), data.example),
    Recorded("public", Text(nl="AI-toepassingen", en="AI applications"), ai.example),
    Recorded("public", Text(nl="diensten", en="services"), services.example),
    Recorded("public", Text(nl="regelteksten", en="rule texts"), lambda folder: rule_text.shipped()),
    Recorded("public", Text(nl="rollen en vaardigheden", en="roles and skills"), people.example),
    Recorded("public", Text(nl="investeringen", en="investments"), programme.example),
    Recorded("gov", Text(nl="onderdelen van programma's", en="parts of software"), resilience.example),
)
"""In the order in which they load: organisations first, because the rest speaks of them."""

SAMPLES = (
    agreement.sample(),
    bottleneck.sample(),
    cloud_use_sample.sample(),
    data.sample(),
    resilience.sample(),
    people.sample(),
    services.sample(),
    programme.sample(),
)
"""Invented things per publisher and audience."""

Stated = dict[tuple[str, AudienceName], tuple[Draft, ...]]


def stated() -> Stated:
    """What each invented publisher states about itself, by publisher and audience."""
    found: Stated = {}
    for publisher, audience, drafts in _stated():
        found[publisher, audience] = (*found.get((publisher, audience), ()), *drafts)
    return dict(sorted(found.items()))


def _stated() -> Iterator[tuple[str, AudienceName, tuple[Draft, ...]]]:
    for one in GOVERNMENT:
        yield one.publisher, "public", one.drafts()
    for publisher, reading in cloud.sample().items():
        yield publisher, "public", reading.drafts
    for sample in SAMPLES:
        for publisher, by_audience in sample.items():
            for audience, reading in by_audience.items():
                yield publisher, _audience(audience), reading.drafts


def _audience(name: str) -> AudienceName:
    audiences: dict[str, AudienceName] = {"own": "own", "public": "public", "gov": "gov"}
    return audiences[name]
