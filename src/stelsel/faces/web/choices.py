# SPDX-License-Identifier: EUPL-1.2
"""The words on screen for values that are codes in an entry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stelsel.kernel.text import Text, same
from stelsel.node.permission_words import OPERATION_NAMES
from stelsel.nouns import agreement, bottleneck
from stelsel.nouns.organisation import CHANGES, TYPES
from stelsel.priorities.ai import kinds as ai
from stelsel.priorities.cloud.kinds import PRICE_NOTES
from stelsel.priorities.services import kinds as services
from stelsel.priorities.services.part_kinds import CHANNEL_TYPES
from stelsel.programme import kinds as programme

_TABLE = """
compute | rekenkracht | compute
block-storage | blokopslag | block storage
compute-component | onderdeel van rekenkracht | part of compute
on-demand | per uur, opzegbaar | on demand
spot | spot (kan worden onderbroken) | spot (may be interrupted)
reserved | gereserveerd | reserved
dedicated | eigen processors | dedicated processors
shared | gedeelde processors | shared processors
burstable | gedeeld, kort meer kracht | shared, short bursts
x86-64 | x86-64 | x86-64
arm64 | arm64 | arm64
NL | Nederland | the Netherlands
EU | Europese Unie | European Union
EEA | Europese Economische Ruimte | European Economic Area
world | overal | anywhere
hour | per uur | per hour
month | per maand | per month
gb-month | per GB per maand | per GB per month
vcpu-hour | per vCPU per uur | per vCPU per hour
gib-hour | per GiB per uur | per GiB per hour
regelrecht | RegelRecht 0.5 | RegelRecht 0.5
poc | poc-machine-law 0.1 (ouder) | poc-machine-law 0.1 (older)
stated | zelf verklaard | stated
recorded | vastgelegd | recorded
own | eigen: alleen uw organisatie | own: only your organisation
public | openbaar: iedereen | public: everybody
gov | overheid: alle overheden | government: all public bodies
put | gepubliceerd | published
correct | verbeterd | corrected
withdraw | ingetrokken | withdrawn
erase | gewist | erased
dispute | betwist | disputed
accepted | terecht: wij passen het aan | accepted: we change it
rejected | niet terecht: het blijft zo | rejected: it stays
open | nog niet beantwoord | not yet answered
answered | beantwoord | answered
withdrawn | ingetrokken | withdrawn
true | ja | yes
false | nee | no
price | laagste prijs | lowest price
score | hoogste score | highest score
reader | lezer | reader
publisher | uitgever | publisher
administrator | beheerder | administrator
provisioner | identiteitssysteem: alleen accounts bijhouden | identity system: only keeps accounts
active | actief | active
inactive | niet meer leverbaar | no longer supplied
claimed | beweerd | claimed
certified | gecertificeerd | certified
granted | verleend | granted
qualified | gekwalificeerd | qualified
revoked | ingetrokken | revoked
yes | ja | yes
no | nee | no
unknown | onbekend | unknown
private | eigen cloud | private
hybrid | gemengd | hybrid
nl | Nederlands | Dutch
en | Engels | English
application | toepassing | application
framework | raamwerk | framework
library | bibliotheek | library
container | container | container
platform | platform | platform
operating-system | besturingssysteem | operating system
device | apparaat | device
device-driver | stuurprogramma | device driver
firmware | firmware | firmware
file | bestand | file
machine-learning-model | AI-model | machine-learning model
data | data | data
cryptographic-asset | cryptografisch middel | cryptographic asset
service | dienst | service
stops | valt stil | stops
degrades | werkt minder goed | degrades
esco | ESCO | ESCO
uk-gdd | UK Government Digital and Data | UK Government Digital and Data
knowledge | kennis | knowledge
skill | vaardigheid | skill
cloud | cloud | cloud
ai | AI | AI
services | diensten | services
resilience | weerbaarheid | resilience
people | mensen | people
cash | kasstelsel | cash
accrual | baten-lastenstelsel | accrual
higher | hoger is beter | higher is better
lower | lager is beter | lower is better
reuse | gebruiken | use
adapt | bewerken | adapt
commercial | commercieel gebruiken | commercial use
citizen | inwoner | citizen
entrepreneur | ondernemer | entrepreneur
benefit | opbrengst | benefit
general-availability | leverbaar | generally available
low-stock | bijna op | low stock
no-stock | niet op voorraad | out of stock
listed | op de lijst | listed
listed, not certified | op de lijst, niet gecertificeerd | listed, not certified
other | anders | other
confidence | opbrengst maal kans van slagen | benefit times confidence
"""


_OF_ROOMS: tuple[Mapping[Any, Text], ...] = (
    agreement.TEXT_TYPES,
    agreement.DEFAULTS,
    agreement.SIGNATURE_OUTCOMES,
    services.ADDRESSEES,
    services.ACTS,
    services.POWERS,
    services.LAYERS,
    CHANNEL_TYPES,
    TYPES,
    CHANGES,
    PRICE_NOTES,
    ai.REGISTERS,
    ai.STATUSES,
    ai.PUBLICATION_CATEGORIES,
    programme.STATUSES,
    bottleneck.CAUSES,
    bottleneck.CAUSE_SAID,
    bottleneck.GROUPINGS,
    bottleneck.STEPS,
    bottleneck.SOLUTION_TYPES,
    bottleneck.LESSON_ON,
    bottleneck.LESSON_WHERE,
    bottleneck.OUTCOMES,
    {code: said for code, said in bottleneck.LAYERS.items() if code in ("provider", "central")},
    {code: said for code, said in bottleneck.STATUSES.items() if code in ("proposal", "trial", "merged")},
    {
        "cloud-demand": Text(nl="cloudbehoefte", en="cloud demand"),
        "people-demand": Text(nl="personeelsbehoefte", en="people demand"),
        "data-service": Text(nl="dataservice", en="data service"),
    },
)
"""Words that the rooms keep themselves; of one code in two rooms the later counts."""


_GENERAL = frozenset({"other"})
"""Codes that many fields have, each for something else: the table above says them, a field may say its own."""


def _read(table: str) -> dict[str, Text]:
    cells = ([cell.strip() for cell in line.split("|")] for line in table.strip().splitlines())
    return {code: Text(nl=nl, en=en) for code, nl, en in cells}


WORDS: dict[str, Text] = {
    **_read(_TABLE),
    **{str(code): text for table in _OF_ROOMS for code, text in table.items() if code not in _GENERAL},
}
"""Code -> words."""

_AUDIENCES = """
own | eigen: alleen uw organisatie | own: only your organisation
public | openbaar: iedereen | public: everybody
gov | overheid: alle overheden | government: all public bodies
"""

_OF_FIELDS: dict[str, Mapping[Any, Text]] = {
    "operation": OPERATION_NAMES,
    "audience": _read(_AUDIENCES),
    "cloud_kind": {"public": Text(nl="publieke cloud", en="public cloud")},
    "organisation_type": TYPES,
    "layer": bottleneck.LAYERS,
    "party_role": agreement.ROLES,
    "enforced_by": agreement.PLACES,
    "text_type": agreement.TEXT_TYPES,
    "signature_outcome": agreement.SIGNATURE_OUTCOMES,
    "default_outcome": agreement.DEFAULTS,
    "attribute_type": agreement.ATTRIBUTE_TYPES,
    "step": bottleneck.STEPS,
    "status": bottleneck.STATUSES,
    "component_type": {"application": Text(nl="toepassing", en="application")},
}
"""Field -> words of its own for codes that mean something else elsewhere."""

_COUNTRIES = """
AT Oostenrijk | Austria
AU Australië | Australia
BE België | Belgium
BR Brazilië | Brazil
CA Canada | Canada
CH Zwitserland | Switzerland
CN China | China
CZ Tsjechië | Czechia
DE Duitsland | Germany
DK Denemarken | Denmark
ES Spanje | Spain
FI Finland | Finland
FR Frankrijk | France
GB Verenigd Koninkrijk | United Kingdom
HK Hongkong | Hong Kong
ID Indonesië | Indonesia
IE Ierland | Ireland
IL Israël | Israel
IN India | India
IT Italië | Italy
JP Japan | Japan
KR Zuid-Korea | South Korea
LT Litouwen | Lithuania
LU Luxemburg | Luxembourg
MX Mexico | Mexico
NL Nederland | the Netherlands
NO Noorwegen | Norway
PL Polen | Poland
PT Portugal | Portugal
QA Qatar | Qatar
RO Roemenië | Romania
SA Saudi-Arabië | Saudi Arabia
SE Zweden | Sweden
SG Singapore | Singapore
TW Taiwan | Taiwan
US Verenigde Staten | United States
ZA Zuid-Afrika | South Africa
AE Verenigde Arabische Emiraten | United Arab Emirates
CL Chili | Chile
BH Bahrein | Bahrain
MY Maleisië | Malaysia
NZ Nieuw-Zeeland | New Zealand
TH Thailand | Thailand
GR Griekenland | Greece
"""


def _countries(table: str) -> dict[str, Text]:
    found: dict[str, Text] = {}
    for part in table.splitlines():
        if part.strip():
            nl, en = part.strip()[3:].split("|")
            found[part.strip()[:2]] = Text(nl=nl.strip(), en=en.strip())
    return found


COUNTRIES = _countries(_COUNTRIES)
"""ISO 3166-1 alpha-2 -> name of the country; those that occur. Another code is shown as it is."""


_UNITS: dict[str, Text | str] = {
    "duration": Text(nl="duur, zoals P56D", en="duration, such as P56D"),
    "persons": Text(nl="personen", en="persons"),
    "km2": same("km²"),
    "days": Text(nl="dagen", en="days"),
    "day": "",
    "offers": Text(nl="aanbiedingen", en="offers"),
    "machines or volumes": Text(nl="machines of volumes", en="machines or volumes"),
    "months of 730 hours": Text(nl="maanden van 730 uur", en="months of 730 hours"),
    "a year": Text(nl="per jaar", en="a year"),
    "hours a year": Text(nl="per jaar", en="a year"),
    "euros a year": Text(nl="euro per jaar", en="euros a year"),
    "persons a year": Text(nl="per jaar", en="a year"),
    "kg CO2e per hour": Text(nl="kg CO2e per uur", en="kg CO2e per hour"),
    "vCPU": same("vCPU"),
    "organisations": Text(nl="organisaties", en="organisations"),
    "services": Text(nl="diensten", en="services"),
    "systems": Text(nl="systemen", en="systems"),
    "initiatives": Text(nl="initiatieven", en="initiatives"),
    "hits": Text(nl="resultaten", en="hits"),
    "currency": Text(nl="in de munteenheid", en="in the currency"),
    "currency a year": Text(nl="in de munteenheid, per jaar", en="in the currency, a year"),
    "currency per euro": Text(nl="per euro", en="per euro"),
    "years": Text(nl="jaren", en="years"),
    "hours a week": Text(nl="uren per week", en="hours a week"),
    "0..1": Text(nl="van 0 tot 1", en="from 0 to 1"),
    "bytes": same("bytes"),
    "MiB": same("MiB"),
    "GB": same("GB"),
    "GPU": same("GPU"),
}


def unit(text: str) -> Text | str:
    """The words for a unit; a symbol such as GB says itself."""
    return _UNITS.get(text, text)


def capital(text: Text) -> Text:
    """The text with a capital in front, unless its first word has one of its own further on (vCPU)."""
    return Text(nl=_capital(text.nl), en=_capital(text.en))


def _capital(text: str) -> str:
    return text if text.partition(" ")[0][1:].lower() != text.partition(" ")[0][1:] else text[0].upper() + text[1:]


def choice(code: str, field: str = "") -> Text:
    """The words for a code, of a field with words of its own where named; a code without words says itself."""
    return _OF_FIELDS.get(field, {}).get(code) or WORDS.get(code) or (same(code) if code else same("-"))


def country(code: str) -> Text:
    """The name of a country."""
    return COUNTRIES.get(code) or same(code)
