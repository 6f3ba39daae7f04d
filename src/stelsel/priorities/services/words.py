# SPDX-License-Identifier: EUPL-1.2
"""What the question says, in Dutch and English."""

from stelsel.kernel.text import Text

NOTHING = Text(
    nl="We vinden geen dienst bij uw woorden. Zeg het anders.",
    en="We find no service for your words. Say it differently.",
)
UNSURE = Text(
    nl="We weten het niet zeker. Misschien bedoelt u “{service}”.",
    en="We are not sure. You may mean “{service}”.",
)
SEVERAL = Text(
    nl="Uw vraag past bij {count} diensten. Kies eerst welke u bedoelt.",
    en="Your question fits {count} services. First choose which one you mean.",
)
SURE = Text(nl="Voor “{service}” gaat u naar {door}.", en="For “{service}” go to {door}.")
SURE_WHATEVER = Text(
    nl="Uw vraag past bij meer diensten, zoals “{service}”. Voor allemaal gaat u naar {door}.",
    en="Your question fits several services, such as “{service}”. For all of them go to {door}.",
)
DOORS = Text(
    nl="Voor “{service}” kunnen het {count} organisaties zijn: {doors}.",
    en="For “{service}” it may be {count} organisations: {doors}.",
)
DOORS_MORE = Text(
    nl="Voor “{service}” kunnen het {count} organisaties zijn: {doors}. Of nog een andere ({more}).",
    en="For “{service}” it may be {count} organisations: {doors}. Or yet another one ({more}).",
)
NO_DOOR = Text(
    nl="U zoekt “{service}”. Welke organisatie dat voor u doet, weten we nog niet.",
    en="You are looking for “{service}”. Which organisation does it for you, we do not know yet.",
)
LIKELY = Text(
    nl="Voor “{service}” gaat u waarschijnlijk naar {door}. Dat is niet zeker.",
    en="For “{service}” you probably go to {door}. That is not sure.",
)

HOW_TO = Text(
    nl="Zo regelt u het: {service} (onze eigen tekst, nog niet door een jurist bekeken)",
    en="How to arrange it: {service} (our own text, no lawyer has looked at it yet)",
)
PART = Text(nl="Onderdeel", en="Part")
IN_PLAIN_WORDS = Text(nl="In gewone woorden", en="In plain words")
OUR_SENTENCE = Text(nl="Onze eigen zin, niet uit de UPL", en="Our own sentence, not from the UPL")
MEANS = Text(nl="“{service}”: {sentence}", en="“{service}”: {sentence}")
ELSEWHERE = Text(
    nl="Dit lijkt niets voor de overheid. {instead}", en="This does not look like something of government. {instead}"
)
BY_NAME = Text(
    nl="“{service}” past bij uw woorden; hoe zeker: {percent}%.",
    en="“{service}” fits your words; how sure: {percent}%.",
)
BY_PHRASE = Text(
    nl="“{service}” past bij uw woorden: mensen zeggen ook “{phrase}”; hoe zeker: {percent}%.",
    en="“{service}” fits your words: people also say “{phrase}”; how sure: {percent}%.",
)
PHRASES_USED = Text(
    nl="Zulke gewone woorden staan in onze eigen lijst, niet in de UPL.",
    en="Such common words are in our own list, not in the UPL.",
)
WEIGHED = Text(
    nl="Een dienst is zeker als zij genoeg lijkt op uw woorden en duidelijk voorligt.",
    en="A service is sure when it resembles your words enough and is clearly ahead.",
)
OFFERED_BY = Text(
    nl="De productenlijst (UPL) zet “{service}” bij: {layers}.",
    en="The list of products (UPL) marks “{service}” for: {layers}.",
)
BY_LAW = Text(nl="Wettelijke grondslag van “{service}”: {law}.", en="Legal basis of “{service}”: {law}.")
CARRIED = Text(nl="{name} voert “{service}” uit.", en="{name} carries out “{service}”.")
FIRST = Text(
    nl="Van de bestuurslagen neemt de {layer} “{service}” in behandeling.",
    en="Of the layers of government, the {layer} takes “{service}” in.",
)
LIES_IN = Text(nl="{village} is nu een woonplaats in {municipality}.", en="{village} now lies in {municipality}.")
DOOR = Text(nl="{name} ({layer}): {website}", en="{name} ({layer}): {website}")
NO_WEBSITE = Text(nl="website niet bekend", en="website not known")
STEP = Text(nl="Op {day}: {old} {how}, verder als {new}.", en="On {day}: {old} {how}, going on as {new}.")
PASSED = Text(nl="overgegaan", en="passed on")
HINT = Text(
    nl="{name} en uw gemeente doen samen mee aan: {arrangement}. Dat is een aanwijzing, geen bewijs.",
    en="{name} and your municipality both take part in: {arrangement}. That is a hint, no proof.",
)
ENDS = Text(
    nl="{name} bestond tot en met {end}. Daarna: {after}.",
    en="{name} existed until {end}. After that: {after}.",
)
NOT_FOR = Text(
    nl="“{service}” is volgens de lijst niet bedoeld voor een {asker}.",
    en="According to the list “{service}” is not meant for a {asker}.",
)

