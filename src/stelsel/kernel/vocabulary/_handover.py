# SPDX-License-Identifier: EUPL-1.2
"""Names of the messages of a warm handover."""

ROWS = """
case_hash | zaakHash | hash van de zaakcode | hash of the case code
consent | toestemming | toestemming | consent
consent_words | toestemmingszin | zin van de toestemming | words of the consent
given_at | gegevenOp | gegeven op | given at
given_how | gegevenHoe | hoe gegeven | given how
giver | overdrager | wie overdraagt | who hands over
handover | overdracht | overdracht | handover
hear_back | antwoordVia | waar u het antwoord leest | where you read the answer
party | partij | partij | party
right_organisation | juisteOrganisatie | welke organisatie wel | which organisation is right
sent_at | verzondenOp | verzonden op | sent at
taker | overnemer | wie overneemt | who takes over
told_how | verteldHoe | hoe verteld | told how
"""
