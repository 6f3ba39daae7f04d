# SPDX-License-Identifier: EUPL-1.2
"""`stelsel agreement end`: end the signature of a party under an agreement, on the mandate of an account."""

from typing import Annotated

import typer

from stelsel.faces.cli import say
from stelsel.faces.cli.publish import publisher_given
from stelsel.faces.cli.shared_options import As, Json, Lang, asker, language, open_node, spoken
from stelsel.faces.needs import needing
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text


@needing("sign-agreement")
def end(
    address: Annotated[
        str, typer.Argument(metavar="ADDRESS", help=spoken("Adres van een afspraak.", "Address of an agreement."))
    ],
    publisher: As = "",
    account: Annotated[
        str,
        typer.Option(
            metavar="ACCOUNT", help=spoken("Wie dit besloot, met een mandaat.", "Who decided this, with a mandate.")
        ),
    ] = "",
    first_day: Annotated[
        str,
        typer.Option("--from", metavar="DATE", help=spoken("Eerste dag zonder afspraak.", "First day without it.")),
    ] = "",
    why: Annotated[str, typer.Option(help=spoken("De redenen.", "The reasons."))] = "",
    json: Json = False,
    lang: Lang = "",
) -> None:
    from stelsel.kernel.ids import entry_id

    entry_id(address, "ADDRESS")
    node = open_node()
    asker(publisher_given(publisher))
    from stelsel.node import clock, signatures
    from stelsel.node.tasks import account as person_named
    from stelsel.nouns.agreement import agreement_standing

    who = person_named(account)
    if who is None:
        raise bad_input("no-account", "--account", *_NOBODY)
    receipt = signatures.end(node, who, address, signatures.Notice(publisher, why, first_day))
    found = agreement_standing(node.book(who.asker), address, clock.today())
    told = [one.text for one in found.end_reasons if one.ref is not None and one.ref.id == receipt.id]
    if json:
        plain = {"signature": receipt.id, "log": receipt.origin, "index": receipt.index, "state": found.state}
        say.as_json({**plain, "reasons": [one.to(language()) for one in told]})
        return
    for one in told:
        print(one.to(language()))
    print(receipt.id)


def add(app: typer.Typer) -> None:
    """Adds this command to the group of agreements."""
    app.command("end")(end)


end.__doc__ = spoken(
    "Zeg een afspraak op die uw organisatie tekende.", "End an agreement that your organisation signed."
)
_NOBODY = (
    Text(nl="Er is geen account met deze naam.", en="There is no account of this name."),
    Text(
        nl="Noem het account met het mandaat: --account NAAM.", en="Name the account with the mandate: --account NAME."
    ),
)