WHICH_SERVICE = Text(nl="Welke van deze diensten bedoelt u?", en="Which of these services do you mean?")
SAY_OTHERWISE = Text(nl="Kies er een, of zeg het met andere woorden.", en="Choose one, or say it in other words.")
CHOOSE_LAYER = Text(
    nl="Hebt u een brief of besluit? Ga naar wie dat schreef. Vraag het anders uw gemeente.",
    en="Have you a letter or decision? Go to who wrote it. Otherwise ask your municipality.",
)
SERVICE = Text(nl="dienst", en="service")
CHOOSE = Text(nl="Bedoelt u “{service}”? Typ dat.", en="Do you mean “{service}”? Type that.")
THEN_SERVICE = Text(nl="Dan gaat het om: {layers}.", en="Then it is about: {layers}.")
WHICH_PLACE = Text(nl="Waar woont u, of waar is uw bedrijf?", en="Where do you live, or where is your business?")
FILL_PLACE = Text(nl="Vul uw woonplaats of gemeente in.", en="Fill in your town or municipality.")
THEN_DOOR = Text(nl="Dan weten we welke {layer} het is.", en="Then we know which {layer} it is.")
WHICH_OF_PLACES = Text(
    nl="“{place}” kan {count} gemeenten zijn. In welke bent u?",
    en="“{place}” may be {count} municipalities. Which one are you in?",
)
FILL = Text(nl="Vul “{place}” in als plaats.", en="Fill in “{place}” as the place.")
THEN = Text(nl="Dan is de deur: {name}.", en="Then the door is: {name}.")
UNKNOWN_PLACE = Text(nl="De plaats “{place}” kennen we niet.", en="We do not know the place “{place}”.")
CHECK_PLACE = Text(
    nl="Controleer de spelling, of vul de naam van uw gemeente in.",
    en="Check the spelling, or fill in the name of your municipality.",
)
NEAR_PLACE = Text(nl="Bedoelt u “{place}”?", en="Do you mean “{place}”?")
NOT_THEN = Text(nl="{name} bestond nog niet op {day}.", en="{name} did not exist yet on {day}.")
ENDED_WITHOUT = Text(
    nl="{name} bestond niet meer op {day}; wie erna kwam, is niet bekend.",
    en="{name} did not exist any more on {day}; who came after is not known.",
)
WHICH_VILLAGE = Text(
    nl="De gemeente {name} is verdeeld over {count} gemeenten. In welk dorp woont u?",
    en="The municipality of {name} was divided among {count} municipalities. In which village do you live?",
)
OLD_VILLAGES = Text(
    nl="Van {day} weten we niet zeker in welke gemeente {place} lag.",
    en="For {day} we do not know for sure in which municipality {place} lay.",
)
ASK_MUNICIPALITY = Text(nl="Vraag het de gemeente van nu.", en="Ask the municipality of today.")
CARIBBEAN = Text(
    nl="De productenlijst (UPL) zegt niet wie dit doet op {name}.",
    en="The list of products (UPL) does not say who does this on {name}.",
)
ASK_CARIBBEAN = Text(nl="Vraag het {name}.", en="Ask {name}.")
MISSING = {
    "central": Text(
        nl="Het Rijk doet dit; welke organisatie van het Rijk, zegt de lijst niet.",
        en="Central government does this; which organisation of it, the list does not say.",
    ),
    "water-board": Text(
        nl="Een waterschap doet dit. Welk waterschap over uw plaats gaat, is nergens open gepubliceerd.",
        en="A water board does this. Which water board covers your place is not openly published anywhere.",
    ),
    "province": Text(
        nl="Een provincie doet dit; welke, weten we niet.", en="A province does this; which one is unknown."
    ),
    "municipality": Text(
        nl="Een gemeente doet dit; welke, weten we niet zonder uw plaats.",
        en="A municipality does this; which one is unknown without your place.",
    ),
}
ASK = {
    "central": Text(
        nl="Vraag het Informatie Rijksoverheid: telefoon 1400.",
        en="Ask central government information: telephone 1400.",
    ),
    "water-board": Text(
        nl="Kijk op uw aanslag waterschapsbelasting en vul die naam in als plaats.",
        en="Look at your water board tax bill and fill in that name as the place.",
    ),
    "province": FILL_PLACE,
    "municipality": FILL_PLACE,
}
NO_LAYER = Text(
    nl="De lijst zegt van “{service}” niet welke bestuurslaag het doet.",
    en="For “{service}” the list does not say which layer of government does it.",
)
ASK_LIST = Text(nl="Vraag het Informatie Rijksoverheid: telefoon 1400.", en="Ask central government information: 1400.")
NO_ARTICLE = Text(
    nl="Dat {name} dit doet, staat in onze eigen lijst; een wetsartikel hebben we er niet bij.",
    en="That {name} does this is in our own list; we have no article of law for it.",
)
ASK_NAME = Text(nl="Controleer het bij {name}.", en="Check it with {name}.")
SNAPSHOT = Text(
    nl="De productenlijst is van {day}. Diensten die later kwamen, ontbreken.",
    en="The list of products is of {day}. Services that came later are missing.",
)
ASK_NEWER = Text(nl="Een nieuwere UPL maakt dit beter.", en="A newer UPL mends this.")
MORE_LAYERS = Text(
    nl="Voor “{service}” noemt de lijst meer bestuurslagen: {layers}. Welke hoort bij uw zaak?",
    en="For “{service}” the list names several layers: {layers}. Which one belongs to your case?",
)

CANDIDATES = Text(nl="Diensten die kunnen passen", en="Services that may fit")
ORGANISATIONS = Text(nl="Waar u terecht kunt", en="Where you can go")
MATCH = Text(nl="past", en="fits")
BECAUSE = Text(nl="gevonden met", en="found by")
SURENESS = Text(nl="zeker?", en="sure?")
YES = Text(nl="ja", en="yes")
MAYBE = Text(nl="misschien", en="maybe")
ALSO = Text(nl="helpt soms ook", en="sometimes helps too")
UPL_RULE = Text(nl="Uniforme Productnamenlijst (UPL)", en="Uniform list of product names (UPL)")
CONFIRMED = Text(
    nl="Van de {asked} vragen waarbij “{first}” bovenaan stond, bevestigden medewerkers {meant} keer “{service}”.",
    en="Of {asked} questions for which “{first}” came first, staff confirmed “{service}” {meant} times.",
)
OFFERS = Text(nl="{name} biedt deze dienst zelf aan: {link}.", en="{name} itself offers this service: {link}.")
