# SPDX-License-Identifier: EUPL-1.2
"""Names of the messages of a data request."""

ROWS = """
about_version | overVersie | over welke versie | about which version
advice | advies | advies | advice
agreement_stands | standAfspraak | hoe de afspraak nu staat | how the agreement stands now
consumer_publisher | afnemerUitgever | afnemer | consumer
data_request | dataverzoek | dataverzoek | data request
data_requests | dataverzoeken | dataverzoeken | data requests
gatekeeper_publisher | poortwachterUitgever | poortwachter | gatekeeper
messages | berichten | berichten | messages
newest_version | nieuwsteVersie | nieuwste versie | newest version
own_roles | eigenRollen | uw rollen | your roles
proposed_agreement | voorgesteldeAfspraak | voorgestelde afspraak | proposed agreement
provider_publisher | aanbiederUitgever | aanbieder | provider
requested_on | verzochtOp | verzocht op | asked for on
seen_codes | opgevallen | wat opviel | what stood out
waits_for | wachtOp | wacht op | waits for
"""
