# SPDX-License-Identifier: EUPL-1.2
"""A PostgreSQL database as a source: in one read-only transaction, which sees one moment, a piece is copied out at a
time.

A password comes from PGPASSWORD, ~/.pgpass or a service file, never from the command line, and is never shown.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text
from stelsel.node.population.columns import literal
from stelsel.node.population.duckdb_file import NO_TABLE, NO_TABLE_CURE
from stelsel.node.population.fault import Fault
from stelsel.node.population.ranged import needed, nobody
from stelsel.node.population.ranges import ranges, shares
from stelsel.node.population.source import Opened, Wanted

SECRETS = ("password", "sslpassword", "oauth_client_secret")
_SESSION = "SET default_transaction_read_only = on; SET DateStyle = ISO; SET statement_timeout = 0"
_WHOLE = ("int2", "int4", "int8")
_KINDS = {"int2": "BIGINT", "int4": "BIGINT", "int8": "BIGINT", "bool": "BOOLEAN", "float4": "DOUBLE",
          "float8": "DOUBLE", "numeric": "DOUBLE"}  # fmt: skip
"""PostgreSQL's type -> DuckDB's; every other one is read as text."""


@dataclass(frozen=True)
class Database:
    """An address (libpq's URI, or `service=NAME`) and the schema of the tables; else what the search path finds."""

    address: str = field(repr=False)
    schema: str = ""
    synthetic: bool = False
    on: date | None = None

    @contextmanager
    def opened(self, work: Path, wanted: Wanted, through: bool = False) -> Iterator[Opened]:
        """The tables and views that are asked, as they are at this moment."""
        with _connected(self.address) as connection:
            try:
                connection.execute(_SESSION)
                connection.execute("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                yield _Opened(connection, work, self.schema, wanted)
            except psycopg.Error as error:
                raise _failed(error) from None


def _connected(address: str) -> psycopg.Connection[Any]:
    """A connection. BadInput, which never repeats the address, where there is none."""
    try:
        given = conninfo_to_dict(address)
    except psycopg.ProgrammingError:  # whose text may hold a part of a password
        raise bad_input("population-database", "--people", _UNREADABLE, _UNREADABLE_CURE) from None
    if any(given.get(one) for one in SECRETS):
        raise bad_input("population-password", "--people", _PASSWORD, _PASSWORD_CURE)
    patience = {"connect_timeout": "10", "application_name": "stelsel", "client_encoding": "UTF8"}
    try:
        return psycopg.connect(make_conninfo(address, **{**patience, **given}), autocommit=True)
    except psycopg.Error as error:
        raise _failed(error) from None


def _failed(error: psycopg.Error) -> BadInput:
    """What the server or libpq says, without the rows that it may quote."""
    said = (error.diag.message_primary or str(error).strip().partition("\n")[0].removeprefix("connection failed: "))[
        :200
    ] or "?"
    return bad_input("population-database", "--people", _FAILED.fill(said=said), _FAILED_CURE)


class _Opened:
    """One transaction. `contents` says which database it is; what its pieces hold is known when they are read."""

    faults: tuple[Fault, ...] = ()

    def __init__(self, connection: psycopg.Connection[Any], work: Path, schema: str, wanted: Wanted) -> None:
        self._connection, self._work = connection, work
        self._tables = {name: found for name in wanted if (found := _Table.of(connection, schema, name, wanted[name]))}
        info = connection.info
        if "persons" not in self._tables:
            raise bad_input("population-persons", info.dbname, NO_TABLE, NO_TABLE_CURE.fill(some=_some(connection)))
        lacking = [one for one in self._tables.values() if "household" not in one.columns]
        if lacking:
            raise BadInput(*(needed(f"{one.name}.household", one.columns) for one in lacking))
        persons = self._tables["persons"]
        self.whole = persons.columns["household"] in _WHOLE
        (count,) = self._one(sql.SQL("SELECT count(*) FROM {table}").format(table=persons.place))
        if not count:
            raise nobody("persons")
        self._ranges = ranges(self._cuts(persons, shares(count)))
        self.pieces = len(self._ranges)
        self._digests: dict[int, str] = {}
        place = f"postgresql://{info.host}:{info.port}/{info.dbname}"
        self.contents = [(f"{place} {one.shown}", "") for one in self._tables.values()]

    def tables(self, base: Any, at: int) -> Mapping[str, str]:
        """Copies a piece out, each table into a file of its own that goes when the next one comes."""
        reads = {}
        digest = hashlib.sha256()
        for name, table in self._tables.items():
            file = self._work / f"{name}.csv"
            with file.open("wb") as opened:
                self._copy(table, at, digest, opened)
            reads[name] = table.read(file, self.whole)
        self._digests[at] = digest.hexdigest()
        return reads

    def files(self, at: int) -> Sequence[Path]:
        """None: a database is read."""
        return ()

    def digest(self, at: int) -> str:
        """The SHA-256 of the rows of a piece, in the order of their text."""
        if at not in self._digests:
            digest = hashlib.sha256()
            for table in self._tables.values():
                self._copy(table, at, digest, None)
            self._digests[at] = digest.hexdigest()
        return self._digests[at]

    def check(self) -> None:
        """Nothing: the transaction sees one moment."""

    def _copy(self, table: _Table, at: int, digest: Any, file: BinaryIO | None) -> None:
        digest.update(f"{table.name}\n".encode())
        with self._connection.cursor() as cursor, cursor.copy(table.rows(self._ranges[at].test, self.whole)) as rows:
            for row in rows:
                digest.update(row)
                if file is not None:
                    file.write(row)

    def _cuts(self, persons: _Table, some: list[float]) -> list[Any]:
        if not some:
            return []
        asked = sql.SQL("SELECT percentile_disc({some}::float8[]) WITHIN GROUP (ORDER BY {key}) FROM {table}")
        (found,) = self._one(asked.format(some=some, key=persons.key(self.whole), table=persons.place))
        return list(found or [])

    def _one(self, asked: sql.Composed) -> Any:
        return self._connection.execute(asked).fetchone()


@dataclass(frozen=True)
class _Table:
    """A table or view: where it stands and its columns with their types, of which `asked` are read."""

    name: str
    schema: str
    columns: Mapping[str, str]
    asked: tuple[str, ...]

    @classmethod
    def of(cls, connection: psycopg.Connection[Any], schema: str, name: str, wanted: frozenset[str]) -> _Table | None:
        """The table of this name; None where there is none."""
        place = sql.SQL(".").join(map(sql.Identifier, [schema, name] if schema else [name])).as_string(connection)
        found = connection.execute(
            "SELECT n.nspname, a.attname, t.typname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
            " JOIN pg_type t ON t.oid = a.atttypid WHERE c.oid = to_regclass(%s) ORDER BY a.attnum",
            [place],
        ).fetchall()
        if not found:
            return None
        columns = {row[1]: row[2] for row in found}
        return cls(name, found[0][0], columns, tuple(sorted(wanted & set(columns))))

    @property
    def shown(self) -> str:
        """Its name in full."""
        return f"{self.schema}.{self.name}"

    @property
    def place(self) -> sql.Identifier:
        """Its name for a query."""
        return sql.Identifier(self.schema, self.name)

    def key(self, whole: bool) -> sql.Composable:
        """The number of a household: a whole number, or text in the order of its bytes."""
        kind = self.columns["household"]
        if whole and kind in _WHOLE:
            return sql.SQL("household")
        if whole:
            return sql.SQL("CASE WHEN household::text ~ '^-?[0-9]{1,18}$' THEN household::text::bigint END")
        return sql.SQL('household::text COLLATE "C"')

    def rows(self, test: Any, whole: bool) -> sql.Composed:
        """The rows of a range of households as CSV, in one order."""
        key = self.key(whole)
        tested = test(key.as_string(None))
        cells: list[sql.Composable] = [sql.SQL("{} AS household").format(key)]
        cells += [sql.Identifier(one) for one in self.asked if one != "household"]
        return sql.SQL(
            'COPY (SELECT * FROM (SELECT {cells} FROM {table} WHERE {test}) o ORDER BY o::text COLLATE "C")'
            " TO STDOUT (FORMAT csv)"
        ).format(cells=sql.SQL(", ").join(cells), table=self.place, test=sql.SQL(tested or "TRUE"))

    def read(self, file: Path, whole: bool) -> str:
        """What reads the copy in DuckDB: cells as text, and from that their types; empty is what had no value."""
        names = ["household", *(one for one in self.asked if one != "household")]
        columns = ", ".join(f"'{one}': 'VARCHAR'" for one in names)
        kinds = {**{one: _KINDS.get(self.columns[one], "VARCHAR") for one in names}, "household": "BIGINT"}
        cells = ", ".join(
            f"TRY_CAST({one} AS {kinds[one]}) AS {one}" if kinds[one] != "VARCHAR" and (whole or one != "household")
            else one for one in names
        )  # fmt: skip
        return (
            f"(SELECT {cells} FROM read_csv({literal(file)}, columns={{{columns}}}, header=false, delim=',',"
            " quote='\"', escape='\"', nullstr='', allow_quoted_nulls=false, auto_detect=false))"
        )


def _some(connection: psycopg.Connection[Any]) -> str:
    found = connection.execute(
        "SELECT DISTINCT table_schema || '.' || table_name AS name FROM information_schema.tables"
        " WHERE table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY name LIMIT 20"
    ).fetchall()
    return ", ".join(row[0] for row in found)[:200] or "-"


_UNREADABLE = Text(nl="Dit adres van een database is niet te lezen.", en="This address of a database cannot be read.")
_UNREADABLE_CURE = Text(
    nl="Schrijf het als postgresql://gebruiker@host:5432/naam, of als service=NAAM.",
    en="Write it as postgresql://user@host:5432/name, or as service=NAME.",
)
_PASSWORD = Text(
    nl="In dit adres staat een wachtwoord; iedereen op deze machine kan een opdracht zien.",
    en="There is a password in this address; everyone on this machine can see a command.",
)
_PASSWORD_CURE = Text(
    nl="Laat het weg en zet het in PGPASSWORD of ~/.pgpass.", en="Leave it out and put it in PGPASSWORD or ~/.pgpass."
)
_FAILED = Text(nl="De database werkt niet mee: {said}.", en="The database does not cooperate: {said}.")
_FAILED_CURE = Text(
    nl="Controleer adres, gebruiker en rechten (SELECT); een wachtwoord komt uit PGPASSWORD of ~/.pgpass.",
    en="Check address, user and rights (SELECT); a password comes from PGPASSWORD or ~/.pgpass.",
)
