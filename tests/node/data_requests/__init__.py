# SPDX-License-Identifier: EUPL-1.2
"""Data requests of a node."""
