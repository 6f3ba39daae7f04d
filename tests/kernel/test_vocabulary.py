# SPDX-License-Identifier: EUPL-1.2
"""One table of names; every field of every struct that travels has a row."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from stelsel import catalogue
from stelsel.kernel import vocabulary
from stelsel.kernel.values import Value


def structs(base: type = Value) -> Iterator[type]:
    """Every struct below Value that the product declares below its faces."""
    for one in base.__subclasses__():
        if one.__module__.startswith("stelsel.") and ".faces." not in one.__module__:
            yield one
        yield from structs(one)


def test_every_field_of_every_struct_has_a_row() -> None:
    assert catalogue.KINDS, "the catalogue declares the kinds"
    seen = set(structs())
    assert len(seen) > 10
    for struct in seen:
        for name, wire in zip(struct.__struct_fields__, struct.__struct_encode_fields__, strict=True):
            assert vocabulary.wire(name) == wire, f"{struct.__name__}.{name}"


def test_wire_names_are_unique_camel_case_and_lead_back() -> None:
    wires = [wire for wire, _ in vocabulary.TERMS.values()]
    assert len(set(wires)) == len(wires)
    assert all(re.fullmatch(r"[a-z][A-Za-z0-9]*", wire) for wire in wires)
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", english) for english in vocabulary.TERMS)
    assert all(vocabulary.FROM_WIRE[vocabulary.wire(english)] == english for english in vocabulary.TERMS)


def test_a_name_without_a_row_is_refused_where_it_is_declared() -> None:
    with pytest.raises(KeyError):
        type("Odd", (Value,), {"__annotations__": {"no_such_word": str}})


def test_a_table_that_names_a_word_twice_is_refused() -> None:
    with pytest.raises(AssertionError, match="twice"):
        vocabulary._read("a | x | y | z\na | b | c | d")
    with pytest.raises(AssertionError, match="share one wire name"):
        vocabulary._read("a | x | y | z\nb | x | c | d")
