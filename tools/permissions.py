# SPDX-License-Identifier: EUPL-1.2
"""Writes docs/manual/permissions.md from the product: who may what, and which page, call and command needs what.

python tools/permissions.py
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / "docs" / "manual" / "permissions.md"

_HEAD = """<!-- SPDX-License-Identifier: EUPL-1.2 -->
# Wie mag wat / Who may what

`python tools/permissions.py` schrijft deze bladzijde uit het product; een test faalt als zij afwijkt. In het product
staat zij op `/nl/rechten`. Wat geen rij toestaat, mag niet. Wat iemand niet mag zien, is er voor die persoon niet.

`python tools/permissions.py` writes this page from the product; a test fails where it differs. In the product it stands
at `/en/rechten`. What no row allows is refused. What somebody may not see is not there for them.
"""


def document() -> str:
    """The page: role by operation, kind by audience, and what each operation opens."""
    return "\n".join((_HEAD, *_roles(), "", *_kinds(), "", *_opens())) + "\n"


def _roles() -> list[str]:
    from stelsel.book.permission import OPERATIONS, ROLES
    from stelsel.node.permission_words import MACHINE, OPERATION_NAMES, ROLE_NAMES, cell, machine_cell

    names = [f"{ROLE_NAMES[role].nl} / {ROLE_NAMES[role].en}" for role in ROLES] + [_both(MACHINE)]
    rows = [
        [
            f"`{one}`: {OPERATION_NAMES[one].nl} / {OPERATION_NAMES[one].en}",
            *(_both(cell(role, one)) for role in ROLES),
            _both(machine_cell(one)),
        ]
        for one in OPERATIONS
    ]
    return ["## Rollen / Roles", *_table(["handeling / operation", *names], rows)]


def _kinds() -> list[str]:
    from stelsel.book.permission import AUDIENCES
    from stelsel.catalogue import KINDS
    from stelsel.node.permission_words import AUDIENCE_NAMES, NO, YES

    heads = [_both(AUDIENCE_NAMES[one]) for one in AUDIENCES]
    rows = [
        [f"`{kind.name}` {_both(kind.title)}", *(_both(YES if one in kind.allowed else NO) for one in AUDIENCES)]
        for kind in KINDS.values()
    ]
    return ["## Soorten / Kinds", *_table(["soort / kind", *heads], rows)]


def _opens() -> list[str]:
    from stelsel.book.permission import OPERATIONS
    from stelsel.catalogue import KINDS
    from stelsel.faces.inventory import everything

    found = everything()
    kinds = "|".join(sorted((kind.wire_plural for kind in KINDS.values()), key=len, reverse=True))
    lines = ["## Wat elke handeling opent / What each operation opens"]
    for operation in OPERATIONS:
        mine = [one for one in found if one.needs == operation]
        for face, title in _FACES:
            names = dict.fromkeys(
                re.sub(rf"^(\w+) /({kinds})(?=/|$)", r"\1 /{soort}", one.name) for one in mine if one.face == face
            )
            if names:
                lines += ["", f"**`{operation}`**, {title}: " + ", ".join(f"`{name}`" for name in names)]
    return lines


_FACES = (("page", "pagina's / pages"), ("api", "API"), ("scim", "SCIM"), ("command", "opdrachten / commands"))


def _table(heads: list[str], rows: list[list[str]]) -> list[str]:
    lines = [heads, ["---"] * len(heads), *rows]
    return [f"| {' | '.join(line)} |" for line in lines]


def _both(text: object) -> str:
    nl, en = text.nl, text.en  # type: ignore[attr-defined]
    return nl if nl == en else f"{nl} / {en}"


def main() -> int:
    """Writes the page."""
    sys.path.insert(0, str(ROOT / "src"))
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"STELSEL_HOME": home, "DJANGO_SETTINGS_MODULE": "stelsel.node.settings"}
        import django

        django.setup()
        PLACE.write_text(document(), encoding="utf-8")
    print(PLACE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
