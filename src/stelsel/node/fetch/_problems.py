# SPDX-License-Identifier: EUPL-1.2
"""Why nothing was fetched. The words say nothing of what stands inside: a private address, one that does not exist and
one where nobody may come are told in the same words."""

from stelsel.kernel.problem import Finding
from stelsel.kernel.text import Text
from stelsel.node.serve import Unavailable


class NotFetched(Unavailable, OSError):
    """There is no answer that may be used. An OSError too, as every failure of the network."""


class ComeBack(NotFetched):
    """The other side asks to come again in `seconds`."""

    def __init__(self, finding: Finding, seconds: int) -> None:
        super().__init__(finding)
        self.seconds = seconds


def refused(code: str, where: str = "") -> NotFetched:
    """The problem of this code; `where` is a host at most."""
    return NotFetched(Finding(code, where, *_WORDS[code]))


def come_back(where: str, seconds: int) -> ComeBack:
    """The other side is busy (RFC 9110, 10.2.3; RFC 6585, 4)."""
    what = Text(nl="De ander vraagt om later terug te komen.", en="The other side asks to come back later.")
    cure = Text(nl=f"Probeer het over {seconds} seconden opnieuw.", en=f"Try again in {seconds} seconds.")
    return ComeBack(Finding("later", where, what, cure), seconds)


_CHECK = Text(nl="Controleer het adres en probeer het later opnieuw.", en="Check the address and try again later.")
_ASK = Text(nl="Neem contact op met de beheerder van die dienst.", en="Get in touch with whoever runs that service.")
_WORDS = {
    "form": (
        Text(nl="Dit adres haalt deze node niet op.", en="This node does not fetch this address."),
        Text(
            nl="Geef een gewoon adres met https://, zonder naam, wachtwoord of #deel erin.",
            en="Give a plain address with https://, without a name, password or #part in it.",
        ),
    ),
    "closed": (
        Text(
            nl="Dit adres bestaat niet, of is voor deze node niet bereikbaar.",
            en="This address does not exist, or this node cannot reach it.",
        ),
        Text(
            nl="Geef een openbaar adres, of laat de beheerder het in STELSEL_FETCH_ALLOW zetten.",
            en="Give a public address, or have the operator put it in STELSEL_FETCH_ALLOW.",
        ),
    ),
    "https": (
        Text(nl="Dit adres begint niet met https://.", en="This address does not begin with https://."),
        Text(
            nl="Gebruik https, of laat de beheerder dit adres in STELSEL_FETCH_ALLOW zetten.",
            en="Use https, or have the operator put this address in STELSEL_FETCH_ALLOW.",
        ),
    ),
    "away": (Text(nl="Er kwam geen antwoord.", en="There came no answer."), _CHECK),
    "tls": (
        Text(nl="De beveiligde verbinding klopt niet.", en="The secure connection does not hold."),
        Text(nl="Laat het certificaat van die dienst nakijken.", en="Have the certificate of that service looked at."),
    ),
    "slow": (Text(nl="Het antwoord kwam niet op tijd.", en="The answer did not come in time."), _CHECK),
    "too-large": (Text(nl="Het antwoord is te groot.", en="The answer is too large."), _ASK),
    "packed": (
        Text(nl="Het antwoord is ingepakt op een manier die we weigeren.", en="The answer is packed in a refused way."),
        _ASK,
    ),
    "content-type": (
        Text(nl="Het antwoord is van een andere soort dan verwacht.", en="The answer is of another type than asked."),
        _ASK,
    ),
    "broken": (Text(nl="Het antwoord is geen geldige HTTP.", en="The answer is no valid HTTP."), _ASK),
    "redirect": (
        Text(nl="Het adres stuurt door naar een plek waar we niet gaan.", en="The address leads elsewhere."),
        _CHECK,
    ),
    "busy": (
        Text(nl="Er lopen al te veel verzoeken naar deze dienst.", en="Too many requests to this service are running."),
        _CHECK,
    ),
}
