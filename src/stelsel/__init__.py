# SPDX-License-Identifier: EUPL-1.2
"""Stelsel: many public organisations working as one digital government."""

__version__ = "0.1.0"
