# SPDX-License-Identifier: EUPL-1.2
"""The tests; their folders mirror those of the source."""
