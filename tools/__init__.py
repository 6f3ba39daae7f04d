# SPDX-License-Identifier: EUPL-1.2
"""Chores of the project: start, check, lock, screenshots. Not part of the product."""
