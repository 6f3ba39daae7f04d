# SPDX-License-Identifier: EUPL-1.2
"""The one table from English code names to Dutch wire names and to the words on screen.

API Design Rules interface-language: names on the wire are Dutch unless the field's own glossary is English.
A file per subject holds rows, and this is where they are one table: no name stands in it twice, in no language of code
or wire. Each row: English name | Dutch wire name | Dutch words | English words.
"""

from stelsel.kernel.text import Text
from stelsel.kernel.vocabulary import (
    _agreements,
    _bottlenecks,
    _dossiers,
    _effects,
    _handover,
    _jobs,
    _register,
    _requests,
    _routing,
    _rules,
    _services,
    _tasks,
)


def _read(table: str) -> dict[str, tuple[str, Text]]:
    rows: dict[str, tuple[str, Text]] = {}
    for line in table.split("\n"):
        if not line:
            continue
        english, wire, nl, en = (cell.strip() for cell in line.split("|"))
        assert english not in rows, f"vocabulary names {english} twice"
        rows[english] = (wire, Text(nl=nl, en=en))
    assert len({wire for wire, _ in rows.values()}) == len(rows), "two names share one wire name"
    return rows


_FILES = (
    _register, _agreements, _dossiers, _tasks, _jobs, _rules, _effects, _services, _handover, _routing, _bottlenecks,
    _requests,
)  # fmt: skip
TERMS = _read("".join(one.ROWS for one in _FILES))
"""English name -> (Dutch wire name in camelCase, words on screen)."""

FROM_WIRE = {wire: english for english, (wire, _) in TERMS.items()}
"""Dutch wire name -> English name."""


def wire(english: str) -> str:
    """The Dutch wire name of an English code name; KeyError when the table lacks it, so a new field adds its row."""
    return TERMS[english][0]


def words(english: str) -> Text:
    """The words on screen for an English code name."""
    return TERMS[english][1]
