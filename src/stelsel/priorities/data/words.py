# SPDX-License-Identifier: EUPL-1.2
"""What the question of the data room says, in Dutch and English."""

from stelsel.kernel.text import Text

HEADLINE = Text(
    nl="Wij kennen {count}{about} van {publishers}. Mag u {purpose}? Ja: {yes}, nee: {no}, onbekend: {unknown}.",
    en="We know {count}{about} from {publishers}. May you {purpose}? Yes: {yes}, no: {no}, unknown: {unknown}.",
)
HOLDING = Text(nl="1 dataset of dataservice", en="1 dataset or data service")
HOLDINGS = Text(nl="{count} datasets en dataservices", en="{count} datasets and data services")
PUBLISHER = Text(nl="1 uitgever", en="1 publisher")
PUBLISHERS = Text(nl="{count} uitgevers", en="{count} publishers")
ABOUT = Text(nl=" over “{query}”", en=" about “{query}”")
CHOICE = Text(nl=" met deze keuzes", en=" with these choices")
NOTHING = Text(
    nl="Wij kennen geen data{about}. Dat betekent niet dat die er niet is.",
    en="We know no data{about}. That does not mean there is none.",
)
ONE = Text(nl="“{label}” van {who}: {verdict}", en="“{label}” from {who}: {verdict}")

VERDICTS = {
    "yes": Text(nl="ja", en="yes"),
    "no": Text(nl="nee", en="no"),
    "unknown": Text(nl="onbekend", en="unknown"),
}
YES = Text(
    nl="“{label}” van {who}{where}: u mag {purpose}. Licentie {licence}: {duty}.",
    en="“{label}” from {who}{where}: you may {purpose}. Licence {licence}: {duty}.",
)
NO = Text(
    nl="“{label}” van {who}{where}: u mag dit niet: {purpose}. Licentie {licence}: {duty}.",
    en="“{label}” from {who}{where}: you may not {purpose}. Licence {licence}: {duty}.",
)
CLOSED = Text(nl="“{label}” van {who}{where}: nee, {why}.", en="“{label}” from {who}{where}: no, {why}.")
DONT_KNOW = Text(nl="“{label}” van {who}{where}: {why}.", en="“{label}” from {who}{where}: {why}.")
FOREIGN = Text(nl=" (uit een catalogus van {country})", en=" (from a catalogue of {country})")
COUNTRIES = {"BE": Text(nl="België", en="Belgium"), "NL": Text(nl="Nederland", en="the Netherlands")}
PART = Text(nl=" Dit geldt voor {some} van de {all} distributies.", en=" This holds for {some} of {all} distributions.")

NO_LICENCE = Text(nl="er staat geen licentie bij", en="no licence is given")
UNREAD = Text(nl="de licentie {licence} heeft niemand hier gelezen", en="nobody here has read the licence {licence}")
NOT_FETCHED = Text(nl="de distributies zijn nog niet opgehaald", en="its distributions have not been fetched yet")
NO_DISTRIBUTION = Text(
    nl="er is geen distributie, dus ook geen licentie", en="there is no distribution, so no licence either"
)

COUNT_UNKNOWN = Text(
    nl="{count} keer onbekend of u de data mag gebruiken: {why}.",
    en="Unknown {count} times whether you may use the data: {why}.",
)
ASK = Text(nl="Vraag het aan {who}.", en="Ask {who}.")
ASK_AT = Text(nl="Vraag het aan {who} ({contact}).", en="Ask {who} ({contact}).")
NOBODY = Text(nl="de uitgever; die staat er niet bij", en="the publisher, who is not named")
SOMEBODY = Text(nl="een uitgever die niet wordt genoemd", en="a publisher who is not named")

MISSING = Text(nl="{words} ({path}) ontbreekt bij {count}. {fix}", en="{words} ({path}) is missing in {count}. {fix}")
MISSING_ONE = Text(nl="{words} ({path}) ontbreekt. {fix}", en="{words} ({path}) is missing. {fix}")
THEN = Text(
    nl="Dan voldoet de beschrijving op dit punt aan DCAT-AP-NL ({level}). Voeg toe: {example}",
    en="Then the description meets DCAT-AP-NL on this point ({level}). Add: {example}",
)

RECORDED = Text(
    nl="De Belgische datasets zijn buitenlands en komen uit de catalogus data.gov.be. De importeur heeft ze "
    "vastgelegd; de uitgevers hebben ze niet zelf verklaard. Zij hoeven niet aan DCAT-AP-NL te voldoen.",
    en="The Belgian datasets are foreign and come from the catalogue data.gov.be. The importer recorded them; their "
    "publishers did not state them. They need not meet DCAT-AP-NL.",
)
REGISTERED = Text(
    nl="De Nederlandse dataservices komen uit het API-register van developer.overheid.nl. De importeur heeft ze "
    "vastgelegd. Wij kennen alleen adres, organisatie en contact; wat ontbreekt, kan elders wel bekend zijn.",
    en="The Dutch data services come from the API register of developer.overheid.nl. The importer recorded them. We "
    "know address, organisation and contact only; what is missing here may be known elsewhere.",
)
CONDITIONAL = Text(
    nl="Eigenschappen die alleen onder een voorwaarde verplicht zijn, tellen wij niet als ontbrekend.",
    en="Properties that are mandatory only on a condition are not counted as missing.",
)
MEANT = Text(nl="Wij zochten op “{text}”.", en="We searched for “{text}”.")
TOO_MANY = Text(
    nl="Er waren meer dan {most} treffers; de rest is niet bekeken. Maak de zoektekst preciezer.",
    en="There were more than {most} hits; the rest was not looked at. Make the search text more precise.",
)

TABLE = Text(nl="Welke data, van wie, en mag u het gebruiken", en="What data, from whom, and may you use it")
MISSING_TABLE = Text(nl="Wat ontbreekt volgens DCAT-AP-NL 3.0.1", en="What is missing after DCAT-AP-NL 3.0.1")
FACETS = Text(nl="Verder verfijnen", en="Narrow down")
CHART = Text(nl="De meeste treffers zijn van {who}", en="Most hits are from {who}")
CHART_NONE = Text(nl="Er zijn geen treffers", en="There are no hits")
HITS = Text(nl="aantal treffers", en="number of hits")
OTHER_THEME = Text(nl="geen thema van de EU", en="no EU theme")
NONE = Text(nl="niet opgegeven", en="not given")
ANSWER = Text(nl="Mag u het gebruiken?", en="May you use it?")
EXPLAIN_UNKNOWN = (
    Text(nl="Deze dataset of dataservice kennen we niet.", en="We do not know this dataset or data service."),
    Text(nl="Kopieer het adres uit de lijst met treffers.", en="Copy the address from the list of hits."),
)
