# SPDX-License-Identifier: EUPL-1.2
"""Engines: rules, match, graph, search."""
