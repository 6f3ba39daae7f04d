# SPDX-License-Identifier: EUPL-1.2
"""Names of the messages of a data request."""

ROWS = """
about_version | overVersie | over welke versie | about which version
advice | advies | advies | advice
consumer_publisher | afnemerUitgever | afnemer | consumer
data_request | dataverzoek | dataverzoek | data request
gatekeeper_publisher | poortwachterUitgever | poortwachter | gatekeeper
proposed_agreement | voorgesteldeAfspraak | voorgestelde afspraak | proposed agreement
provider_publisher | aanbiederUitgever | aanbieder | provider
seen_codes | opgevallen | wat opviel | what stood out
"""
