# SPDX-License-Identifier: EUPL-1.2
"""The packages that only population runs need: the product works without them and says what to install."""

from __future__ import annotations

import importlib
from typing import Any

from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text


def wanted(name: str) -> Any:
    """A package of the extra `rules`. BadInput says how to install it where it is missing."""
    try:
        return importlib.import_module(name)
    except ImportError:
        raise bad_input("rules-extra", name, _MISSING.fill(name=name), _CURE) from None


_MISSING = Text(
    nl="Het pakket {name} is niet geïnstalleerd; rekenen voor een hele bevolking heeft het nodig.",
    en="The package {name} is not installed; computing for a whole population needs it.",
)
_CURE = Text(
    nl="Installeer het in de map van Stelsel: .venv/bin/pip install “.[rules]”.",
    en="Install it in the folder of Stelsel: .venv/bin/pip install “.[rules]”.",
)
