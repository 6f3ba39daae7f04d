# SPDX-License-Identifier: EUPL-1.2
"""What the question asks for: words, what to do with the data, and facets."""

from typing import Annotated

import msgspec

from stelsel.kernel.kind import about
from stelsel.kernel.values import Value
from stelsel.priorities.data.policy import Purpose


class Inputs(Value, frozen=True):
    """Words to search for (none finds everything) and facets, each one value out of the answer's facets: part of the
    publisher's name, the code or words of an EU theme, the name or address of a licence, a format code, a country.
    `dataset` is the address of one entry to explain."""

    query: Annotated[str, msgspec.Meta(max_length=200)] = ""
    purpose: Purpose = "reuse"
    publisher_name: Annotated[str, msgspec.Meta(max_length=200)] | None = None
    theme: Annotated[str, msgspec.Meta(max_length=200)] | None = None
    license: Annotated[str, msgspec.Meta(max_length=500)] | None = None
    format: Annotated[str, msgspec.Meta(max_length=100)] | None = None
    country: Annotated[str, msgspec.Meta(pattern="^[A-Z]{2}$")] | None = None
    dataset: Annotated[str, msgspec.Meta(max_length=250)] | None = None
    include_samples: bool = True
    limit: Annotated[int, about(unit="hits", ge=1, le=200)] = 20
