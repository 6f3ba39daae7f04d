# SPDX-License-Identifier: EUPL-1.2
"""The one table from English code names to Dutch wire names and to the words on screen.

API Design Rules interface-language: names on the wire are Dutch unless the field's own glossary is English.
Each row: English name | Dutch wire name | Dutch words | English words.
"""

from stelsel.kernel.text import Text

_TABLE = """
about_organisation | overOrganisatie | over organisatie | about organisation
abbreviation | afkorting | afkorting | abbreviation
active | actief | actief | active
amount | bedrag | bedrag | amount
architecture | architectuur | processorarchitectuur | processor architecture
area_km2 | oppervlakteKm2 | oppervlakte (km²) | area (km²)
asserted_by | beweerdDoor | beweerd door | asserted by
bodies | bestuursorganen | bestuursorganen | governing bodies
body | bestuur | openbaar lichaam of bestuur | body
body_name | naamBestuur | naam van het bestuur | name of the body
carbon_kg_per_hour | koolstofKgPerUur | CO2e (kg per uur) | CO2e (kg per hour)
certificates | certificaten | certificaten | certificates
city | plaats | plaats | city
copies | vindplaatsen | vindplaatsen | found in
council_seats | raadszetels | raadszetels | council seats
country | land | land | country
country_of_control | landVanZeggenschap | land van zeggenschap | country of control
country_of_establishment | landVanVestiging | land van vestiging | country of establishment
cpu_allocation | processorToewijzing | toewijzing van processors | processor allocation
currency | munteenheid | munteenheid | currency
day | datum | datum | date
end | eind | tot en met | until
ended_by | beeindigdDoor | beëindigd door | ended by
essential | essentieel | essentiële dienst of gegevens | essential service or data
evidence | bewijs | bewijs | evidence
form | vorm | vorm | form
former_names | vroegereNamen | vroegere namen | former names
gpu_count | aantalGpu | aantal GPU's | number of GPUs
in_force | vanKracht | van kracht | in force
include_spot | metSpot | ook spotaanbod | include spot offers
inhabitants | inwoners | inwoners | inhabitants
issuer | uitgever | uitgever | issuer
joined | toegetreden | toegetreden op | joined on
kvk | kvkNummer | KvK-nummer | Chamber of Commerce number
legal_form | rechtsvorm | rechtsvorm | legal form
level | niveau | niveau | level
link | koppeling | link | link
memory_mib | geheugenMib | geheugen (MiB) | memory (MiB)
minimum_seal | minimaalSeal | minimaal SEAL-niveau per doel | minimum SEAL level per objective
ministry | ministerie | ministerie | ministry
months | maanden | aantal maanden | number of months
name | naam | naam | name
next_version | volgendeVersie | volgende versie | next version
objective | doel | doel | objective
observed_on | waargenomenOp | waargenomen op | observed on
offer_status | aanbodstatus | status bij de aanbieder | status at the supplier
oin | oin | OIN | OIN
organisation | organisatie | organisatie | organisation
organisation_type | soortOrganisatie | soort organisatie | kind of organisation
participants | deelnemers | deelnemers | participants
per | per | per | per
place | locatie | locatie | place
place_within | locatieBinnen | locatie binnen | place within
places | woonplaatsen | woonplaatsen | towns and villages
policy_areas | beleidsterreinen | beleidsterreinen | policy areas
powers | bevoegdheden | bevoegdheden | powers
predecessors | voorgangers | voorgangers | predecessors
previous_version | vorigeVersie | vorige versie | previous version
price | prijs | prijs | price
price_note | prijsOpmerking | opmerking bij de prijs | note on the price
province | provincie | provincie | province
provisional | voorlopig | voorlopig | provisional
quantity | aantal | aantal | quantity
query | zoektekst | zoektekst | search text
rate | koers | koers | rate
region | regio | regio | region
roo_id | rooId | ROO-nummer | ROO number
rsin | rsin | RSIN | RSIN
sample | voorbeeld | voorbeeld (verzonnen) | example (invented)
scheme | schema | schema | scheme
scope | reikwijdte | reikwijdte | scope
seat | zetel | vestigingsplaats | seat
service_type | soortDienst | soort dienst | kind of service
share | aandeel | aandeel | share
source_file | bronbestand | bronbestand | source file
start | begin | vanaf | from
status | status | status | status
storage_gb | opslagGb | opslag (GB) | storage (GB)
storage_type | soortOpslag | soort opslag | kind of storage
subject | onderwerp | onderwerp | subject
subject_name | naamOnderwerp | naam van het onderwerp | name of the subject
successors | opvolgers | opvolgers | successors
supplier | leverancier | leverancier | supplier
supplier_name | naamLeverancier | naam leverancier | supplier name
term | termijn | termijn | term
title | titel | titel | title
tooi | tooi | TOOI-identificatie | TOOI identifier
ultimate_parent | uiteindelijkeMoeder | uiteindelijke moedermaatschappij | ultimate parent
valid | geldigheid | geldigheid | validity
vcpus | vcpus | vCPU's | vCPUs
verifier | verificateur | nagegaan door | verified by
website | website | website | website
wikidata | wikidata | Wikidata | Wikidata
"""


def _read(table: str) -> dict[str, tuple[str, Text]]:
    rows: dict[str, tuple[str, Text]] = {}
    for line in table.strip().splitlines():
        english, wire, nl, en = (cell.strip() for cell in line.split("|"))
        assert english not in rows, f"vocabulary names {english} twice"
        rows[english] = (wire, Text(nl=nl, en=en))
    assert len({wire for wire, _ in rows.values()}) == len(rows), "two names share one wire name"
    return rows


TERMS = _read(_TABLE)
"""English name -> (Dutch wire name in camelCase, words on screen)."""

FROM_WIRE = {wire: english for english, (wire, _) in TERMS.items()}
"""Dutch wire name -> English name."""


def wire(english: str) -> str:
    """The Dutch wire name of an English code name; KeyError when the table lacks it, so a new field adds its row."""
    return TERMS[english][0]


def words(english: str) -> Text:
    """The words on screen for an English code name."""
    return TERMS[english][1]
