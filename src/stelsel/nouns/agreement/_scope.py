# SPDX-License-Identifier: EUPL-1.2
"""Is a delivery within what was agreed? The fields of an API's schema or of a sample beside the agreed fields.

A field of a delivery has a place, a JSON Pointer (RFC 6901) with `-` for each item of a list. It is agreed when its
place, or without a place its name, is that of an agreed field, or when it lies inside one. Groups that only hold other
fields are no fields. What is open (a free form, a part that cannot be read) is unknown and never passes for good.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from stelsel.nouns.agreement._body import Agreement
from stelsel.nouns.agreement._parts import AgreedField

ScopeVerdict = Literal["within", "outside", "unknown"]


@dataclass(frozen=True, order=True)
class Delivered:
    """A field in a delivery: its place, its name, whether it is always there, whether anything may be in it, and
    whether it was seen to lack (in a sample; a schema only says that it may)."""

    place: str
    always: bool = False
    open: bool = False
    lacks: bool = False

    @property
    def name(self) -> str:
        """The last part of its place that is no item."""
        parts = [one for one in self.place.split("/") if one and one != "-"]
        return parts[-1].replace("~1", "/").replace("~0", "~") if parts else ""


@dataclass(frozen=True)
class Scope:
    """What is delivered and not agreed (`too_much`), agreed as mandatory and not delivered (`missing`), or not in every
    record of a sample (`lacking`), mandatory and optional in a schema (`sometimes`), agreed and delivered (`agreed`:
    field and place), agreed, not mandatory and not delivered (`absent`), and where anything may be (`open`)."""

    too_much: tuple[Delivered, ...]
    missing: tuple[AgreedField, ...]
    sometimes: tuple[tuple[AgreedField, str], ...]
    agreed: tuple[tuple[AgreedField, str], ...]
    open: tuple[str, ...]
    lacking: tuple[tuple[AgreedField, str], ...] = ()
    absent: tuple[AgreedField, ...] = ()

    @property
    def verdict(self) -> ScopeVerdict:
        """Outside when there is too much or something mandatory is missing, be it once; else unknown where anything may
        be or a mandatory field may lack; else within."""
        if self.too_much or self.missing or self.lacking:
            return "outside"
        return "unknown" if self.open or self.sometimes else "within"


def scope(body: Agreement, delivered: Iterable[Delivered]) -> Scope:
    """A delivery beside the agreed fields."""
    too_much: list[Delivered] = []
    agreed: list[tuple[AgreedField, str]] = []
    sometimes: list[tuple[AgreedField, str]] = []
    lacking: list[tuple[AgreedField, str]] = []
    open_: list[str] = []
    for one in sorted(set(delivered)):
        field = _agreed(body, one)
        if one.open:
            open_.append(one.place or "/")
        if field is None:
            if not one.open:
                too_much.append(one)
            continue
        agreed.append((field, one.place))
        if field.mandatory_field and not one.always:
            (lacking if one.lacks else sometimes).append((field, one.place))
    there = {field.field_name for field, _ in agreed}
    not_there = [one for one in body.agreed_fields if one.field_name not in there]
    missing = tuple(one for one in not_there if one.mandatory_field)
    absent = tuple(one for one in not_there if not one.mandatory_field)
    return Scope(tuple(too_much), missing, tuple(sometimes), tuple(agreed), tuple(open_), tuple(lacking), absent)


def _in_record(place: str) -> str:
    """A place within one record: a delivery may be one record or a list of them."""
    return place.removeprefix("/-")


def _agreed(body: Agreement, one: Delivered) -> AgreedField | None:
    for field in body.agreed_fields:
        if field.json_path is not None:
            place, here = _in_record(field.json_path.rstrip("/")), _in_record(one.place)
            if here == place or here.startswith(f"{place}/"):
                return field
        elif one.name == field.field_name or f"/{field.field_name}/" in f"{one.place}/":
            return field
    return None
