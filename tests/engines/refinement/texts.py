# SPDX-License-Identifier: EUPL-1.2
"""A base about care that tests compare with, and short ways to write texts."""

from __future__ import annotations

from typing import Any

from stelsel.engines.refinement import Checked, check, rules_of, taxonomy_from

CONCEPTS = {
    "purposes": {
        "broader": {"any": [], "care": ["any"], "treatment": ["care"], "home-care": ["care"], "research": ["any"]}
    }
}
BASE: dict[str, Any] = {
    "name": "base",
    "default": "deny",
    "permissions": [{"id": "care", "when": {"attr": "purpose", "op": "isA", "value": "care"}}],
    "prohibitions": [
        {
            "id": "abroad",
            "when": {"attr": "recipient", "op": "eq", "value": "abroad"},
            "unless": {"attr": "level", "op": "gteq", "value": 4},
        }
    ],
    "duties": [
        {"id": "log", "must": {"attr": "logged", "op": "eq", "value": True}},
        {"id": "strong", "must": {"attr": "level", "op": "gteq", "value": 3}, "waivable": True},
    ],
    "attributes": {
        "purpose": {"type": "concept", "taxonomy": "purposes"},
        "recipient": {"type": "choice", "values": ["hospital", "municipality", "abroad"]},
        "logged": {"type": "boolean"},
        "level": {"type": "integer", "min": 0, "max": 5},
    },
}


def compared(domain: dict[str, Any], base: dict[str, Any] | None = None) -> Checked:
    """A domain beside the base."""
    return check(rules_of(base or BASE), rules_of(domain), taxonomy_from(CONCEPTS))


def is_(attribute: str, value: Any, op: str = "eq") -> dict[str, Any]:
    """One comparison."""
    return {"attr": attribute, "op": op, "value": value}


def both(*conditions: Any) -> dict[str, Any]:
    """All of them."""
    return {"and": list(conditions)}


SAFE = both(is_("logged", True), is_("recipient", "abroad", "neq"))


def permits(*conditions: Any, **more: Any) -> dict[str, Any]:
    """A text that permits this, and keeps to the base in the rest."""
    return {"default": "deny", "permissions": [{"id": "p", "when": both(*conditions)}], **more}
