# SPDX-License-Identifier: EUPL-1.2
"""The columns of a kind: one per scalar field, nested values as parent.child; lists of text stay lists, others are left
out."""

import types
import typing
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import msgspec
import polars as pl

from stelsel.kernel.kind import Kind


@dataclass(frozen=True)
class Column:
    """A column: its name, its polars type and how to read it from a body. Decimals become Float64: for filtering and
    sorting only, never for amounts that are shown."""

    name: str
    type: Any
    read: Callable[[Any], Any]


@cache
def columns(kind: Kind[Any]) -> tuple[Column, ...]:
    """The columns of a kind in the order of its fields."""
    return tuple(_columns(kind.body, "", lambda body: body))


def _columns(struct: type, prefix: str, outer: Callable[[Any], Any]) -> list[Column]:
    found: list[Column] = []
    hints = typing.get_type_hints(struct)
    for name in struct.__struct_fields__:  # type: ignore[attr-defined]
        inner = _plain(hints[name])
        read = _reader(outer, name)
        if isinstance(inner, type) and issubclass(inner, msgspec.Struct):
            found += _columns(inner, f"{prefix}{name}.", read)
        elif (dtype := _dtype(inner)) is not None:
            found.append(Column(prefix + name, dtype, _as_float(read) if inner is Decimal else read))
    return found


def _reader(outer: Callable[[Any], Any], name: str) -> Callable[[Any], Any]:
    def read(body: Any) -> Any:
        holder = outer(body)
        return None if holder is None else getattr(holder, name)

    return read


def _as_float(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def as_float(body: Any) -> float | None:
        value = read(body)
        return None if value is None else float(value)

    return as_float


def _plain(hint: Any) -> Any:
    """The type without None and Annotated."""
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        rest = [part for part in typing.get_args(hint) if part is not type(None)]
        return _plain(rest[0]) if len(rest) == 1 else hint
    if typing.get_origin(hint) is typing.Annotated:
        return _plain(typing.get_args(hint)[0])
    return hint


def _dtype(plain: Any) -> Any:
    if typing.get_origin(plain) is typing.Literal:
        held = {type(item) for item in typing.get_args(plain)}
        return _dtype(held.pop()) if len(held) == 1 else None
    if typing.get_origin(plain) is tuple and _dtype(_plain(typing.get_args(plain)[0])) == pl.String:
        return pl.List(pl.String)
    return {str: pl.String, int: pl.Int64, bool: pl.Boolean, Decimal: pl.Float64, date: pl.Date}.get(plain)
