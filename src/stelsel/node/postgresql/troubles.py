# SPDX-License-Identifier: EUPL-1.2
"""Why a PostgreSQL database cannot be used, as one line with its cure. No text here ever holds a password."""

from django.db import OperationalError

from stelsel.kernel.problem import Finding
from stelsel.kernel.text import Text

LEAST_VERSION = 15
_SETTING = "STELSEL_DATABASE"


class Unusable(OperationalError):
    """The database cannot be reached, does not let us in, or is no database for a node."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding
        super().__init__(finding.line("en"))


_CURES: tuple[tuple[str, str, Text, Text], ...] = (
    (
        "password",
        "database-password",
        Text(nl="Gebruiker of wachtwoord klopt niet", en="User or password is wrong"),
        Text(
            nl="Controleer beide in STELSEL_DATABASE, PGPASSWORD of ~/.pgpass; in het adres wordt @ %40 en / %2F.",
            en="Check both in STELSEL_DATABASE, PGPASSWORD or ~/.pgpass; in the address @ becomes %40 and / %2F.",
        ),
    ),
    (
        "pg_hba.conf",
        "database-not-let-in",
        Text(nl="De server laat deze gebruiker van hier niet toe", en="The server does not let this user in from here"),
        Text(
            nl="Vraag de beheerder van de server om een regel in pg_hba.conf, of zet sslmode=require in het adres.",
            en="Ask the administrator of the server for a line in pg_hba.conf, or put sslmode=require in the address.",
        ),
    ),
    (
        "certificate",
        "database-certificate",
        Text(nl="Het certificaat van de server klopt niet", en="The certificate of the server is not right"),
        Text(
            nl="Zet sslrootcert op het bestand van de CA, en noem in het adres de naam die in het certificaat staat.",
            en="Point sslrootcert at the file of the CA, and name in the address the host that the certificate names.",
        ),
    ),
    (
        "ssl",
        "database-tls",
        Text(nl="De versleutelde verbinding lukt niet", en="The encrypted connection does not work"),
        Text(
            nl="Zet TLS aan op de server (ssl = on), of kies een andere sslmode in het adres.",
            en="Turn TLS on at the server (ssl = on), or choose another sslmode in the address.",
        ),
    ),
    (
        "does not exist",
        "database-missing",
        Text(nl="De database of de gebruiker is er niet", en="The database or the user is not there"),
        Text(
            nl="Maak beide op de server: createuser --pwprompt stelsel; createdb --owner stelsel stelsel",
            en="Make both at the server: createuser --pwprompt stelsel; createdb --owner stelsel stelsel",
        ),
    ),
    (
        "permission denied",
        "database-rights",
        Text(nl="Deze gebruiker mag deze database niet gebruiken", en="This user may not use this database"),
        Text(
            nl="Maak hem eigenaar: ALTER DATABASE stelsel OWNER TO stelsel;",
            en="Make it the owner: ALTER DATABASE stelsel OWNER TO stelsel;",
        ),
    ),
    (
        "too many",
        "database-full-house",
        Text(nl="De server heeft geen verbinding meer vrij", en="The server has no connection left"),
        Text(
            nl="Verhoog max_connections, of sluit wat verbindingen openhoudt, en probeer het opnieuw.",
            en="Raise max_connections, or close what keeps connections open, and try again.",
        ),
    ),
    (
        "starting up",
        "database-starting",
        Text(nl="De server start nog", en="The server is still starting"),
        Text(nl="Wacht even en probeer het opnieuw.", en="Wait a moment and try again."),
    ),
)
"""What the server or libpq says (small letters), code, what, cure; the first that fits counts."""
_UNREACHABLE = (
    Text(nl="De databaseserver antwoordt niet", en="The database server does not answer"),
    Text(
        nl="Controleer host en poort in STELSEL_DATABASE, en of de server draait (pg_isready -h HOST -p POORT).",
        en="Check host and port in STELSEL_DATABASE, and whether the server runs (pg_isready -h HOST -p PORT).",
    ),
)


def not_connected(said: str, place: str = _SETTING) -> Unusable:
    """What to say where connecting failed and libpq said this."""
    first = said.strip().partition("\n")[0].removeprefix("connection failed: ").strip() or "?"
    low = said.lower()
    for sign, code, what, cure in _CURES:
        if sign in low:
            return Unusable(_finding(code, place, what, first, cure))
    return Unusable(_finding("database-unreachable", place, _UNREACHABLE[0], first, _UNREACHABLE[1]))


def too_old(version: int, place: str = _SETTING) -> Unusable:
    """What to say of a server of this version (150003: 15.3)."""
    what = Text(
        nl=f"Deze server is PostgreSQL {version // 10_000}, en {LEAST_VERSION} of nieuwer is nodig.",
        en=f"This server is PostgreSQL {version // 10_000}, and {LEAST_VERSION} or newer is needed.",
    )
    cure = Text(
        nl="Werk de server bij (pg_upgrade), of wijs een nieuwere aan in STELSEL_DATABASE.",
        en="Upgrade the server (pg_upgrade), or name a newer one in STELSEL_DATABASE.",
    )
    return Unusable(Finding("database-too-old", place, what, cure))


def not_utf8(encoding: str, place: str = _SETTING) -> Unusable:
    """What to say of a database that cannot hold every character."""
    what = Text(
        nl=f"Deze database bewaart tekst als {encoding}; dat moet UTF8 zijn.",
        en=f"This database keeps text as {encoding}; that must be UTF8.",
    )
    cure = Text(
        nl="Maak een andere: createdb --owner stelsel --encoding UTF8 --template template0 stelsel",
        en="Make another: createdb --owner stelsel --encoding UTF8 --template template0 stelsel",
    )
    return Unusable(Finding("database-encoding", place, what, cure))


def _finding(code: str, place: str, what: Text, said: str, cure: Text) -> Finding:
    return Finding(code, place, Text(nl=f"{what.nl} ({said}).", en=f"{what.en} ({said})."), cure)
