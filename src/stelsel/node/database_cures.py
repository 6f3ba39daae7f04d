# SPDX-License-Identifier: EUPL-1.2
"""What to do about an error of the database, SQLite or PostgreSQL (its appendix A, error codes)."""

from django.db import connection

from stelsel.kernel.text import Text
from stelsel.node.database_care import REBUILD, damaged

_DISK = Text(
    nl="Maak ruimte vrij en geef de opdracht opnieuw; wat al was vastgelegd, staat er.",
    en="Free some space and give the command again; what was recorded stands.",
)
_HOME = Text(nl="Controleer de map van deze node (--at-home).", en="Check the folder of this node (--at-home).")
_SERVER = Text(
    nl="Kijk in het logboek van de databaseserver en probeer het opnieuw.",
    en="Look in the log of the database server and try again.",
)
_BUSY = Text(
    nl="De database is bezet of antwoordt te laat: probeer het opnieuw.",
    en="The database is busy or answers too late: try again.",
)
_BY_STATE = {
    "42P01": Text(nl="Maak de tabellen met: stelsel init", en="Make the tables with: stelsel init"),
    "42501": Text(
        nl="Maak de gebruiker eigenaar van de database: ALTER DATABASE naam OWNER TO gebruiker;",
        en="Make the user owner of the database: ALTER DATABASE name OWNER TO user;",
    ),
    "25006": Text(
        nl="Dit is een kopie waarin niet geschreven wordt: wijs in STELSEL_DATABASE de hoofdserver aan.",
        en="This is a copy that cannot be written: name the primary server in STELSEL_DATABASE.",
    ),
    "53100": _DISK,
    "55P03": _BUSY,
    "57014": _BUSY,
    "40P01": _BUSY,
}


def cure_of(error: BaseException) -> Text:
    """What to do about this error."""
    if connection.vendor != "sqlite":
        return _BY_STATE.get(_state(error), _SERVER)
    return REBUILD if damaged(error) else _DISK if "full" in str(error) else _HOME


def _state(error: BaseException | None) -> str:
    """The five characters of the first error of PostgreSQL behind this one; empty when there is none."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if state := getattr(error, "sqlstate", None):
            return str(state)
        error = error.__cause__ or error.__context__
    return ""
