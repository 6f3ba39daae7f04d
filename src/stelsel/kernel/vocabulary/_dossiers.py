# SPDX-License-Identifier: EUPL-1.2
"""Names of dossiers and of the processing log."""

ROWS = """
account | account | account | account
activity | verwerkingsactiviteit | verwerkingsactiviteit | processing activity
asked_revision | revisieGezien | revisie die u zag | revision you saw
base64 | base64 | inhoud als base64 | content as base64
closed_at | afgeslotenOp | afgesloten op | closed at
document | stuk | stuk | document
documents | stukken | stukken | documents
dossier | dossier | dossier | dossier
dossier_purpose | dossierdoel | waarvoor | purpose
dossiers | dossiers | dossiers | dossiers
draft | concept | concept | draft
foreign_operation | foreignOperation | aanroepende actie | foreign operation
held | vastgehouden | vastgehouden | held
keep_years | bewaarjaren | jaren bewaren na afsluiten | years to keep after closing
kept | bewaring | bewaring | retention
law | wet | wet en artikel | law and article
legal_basis | rechtsgrond | grond (AVG art. 6) | ground (GDPR art. 6)
legal_basis_words | rechtsgrondWoorden | grond in woorden | ground in words
may | mag | mag | may
opened_at | geopendOp | geopend op | opened at
owner | eigenaar | eigenaar | owner
processing | verwerkingen | verwerkingen | processing
publication | publicatie | publicatie | publication
reader | lezer | lezer | reader
readers | lezers | lezers | readers
right | recht | recht | right
since | sinds | sinds | since
subject_id | betrokkeneKenmerk | kenmerk van de betrokkene | identifier of the data subject
subject_type | soortKenmerk | soort kenmerk | sort of identifier
subjects | betrokkenen | betrokkenen | data subjects
term_basis | bewaargrond | waarop de termijn berust | what the term rests on
term_source | bewaarbron | bron van de termijn | source of the term
written_at | geschrevenOp | geschreven op | written at
written_by | geschrevenDoor | geschreven door | written by
"""
