# SPDX-License-Identifier: EUPL-1.2
"""What the programme says, in Dutch and English."""

from stelsel.kernel.text import Text

SENTENCE = Text(nl="Wat valt af als er minder geld is?", en="What drops when there is less money?")
EXPLAIN = Text(
    nl="Zoekt wat u het best laat vallen, bewezen volgens de waarderegel die u kiest.",
    en="Finds what is best dropped, proven by the value rule that you choose.",
)
DROPS = Text(
    nl="Bij {less} minder vallen {dropped} van {all} initiatieven af; {percent} procent van de waarde blijft.",
    en="At {less} less, {dropped} of {all} initiatives drop; {percent} percent of the value stays.",
)
NOTHING_DROPS = Text(nl="Bij {less} minder hoeft niets af te vallen.", en="At {less} less nothing has to drop.")
TOO_MUCH = Text(
    nl="{less} besparen kan niet: alles samen kost nog {total}.",
    en="Saving {less} is impossible: all together still costs {total}.",
)
NOTHING = Text(
    nl="Er is niets te wegen: van geen initiatief in {currency} zijn kosten en waarde bekend.",
    en="There is nothing to weigh: of no initiative in {currency} are cost and value known.",
)
SAMPLE = Text(nl="Verzonnen voorbeelden: {count}.", en="Invented examples: {count}.")
DROPPED = Text(
    nl="{title} valt af: kosten {cost}, waarde {value}, dus {worth} per {currency}.",
    en="{title} drops: cost {cost}, value {value}, so {worth} per {currency}.",
)
STAYS = Text(
    nl="{title} blijft: kosten {cost}, waarde {value}, dus {worth} per {currency}.",
    en="{title} stays: cost {cost}, value {value}, so {worth} per {currency}.",
)
PROVEN = Text(
    nl="Geen andere keuze binnen {budget} is meer waard dan {value}; dat is bewezen door alle keuzes uit te sluiten.",
    en="No other choice within {budget} is worth more than {value}; proven by ruling out every other choice.",
)
NOT_PROVEN = Text(
    nl="Dit is de beste keuze die we vonden, waarde {value}. Meer dan {most} kan zeker niet.",
    en="This is the best choice we found, value {value}. More than {most} is surely impossible.",
)
RULE = Text(nl="De waarderegel die u koos", en="The value rule that you chose")
THOUSANDS = Text(
    nl="Kosten tellen in hele duizenden, naar beneden afgerond; wat al is uitgegeven telt niet mee.",
    en="Costs count in whole thousands, rounded down; what is spent already does not count.",
)
CURRENCIES = Text(
    nl="{count} initiatieven in {currencies} tellen niet mee: valuta's worden nooit gemengd.",
    en="{count} initiatives in {currencies} do not count: currencies are never mixed.",
)
SNAPSHOT = Text(
    nl="De cijfers zijn van {day}; {older} initiatieven met een andere peildatum tellen niet mee.",
    en="The figures are of {day}; {older} initiatives of another snapshot do not count.",
)
NO_COST = Text(
    nl="Van {count} initiatieven is onbekend wat ze nog kosten ({names}).",
    en="Of {count} initiatives it is unknown what they still cost ({names}).",
)
NO_COST_ASK = Text(nl="Vraag de eigenaar om een actuele raming.", en="Ask the owner for a current estimate.")
NO_VALUE = Text(
    nl="Van {count} initiatieven is de waarde onbekend ({names}); ze vallen niet af en besparen niets.",
    en="Of {count} initiatives the value is unknown ({names}); they neither drop nor save.",
)
NO_VALUE_ASK = {
    "benefit": Text(nl="Vraag de eigenaar om opbrengst en kans.", en="Ask the owner for benefit and chance."),
    "confidence": Text(nl="Vraag wie het project beoordeelt.", en="Ask whoever rates the project."),
}
RAISE = Text(nl="{title} wordt minstens {gap} meer waard.", en="{title} becomes worth at least {gap} more.")
RAISE_THEN = Text(nl="Dan hoeft het niet af te vallen.", en="Then it need not drop.")
EQUAL = Text(
    nl="Kies de even goede keuze waarin {title} blijft.", en="Choose the equally good one where {title} stays."
)
EQUAL_THEN = Text(
    nl="Dan valt iets anders af, met dezelfde waarde.", en="Then something else drops, of the same value."
)
FOREIGN = Text(
    nl="Dit zijn projecten uit het buitenland ({countries}), vastgelegd om van te leren.",
    en="These are foreign projects ({countries}), recorded to learn from.",
)
SAVE_LESS = Text(nl="U bespaart {gap} minder.", en="You save {gap} less.")
SAVE_LESS_THEN = Text(
    nl="Dan kan {title} blijven zonder dat iets anders afvalt.", en="Then {title} can stay and nothing else drops."
)
LOWER = Text(nl="{title} wordt meer dan {gap} minder waard.", en="{title} becomes worth more than {gap} less.")
LOWER_THEN = Text(nl="Dan valt het wel af.", en="Then it does drop.")
TABLE = Text(nl="Wat afvalt en wat blijft, de minste waarde per uitgave eerst", en="What drops and stays, least first")
CHART = Text(nl="{title} levert het minst per {currency}", en="{title} yields least per {currency}")
CHART_X = Text(nl="waarde per {currency}", en="value per {currency}")
INITIATIVE = Text(nl="Initiatief", en="Initiative")
OUTCOME = Text(nl="Uitkomst", en="Outcome")
COST = Text(nl="Nog te besteden (× 1.000)", en="Left to spend (× 1,000)")
VALUE = Text(nl="Waarde (× 1.000)", en="Value (× 1,000)")
WORTH = Text(nl="Waarde per uitgave", en="Value per spending")
OUT = Text(nl="valt af", en="drops")
IN = Text(nl="blijft", en="stays")
WEIGHTS_WARN = Text(
    nl="Een oordeel voorspelt weinig; wie alleen hierop kiest, kiest bijna op omvang. Gebruik liever de opbrengst.",
    en="A rating predicts little; choosing by it alone is nearly choosing by size. Rather use the benefit.",
)
