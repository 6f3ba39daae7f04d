# SPDX-License-Identifier: EUPL-1.2
"""What the room says, in Dutch and English side by side."""

from stelsel.kernel.text import Text

STATES = {
    "stops": Text(nl="valt stil", en="stops"),
    "degrades": Text(nl="krijgt hinder", en="is degraded"),
    "unknown": Text(nl="onbekend", en="unknown"),
    "not-reached": Text(nl="wordt niet geraakt", en="is not affected"),
}
MAY_STOP = Text(nl="krijgt ten minste hinder", en="is at least degraded")
EFFECTS = {
    "stops": Text(nl="{dependent} valt stil zonder {on}.", en="{dependent} stops without {on}."),
    "degrades": Text(nl="{dependent} krijgt hinder zonder {on}.", en="{dependent} is degraded without {on}."),
    None: Text(
        nl="{dependent} hangt af van {on}; wat er gebeurt zonder, zegt niemand.",
        en="{dependent} depends on {on}; what happens without it, nobody says.",
    ),
}

SOME_STOP = Text(
    nl="Als {supplier} wegvalt, staan {count} van uw {all} systemen stil.",
    en="If {supplier} disappears, {count} of your {all} systems stop.",
)
ONE_STOPS = Text(
    nl="Als {supplier} wegvalt, staat 1 van uw {all} systemen stil.",
    en="If {supplier} disappears, 1 of your {all} systems stops.",
)
SOME_DEGRADE = Text(
    nl="Als {supplier} wegvalt, valt voor zover bekend niets stil. Hinder krijgen {count} van uw {all} systemen.",
    en="If {supplier} disappears, nothing is known to stop. Degraded: {count} of your {all} systems.",
)
UNSURE = Text(
    nl="Of er iets stilvalt als {supplier} wegvalt, is onbekend. Te weinig bekend: {count} van uw {all} systemen.",
    en="Whether anything stops if {supplier} disappears is unknown. Too little known: {count} of your {all} systems.",
)
NOTHING = Text(
    nl="Als {supplier} wegvalt, valt geen van uw {all} systemen stil.",
    en="If {supplier} disappears, none of your {all} systems stops.",
)
NOT_NAMED = Text(
    nl="“{supplier}” komt niet voor in wat u mag zien. Of er iets stilvalt, is onbekend.",
    en="“{supplier}” does not occur in what you may see. Whether anything stops is unknown.",
)
SEVERAL = Text(
    nl="“{supplier}” kan meer dan één leverancier zijn: {names}. Kies er een. Tot dan is onbekend of er iets stilvalt.",
    en="“{supplier}” may be more than one supplier: {names}. Choose one. Until then it is unknown whether anything "
    "stops.",
)
NEAR = Text(
    nl="“{supplier}” kennen we niet. Bedoelt u: {names}? Kies er een. Tot dan is onbekend of er iets stilvalt.",
    en="We do not know “{supplier}”. Do you mean: {names}? Choose one. Until then it is unknown whether anything "
    "stops.",
)
TYPE = Text(nl="Typ “{typed}” als leverancier.", en="Type “{typed}” as the supplier.")
THEN_SUPPLIER = Text(nl="Dan gaat het antwoord over {supplier}.", en="Then the answer is about {supplier}.")
NOT_YOURS = Text(
    nl="Wat er stilvalt, is onbekend. U ziet hier geen systemen.",
    en="What stops is unknown. You see no systems here.",
)
STAYS_INSIDE = Text(
    nl="Een organisatie houdt haar systemen binnen. De vraag reist, niet de inventaris.",
    en="An organisation keeps its systems inside. The question travels, not the inventory.",
)
OTHERS = Text(
    nl="Wat bij andere organisaties stilvalt, is onbekend.", en="What stops at other organisations is unknown."
)
ASK_THEM = Text(
    nl="Vraag het de organisatie zelf; de vraag reist, niet de inventaris.",
    en="Ask the organisation itself; the question travels, not the inventory.",
)
STATE_YOURS = Text(
    nl="Werkt u voor een organisatie? Meld u aan en vermeld haar systemen en waar die van afhangen.",
    en="Do you work for an organisation? Sign in and state its systems and what they depend on.",
)
THEN_YOURS = Text(
    nl="Dan krijgt u het antwoord voor uw eigen organisatie.", en="Then you get the answer for your own organisation."
)

