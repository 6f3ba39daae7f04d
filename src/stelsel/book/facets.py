# SPDX-License-Identifier: EUPL-1.2
"""Filters and counts of a facet, on a column of single values or of lists of text (then element by element)."""

from collections.abc import Sequence

import polars as pl


def facet_filter(frame: pl.DataFrame, name: str, wanted: Sequence[str]) -> pl.Expr:
    """The rows of which a value is one of `wanted`, capitals or not; a row without a value is not one of them."""
    texts = [value.lower() for value in wanted]
    if isinstance(frame.schema[name], pl.List):
        held = pl.col(name).list.eval(pl.element().cast(pl.String).str.to_lowercase().is_in(texts)).list.any()
    else:
        held = pl.col(name).cast(pl.String).str.to_lowercase().is_in(texts)
    return held.fill_null(False)


def facet_counts(frame: pl.DataFrame, name: str, most: int) -> list[tuple[str, int]]:
    """The values of a facet with the number of rows that hold them, most first, then by value; at most `most`."""
    values = frame.select("_id", value=pl.col(name))
    if isinstance(frame.schema[name], pl.List):
        values = values.explode("value")
    values = values.with_columns(pl.col("value").cast(pl.String)).drop_nulls().unique()
    counts = values.group_by("value").len().sort(["len", "value"], descending=[True, False])
    return [(value, count) for value, count in counts.head(most).iter_rows()]
