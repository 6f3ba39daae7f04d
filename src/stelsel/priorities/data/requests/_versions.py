# SPDX-License-Identifier: EUPL-1.2
"""What is different between two versions of an agreement, line by line, and whether one asks more than the other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from stelsel.kernel.text import Text
from stelsel.kernel.time import Period
from stelsel.kernel.vocabulary import words
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
    "default_outcome", "permissions", "prohibitions", "duties", "attributes", "agreed_concepts", "own_terms", "shapes",
    "measures", "refines", "supersedes",
)  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """One line that differs: the English name of the field of an agreement, which line of it (empty: the field has one
    value), and what it was and became (None: not there)."""

    field: str
    line: str
    was: Text | None
    becomes: Text | None


def differences(old: Agreement, new: Agreement) -> tuple[Difference, ...]:
    """Every line that differs, in the order of the fields of an agreement; none when both say the same."""
    return tuple(one for field in msgspec.structs.fields(Agreement) for one in _in_field(field.name, old, new))


def asks_more(old: Agreement, new: Agreement) -> bool:
    """Whether the new version needs a look of the gatekeeper again: another purpose, basis or period, other rules or
    measures, a field that was not there, or another reason for one. Fields that go away ask no more."""
    if old.sharing_purpose.split() != new.sharing_purpose.split() or set(new.legal_bases) != set(old.legal_bases):
        return True
    if any(_held(getattr(old, name)) != _held(getattr(new, name)) for name in _RULES):
        return True
    return not _within(new.valid, old.valid) or not set(new.agreed_fields) <= set(old.agreed_fields)


def _held(value: Any) -> Any:
    """A value to compare by; the order of lines says nothing."""
    return frozenset(value) if isinstance(value, tuple) else value


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
            yield Difference(name, line, _all(was.get(line, ())), _all(becomes.get(line, ())))


def _lines(name: str, values: Sequence[Any]) -> dict[str, tuple[Any, ...]]:
    """The values by what tells them apart."""
    found: dict[str, tuple[Any, ...]] = {}
    for one in values:
        key = " ".join(str(getattr(one, part) or "") for part in _KEYS[name]).strip()
        found[key] = (*found.get(key, ()), one)
    return found


def _all(values: Sequence[Any]) -> Text | None:
    said = [text for text in map(_said, values) if text]
    return Text(nl="; ".join(one.nl for one in said), en="; ".join(one.en for one in said)) if said else None


def _said(value: Any) -> Text | None:
    """A value in words, each part under its name, so that what moved from one part to another shows."""
    if isinstance(value, msgspec.Struct):
        parts = [(words(one.name), _said(getattr(value, one.name))) for one in msgspec.structs.fields(type(value))]
        said = [(name, text) for name, text in parts if text]
        nl = " | ".join(f"{name.nl}: {text.nl}" for name, text in said)
        return Text(nl=nl, en=" | ".join(f"{name.en}: {text.en}" for name, text in said)) if said else None
    if isinstance(value, tuple):
        return _all(value)
    if value in (None, False, ""):
        return None
    return Text(nl="ja", en="yes") if value is True else Text(nl=str(value), en=str(value))