AND_UNKNOWN = Text(
    nl="Voor nog {count} is het gevolg onbekend.",
    en="For {count} more the effect is unknown.",
)
PEOPLE_EXACT = Text(nl="Dat raakt {people} mensen.", en="That reaches {people} people.")
PEOPLE_BETWEEN = Text(nl="Dat raakt {least} tot {most} mensen.", en="That reaches {least} to {most} people.")
PEOPLE_LEAST = Text(nl="Dat raakt ten minste {least} mensen.", en="That reaches at least {least} people.")
PEOPLE_RULE = Text(
    nl="Systemen voor dezelfde groep mensen tellen één keer. Verschillende groepen kunnen overlappen: daarom een"
    " ondergrens (de grootste groep) en een bovengrens (alle groepen samen).",
    en="Systems for the same group of people count once. Different groups may overlap: hence a lower bound (the largest"
    " group) and an upper bound (all groups together).",
)
PEOPLE_UNKNOWN = Text(
    nl="Van een systeem dat stilvalt, is niet bekend hoeveel mensen het bereikt. Aantal systemen: {count}.",
    en="Of a system that stops it is unknown how many people it reaches. Systems: {count}.",
)
ASK_OWNER = Text(nl="Vraag het de eigenaar van het systeem.", en="Ask the owner of the system.")

UNKNOWN_LINE = Text(
    nl="Voor {system} is het gevolg onbekend: {path}.", en="For {system} the effect is unknown: {path}."
)
SYSTEM_LINE = Text(nl="{system} {state}: {path}.", en="{system} {state}: {path}.")
UNKNOWN_EFFECT = Text(
    nl="Niemand zegt wat er met {dependent} gebeurt zonder {on}. Aantal systemen daarachter: {count}.",
    en="Nobody says what happens to {dependent} without {on}. Systems behind it: {count}.",
)
UNKNOWN_SUPPLIER = Text(
    nl="Van een onderdeel is geen leverancier bekend, bijvoorbeeld {part}. Aantal systemen daarachter: {count}.",
    en="Of a component no supplier is known, for instance {part}. Systems behind it: {count}.",
)
UNKNOWN_BARE = Text(
    nl="Niemand zegt waar een systeem op rust, bijvoorbeeld {system}. Aantal systemen: {count}.",
    en="Nobody says what a system rests on, for instance {system}. Systems: {count}.",
)
ASK_SUPPLIER = Text(nl="Vraag de beheerder of de leverancier.", en="Ask the administrator or the supplier.")

LOOSEN = Text(
    nl="Zorg dat {dependent} zonder {on} met hinder verder kan.",
    en="See to it that {dependent} can go on, degraded, without {on}.",
)
LOOSENED = Text(
    nl="Aantal systemen dat dan niet meer stilvalt: {count}.",
    en="Systems that then no longer stop: {count}.",
)
STATE_EFFECT = Text(
    nl="Vermeld wat er met {dependent} gebeurt zonder {on}.", en="State what happens to {dependent} without {on}."
)
EFFECT_KNOWN = Text(
    nl="Aantal systemen waarvan u het gevolg dan beter kent: {count}.",
    en="Systems of which you then know the effect better: {count}.",
)

TABLE = Text(nl="Wat er per systeem gebeurt", en="What happens to each system")
PATH = Text(nl="Langs welke weg", en="Along which path")
STATE = Text(nl="Gevolg", en="Effect")
RULE_NUMBER = Text(nl="Regel", en="Rule")
SUPPLIERS = Text(nl="Systemen die stilvallen, per leverancier", en="Systems that stop, per supplier")
STOPPED = Text(nl="Systemen die stilvallen", en="Systems that stop")
SHARE = Text(nl="Aandeel", en="Share")
CHART = Text(
    nl="{supplier} legt de meeste systemen stil: {count} van {all}",
    en="{supplier} stops the most systems: {count} of {all}",
)
CHART_X = Text(nl="aantal systemen dat stilvalt", en="number of systems that stop")
CONCENTRATION = Text(
    nl="Concentratie over alle leveranciers: HHI {index} van 10.000, dat is {band}; alsof er {effective} even grote"
    " leveranciers zijn.",
    en="Concentration over all suppliers: HHI {index} of 10,000, which is {band}; as if there were {effective} equal"
    " suppliers.",
)
CONCENTRATION_NOTE = Text(
    nl="De HHI telt per leverancier de systemen die zeker stilvallen, ook langs een keten. Een systeem telt mee bij"
    " elke leverancier die het stillegt. Onbekende gevolgen tellen niet mee.",
    en="The HHI counts for each supplier the systems that surely stop, along chains too. A system counts with every"
    " supplier that stops it. Unknown effects do not count.",
)
SAMPLE = Text(
    nl="Hier staan verzonnen voorbeelden bij: {count} van de {all} systemen.",
    en="Invented examples are among these: {count} of the {all} systems.",
)
RULE = Text(nl="Rekenregel {title}, stap {id}: {words}", en="Impact rule {title}, step {id}: {words}")
