# SPDX-License-Identifier: EUPL-1.2
"""Names of rules that are computed: what was asked, what came out and why."""

ROWS = """
answer_kind | soortAntwoord | soort antwoord | kind of answer
case_question | volgendeVraag | volgende vraag | next question
computation | berekening | berekening | computation
deciding | beslissend | beslist mogelijk meteen | may decide at once
depth | diepte | diepte in de uitleg | depth in the explanation
fact | feit | gegeven | fact
facts_unknown | onbekendeGegevens | gegevens die geen regel kent | facts that no rule knows
figures_used | gebruikteBedragen | gebruikte bedragen | figures used
grade | graad | graad van zekerheid | grade of certainty
high | hoogste | hoogste waarde | highest value
juriconnect | juriconnect | juriconnect | juriconnect
known_at | bekendOp | zoals bekend op | as known on
known_from | bekendVanaf | bekend vanaf | known from
left | nogTeVragen | nog te vragen | still to ask
low | laagste | laagste waarde | lowest value
missing | ontbreekt | wat nog niet bekend is | what is not known yet
outcomes | uitkomsten | uitkomsten | outcomes
paragraph | lid | lid | paragraph
rules | regels | regels | rules
sentence_said | zin | zin | sentence
standing | zekerheid | hoe zeker | how sure
steps_of_outcome | afleiding | hoe het volgt | how it follows
summary | samenvatting | samenvatting | summary
text_hash | teksthash | hash van de regeltekst | hash of the rule text
texts_used | gebruikteTeksten | gebruikte regelteksten | rule texts used
troubles | belemmeringen | wat de uitkomst tegenhoudt | what holds the outcome back
versions | versies | versies | versions
"""
