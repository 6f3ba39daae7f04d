# SPDX-License-Identifier: EUPL-1.2
"""Names of bottlenecks: what stands in the way, who joins, what is done about it, and what was learned."""

ROWS = """
age_days | leeftijdDagen | leeftijd in dagen | age in days
agreements | afspraken | afspraken | agreements
alike | lijktOp | lijkt op | looks like
articles | artikelen | wetsartikelen | articles of law
bottleneck | knelpunt | knelpunt | bottleneck
cases_per_year | zakenPerJaar | zaken | cases
cause | oorzaak | oorzaak | cause
causes | oorzaken | oorzaken | causes
cause_said | oorzaakHoe | hoe de oorzaak is gekozen | how the cause was chosen
despite | ondanks | waarom u toch doorgaat | why you go on all the same
euros_per_year | eurosPerJaar | kosten | cost
grouping | bundelwijze | bundelen of splitsen | merge or split
happened_on | gebeurdOp | gebeurd op (alleen bij een voorbeeld) | happened on (of an example only)
hours_per_year | urenPerJaar | uren werk | hours of work
impact_band | omvangsklasse | omvang | size
impact_least | omvangMinstens | omvang, minstens | size, at least
lesson_number | lesnummer | nummer van de les | number of the lesson
lesson_needs | lesVraagt | wat er dan in moet staan | what it must then say
lesson_on | lesBij | bij welke publicaties | for which publications
lesson_step | lesUit | stap met de les | step with the lesson
lesson_value | lesWaarde | waarde in de les | value in the lesson
lesson_where | lesAls | wanneer de les geldt | when the lesson holds
lessons | lessen | lessen voor nieuwe publicaties | lessons for new publications
leading | leidendKnelpunt | leidend knelpunt | leading bottleneck
maybe_back | mogelijkTerug | mogelijk terug | possibly back
measured | gemeten | wat de proef liet zien | what the trial showed
merged | gebundeld | hieronder gebundeld | merged under this
organisation_count | aantalOrganisaties | aantal organisaties | number of organisations
other_bottleneck | anderKnelpunt | ander knelpunt | other bottleneck
own_words | eigenWoorden | eigen woorden | own words
people_per_year | mensenPerJaar | mensen die er last van hebben | people affected
possible_steps | mogelijkeStappen | stappen die u nu kunt zetten | steps you can take now
process | werkproces | werk dat hierdoor stokt | work that is hindered
processes | werkprocessen | werk dat hierdoor stokt | work that is hindered
raised_on | gemeldOp | gemeld op (alleen bij een voorbeeld) | raised on (of an example only)
rooms | kamers | prioriteiten | priorities
solution | gekozenOplossing | waar de oplossing staat | where the solution stands
solution_type | soortOplossing | soort oplossing | kind of solution
steward | regisseur | regisseur | steward
told_count | aantalMetCijfers | aantal dat cijfers gaf | number that gave figures
what_changed | watVeranderde | wat er veranderde | what changed
"""
