# SPDX-License-Identifier: EUPL-1.2
"""`stelsel retention`: what may be destroyed today, and destroying it with a reason."""

from typing import TYPE_CHECKING, Annotated

import typer

from stelsel.faces.cli import say
from stelsel.faces.cli.correct import Why
from stelsel.faces.cli.publish import publisher_given
from stelsel.faces.cli.shared_options import As, Json, Lang, asker, language, open_node, person, spoken
from stelsel.faces.needs import needing
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text, number
from stelsel.register.log import Receipt

if TYPE_CHECKING:
    from stelsel.node.retention import Due

Erase = Annotated[
    bool,
    typer.Option(
        "--erase", help=spoken("Wis wat weg mag; noem uzelf en de reden.", "Erase what may go; say who, why.")
    ),
]
_WHY = {
    "withdrawn": Text(nl="ingetrokken", en="withdrawn"),
    "superseded": Text(nl="vervangen versies", en="superseded revisions"),
    "past-its-day": Text(nl="bewaardag voorbij", en="past its day"),
}
_HEADINGS = (
    Text(nl="Adres", en="Address"),
    Text(nl="Kring", en="Audience"),
    Text(nl="Waarom", en="Why"),
    Text(nl="Sinds", en="Since"),
    Text(nl="Mag weg vanaf", en="May go from"),
    Text(nl="Versies", en="Revisions"),
    Text(nl="Termijn", en="Term"),
)
_WHOLE = Text(
    nl="Van wat nog geldt, is alleen het hele adres te wissen: stelsel erase, en publiceer opnieuw.",
    en="Of what still holds only the whole address can be erased: stelsel erase, and publish again.",
)
_CHECK = Text(
    nl="Termijnen zijn een voorstel. Toets ze aan de selectielijst van uw organisatie (Archiefwet 1995, art. 5).",
    en="Terms are a proposal. Check them against your organisation's selection list (Archiefwet 1995, art. 5).",
)


@needing("keep-node")
def retention(erase: Erase = False, publisher: As = "", why: Why = "", json: Json = False, lang: Lang = "") -> None:
    node = open_node()
    from stelsel.node.clock import today
    from stelsel.node.retention import due

    if erase:
        _erase(publisher_given(publisher), why, json)
        return
    if publisher:
        asker(publisher)
    found = [one for one in due(node, today()) if publisher in ("", one.log.publisher)]
    if json:
        say.as_json([_plain(one) for one in found])
        return
    _show(found)


def _erase(publisher: str, why: str, json: bool) -> None:
    from stelsel.node.attachment_care import clear_orphans
    from stelsel.node.clock import today
    from stelsel.node.node import node
    from stelsel.node.retention import destroy

    asker(publisher)
    if not why.strip():
        raise bad_input(
            "no-reason",
            "--why",
            Text(nl="De reden ontbreekt.", en="The reason is missing."),
            Text(nl="Noem de selectielijst en de categorie.", en="Name the selection list and the category."),
        )
    done = list(destroy(node(), publisher, why, today(), person(publisher)))
    gone = [one.id for one in done if isinstance(one, Receipt)]
    held = [one.id for one in done if not isinstance(one, Receipt)]
    cleared = clear_orphans(node())
    if json:
        say.as_json({"gewist": gone, "opgeruimd": cleared, "wacht": held})
        return
    spoken_now = language()
    print(spoken(f"Gewist: {number(len(gone), spoken_now)}.", f"Erased: {number(len(gone), spoken_now)}."))
    for line in (*gone, *cleared):
        print(f"  {line}")
    if held:
        print(spoken("Wacht op een tweede persoon:", "Waits for a second person:"))
    for line in held:
        print(f"  {line}")


def _show(found: "list[Due]") -> None:
    spoken_now = language()
    if not found:
        print(spoken("Vandaag mag niets weg.", "Nothing may go today."))
        return
    say.rows(
        _HEADINGS,
        (
            (
                one.id,
                one.log.audience,
                _WHY[one.why].to(spoken_now),
                one.since.isoformat(),
                one.may_go.isoformat(),
                number(one.revisions, spoken_now),
                one.kind.retention.words.to(spoken_now),
            )
            for one in found
        ),
    )
    if any(one.why == "superseded" for one in found):
        print(_WHOLE.to(spoken_now))
    print(_CHECK.to(spoken_now))


def _plain(one: "Due") -> dict[str, object]:
    return {
        "adres": one.id,
        "logboek": one.log.origin,
        "soort": one.kind.wire,
        "waarom": one.why,
        "sinds": one.since,
        "magWegVanaf": one.may_go,
        "versies": one.revisions,
        "termijn": one.kind.retention.plain(),
    }


retention.__doc__ = spoken("Toon wat vernietigd mag worden.", "Show what may be destroyed.")
