# SPDX-License-Identifier: EUPL-1.2
"""Warm handovers of a node."""
