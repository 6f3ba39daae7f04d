# SPDX-License-Identifier: EUPL-1.2
"""The address of a PostgreSQL database as one setting, read by libpq's own parser (PostgreSQL manual, "Connection
URIs").

Parameters behind the question mark are libpq's: sslmode, sslrootcert, connect_timeout and so on. A password that is not
in the address comes from PGPASSWORD, or from ~/.pgpass or the file that passfile names.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from stelsel.kernel.problem import Finding
from stelsel.kernel.text import Text
from stelsel.node.serve import Unavailable

SCHEMES = ("postgresql://", "postgres://")
EXAMPLE = "postgresql://user:password@host:5432/name?sslmode=verify-full"
_SESSION = {
    "synchronous_commit": "on",  # what is acknowledged is durable, whatever the server's default
    "lock_timeout": "30s",
    "statement_timeout": "300s",
    "idle_in_transaction_session_timeout": "600s",
}
"""How every connection of the node behaves."""
_PATIENCE = {"connect_timeout": "10", "tcp_user_timeout": "30000", "application_name": "stelsel"}
"""libpq parameters where the address says nothing else: seconds to connect, milliseconds without an answer."""


def database(address: str, setting: str = "STELSEL_DATABASE") -> dict[str, Any]:
    """Django's description of the database at this address. Unavailable, which never repeats the address, when it
    cannot be read."""
    given = _parts(address, setting)
    session = " ".join(f"-c {name}={value}" for name, value in _SESSION.items())
    options = {**_PATIENCE, **{name: value for name, value in given.items() if name not in _NAMED}}
    options["options"] = f"{session} {given.get('options', '')}".strip()
    return {
        "ENGINE": "stelsel.node.postgresql",
        **{theirs: str(given.get(ours) or "") for ours, theirs in _NAMED.items()},
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


_SHOWN = frozenset(
    "sslmode sslrootcert sslcert sslkey sslcrl ssl_min_protocol_version target_session_attrs connect_timeout "
    "channel_binding gssencmode passfile".split()
)
"""Parameters that hold no secret; without them a printed address could reach the same server less safely."""
_NAMED = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
"""libpq's name -> Django's."""


def _parts(address: str, setting: str) -> dict[str, Any]:
    from psycopg import ProgrammingError
    from psycopg.conninfo import conninfo_to_dict

    if not address.startswith(SCHEMES):
        raise _unreadable(
            setting,
            Text(
                nl="Dit is geen adres van een PostgreSQL-database.", en="This is no address of a PostgreSQL database."
            ),
        )
    try:
        found = conninfo_to_dict(address)
    except ProgrammingError:  # whose text may hold a part of the password
        why = Text(nl="Dit adres is niet te lezen.", en="This address cannot be read.")
        raise _unreadable(setting, why) from None
    for name, fits, why in _CHECKS:
        if not fits(str(found.get(name) or "")):
            raise _unreadable(setting, why)
    return found


def _is_port(text: str) -> bool:
    return all(one.isascii() and one.isdecimal() and 0 < int(one) < 65_536 for one in (text or "1").split(","))


_CHECKS: tuple[tuple[str, Callable[[str], bool], Text], ...] = (
    ("port", _is_port, Text(nl="De poort is geen getal van 1 tot 65535.", en="The port is no number from 1 to 65535.")),
    (
        "host",
        lambda text: "@" not in text,  # a password with a bare @, of which half would show as a host
        Text(nl="Er staat een @ te veel in dit adres.", en="There is one @ too many in this address."),
    ),
    (
        "dbname",
        lambda text: 0 < len(text) <= 63 and "@" not in text,
        Text(nl="De naam van de database ontbreekt of klopt niet.", en="The name of the database is missing or wrong."),
    ),
)


def _unreadable(setting: str, why: Text) -> Unavailable:
    cure = Text(
        nl=f"Schrijf het zo: {EXAMPLE}. Zet vreemde tekens in een wachtwoord om (@ wordt %40, / wordt %2F).",
        en=f"Write it like this: {EXAMPLE}. Encode special characters in a password (@ becomes %40, / becomes %2F).",
    )
    return Unavailable(Finding("database-address", setting, why, cure))


def shown(address: str) -> str:
    """An address as it may be shown: who, where, which database and how it is reached, without the password."""
    found = _parts(address, "")
    more = {name: str(one) for name, one in found.items() if name in _SHOWN and one}
    user, host, port = (str(found.get(name) or "") for name in ("user", "host", "port"))
    who = f"{user}{':***' if found.get('password') else ''}@" if user else ""
    asked = f"?{urlencode(more, safe='/')}" if more else ""
    return f"postgresql://{who}{host}{f':{port}' if port else ''}/{found['dbname']}{asked}"
