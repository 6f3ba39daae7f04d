# SPDX-License-Identifier: EUPL-1.2
"""`stelsel mandate`: who may bind a publisher to what: list, grant, revoke, and ask whether somebody may."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Annotated

import typer

from stelsel.faces.cli import say
from stelsel.faces.cli.ends import End, Finished
from stelsel.faces.cli.publish import publisher_given
from stelsel.faces.cli.shared_options import As, Json, Lang, asker, language, open_node, spoken
from stelsel.faces.needs import needing
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text

if TYPE_CHECKING:
    from stelsel.node.models import Mandate

app = typer.Typer(help=spoken("Mandaten van een uitgever.", "Mandates of a publisher."), no_args_is_help=True)

Account = Annotated[
    str, typer.Argument(metavar="ACCOUNT", help=spoken("Naam van het account.", "Name of the account."))
]
Operation = Annotated[str, typer.Option(help=spoken("Handeling; leeg: elke.", "Operation; empty: any."))]
KindName = Annotated[str, typer.Option("--kind", help=spoken("Soort; leeg: elke.", "Kind; empty: any."))]
_HEADINGS = (
    Text(nl="Nummer", en="Number"),
    Text(nl="Account", en="Account"),
    Text(nl="Waarvoor", en="For what"),
    Text(nl="Vanaf", en="From"),
    Text(nl="Tot en met", en="Until"),
    Text(nl="Gegeven door", en="Granted by"),
    Text(nl="Nu", en="Now"),
)
_STATES = {
    "holds": Text(nl="geldt", en="holds"),
    "later": Text(nl="begint later", en="begins later"),
    "over": Text(nl="voorbij", en="over"),
    "revoked": Text(nl="ingetrokken", en="revoked"),
}


@app.command("list", help=spoken("Toon de mandaten.", "Show the mandates."))
@needing("grant-mandate")
def list_(publisher: As = "", json: Json = False, lang: Lang = "") -> None:
    """Every mandate of a publisher, the newest first."""
    open_node()
    from stelsel.node import clock, mandates
    from stelsel.node.identity import OPERATOR

    asker(publisher_given(publisher))
    found = mandates.mandates_of(OPERATOR, publisher)
    if json:
        say.as_json([_plain(one) for one in found])
        return
    today = clock.today()
    say.rows(
        _HEADINGS,
        (
            (
                str(one.pk),
                one.user.get_username(),
                mandates.words(one).to(language()),
                one.start.isoformat(),
                one.end.isoformat() if one.end else "—",
                one.granted_by,
                _STATES[mandates.state(one, today)].to(language()),
            )
            for one in found
        ),
    )


@app.command("grant", help=spoken("Geef een mandaat.", "Grant a mandate."))
@needing("grant-mandate")
def grant(  # noqa: PLR0913, PLR0917 - each is an option
    account: Account,
    publisher: As = "",
    operation: Operation = "",
    kind: KindName = "",
    limit_eur: Annotated[str, typer.Option(help=spoken("Grens in euro's.", "Limit in euros."))] = "",
    start: Annotated[str, typer.Option("--from", help=spoken("Eerste dag.", "First day."))] = "",
    end: Annotated[str, typer.Option("--until", help=spoken("Laatste dag.", "Last day."))] = "",
    json: Json = False,
    lang: Lang = "",
) -> None:
    """A mandate for an account with a role at the publisher."""
    open_node()
    from stelsel.catalogue import KINDS
    from stelsel.node import mandates
    from stelsel.node.identity import OPERATOR

    asker(publisher_given(publisher))
    wish = mandates.Wish(account, operation, kind, limit_eur, start, end)
    made = mandates.grant(OPERATOR, publisher, wish, set(KINDS))
    if json:
        say.as_json(_plain(made))
        return
    print(spoken(f"Mandaat {made.pk}: {mandates.words(made).nl}.", f"Mandate {made.pk}: {mandates.words(made).en}."))


@app.command("revoke", help=spoken("Trek een mandaat in.", "Revoke a mandate."))
@needing("grant-mandate")
def revoke(
    number: Annotated[int, typer.Argument(metavar="NUMBER", min=1, help=spoken("Nummer.", "Number."))],
    json: Json = False,
    lang: Lang = "",
) -> None:
    """From today on it no longer holds."""
    open_node()
    from stelsel.node import mandates
    from stelsel.node.identity import OPERATOR

    found = mandates.revoke(OPERATOR, number)
    if json:
        say.as_json(_plain(found))
        return
    print(spoken(f"Mandaat {number} is ingetrokken.", f"Mandate {number} is revoked."))


@app.command("check", help=spoken("Mag dit account dit?", "May this account do this?"))
@needing("grant-mandate")
def check(
    account: Account,
    publisher: As = "",
    operation: Operation = "",
    kind: KindName = "",
    amount_eur: Annotated[str, typer.Option(help=spoken("Bedrag in euro's.", "Amount in euros."))] = "",
    on_day: Annotated[str, typer.Option("--on", help=spoken("Dag; anders vandaag.", "Day; else today."))] = "",
    json: Json = False,
    lang: Lang = "",
) -> None:
    """The verdict with its reasons; exit code 1 where it is no."""
    open_node()
    from django.contrib.auth import get_user_model

    from stelsel.kernel.time import day
    from stelsel.node import clock, mandates
    from stelsel.node.identity import NOBODY, person_for

    asker(publisher_given(publisher))
    user = get_user_model().objects.filter(username=account).first()
    person = person_for(user) if user else NOBODY
    when: date = day(on_day, "--on") if on_day else clock.today()
    verdict = mandates.mandated(person, publisher, mandates.Act(operation, kind, _amount(amount_eur)), when)
    if json:
        say.as_json(
            {"mandaat": verdict.mandate, "geldt": verdict.holds, "redenen": [_told(one) for one in verdict.reasons]}
        )
    else:
        print(spoken("Ja." if verdict.holds else "Nee.", "Yes." if verdict.holds else "No."))
        for one in verdict.reasons:
            print(f"  {_told(one)}")
    if not verdict.holds:
        raise Finished(End.NO)


def _told(reason: Text) -> str:
    return reason.to(language())


def _amount(text: str) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        raise bad_input(
            "amount",
            "--amount-eur",
            Text(nl=f"“{text[:20]}” is geen bedrag.", en=f"“{text[:20]}” is no amount."),
            Text(nl="Schrijf bijvoorbeeld 25000.", en="Write for instance 25000."),
        ) from None


def _plain(one: "Mandate") -> dict[str, object]:
    return {
        "nummer": one.pk,
        "account": one.user.get_username(),
        "uitgever": one.publisher,
        "handeling": one.operation or None,
        "soort": one.kind or None,
        "grensEur": one.limit_eur,
        "vanaf": one.start,
        "totEnMet": one.end,
        "gegevenDoor": one.granted_by,
        "ingetrokkenOp": one.revoked_on,
    }
