# SPDX-License-Identifier: EUPL-1.2
"""What is different between two versions of an agreement, line by line, and whether one asks more than the other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from stelsel.kernel.time import Period
from stelsel.nouns.agreement import Agreement

_KEYS: Mapping[str, tuple[str, ...]] = {
    "agreement_parties": ("organisation", "party_role"),
    "legal_bases": ("law_identifier", "article"),
    "agreed_fields": ("field_name",),
    "permissions": ("rule_id",),
    "prohibitions": ("rule_id",),
    "duties": ("rule_id",),
    "attributes": ("attribute_name",),
    "agreed_concepts": ("concept",),
    "own_terms": ("attribute_name", "own_term"),
    "shapes": ("target_class", "property_path"),
    "measures": ("rule_id", "enforced_by", "field_name"),
}
"""Part with several lines -> what tells its lines apart."""
_RULES = (
    "default_outcome", "permissions", "prohibitions", "duties", "attributes", "agreed_concepts", "own_terms", "refines",
)  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """One line that differs: the English name of the field of an agreement, which line of it (empty: the field has one
    value), and what it was and became (empty: not there)."""

    field: str
    line: str
    was: str
    becomes: str


def differences(old: Agreement, new: Agreement) -> tuple[Difference, ...]:
    """Every line that differs, in the order of the fields of an agreement; none when both say the same."""
    return tuple(one for field in msgspec.structs.fields(Agreement) for one in _in_field(field.name, old, new))


def asks_more(old: Agreement, new: Agreement) -> bool:
    """Whether the new version needs a look of the gatekeeper again: another purpose, basis or period, other rules, or a
    field that was not there. Fields that go away, and their reasons, ask no more."""
    if old.sharing_purpose.split() != new.sharing_purpose.split() or set(new.legal_bases) != set(old.legal_bases):
        return True
    if any(getattr(old, name) != getattr(new, name) for name in _RULES) or not _within(new.valid, old.valid):
        return True
    before = {(one.field_name, one.from_dataset, one.json_path) for one in old.agreed_fields}
    return any((one.field_name, one.from_dataset, one.json_path) not in before for one in new.agreed_fields)


def _within(new: Period, old: Period) -> bool:
    begins = old.start is None or (new.start is not None and new.start >= old.start)
    ends = old.end is None or (new.end is not None and new.end <= old.end)
    return begins and ends


def _in_field(name: str, old: Agreement, new: Agreement) -> Iterator[Difference]:
    before, after = getattr(old, name), getattr(new, name)
    if before == after:
        return
    if name not in _KEYS:
        yield Difference(name, "", _said(before), _said(after))
        return
    was, becomes = _lines(name, before), _lines(name, after)
    for line in (*was, *(one for one in becomes if one not in was)):
        if was.get(line) != becomes.get(line):
            yield Difference(name, line, was.get(line, ""), becomes.get(line, ""))


def _lines(name: str, values: Sequence[Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in values:
        key = " ".join(str(getattr(one, part) or "") for part in _KEYS[name]).strip()
        found[key] = f"{found[key]}; {_said(one)}" if key in found else _said(one)
    return found


def _said(value: Any) -> str:
    if isinstance(value, Period):
        return f"{value.start or '…'} – {value.end or '…'}" if value != Period() else ""
    if isinstance(value, msgspec.Struct):
        parts = (_said(getattr(value, one.name)) for one in msgspec.structs.fields(type(value)))
        return " | ".join(part for part in parts if part)
    if isinstance(value, tuple):
        return ", ".join(_said(one) for one in value)
    if value is None or value is False:
        return ""
    return "✓" if value is True else str(value)
