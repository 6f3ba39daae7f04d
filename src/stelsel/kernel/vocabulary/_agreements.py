# SPDX-License-Identifier: EUPL-1.2
"""Names of agreements: parties, fields, rules, terms and measures."""

ROWS = """
act_lines | kenmerkenVanDeling | kenmerken van de deling (naam=waarde) | attributes of the act (name=value)
agreed_concepts | begrippen | begrippen | concepts
agreed_fields | velden | velden | fields
agreement | afspraak | afspraak (adres) | agreement (address)
agreement_parties | partijen | partijen | parties
api_operation | apiBewerking | bewerking van OpenAPI | operation of OpenAPI
at_address | bijAdres | adres van de maatregel | address of the measure
attribute_name | kenmerknaam | kenmerk | attribute
attribute_type | kenmerksoort | soort kenmerk | type of attribute
attributes | kenmerken | kenmerken | attributes
base_agreement | basisafspraak | de basis (adres van een afspraak) | the base (address of an agreement)
base_terms | basistermen | termen van de basis | terms of the base
broader_concepts | bredereBegrippen | bredere begrippen | broader concepts
checked_agreement | getoetsteAfspraak | de afspraak (adres) | the agreement (address)
concept | begrip | begrip | concept
data_consumer | afnemer | afnemer (naam of TOOI-adres) | consumer (name or TOOI address)
data_provider | aanbieder | aanbieder (naam of TOOI-adres) | provider (name or TOOI address)
datatype | gegevenstype | gegevenstype | data type
default_outcome | uitgangspunt | uitgangspunt | default
delivery | levering | schema of voorbeeld van de levering | schema or sample of the delivery
duties | plichten | plichten | duties
enforced_by | afgedwongenDoor | afgedwongen door | enforced by
field_name | veldnaam | naam van het veld | name of the field
from_dataset | uitDataset | uit welke dataset | from which dataset
ground | grond | grond (AVG art. 6) | ground (GDPR art. 6)
json_path | plek | plek in de levering (JSON Pointer) | place in the delivery (JSON Pointer)
law_identifier | wetsidentificatie | identificatie van de wet | identifier of the law
least | minstens | minstens | at least
legal_bases | rechtsgronden | rechtsgronden | legal bases
mandate_ground | mandaatgrond | op welk mandaat of besluit | on which mandate or decision
mandatory_field | verplichtVeld | verplicht veld | mandatory field
max_count | hoogsteAantal | hoogste aantal | most
measures | maatregelen | maatregelen | measures
min_count | laagsteAantal | laagste aantal | fewest
most | hoogstens | hoogstens | at most
must | moet | wat er moet | what must be
narrower | smaller | valt onder de term van de basis | lies below the term of the base
necessity | noodzaak | waarom het nodig is | why it is needed
no_longer_from | nietMeerVanaf | geldt niet meer vanaf | no longer holds from
own_term | eigenTerm | eigen term | own term
own_terms | termen | eigen termen | own terms
party_role | partijrol | rol in de afspraak | role in the agreement
permissions | toestemmingen | wat mag | permissions
prohibitions | verboden | wat niet mag | prohibitions
property_path | eigenschap | eigenschap | property
purpose_word | doelwoord | doel, in een woord van de afspraak | purpose, in a word of the agreement
refines | verfijnt | verfijnt de afspraak | refines the agreement
rule_id | regelnaam | naam van de regel | name of the rule
shapes | vormen | vormen | shapes
shared_dataset | gedeeldeDataset | dataset (adres) | dataset (address)
sharing_purpose | delingsdoel | doel | purpose
signature_outcome | ondertekening | wat de partij besluit | what the party decides
signed_on | getekendOp | getekend op | signed on
signing_party | ondertekenendePartij | organisatie die zich bindt (TOOI) | organisation that binds itself (TOOI)
supersedes | vervangt | vervangt de afspraak | supersedes the agreement
target_class | doelklasse | klasse | class
text_type | tekstsoort | soort tekst | type of text
unless | tenzij | tenzij | unless
value_list | waardenlijst | waarden | values
waivable | wegTeLaten | mag worden weggelaten | may be left out
when | wanneer | wanneer | when
"""
