# SPDX-License-Identifier: EUPL-1.2
"""The hand-made layout of a cloud demand: one sentence with what matters most, and the further requirements below."""

from __future__ import annotations

from typing import Any

from stelsel.book.book import Book
from stelsel.faces.web.inputs import Errors, Typed, fields_of
from stelsel.faces.web.templatetags.fields import Field
from stelsel.kernel.text import Text
from stelsel.nouns.claim import CLAIM
from stelsel.priorities.cloud.kinds import CloudDemand
from stelsel.priorities.cloud.policy import framework

SENTENCE = ("aantal", "soortDienst", "vcpus", "geheugenMib", "opslagGb", "locatieBinnen", "maanden")
_NONE = Text(nl="geen eis", en="no requirement")
_LEAST = Text(nl="minstens SEAL-{n}", en="at least SEAL-{n}")


def demand_form(struct: type[CloudDemand], book: Book, typed: Typed, errors: Errors) -> dict[str, Any]:
    """The fields by place: `line` in the sentence, `seals` one select per objective, `certificates`, and the rest."""
    fields = {field.name: field for field in fields_of(struct, typed, errors)}
    certificates = set(_lines(typed, "certificaten"))
    known = certificates | set(schemes(book))
    special = {*SENTENCE, "certificaten", "minimaalSeal"}
    return {
        "line": {name: fields[name] for name in SENTENCE if name in fields},
        "certificates": [(scheme, scheme in certificates) for scheme in sorted(known)],
        "seals": _seals(typed),
        "rest": [field for name, field in fields.items() if name not in special],
        "open": bool(errors or certificates or any(_lines(typed, "minimaalSeal"))),
    }


def schemes(book: Book) -> tuple[str, ...]:
    """The certificates that any claim speaks of; levels of the framework are asked apart."""
    return book.memo(
        "web.schemes", lambda: tuple(sorted({claim.scheme for _, claim in book.rows(CLAIM) if claim.objective is None}))
    )


def _seals(typed: Typed) -> list[Field]:
    chosen = {line.split("|")[0].strip(): line for line in _lines(typed, "minimaalSeal") if "|" in line}
    found = []
    for one in framework().objectives:
        objective = one.id
        value = chosen.get(objective, "").partition("|")[2].strip()
        options = [
            ("", _NONE),
            *((f"{objective} | {level}", _LEAST.fill(n=level)) for level in range(1, framework().max_level + 1)),
        ]
        label = Text(nl=f"{objective}: {one.name.nl}", en=f"{objective}: {one.name.en}")
        found.append(
            Field(
                f"seal-{objective.lower()}", label, "select", f"{objective} | {value}" if value else "", options=options
            )
        )
    return found


def _lines(typed: Typed, name: str) -> list[str]:
    return [
        line.strip() for text in typed.get(name, ()) for line in text.replace(",", "\n").splitlines() if line.strip()
    ]
