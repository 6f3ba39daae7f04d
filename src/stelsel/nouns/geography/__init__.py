# SPDX-License-Identifier: EUPL-1.2
"""The map of the Netherlands: shapes of municipalities and provinces, and classes to colour them by."""

from stelsel.nouns.geography._classes import Classes, classes
from stelsel.nouns.geography._shapes import ATTRIBUTION, Shapes, derive, shapes

__all__ = ["ATTRIBUTION", "Classes", "Shapes", "classes", "derive", "shapes"]
