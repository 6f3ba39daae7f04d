# SPDX-License-Identifier: EUPL-1.2
"""Names of tasks, their terms and decisions, and of standing in."""

ROWS = """
article | artikel | artikel | article
asked_at | gevraagdOp | gevraagd op | asked at
asked_by | gevraagdDoor | gevraagd door | asked by
by_account | doorAccount | door | by
calculation | termijnberekening | hoe de termijn is berekend | how the term was counted
decided_on | besloten | besloten op | decided on
decision | besluit | besluit | decision
due | uiterlijkOp | uiterlijk op | due on
escalated | opgeschaald | ook bij de beheerder | also with the administrator
first_day | eersteDag | eerste dag | first day
instead_of | inPlaatsVan | in plaats van | instead of
last_day | laatsteDag | laatste dag | last day
needed | aantalNodig | aantal handtekeningen nodig | signatures needed
obstacle | beletsel | beletsel | obstacle
overdue | teLaat | te laat | overdue
receiver | ontvanger | wacht op | waits for
replaced_account | vervangene | wie wordt vervangen | who is replaced
steps | stappen | wat er is besloten | what was decided
substitute | vervanger | vervanger | substitute
substitutions | vervangingen | vervangingen | substitutions
task | taak | taak | task
task_about | waarover | waarover | about what
task_state | toestand | toestand | state
tasks | taken | taken | tasks
to_whom | aan | aan wie | to whom
"""
