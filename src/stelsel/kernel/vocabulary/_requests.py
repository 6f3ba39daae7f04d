# SPDX-License-Identifier: EUPL-1.2
"""Names of the messages of a data request."""

ROWS = """
about_version | overVersie | over welke versie | about which version
advice | advies | advies | advice
agreement_stands | standAfspraak | hoe de afspraak nu staat | how the agreement stands now
bases_in_words | grondslagInWoorden | grondslag in woorden | basis in words
check_code | toetscode | code van de toets | code of the check
check_state | toetsoordeel | hoe het is | how it is
checked_fields | getoetsteVelden | getoetste velden | checked fields
checked_part | toetsonderdeel | wat is getoetst | what was checked
checks | toetsen | toetsen | checks
consumer_publisher | afnemerUitgever | afnemer | consumer
data_request | dataverzoek | dataverzoek | data request
data_requests | dataverzoeken | dataverzoeken | data requests
field_stays | veldBlijft | blijft in de kleinste set | stays in the smallest set
gatekeeper_publisher | poortwachterUitgever | poortwachter | gatekeeper
messages | berichten | berichten | messages
newest_version | nieuwsteVersie | nieuwste versie | newest version
own_roles | eigenRollen | uw rollen | your roles
precedents | precedenten | eerdere afspraken | earlier agreements
proposed_agreement | voorgesteldeAfspraak | voorgestelde afspraak | proposed agreement
provider_publisher | aanbiederUitgever | aanbieder | provider
requested_on | verzochtOp | verzocht op | asked for on
scrutiny | toetsing | wat de poortwachter ziet | what the gatekeeper sees
seen_codes | opgevallen | wat opviel | what stood out
shared_fields | gedeeldeVelden | dezelfde velden | fields in common
waits_for | wachtOp | wacht op | waits for
"""
