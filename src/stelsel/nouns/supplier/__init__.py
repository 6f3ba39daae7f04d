# SPDX-License-Identifier: EUPL-1.2
"""Suppliers: who they are, whose they are, and under which country's control they stand."""

from stelsel.nouns.supplier._kinds import SUPPLIER, Supplier

__all__ = ["SUPPLIER", "Supplier"]
