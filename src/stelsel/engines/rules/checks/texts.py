# SPDX-License-Identifier: EUPL-1.2
"""Types and units that clash, and formal parts whose article has changed."""

from __future__ import annotations

from stelsel.engines.rules.checks._found import Check, found
from stelsel.engines.rules.library import Library
from stelsel.engines.rules.parameters import Parameters
from stelsel.engines.rules.types import Types
from stelsel.kernel.text import Text


def type_clashes(library: Library, figures: Parameters | None = None) -> tuple[Check, ...]:
    """Values whose type or unit does not fit what is done with them."""
    return tuple(found(one.text, one.line, "type", one.what, _CLASH_CURE) for one in Types(library).clashes())


def text_drift(library: Library, figures: Parameters | None = None) -> tuple[Check, ...]:
    """Articles whose text is no longer the text that the formal part was made for (`text_hash`)."""
    return tuple(
        found(version.text, scope.article.line, "drift", _DRIFT, _DRIFT_CURE)
        for version in library.versions
        for scope in version.scopes
        if scope.article.declared_hash and scope.article.declared_hash != scope.article.text_hash
    )


_CLASH_CURE = Text(nl="Maak het type of de eenheid gelijk.", en="Make the type or the unit the same.")
_DRIFT = Text(nl="De tekst van dit artikel is veranderd.", en="The text of this article has changed.")
_DRIFT_CURE = Text(
    nl="Kijk of het formele deel nog klopt en zet de nieuwe text_hash erbij.",
    en="See whether the formal part still holds and give the new text_hash.",
)
