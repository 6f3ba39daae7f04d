# SPDX-License-Identifier: EUPL-1.2
"""Names of work in the background."""

ROWS = """
attached_entry | bijlage | bijlage | attachment
begun_at | begonnenOp | begonnen op | begun on
cure | oplossing | oplossing | cure
done_count | gedaan | gedaan | done
ended_at | geeindigdOp | geëindigd op | ended on
error_code | foutcode | foutcode | error code
failed_count | keerMislukt | aantal keren mislukt | times failed
figures | cijfers | cijfers | figures
finding | bevinding | bevinding | finding
findings | bevindingen | bevindingen | findings
found_at | vindplaats | vindplaats | place
job_name | opdracht | opdracht | job
jobs | opdrachten | opdrachten | jobs
next_try_at | volgendePogingOp | volgende poging op | next try on
of_total | vanTotaal | van totaal | of total
progress | voortgang | voortgang | progress
repeat_key | sleutel | sleutel | key
requested_at | aangevraagdOp | aangevraagd op | requested on
works_for | werktVoor | werkt voor | works for
"""
