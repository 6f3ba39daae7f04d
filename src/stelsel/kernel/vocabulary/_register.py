# SPDX-License-Identifier: EUPL-1.2
"""Names of what stands in the registers, and of questions, answers and the book itself."""

ROWS = """
abbreviation | afkorting | afkorting | abbreviation
about_organisation | overOrganisatie | over organisatie | about organisation
access_rights | toegangsrechten | toegangsrechten | access rights
access_url | toegangsUrl | toegangs-URL | access URL
accounting | begrotingsstelsel | begrotingsstelsel | accounting system
action | handeling | handeling | action
active | actief | actief | active
actor | uitvoerder | account | account
acts | handelingen | soort zaak | kind of act
actual | werkelijk | werkelijk | actual
added_on | toegevoegdOp | toegevoegd op | added on
addressee | doelgroep | voor wie | for whom
alternatives | andereNamen | andere namen | other names
amount | bedrag | bedrag | amount
answer | antwoord | antwoord | answer
answers | antwoorden | antwoorden | answers
application | toepassing | toepassing | application
architecture | architectuur | processorarchitectuur | processor architecture
area_km2 | oppervlakteKm2 | oppervlakte (km²) | area (km²)
ask | navragenBij | navragen bij | ask
asker | vrager | u bent | you are
asserted_by | beweerdDoor | beweerd door | asserted by
at | gepubliceerdOp | gepubliceerd op | published at
audience | kring | kring | audience
badge | aanduiding | aanduiding | badge
begin_date | begindatum | in gebruik sinds | in use since
belongs_to | hoortBij | hoort bij | belongs to
benefit | opbrengst | opbrengst | benefit
benefit_categories | maatschappelijkeBaten | maatschappelijke baten | social benefits
benefit_once | opbrengstEenmalig | eenmalige opbrengst | one-off benefit
benefit_yearly | opbrengstPerJaar | opbrengst per jaar | benefit a year
better | beterIs | beter is | better is
bodies | bestuursorganen | bestuursorganen | governing bodies
body | bestuur | openbaar lichaam of bestuur | body
body_name | naamBestuur | naam van het bestuur | name of the body
broader | breder | bredere vaardigheid | broader skill
bureau | organisatieonderdeel | onderdeel van de organisatie | part of the organisation
bwb_id | bwbId | BWB-id | BWB id
byte_size | bytesize | omvang (bytes) | byte size
carbon_kg_per_hour | koolstofKgPerUur | CO2e (kg per uur) | CO2e (kg per hour)
category | categorie | categorie | category
certificates | certificaten | certificaten | certificates
change | verandering | verandering | change
changes | veranderingen | wat dit zou veranderen | what would change it
charts | grafieken | grafieken | charts
checkpoint | ijkpunt | ijkpunt | checkpoint
choices | keuzes | keuzes | choices
city | plaats | plaats | city
cloud_kind | soortCloud | soort cloud | kind of cloud
columns | kolommen | kolommen | columns
component_type | soortOnderdeel | soort onderdeel | kind of component
confidence | vertrouwen | vertrouwen in de oplevering | delivery confidence
conforms_to | voldoetAan | voldoet aan | conforms to
contact | contactpunt | contactpunt | contact point
contact_email | contactgegevens | contactgegevens | contact details
content | inhoud | inhoud | content
copies | vindplaatsen | vindplaatsen | found in
cost | kosten | kosten | cost
cost_actual | kostenWerkelijk | werkelijke kosten | actual cost
cost_current | kostenActueel | actuele raming | current estimate
cost_initial | kostenInitieel | eerste raming | first estimate
cost_parts | kostenposten | kostenposten | cost items
cost_type | kostensoort | kostensoort | kind of cost
council_seats | raadszetels | raadszetels | council seats
count | aantalKeer | aantal keer | count
country | land | land | country
country_of_control | landVanZeggenschap | land van zeggenschap | country of control
country_of_establishment | landVanVestiging | land van vestiging | country of establishment
cpu_allocation | processorToewijzing | toewijzing van processors | processor allocation
creator_iri | vervaardigerIri | IRI van de vervaardiger | IRI of the creator
creator_name | naamVervaardiger | naam van de vervaardiger | name of the creator
currency | munteenheid | munteenheid | currency
current | actueel | actueel | current
dataset | dataset | één dataset of dataservice uitleggen | explain one dataset or data service
datasets | datasets | datasets | datasets
day | datum | datum | date
decimals | decimalen | decimalen | decimals
decision_answers | antwoordenBeslishulp | antwoorden in de beslishulp AI-verordening | answers in the AI Act aid
dependent | afhankelijke | wat afhankelijk is | what depends
depends_on | afhankelijkVan | afhankelijk van | depends on
description | beschrijving | beschrijving | description
description_short | korteOmschrijving | korte omschrijving | short description
descriptions | beschrijvingen | beschrijvingen | descriptions
did_you_mean | bedoeldeU | bedoelde u | did you mean
digid_mandate | digidMachtigen | met DigiD Machtigen | by DigiD mandate
dispute | betwisting | betwisting | dispute
disputed | betwisteVermelding | betwiste vermelding | disputed entry
disputes | betwistingen | betwistingen | disputes
distributions | distributies | distributies | distributions
doubts | twijfels | punten van twijfel | lines of doubt
download_url | downloadUrl | download-URL | download URL
effect | gevolg | gevolg | effect
end | eind | tot en met | until
end_current | eindActueel | einddatum nu | end date now
end_date | einddatum | buiten gebruik sinds | out of use since
end_initial | eindInitieel | eerste einddatum | first end date
ended_by | beeindigdDoor | beëindigd door | ended by
endpoint_description | endpointbeschrijving | endpointbeschrijving | endpoint description
endpoint_url | endpointUrl | endpoint-URL | endpoint URL
entries | vermeldingen | vermeldingen | entries
entry | vermelding | vermelding | entry
esco | esco | ESCO-adres | ESCO address
essential | essentieel | essentieel | essential
evidence | bewijs | bewijs | evidence
exit_plan_on | exitplanVan | datum exitplan | exit plan date
explain | uitleg | uitleg | explanation
facets | facetten | facetten | facets
facts | feiten | bijzonderheden | particulars
family | familie | functiefamilie | role family
field | veld | veld | field
figure_rows | bedragen | bedragen | figures
file_name | bestandsnaam | bestandsnaam | file name
for_publisher | bijUitgever | uitgever | publisher
form | vorm | vorm | form
format | formaat | formaat | format
formats | formaten | formaten | formats
former_hash | vorigeHash | vorige hash | former hash
former_names | vroegereNamen | vroegere namen | former names
frequency | verversingsinterval | verversingsinterval | accrual periodicity
front | opVoorkant | op de voorkant | on the front
given_properties | opgegevenEigenschappen | eigenschappen die de bron opgeeft | properties that the source gives
goal | beleidsdoel | beleidsdoel | policy goal
goal_and_impact | doelEnImpact | doel en impact | goal and impact
gpu_count | aantalGpu | aantal GPU's | number of GPUs
hash | hash | hash | hash
hashes | hashpad | hashpad | audit path
headline | hoofdregel | hoofdregel | headline
hours_per_week | urenPerWeek | uren per week | hours a week
human_intervention | menselijkeTussenkomst | menselijke tussenkomst | human intervention
hvd_categories | hvdCategorieen | HVD-categorieën | HVD categories
id | adres | adres | address
identifier | identificatie | identificatie | identifier
impact_test_done | impacttoetsGedaan | impacttoets gedaan | impact test done
impact_tests | impacttoetsen | impacttoetsen | impact tests
impact_tests_note | toelichtingImpacttoetsen | toelichting op de impacttoetsen | note on the impact tests
in_force | vanKracht | van kracht | in force
include_foreign | metBuitenland | ook buitenlandse registers | include foreign registers
include_samples | metVoorbeelden | ook verzonnen voorbeelden | include invented examples
include_spot | metSpot | ook spotaanbod | include spot offers
index | index | plaats in het logboek | place in the log
inhabitants | inwoners | inwoners | inhabitants
initial | initieel | eerste raming | initial
inputs | invoer | invoer | inputs
iri | iri | IRI | IRI
isco_group | iscoGroep | ISCO-groep | ISCO group
issued | uitgegeven | uitgegeven op | issued
issuer | uitgever | uitgever | issuer
joined | toegetreden | toegetreden op | joined on
kept_until | bewarenTot | bewaren tot en met | keep until
keys | sleutels | sleutels | keys
keywords | trefwoorden | trefwoorden | keywords
kind | soort | soort | kind
kind_version | soortversie | versie van de soort | version of the kind
kvk | kvkNummer | KvK-nummer | Chamber of Commerce number
label | omschrijving | omschrijving | label
landing_page | landingspagina | landingspagina | landing page
language | taal | taal | language
languages | talen | talen | languages
lars | lars | nummer in het Algoritmeregister | number in the Algorithm Register
lawful_basis | wettelijkeBasis | wettelijke basis | lawful basis
lawful_basis_references | verwijzingenWettelijkeBasis | verwijzingen wettelijke basis | references of the lawful basis
laws | wetten | wetten | laws
layer | laag | laag van regelgeving | layer of law
layers | bestuurslagen | bestuurslagen | layers of government
leaf | blad | blad | leaf
legal_form | rechtsvorm | rechtsvorm | legal form
legal_resources | grondslagen | wettelijke grondslagen | legal bases
less | minder | minder geld | less money
level | niveau | niveau | level
levels | niveaus | niveaus | levels
license | licentie | licentie | licence
limit | maximum | hoeveel tonen | how many to show
link | koppeling | link | link
links | koppelingen | koppelingen | links
log | logboek | logboek | log
logs | logboeken | logboeken | logs
material | materieel | materieel gebruik | material use
measurements | metingen | metingen | measurements
media_type | mediatype | mediatype | media type
memory_mib | geheugenMib | geheugen (MiB) | memory (MiB)
methods_and_models | technischeWerking | technische werking | methods and models
minimum_seal | minimaalSeal | minimaal SEAL-niveau per doel | minimum SEAL level per objective
ministry | ministerie | ministerie | ministry
mode | wijze | zelf verklaard of vastgelegd | stated or recorded
modified | gewijzigd | gewijzigd op | modified
moment | tijdstip | tijdstip | time
months | maanden | aantal maanden | number of months
name | naam | naam | name
name_en | naamEngels | Engelse naam | English name
need | zaak | wat u wilt regelen | what you want to arrange
next_version | volgendeVersie | volgende versie | next version
notes | opmerkingen | opmerkingen | notes
number | isGetal | is een getal | is a number
objective | doel | doel | objective
obligation | verplichting | verplichting | obligation
observed_on | waargenomenOp | waargenomen op | observed on
offer | aanbod | één aanbod uitleggen | explain one offer
offer_status | aanbodstatus | status bij de aanbieder | status at the supplier
oin | oin | OIN | OIN
operation | bewerking | bewerking | operation
order | volgorde | volgorde | order
org | betreft | betreft | concerns
organisation | organisatie | organisatie | organisation
organisation_name | naamOrganisatie | naam van de organisatie | name of the organisation
organisation_type | soortOrganisatie | soort organisatie | kind of organisation
origin | oorsprong | oorsprong | origin
outcome | afloop | afloop | outcome
package_url | pakketUrl | pakketadres (purl) | package URL (purl)
page | pagina | pagina | page
participants | deelnemers | deelnemers | participants
payload | lading | lading | payload
people_group | groepMensen | welke groep mensen | which group of people
people_reached | bereikteMensen | aantal mensen dat het gebruikt | number of people it serves
per | per | per | per
period | periode | periode | period
place | locatie | locatie | place
place_code | gebiedscode | code van de plaats | code of the place
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
priority | prioriteit | prioriteit | priority
probability | kans | kans van slagen | chance of success
process_index_url | verwerkingsregister | link naar het verwerkingsregister | link to the register of processing
projects | projecten | projecten | projects
proportionality | afwegingen | afwegingen | proportionality
provider | geleverdDoor | geleverd door | provided by
province | provincie | provincie | province
provisional | voorlopig | voorlopig | provisional
public_code | broncode | link naar de broncode | link to the source code
publication_category | publicatiecategorie | publicatiecategorie | publication category
published | bekendgemaakt | bekendgemaakt op | made public on
publisher | gepubliceerdDoor | gepubliceerd door | published by
publisher_iri | uitgeverIri | IRI van de uitgever | IRI of the publisher
publisher_name | naamUitgever | naam van de uitgever | name of the publisher
purpose | gebruiksdoel | wat u wilt doen | what you want to do
quantity | aantal | aantal | quantity
query | zoektekst | zoektekst | search text
question | vraag | vraag | question
questions | vragen | vragen | questions
rate | koers | koers | rate
rating | beoordeling | beoordeling | rating
reasons | redenen | redenen | reasons
ref | verwijzing | verwijzing | reference
reference | kenmerk | kenmerk | reference
region | regio | regio | region
register | register | register | register
registered_on | geregistreerdOp | geregistreerd op | registered on
required | vereist | gevraagde vaardigheden | required skills
result | uitkomst | uitkomst | result
reuse_level | bereik | bereik | reuse level
revision | revisie | revisie | revision
risk_assessed_on | risicoanalyseVan | datum risicoanalyse | risk assessment date
risks | risicobeheer | risicobeheer | risk management
role | rol | rolprofiel | role profile
roo_id | rooId | ROO-nummer | ROO number
rows | rijen | rijen | rows
rows_read | gelezenRijen | gelezen rijen | rows read
rsin | rsin | RSIN | RSIN
rule | regel | regel | rule
rule_text | regeltekst | regeltekst | rule text
salt | zout | zout | salt
sample | voorbeeld | voorbeeld (verzonnen) | example (invented)
scheme | schema | schema | scheme
scope | reikwijdte | reikwijdte | scope
seat | zetel | vestigingsplaats | seat
sentence | vraagzin | vraagzin | sentence
sequence | volgnummer | nummer | number
serves_datasets | bedientDatasets | bedient datasets | serves datasets
service | uitvoerendeDienst | uitvoerende dienst | service that carries it out
service_type | soortDienst | soort dienst | kind of service
services_act | dienstenwet | valt onder de Dienstenwet | under the Services Act
sha256 | sha256 | SHA-256 | SHA-256
share | aandeel | aandeel | share
should_be | moetZijn | wat het moet zijn | what it should be
size | omvang | omvang | size
skill | vaardigheid | vaardigheid | skill
skill_name | naamVaardigheid | naam van de vaardigheid | name of the skill
skill_type | soortVaardigheid | soort vaardigheid | kind of skill
snapshot | peildatum | peildatum | snapshot date
source | bron | bron | source
source_class | indelingBron | indeling volgens de bron | classification by the source
source_data | gegevens | gegevens | data
source_data_references | verwijzingenGegevens | verwijzingen naar gegevens | references of the data
source_file | bronbestand | bronbestand | source file
source_id | bronId | nummer bij de bron | number at the source
source_link | bronregistratie | link naar de bronregistratie | link to the record at the source
source_topic | onderwerpBron | onderwerp volgens de bron | topic by the source
spatial | ruimtelijkeDekking | ruimtelijke dekking | spatial coverage
standard_version | versieStandaard | versie van de publicatiestandaard | version of the publication standard
start | begin | vanaf | from
status | status | status | status
step | stap | stap | step
storage_gb | opslagGb | opslag (GB) | storage (GB)
storage_type | soortOpslag | soort opslag | kind of storage
subject | onderwerp | onderwerp | subject
subject_name | naamOnderwerp | naam van het onderwerp | name of the subject
successors | opvolgers | opvolgers | successors
supplier | leverancier | leverancier | supplier
supplier_name | naamLeverancier | naam leverancier | supplier name
tables | tabellen | tabellen | tables
tags | zoektermen | zoektermen | search terms
target | streefwaarde | streefwaarde | target
target_day | streefdatum | streefdatum | target date
technique | techniek | techniek | technique
term | termijn | termijn | term
text | tekst | tekst | text
thematic_areas | themas | thema's (SDG) | subject areas (SDG)
theme | thema | thema | theme
themes | datathemas | thema's (EU) | themes (EU)
title | titel | titel | title
title_en | titelEngels | Engelse titel | English title
titles | titels | titels | titles
tooi | tooi | TOOI-identificatie | TOOI identifier
total | totaal | totaal | total
town | woonplaats | woonplaats of gemeente | town or municipality
ultimate_parent | uiteindelijkeMoeder | uiteindelijke moedermaatschappij | ultimate parent
unit | eenheid | eenheid | unit
unknown | onbekend | onbekend | unknown
valid | geldigheid | geldigheid | validity
value | waarde | waarde | value
value_rule | waarderegel | waarderegel | value rule
vcpus | vcpus | vCPU's | vCPUs
verdict | oordeel | oordeel | verdict
verifier | verificateur | nagegaan door | verified by
version | versie | versie | version
website | website | website | website
weight | gewicht | gewicht | weight
weights | gewichten | gewichten | weights
what | wat | wat | what
what_is_wrong | watKloptNiet | wat klopt er niet | what is wrong
why | toelichting | toelichting | reason
wikidata | wikidata | Wikidata | Wikidata
words | woorden | woorden | words
x | x | x | x
y | y | y | y
years | jaren | aantal jaren | number of years
"""
