# SPDX-License-Identifier: EUPL-1.2
"""What the question about the AI Act says, in Dutch and English."""

from stelsel.kernel.text import Text

SENTENCE = Text(
    nl="Wat zegt de AI-verordening over mijn toepassing?", en="What does the AI Act say about my application?"
)
EXPLAIN = Text(
    nl="Stelt stap voor stap een vraag en zegt bij elke stap welk artikel erachter zit.",
    en="Asks one question at a time and says at each step which article is behind it.",
)
NEXT = Text(nl="Volgende vraag ({id}): {question}", en="Next question ({id}): {question}")
UNDECIDED = Text(
    nl="Nog niet te zeggen: {count} uitkomsten zijn mogelijk, omdat een antwoord onbekend is.",
    en="Cannot be said yet: {count} outcomes are possible, because an answer is unknown.",
)
STEP = Text(nl="{id} {question} U antwoordde: {answer}.", en="{id} {question} You answered: {answer}.")
STEP_STATED = Text(nl="{id} {question} De vermelding zegt: {answer}.", en="{id} {question} The entry says: {answer}.")
STEP_UNKNOWN = Text(nl="{id} {question} U weet dit niet.", en="{id} {question} You do not know this.")
CONCLUSION = Text(
    nl="Conclusie {id} van de beslishulp, versie {version}.",
    en="Conclusion {id} of the decision aid, version {version}.",
)
AID = Text(nl="Beslishulp AI-verordening", en="Decision aid AI Act")
NOT_KNOWN = Text(nl="vraag {id}: {question}", en="question {id}: {question}")
ASK = Text(
    nl="Vraag het de leverancier, of de jurist of functionaris gegevensbescherming van uw organisatie.",
    en="Ask the supplier, or the lawyer or data protection officer of your organisation.",
)
IF = Text(
    nl="Als u op {id} ({question}) “{answer}” antwoordt",
    en="If you answer “{answer}” to {id} ({question})",
)
THEN_ASKED = Text(nl="Dan volgt vraag {id}: {question}", en="Then question {id} follows: {question}")
THEN_OPEN = Text(nl="Dan zijn nog {count} uitkomsten mogelijk.", en="Then {count} outcomes are still possible.")
CHOOSE = Text(nl="Kies hieronder een antwoord.", en="Choose an answer below.")
OPTIONS = Text(nl="Kies een antwoord op vraag {id}", en="Choose an answer to question {id}")
DUTIES = Text(nl="Artikelen bij deze uitkomst", en="Articles with this outcome")
POSSIBLE = Text(nl="Uitkomsten die nog mogelijk zijn", en="Outcomes that are still possible")
DONT_KNOW = Text(nl="Ik weet het niet", en="I do not know")
FULL = Text(nl="Volledige tekst van de beslishulp", en="Full text of the decision aid")
EXPLAINED = Text(nl="Uitleg: {explain}", en="Explanation: {explain}")
OWN_WORDS = Text(
    nl="De vragen staan hier in onze eigen woorden; de boom is die van BZK, versie {version} van {day}.",
    en="The questions stand here in our own words; the tree is that of BZK, version {version} of {day}.",
)
PROVISIONAL = Text(
    nl="Voorlopig: de dagen volgen de omnibuswet van 2026. Controleer ze in het Publicatieblad.",
    en="Provisional: the days follow the omnibus act of 2026. Check them in the Official Journal.",
)
ADVICE = Text(
    nl="Dit is een hulpmiddel, geen juridisch besluit. Een mens beslist.",
    en="This is an aid, no legal decision. A person decides.",
)
UNUSED = Text(
    nl="Deze antwoorden kwamen nog niet aan de orde: {answers}.", en="These answers did not come up yet: {answers}."
)
NO_APPLICATION = (
    Text(nl="Deze toepassing kennen wij niet.", en="We do not know this application."),
    Text(
        nl="Geef het adres van een AI-toepassing die u mag zien.",
        en="Give the address of an AI application that you may see.",
    ),
)
