# SPDX-License-Identifier: EUPL-1.2
"""The code lists of bottlenecks, each code with its words.

Causes after the working group's list for the federated data system: law, purpose limitation, definition, quality,
standard, access technique, cost and capacity, governance, trust. They order the bottlenecks that chapter 3.4 of the
domain architecture for data exchange of the general digital infrastructure (GDI, version 2.0) names.
"""

from collections.abc import Mapping
from typing import Literal, get_args

from stelsel.kernel.text import Text
from stelsel.nouns.organisation._kinds import OrganisationType

Cause = Literal["law", "purpose", "definition", "quality", "standard", "technique", "cost", "governance", "trust"]
CAUSES: Mapping[Cause, Text] = {
    "law": Text(nl="wet- en regelgeving", en="law and regulation"),
    "purpose": Text(nl="doelbinding", en="purpose limitation"),
    "definition": Text(nl="definitie", en="definition"),
    "quality": Text(nl="kwaliteit van gegevens", en="data quality"),
    "standard": Text(nl="standaard", en="standard"),
    "technique": Text(nl="techniek van toegang", en="access technique"),
    "cost": Text(nl="kosten en capaciteit", en="cost and capacity"),
    "governance": Text(nl="sturing en eigenaarschap", en="governance and ownership"),
    "trust": Text(nl="vertrouwen", en="trust"),
}

CauseSaid = Literal["proposed", "chosen"]
CAUSE_SAID: Mapping[CauseSaid, Text] = {
    "proposed": Text(nl="voorgesteld en door een mens bevestigd", en="proposed and confirmed by a person"),
    "chosen": Text(nl="door een mens gekozen", en="chosen by a person"),
}

Grouping = Literal["merge", "split", "different"]
GROUPINGS: Mapping[Grouping, Text] = {
    "merge": Text(nl="bundelen onder een ander knelpunt", en="merge under another bottleneck"),
    "split": Text(nl="weer apart zetten", en="set apart again"),
    "different": Text(nl="is niet hetzelfde als een ander knelpunt", en="is not the same as another bottleneck"),
}

StepName = Literal["taken-up", "term", "proposal", "trial", "adopted", "declined", "reopened", "not-recurred"]
STEPS: Mapping[StepName, Text] = {
    "taken-up": Text(nl="opgepakt", en="taken up"),
    "term": Text(nl="termijn gezet", en="term set"),
    "proposal": Text(nl="voorstel gedaan", en="proposal made"),
    "trial": Text(nl="proef gehouden", en="trial held"),
    "adopted": Text(nl="oplossing aangenomen", en="solution adopted"),
    "declined": Text(nl="niet opgelost, met reden", en="not solved, with the reason"),
    "reopened": Text(nl="heropend", en="reopened"),
    "not-recurred": Text(nl="geen terugkeer: ander knelpunt", en="no recurrence: another bottleneck"),
}

Status = Literal["open", "taken-up", "proposal", "trial", "adopted", "declined", "merged"]
STATUSES: Mapping[Status, Text] = {
    "open": Text(nl="nog niet opgepakt", en="not taken up yet"),
    "taken-up": Text(nl="opgepakt", en="taken up"),
    "proposal": Text(nl="voorstel ligt er", en="proposal made"),
    "trial": Text(nl="in proef", en="on trial"),
    "adopted": Text(nl="opgelost", en="solved"),
    "declined": Text(nl="niet opgelost", en="not solved"),
    "merged": Text(nl="gebundeld", en="merged"),
}
OVER: frozenset[Status] = frozenset({"adopted", "declined", "merged"})
"""In these nobody waits for anything."""

SolutionType = Literal["agreement", "standard", "concept", "dataset"]
SOLUTION_TYPES: Mapping[SolutionType, Text] = {
    "agreement": Text(nl="afspraak", en="agreement"),
    "standard": Text(nl="standaard", en="standard"),
    "concept": Text(nl="begrip", en="concept"),
    "dataset": Text(nl="dataset", en="dataset"),
}

LessonOn = Literal["agreement", "dataset", "demand"]
LESSON_ON: Mapping[LessonOn, Text] = {
    "agreement": Text(nl="nieuwe afspraken", en="new agreements"),
    "dataset": Text(nl="nieuwe datasets en dataservices", en="new datasets and data services"),
    "demand": Text(nl="nieuwe behoeften", en="new demands"),
}

LessonWhere = Literal["always", "keyword", "theme", "names", "purpose"]
LESSON_WHERE: Mapping[LessonWhere, Text] = {
    "always": Text(nl="altijd", en="always"),
    "keyword": Text(nl="als dit woord erin staat", en="where this word stands in it"),
    "theme": Text(nl="als dit thema erbij staat", en="where it has this theme"),
    "names": Text(nl="als deze dataset, afspraak of wet wordt genoemd", en="where it names this dataset, deal or law"),
    "purpose": Text(nl="als dit woord in het doel staat", en="where this word stands in the purpose"),
}

Outcome = Literal["heeded", "gone-on"]
OUTCOMES: Mapping[Outcome, Text] = {
    "heeded": Text(nl="les gevolgd: het knelpunt is voorkomen", en="lesson followed: the bottleneck was prevented"),
    "gone-on": Text(nl="toch doorgegaan, met reden", en="gone on all the same, with the reason"),
}

Layer = Literal["municipality", "province", "water-board", "provider", "central", "other"]
LAYERS: Mapping[Layer, Text] = {
    "municipality": Text(nl="gemeenten", en="municipalities"),
    "province": Text(nl="provincies", en="provinces"),
    "water-board": Text(nl="waterschappen", en="water boards"),
    "provider": Text(nl="uitvoerders", en="public service providers"),
    "central": Text(nl="Rijk", en="central government"),
    "other": Text(nl="overige organisaties", en="other organisations"),
}

_LAYER_OF: Mapping[OrganisationType, Layer] = {
    "municipality": "municipality",
    "province": "province",
    "water-board": "water-board",
    "agency": "provider",
    "independent-body": "provider",
    "joint-body": "provider",
    "ministry": "central",
    "inspectorate": "central",
    "high-council": "central",
    "advisory-council": "central",
    "court": "central",
    "police": "central",
    "caribbean-body": "municipality",
}
"""The layer by the kind of organisation in TOOI; a cooperation body does work for others and counts as a provider, a
Caribbean public body does what a municipality does."""


def layer_of(organisation_type: OrganisationType) -> Layer:
    """The layer of an organisation of this kind."""
    return _LAYER_OF.get(organisation_type, "other")


assert set(CAUSES) == set(get_args(Cause)), "every cause has words"
assert set(STEPS) == set(get_args(StepName)), "every step has words"
