# SPDX-License-Identifier: EUPL-1.2
"""Names of what a rule, or a change of it, does for everyone."""

ROWS = """
above | meerDan | meer dan | more than
after_sum | na | totaal daarna | total after
before_sum | voor | totaal eerst | total before
by_column | verdeelNaar | verdeel naar | divide by
change_bands | verschillen | hoeveel erbij of eraf | how much more or less
decided | beslist | beslist | decided
effects_of | gevolgen | gevolgen voor iedereen | effects for everyone
fact_more | hogerGegeven | gegeven dat iets hoger is | fact that is a little more
few | teWeinig | te weinig om te vertellen | too few to tell
files_used | gebruikteBestanden | gebruikte bestanden | files used
gained | erbij | samen erbij | gained together
gaining | gaanVooruit | gaan vooruit | gain
getting | krijgt | krijgt iets | get something
go_on | rekenDoor | reken door met wat goed is | go on with what is right
group_name | groep | groep | group
groups | groepen | groepen | groups
hidden_group | teKlein | te klein om te vertellen | too small to tell
households | huishoudens | huishoudens | households
households_after | huishoudensDaarna | huishoudens daarna | households after
households_before | huishoudensEerst | huishoudens eerst | households before
is_gain | isErbij | erbij of eraf | more or less
left_out | weggelaten | weggelaten | left out
lost | eraf | samen eraf | lost together
losing | gaanAchteruit | gaan achteruit | lose
marginal_pressure | marginaleDruk | wat verdwijnt van iets meer inkomen | what is lost of a little more income
missing_facts | ontbrekendeGegevens | wat ontbreekt | what is missing
people_chosen | mensen | mensen | people
people_synthetic | verzonnen | verzonnen mensen | synthetic people
per_day | perDag | per dag | by day
second_day | tweedeDag | tweede dag | second day
step_more | hogerMet | hoeveel hoger per jaar | how much more a year
standing_counts | perZekerheid | hoe zeker | how sure
undecided | onbeslist | onbeslist | undecided
same_or_undecided | gelijkOfOnbeslist | gelijk of onbeslist | the same or undecided
unchanged | gelijk | blijft gelijk | the same
up_to | totEnMet | tot en met | up to
whole_group | samen | samen | together
"""
