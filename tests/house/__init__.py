# SPDX-License-Identifier: EUPL-1.2
"""Tests of the house itself: sizes, shapes, licences, documents, chores."""
