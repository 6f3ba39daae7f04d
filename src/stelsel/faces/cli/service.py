# SPDX-License-Identifier: EUPL-1.2
"""`stelsel account service`: accounts of machines and their keys."""

import sys
from datetime import date, timedelta
from typing import Annotated, Any

import typer

from stelsel.faces.cli import say
from stelsel.faces.cli.publish import publisher_given
from stelsel.faces.cli.shared_options import As, Json, Lang, asker, language, open_node, spoken
from stelsel.faces.needs import needing
from stelsel.kernel.text import Text

app = typer.Typer(help=spoken("Dienstaccounts: van systemen.", "Service accounts: of systems."), no_args_is_help=True)

Account = Annotated[
    str, typer.Argument(metavar="ACCOUNT", help=spoken("Naam van het dienstaccount.", "Name of the service account."))
]
KeyName = Annotated[str, typer.Option("--key", help=spoken("Waarvoor de sleutel is.", "What the key is for."))]
Until = Annotated[
    str, typer.Option("--until", help=spoken("Laatste dag; anders over 365 dagen.", "Last day; else in 365 days."))
]
_HEADINGS = (
    Text(nl="Account", en="Account"),
    Text(nl="Rol", en="Role"),
    Text(nl="Sleutel", en="Key"),
    Text(nl="Waarvoor", en="For what"),
    Text(nl="Laatste dag", en="Last day"),
    Text(nl="Laatst gebruikt", en="Last used"),
    Text(nl="Nu", en="Now"),
)
_STATES = {
    "holds": Text(nl="geldt", en="holds"),
    "expired": Text(nl="verlopen", en="expired"),
    "revoked": Text(nl="ingetrokken", en="revoked"),
}


@app.command(
    "add", help=spoken("Maak een dienstaccount; toont zijn sleutel.", "Make a service account; shows its key.")
)
@needing("manage-accounts")
def add(
    account: Account,
    publisher: As = "",
    role: Annotated[
        str, typer.Option(help=spoken("reader, publisher, administrator, provisioner.", "The role there."))
    ] = "reader",
    key: KeyName = "API",
    until: Until = "",
    json: Json = False,
    lang: Lang = "",
) -> None:
    """The account with its first key, which is shown once."""
    open_node()
    from stelsel.node.identity import OPERATOR, service

    asker(publisher_given(publisher))
    _shown(service.add(OPERATOR, publisher, account, role, _wish(key, until)), json)


@app.command("key", help=spoken("Maak nog een sleutel.", "Make another key."))
@needing("manage-accounts")
def another(account: Account, key: KeyName = "API", until: Until = "", json: Json = False, lang: Lang = "") -> None:
    """A second key, so that the first can be replaced; shown once."""
    open_node()
    from stelsel.node.identity import OPERATOR, service

    _shown(service.add_key(OPERATOR, account, _wish(key, until)), json)


@app.command("list", help=spoken("Toon dienstaccounts en sleutels.", "Show service accounts and keys."))
@needing("manage-accounts")
def list_(publisher: As = "", json: Json = False, lang: Lang = "") -> None:
    """The service accounts of a publisher, each with its keys."""
    open_node()
    from stelsel.node import clock
    from stelsel.node.identity import OPERATOR, service

    asker(publisher_given(publisher))
    today = clock.today()
    found = [_plain(member, key, today) for member, keys in service.accounts_of(OPERATOR, publisher) for key in keys]
    if json:
        say.as_json(found)
        return
    names = ("account", "rol", "sleutel", "waarvoor", "laatsteDag", "laatstGebruikt", "nu")
    rows = ([_said(name, one[name]) for name in names] for one in found)
    say.rows(_HEADINGS, (tuple(row) for row in rows))


@app.command("revoke", help=spoken("Trek een sleutel in.", "Revoke a key."))
@needing("manage-accounts")
def revoke(
    key: Annotated[str, typer.Argument(metavar="KEY-ID", help=spoken("Het deel na stl_.", "The part after stl_."))],
    lang: Lang = "",
) -> None:
    """From now on it no longer counts."""
    open_node()
    from stelsel.node.identity import OPERATOR, service

    service.revoke(OPERATOR, key)
    print(spoken(f"Sleutel {key} is ingetrokken.", f"Key {key} is revoked."))


@app.command("end", help=spoken("Hef een dienstaccount op.", "End a service account."))
@needing("manage-accounts")
def end(account: Account, lang: Lang = "") -> None:
    """Its keys no longer count, its role goes."""
    open_node()
    from stelsel.node.identity import OPERATOR, service

    service.end(OPERATOR, account)
    print(spoken(f"{account} is opgeheven.", f"{account} is ended."))


def _wish(name: str, until: str) -> Any:
    from stelsel.node import clock
    from stelsel.node.identity import service

    return service.Wish(name, until or (clock.today() + timedelta(days=365)).isoformat())


def _shown(key: str, json: bool) -> None:
    if json:
        say.as_json({"sleutel": key})
        return
    print(key)
    print(
        spoken("Bewaar hem nu: hij wordt nooit meer getoond.", "Keep it now: it is never shown again."), file=sys.stderr
    )


def _plain(member: Any, key: Any, today: date) -> dict[str, Any]:
    from stelsel.node.identity import service

    return {
        "account": member.user.get_username(),
        "rol": member.role,
        "sleutel": key.pk,
        "waarvoor": key.name,
        "laatsteDag": key.last_day,
        "laatstGebruikt": key.last_used,
        "gemaaktDoor": key.made_by,
        "nu": service.state(key, today),
    }


def _said(name: str, value: Any) -> str:
    if name == "nu":
        return _STATES[value].to(language())
    return "—" if value is None else str(value)
