# SPDX-License-Identifier: EUPL-1.2
"""What the people room says, in Dutch and English."""

from stelsel.kernel.text import Text
from stelsel.priorities.people.exchange.pool import LABEL

SENTENCE = Text(
    nl="Wie past bij deze rol, wie ontbreekt, en wat is de kleinste versoepeling?",
    en="Who fits this role, who is missing, and what is the smallest relaxation?",
)
EXPLAIN = Text(
    nl="Telt in een verzonnen proefgroep hoeveel mensen alles zeker hebben. U ziet aantallen, nooit een persoon.",
    en="Counts in an invented test pool how many people surely have everything. You see numbers, never a person.",
)
SAMPLE = LABEL

FEWER = Text(nl="minder dan {group}", en="fewer than {group}")
BAND = Text(nl="{low} tot en met {high}", en="{low} to {high}")

FITS = Text(
    nl="{fit} mensen passen bij {what} ({sample}). Het schaarst is {scarce}.",
    en="{fit} people fit {what} ({sample}). Scarcest is {scarce}.",
)
TOO_FEW = Text(
    nl="Minder dan {group} mensen passen bij {what} ({sample}). Het schaarst is {scarce}.",
    en="Fewer than {group} people fit {what} ({sample}). Scarcest is {scarce}.",
)
NO_POOL = Text(
    nl="Er is geen proefgroep: dit logboek kent geen rolprofielen.",
    en="There is no pool: this book has no role profiles.",
)
NO_POOL_ASK = Text(nl="Lees eerst een indeling van rollen in.", en="First import a classification of roles.")
THESE_SKILLS = Text(nl="deze vaardigheden", en="these skills")
AT_LEVEL = Text(nl="{name} ({level})", en="{name} ({level})")

ROLE_ASKS = Text(
    nl="Het rolprofiel {role} vraagt {count} vaardigheden die nodig zijn.",
    en="The role profile {role} asks {count} essential skills.",
)
HOLDERS = Text(nl="{name}: {count} mensen hebben dit zeker.", en="{name}: {count} people surely have this.")
LEVELS = Text(nl="Niveaus lopen van 1 ({first}) tot 4 ({last}).", en="Levels run from 1 ({first}) to 4 ({last}).")
NO_LEVEL = Text(
    nl="Bij {count} vaardigheden geeft de bron geen niveau. Daar vragen we niveau 1.",
    en="For {count} skills the source gives no level. There we ask level 1.",
)
OPTIONAL = Text(
    nl="{count} gewenste vaardigheden tellen niet mee: ontbreken is geen reden om af te vallen.",
    en="{count} optional skills do not count: lacking one is no reason to fall out.",
)
STEPS = Text(
    nl="Aantallen staan in stappen van {step}, zodat twee antwoorden naast elkaar niemand aanwijzen.",
    en="Counts stand in steps of {step}, so that two answers side by side point at nobody.",
)
SYNTHETIC = Text(
    nl="De proefgroep is verzonnen, gemaakt uit een vast begingetal en de rolprofielen. Niemand erin bestaat.",
    en="The pool is invented, made from a fixed seed and the role profiles. Nobody in it exists.",
)
MIGHT = Text(
    nl="Nog {count} mensen hebben zeker de helft, en van de rest is alleen onbekend of zij het hebben.",
    en="Another {count} people surely have half, and of the rest it is only unknown whether they have it.",
)
MIGHT_ASK = Text(
    nl="Vraag mensen zelf hun profiel aan te vullen. Zij mogen dat weigeren.",
    en="Ask people to complete their own profile. They may refuse.",
)
NAMELESS = Text(
    nl="Bij {count} vaardigheden geeft de bron alleen een naam, geen adres.",
    en="For {count} skills the source gives a name only, no address.",
)
NAMELESS_ASK = Text(nl="Zoek de vaardigheid op in ESCO.", en="Look the skill up in ESCO.")

LOWER = Text(nl="Verlaag {name} van niveau {old} naar {new}.", en="Lower {name} from level {old} to {new}.")
DROP = Text(nl="Laat {name} (niveau {old}) los.", en="Drop {name} (level {old}).")
THEN = Text(nl="Dan passen {count} mensen.", en="Then {count} people fit.")
SMALLEST_THEN = Text(
    nl="Dit is de kleinste versoepeling: stappen {steps}. Dan passen {count} mensen.",
    en="This is the smallest relaxation: steps {steps}. Then {count} people fit.",
)
NONE_SMALL = Text(
    nl="Verlaag meer dan twee eisen, of zoek buiten deze groep.",
    en="Lower more than two needs, or look outside this pool.",
)
NO_LEVEL_ASK = Text(nl="Noem zelf het niveau dat u zoekt.", en="Name the level you look for yourself.")
WORKS_THEN = Text(
    nl="Dit werkt, in {steps} stappen. Of het kleiner kan, is niet bewezen. Dan passen {count} mensen.",
    en="This works, in {steps} steps. Whether a smaller one exists is not proven. Then {count} people fit.",
)
NONE_MORE_THEN = Text(
    nl="Eén of twee eisen verlagen laat geen {group} mensen extra toe.",
    en="Lowering one or two needs admits no {group} more people.",
)
NONE_SMALL_THEN = Text(
    nl="Eén of twee eisen verlagen laat geen groep van {group} of meer toe.",
    en="Lowering one or two needs admits no group of {group} or more.",
)

TABLE = Text(nl="Wie is er voor elke eis", en="Who there is for each need")
SKILL = Text(nl="Vaardigheid", en="Skill")
LEVEL = Text(nl="Minstens", en="At least")
PEOPLE = Text(nl="Mensen die dit zeker hebben", en="People who surely have this")
RELAXED = Text(nl="Versoepelingen, de kleinste eerst", en="Relaxations, the smallest first")
CHANGE = Text(nl="Versoepeling", en="Relaxation")
STEP_COUNT = Text(nl="Stappen", en="Steps")
FITTING = Text(nl="Dan passen", en="Then fit")
CHART = Text(nl="{name} is het schaarst", en="{name} is scarcest")
CHART_X = Text(nl="minstens zoveel mensen hebben dit", en="at least so many people have this")

NO_ORGANISATION = (
    Text(nl="Van deze organisatie staan geen mensen in de groep.", en="This pool holds nobody of that organisation."),
    Text(nl="Laat het veld leeg, of kies: {known}.", en="Leave it empty, or choose: {known}."),
)
