# SPDX-License-Identifier: EUPL-1.2
"""Names of public services and their parts (CPSV-AP)."""

ROWS = """
channel | kanaal | kanaal | channel
channel_type | soortKanaal | soort kanaal | kind of channel
channels | kanalen | kanalen | channels
competent_authority | bevoegdeOrganisatie | bevoegde organisatie | competent authority
costs | kostenopgaven | kosten | costs
defined_by | bepaaldDoor | bepaald door | defined by
grouped_by | gebeurtenissen | hoort bij deze gebeurtenissen | belongs to these events
processing_time | doorlooptijd | hoe lang het duurt | how long it takes
product | product | product | product
requirements | voorwaarden | voorwaarden | requirements
"""
