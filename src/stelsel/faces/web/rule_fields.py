# SPDX-License-Identifier: EUPL-1.2
"""The questions of a rule as fields on screen, with what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from stelsel.faces.web.inputs import Errors
from stelsel.faces.web.templatetags.fields import Field
from stelsel.kernel.text import Text, same
from stelsel.priorities.services.rule_form import Entry, Group

_YES_NO = (
    ("ja", Text(nl="Ja", en="Yes")),
    ("nee", Text(nl="Nee", en="No")),
    ("", Text(nl="Weet ik niet", en="I do not know")),
)
_UNKNOWN = ("", Text(nl="weet ik niet", en="I do not know"))
_KINDS = {
    "yes-no": "radio",
    "date": "date",
    "choice": "select",
    "water-board": "select",
    "amount": "number",
    "number": "number",
    "count": "number",
}
_EXAMPLES = {"amount": Text(nl="28.000 of 28000,50", en="28,000 or 28000.50"), "town": same("Utrecht")}


@dataclass(frozen=True, slots=True)
class Shown:
    """A group of fields. `folded`: it is not for everybody and nothing was typed in it. `counting`: the fields that ask
    how many, after which fields can be added."""

    title: Text
    only_if: Text | None
    fields: tuple[Field, ...]
    folded: bool
    counting: tuple[str, ...]
    name: str


def shown_groups(
    groups: tuple[Group, ...], typed: Mapping[str, str], errors: Errors, language: str
) -> tuple[Shown, ...]:
    """Every group with its fields."""
    return tuple(_group(one, typed, errors) for one in groups)


def _group(group: Group, typed: Mapping[str, str], errors: Errors) -> Shown:
    used = any(typed.get(one.key) or one.key in errors for one in group.entries)
    fields = tuple(field_of(one, typed, errors) for one in group.entries)
    counting = tuple(one.key for one in group.entries if one.sort == "count")
    return Shown(group.title, group.only_if, fields, group.only_if is not None and not used, counting, group.name)


def field_of(entry: Entry, typed: Mapping[str, str], errors: Errors, alone: bool = False) -> Field:
    """One question as a field; an empty field is a fact that is not known. Where it stands alone on a screen, a button
    says that instead."""
    yes_no = _YES_NO[:2] if alone else _YES_NO
    options = yes_no if entry.sort == "yes-no" else (_UNKNOWN, *entry.choices) if entry.choices else ()
    return Field(
        entry.key,
        entry.ask,
        _KINDS.get(entry.sort, "text"),
        typed.get(entry.key, ""),
        why=entry.why or "",
        example=_EXAMPLES.get(entry.sort, ""),
        error=errors.get(entry.key, ""),
        unit=same("euro") if entry.sort == "amount" else "",
        options=options,
        required=True,
    )


def day_fields(typed: Mapping[str, str], on: date, errors: Errors) -> tuple[Field, ...]:
    """For which day, and as known on which day."""
    return (
        Field(
            "dag",
            Text(nl="Voor welke dag?", en="For which day?"),
            "date",
            typed.get("dag", on.isoformat()),
            why=Text(nl="Wetten en bedragen veranderen.", en="Laws and figures change."),
            error=errors.get("dag", ""),
        ),
        Field(
            "bekend-op",
            Text(nl="Zoals bekend op", en="As known on"),
            "date",
            typed.get("bekend-op", ""),
            why=Text(
                nl="Laat leeg, tenzij u wilt zien wat eerder de uitkomst was.",
                en="Leave empty, unless you want to see what the outcome was earlier.",
            ),
            error=errors.get("bekend-op", ""),
            required=False,
        ),
    )
