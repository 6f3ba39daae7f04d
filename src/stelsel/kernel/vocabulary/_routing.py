# SPDX-License-Identifier: EUPL-1.2
"""Names of confirmed routings."""

ROWS = """
confirmed | bevestigdeDienst | welke dienst het was | which service it was
proposed | voorgesteldeDienst | welke dienst eerst werd voorgesteld | which service was proposed first
was_sure | wasZeker | was het antwoord zeker | was the answer sure
week | week | week | week
"""
