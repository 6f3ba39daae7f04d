# SPDX-License-Identifier: EUPL-1.2
"""Which class a mounted theme asks for: NL Design System themes set their tokens on a class, not on the root."""

from __future__ import annotations

import re

_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)\s*[,{]")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def theme_class_of(css: str) -> str:
    """The first class the stylesheet sets tokens on, for instance `voorbeeld-theme`; empty where it names none."""
    found = _CLASS.search(_COMMENT.sub("", css))
    return found.group(1) if found else ""
