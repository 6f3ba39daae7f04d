# SPDX-License-Identifier: EUPL-1.2
"""The one table from English code names to Dutch wire names and to the words on screen.

API Design Rules interface-language: names on the wire are Dutch unless the field's own glossary is English.
Each row: English name | Dutch wire name | Dutch words | English words.
"""

from stelsel.kernel.text import Text

_TABLE = """
abbreviation | afkorting | afkorting | abbreviation
about_organisation | overOrganisatie | over organisatie | about organisation
active | actief | actief | active
acts | handelingen | soort zaak | kind of act
addressee | doelgroep | voor wie | for whom
amount | bedrag | bedrag | amount
architecture | architectuur | processorarchitectuur | processor architecture
area_km2 | oppervlakteKm2 | oppervlakte (km²) | area (km²)
ask | navragenBij | navragen bij | ask
asker | vrager | u bent | you are
asserted_by | beweerdDoor | beweerd door | asserted by
at | gepubliceerdOp | gepubliceerd op | published at
audience | kring | kring | audience
badge | aanduiding | aanduiding | badge
bodies | bestuursorganen | bestuursorganen | governing bodies
body | bestuur | openbaar lichaam of bestuur | body
body_name | naamBestuur | naam van het bestuur | name of the body
carbon_kg_per_hour | koolstofKgPerUur | CO2e (kg per uur) | CO2e (kg per hour)
certificates | certificaten | certificaten | certificates
change | verandering | verandering | change
changes | veranderingen | wat dit zou veranderen | what would change it
charts | grafieken | grafieken | charts
checkpoint | ijkpunt | ijkpunt | checkpoint
city | plaats | plaats | city
columns | kolommen | kolommen | columns
content | inhoud | inhoud | content
copies | vindplaatsen | vindplaatsen | found in
council_seats | raadszetels | raadszetels | council seats
count | aantalKeer | aantal keer | count
country | land | land | country
country_of_control | landVanZeggenschap | land van zeggenschap | country of control
country_of_establishment | landVanVestiging | land van vestiging | country of establishment
cpu_allocation | processorToewijzing | toewijzing van processors | processor allocation
currency | munteenheid | munteenheid | currency
day | datum | datum | date
decimals | decimalen | decimalen | decimals
did_you_mean | bedoeldeU | bedoelde u | did you mean
digid_mandate | digidMachtigen | met DigiD Machtigen | by DigiD mandate
effect | gevolg | gevolg | effect
end | eind | tot en met | until
ended_by | beeindigdDoor | beëindigd door | ended by
entries | vermeldingen | vermeldingen | entries
entry | vermelding | vermelding | entry
evidence | bewijs | bewijs | evidence
explain | uitleg | uitleg | explanation
facets | facetten | facetten | facets
form | vorm | vorm | form
former_names | vroegereNamen | vroegere namen | former names
front | opVoorkant | op de voorkant | on the front
gpu_count | aantalGpu | aantal GPU's | number of GPUs
hash | hash | hash | hash
hashes | hashpad | hashpad | audit path
headline | hoofdregel | hoofdregel | headline
id | adres | adres | address
identifier | identificatie | identificatie | identifier
in_force | vanKracht | van kracht | in force
include_samples | metVoorbeelden | ook verzonnen voorbeelden | include invented examples
include_spot | metSpot | ook spotaanbod | include spot offers
index | index | plaats in het logboek | place in the log
inhabitants | inwoners | inwoners | inhabitants
inputs | invoer | invoer | inputs
issuer | uitgever | uitgever | issuer
joined | toegetreden | toegetreden op | joined on
keys | sleutels | sleutels | keys
kind | soort | soort | kind
kind_version | soortversie | versie van de soort | version of the kind
kvk | kvkNummer | KvK-nummer | Chamber of Commerce number
label | omschrijving | omschrijving | label
layers | bestuurslagen | bestuurslagen | layers of government
leaf | blad | blad | leaf
legal_form | rechtsvorm | rechtsvorm | legal form
legal_resources | grondslagen | wettelijke grondslagen | legal bases
level | niveau | niveau | level
limit | maximum | hoeveel tonen | how many to show
link | koppeling | link | link
log | logboek | logboek | log
logs | logboeken | logboeken | logs
memory_mib | geheugenMib | geheugen (MiB) | memory (MiB)
minimum_seal | minimaalSeal | minimaal SEAL-niveau per doel | minimum SEAL level per objective
ministry | ministerie | ministerie | ministry
mode | wijze | zelf verklaard of vastgelegd | stated or recorded
months | maanden | aantal maanden | number of months
name | naam | naam | name
need | zaak | wat u wilt regelen | what you want to arrange
next_version | volgendeVersie | volgende versie | next version
notes | opmerkingen | opmerkingen | notes
number | isGetal | is een getal | is a number
objective | doel | doel | objective
observed_on | waargenomenOp | waargenomen op | observed on
offer | aanbod | één aanbod uitleggen | explain one offer
offer_status | aanbodstatus | status bij de aanbieder | status at the supplier
oin | oin | OIN | OIN
operation | bewerking | bewerking | operation
order | volgorde | volgorde | order
org | betreft | betreft | concerns
organisation | organisatie | organisatie | organisation
organisation_type | soortOrganisatie | soort organisatie | kind of organisation
origin | oorsprong | oorsprong | origin
page | pagina | pagina | page
participants | deelnemers | deelnemers | participants
payload | lading | lading | payload
per | per | per | per
place | locatie | locatie | place
place_within | locatieBinnen | locatie binnen | place within
places | woonplaatsen | woonplaatsen | towns and villages
points | punten | punten | points
policy_areas | beleidsterreinen | beleidsterreinen | policy areas
position | stand | stand | position
powers | bevoegdheden | bevoegdheden | powers
predecessors | voorgangers | voorgangers | predecessors
previous_version | vorigeVersie | vorige versie | previous version
price | prijs | prijs | price
price_note | prijsOpmerking | opmerking bij de prijs | note on the price
province | provincie | provincie | province
provisional | voorlopig | voorlopig | provisional
publisher | gepubliceerdDoor | gepubliceerd door | published by
quantity | aantal | aantal | quantity
query | zoektekst | zoektekst | search text
question | vraag | vraag | question
questions | vragen | vragen | questions
rate | koers | koers | rate
reasons | redenen | redenen | reasons
ref | verwijzing | verwijzing | reference
region | regio | regio | region
result | uitkomst | uitkomst | result
revision | revisie | revisie | revision
roo_id | rooId | ROO-nummer | ROO number
rows | rijen | rijen | rows
rows_read | gelezenRijen | gelezen rijen | rows read
rsin | rsin | RSIN | RSIN
rule | regel | regel | rule
salt | zout | zout | salt
sample | voorbeeld | voorbeeld (verzonnen) | example (invented)
scheme | schema | schema | scheme
scope | reikwijdte | reikwijdte | scope
seat | zetel | vestigingsplaats | seat
sentence | vraagzin | vraagzin | sentence
service_type | soortDienst | soort dienst | kind of service
services_act | dienstenwet | valt onder de Dienstenwet | under the Services Act
share | aandeel | aandeel | share
size | omvang | omvang | size
source | bron | bron | source
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
tables | tabellen | tabellen | tables
term | termijn | termijn | term
text | tekst | tekst | text
thematic_areas | themas | thema's (SDG) | subject areas (SDG)
title | titel | titel | title
tooi | tooi | TOOI-identificatie | TOOI identifier
total | totaal | totaal | total
town | woonplaats | woonplaats of gemeente | town or municipality
ultimate_parent | uiteindelijkeMoeder | uiteindelijke moedermaatschappij | ultimate parent
unit | eenheid | eenheid | unit
unknown | onbekend | onbekend | unknown
valid | geldigheid | geldigheid | validity
vcpus | vcpus | vCPU's | vCPUs
verdict | oordeel | oordeel | verdict
verifier | verificateur | nagegaan door | verified by
website | website | website | website
what | wat | wat | what
why | toelichting | toelichting | reason
wikidata | wikidata | Wikidata | Wikidata
words | woorden | woorden | words
x | x | x | x
y | y | y | y
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
