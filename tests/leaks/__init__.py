# SPDX-License-Identifier: EUPL-1.2
"""Zero leak: what somebody may not see changes nothing, in any answer, for that person."""
