# SPDX-License-Identifier: EUPL-1.2
"""`stelsel account` (people; `service` has those of machines) and `stelsel sign-in`: a first administrator, a role, and
how signing in is set up."""

import sys
from typing import Annotated

import typer

from stelsel.faces.cli import say, service
from stelsel.faces.cli.ends import End, Finished
from stelsel.faces.cli.publish import publisher_given
from stelsel.faces.cli.shared_options import As, Json, Lang, asker, language, open_node, spoken
from stelsel.faces.needs import needing

app = typer.Typer(help=spoken("Accounts van deze node.", "Accounts of this node."), no_args_is_help=True)
app.add_typer(service.app, name="service")

Account = Annotated[
    str, typer.Argument(metavar="ACCOUNT", help=spoken("Naam van het account.", "Name of the account."))
]
Role = Annotated[
    str,
    typer.Option(help=spoken("Rol: reader, publisher of administrator.", "Role: reader, publisher, administrator.")),
]


@app.command(
    "add",
    help=spoken(
        "Voeg een account toe; het wachtwoord komt van de invoer.", "Add an account; its password comes from the input."
    ),
)
@needing("manage-accounts")
def add(account: Account, publisher: As = "", role: Role = "reader", lang: Lang = "") -> None:
    """A local account with a role; one line of input is its first password."""
    open_node()
    from stelsel.node.identity import OPERATOR, accounts

    asker(publisher_given(publisher))
    password = sys.stdin.readline().rstrip("\r\n")
    accounts.add_account(OPERATOR, account, password, publisher, role)
    print(spoken(f"{account} is toegevoegd.", f"{account} was added."))


@app.command("role", help=spoken("Geef een account een rol.", "Give an account a role."))
@needing("manage-accounts")
def give_role(account: Account, publisher: As = "", role: Role = "reader", lang: Lang = "") -> None:
    """A role for an account that is there, such as one that signed in elsewhere."""
    open_node()
    from stelsel.node.identity import OPERATOR, accounts

    asker(publisher_given(publisher))
    accounts.give_role(OPERATOR, account, publisher, role)
    print(spoken(f"{account} heeft nu een rol bij {publisher}.", f"{account} now has a role at {publisher}."))


@app.command(
    "password-on",
    help=spoken(
        "Zet een wachtwoord dat de eigenaar uitzette, weer aan.",
        "Switch a password on again that its owner switched off.",
    ),
)
@needing("manage-accounts")
def password_on(account: Account, lang: Lang = "") -> None:
    """For who lost their passkeys; code 1 where the password was not off."""
    open_node()
    from django.contrib.auth import get_user_model

    from stelsel.node.identity import OPERATOR, passkeys

    user = get_user_model().objects.filter(username=account).first() if "\0" not in account else None
    if user is None or not passkeys.switch_password_on(user, OPERATOR.name):
        print(spoken(f"Van {account} staat geen wachtwoord uit.", f"No password of {account} is off."))
        raise Finished(End.NO)
    print(spoken(f"Het wachtwoord van {account} staat weer aan.", f"The password of {account} is on again."))


@needing("keep-node")
def sign_in(json: Json = False, lang: Lang = "") -> None:
    open_node()
    from stelsel.node.identity.check import check
    from stelsel.node.identity.provider import WIRE, providers

    lines, spoken_now = check(), language()
    if json:
        say.as_json(
            [
                {
                    "groep": WIRE[one.group],
                    "aanbieder": one.issuer,
                    "terugkeeradres": one.redirect_uri,
                    "bevindingen": [
                        {
                            "fout": line.weight == "wrong",
                            "code": line.finding.code,
                            "tekst": line.finding.line(spoken_now),
                        }
                        for line in lines
                        if line.provider == one
                    ],
                }
                for one in providers()
            ]
        )
    else:
        for one in providers():
            print(f"{WIRE[one.group]}: {one.issuer}\n  redirect_uri: {one.redirect_uri}\n  jwks_uri: {one.keys_uri}")
            for line in (line for line in lines if line.provider == one):
                print(f"  {_HOW[line.weight]} {line.finding.line(spoken_now)}")
        if not providers():
            print(
                spoken(
                    "Alleen lokale accounts: er is geen aanbieder ingesteld.",
                    "Only local accounts: no provider is set up.",
                )
            )
    if any(line.weight == "wrong" for line in lines):
        raise Finished(End.ENVIRONMENT)


_HOW = {"wrong": spoken("Fout:", "Wrong:"), "note": spoken("Let op:", "Note:")}

sign_in.__doc__ = spoken("Controleer hoe aanmelden is ingesteld.", "Check how signing in is set up.")
