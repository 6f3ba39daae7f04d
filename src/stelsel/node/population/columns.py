# SPDX-License-Identifier: EUPL-1.2
"""Columns of the tables in DuckDB: their types, and names and texts as SQL has them."""

TYPES = {
    "amount": "BIGINT", "number": "BIGINT", "boolean": "BOOLEAN", "date": "DATE", "text": "VARCHAR",
    "list": "INTEGER", "there": "BOOLEAN",
}  # fmt: skip
"""DuckDB's type of each sort of column of a program."""
PROVINCE = "provincie"
PLACES = ("gemeente", PROVINCE, "waterschap")


def quoted(name: str) -> str:
    """The name of a column."""
    return '"' + name.replace('"', '""') + '"'


def literal(value: object) -> str:
    """A whole number, or text (a path too)."""
    return str(value) if isinstance(value, int) else "'" + str(value).replace("'", "''") + "'"
