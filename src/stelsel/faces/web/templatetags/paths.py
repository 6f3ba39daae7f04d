# SPDX-License-Identifier: EUPL-1.2
"""Where the pages of header and footer stand; a view or context processor may say otherwise in `paths`."""

from __future__ import annotations

from typing import Any

from django.template.context import Context

PATHS = {
    "start": "/",
    "questions": "/vragen",
    "organisations": "/organisaties",
    "search": "/zoeken",
    "publish": "/publiceren",
    "sign_in": "/aanmelden",
    "account": "/account",
    "tasks": "/taken",
    "bottlenecks": "/knelpunten",
    "case": "/zaak",
    "accessibility": "/toegankelijkheid",
    "position": "/stand",
    "permissions": "/rechten",
    "attribution": "/bronnen",
    "api": "/api/v1/docs",
    "source": "/broncode",
    "style": "/stijl",
}
"""Name of a page -> its Dutch address."""


def path_of(context: Context | dict[str, Any], name: str) -> str:
    """The address of a page: from the context's `paths`, else the one above."""
    return (context.get("paths") or {}).get(name) or PATHS[name]
