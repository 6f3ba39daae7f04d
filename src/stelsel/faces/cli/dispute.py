# SPDX-License-Identifier: EUPL-1.2
"""`stelsel dispute` and `stelsel answer`: say that an entry of another is wrong, and answer that."""

from typing import Annotated

import typer

from stelsel.faces.cli.correct import Id
from stelsel.faces.cli.publish import publisher_given, show_receipt
from stelsel.faces.cli.shared_options import As, Json, Lang, open_node, person, spoken
from stelsel.faces.needs import needing
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text

Wrong = Annotated[str, typer.Option("--why", help=spoken("Wat klopt er niet.", "What is wrong."))]
Reasons = Annotated[str, typer.Option("--why", help=spoken("De redenen.", "The reasons."))]


@needing("dispute")
def dispute(
    id: Id,
    publisher: As = "",
    why: Wrong = "",
    field: Annotated[str, typer.Option(help=spoken("Het veld, zoals in de API.", "The field, as in the API."))] = "",
    should_be: Annotated[str, typer.Option(help=spoken("Wat het moet zijn.", "What it should be."))] = "",
    audience: Annotated[
        str, typer.Option(help=spoken("Kring; anders die van de vermelding.", "Audience; else that of the entry."))
    ] = "",
    json: Json = False,
    lang: Lang = "",
) -> None:
    node = open_node()
    from stelsel.node import dispute_desk

    who = person(publisher_given(publisher))
    said = dispute_desk.Objection(why, field, should_be, audience)
    show_receipt(dispute_desk.dispute(node, node.book(who.asker), publisher, id, said, who), json)


@needing("answer-dispute")
def answer(
    id: Annotated[
        str, typer.Argument(help=spoken("Adres van de betwisting.", "Address of the dispute."), metavar="DISPUTE-ID")
    ],
    publisher: As = "",
    accept: Annotated[bool, typer.Option("--accept", help=spoken("De betwisting is terecht.", "It is right."))] = False,
    reject: Annotated[
        bool, typer.Option("--reject", help=spoken("De betwisting is niet terecht.", "It is not right."))
    ] = False,
    why: Reasons = "",
    json: Json = False,
    lang: Lang = "",
) -> None:
    node = open_node()
    from stelsel.node import dispute_desk

    if accept == reject:
        raise bad_input(
            "no-verdict",
            "--accept | --reject",
            Text(nl="Zeg of de betwisting terecht is.", en="Say whether the dispute is right."),
            Text(nl="Geef --accept of --reject, niet beide.", en="Give --accept or --reject, not both."),
        )
    who = person(publisher_given(publisher))
    verdict = dispute_desk.ACCEPTED if accept else dispute_desk.REJECTED
    show_receipt(dispute_desk.answer(node, node.book(who.asker), publisher, id, verdict, why, who), json)


dispute.__doc__ = spoken("Zeg dat een vermelding niet klopt.", "Say that an entry is wrong.")
answer.__doc__ = spoken("Beantwoord een betwisting van uw vermelding.", "Answer a dispute of your entry.")
