# SPDX-License-Identifier: EUPL-1.2
"""A stand-in for DigiD and eHerkenning: invented citizens and companies that sign in by one click. It exists only with
the example country and answers only this machine itself. It is not DigiD and proves nothing about anybody."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text
from stelsel.node.example.accounts import from_this_machine
from stelsel.node.example.load import MARKER
from stelsel.node.identity import level_of, sessions
from stelsel.node.identity.elsewhere import linked

_ISSUER = "https://{scheme}.voorbeeld.invalid"
BACKEND = "stelsel.node.example.citizens.StandInBackend"


@dataclass(frozen=True)
class Persona:
    """An invented party: its name here, what it is, and with which scheme it signs in."""

    name: str
    words: Text
    scheme: Literal["digid", "eherkenning"]


PERSONAS = (
    Persona("voorbeeld-burger-een", Text(nl="Burger Een (verzonnen)", en="Citizen One (invented)"), "digid"),
    Persona("voorbeeld-burger-twee", Text(nl="Burger Twee (verzonnen)", en="Citizen Two (invented)"), "digid"),
    Persona(
        "voorbeeld-bakkerij", Text(nl="Bakkerij Voorbeeld (verzonnen)", en="Bakery Example (invented)"), "eherkenning"
    ),
    Persona(
        "voorbeeld-adviseur",
        Text(nl="Adviesbureau Voorbeeld (verzonnen)", en="Advisers Example (invented)"),
        "eherkenning",
    ),
)


class StandInBackend(ModelBackend):
    """Keeps a session of the stand-in; nobody signs in by a password through it."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> None:  # type: ignore[override]
        """Nobody."""
        return


def is_open(request: HttpRequest) -> bool:
    """Whether the stand-in is there for this request."""
    return from_this_machine(request) and Path(settings.HOME, MARKER).exists()


def sign_in(request: HttpRequest, name: str, acr: str) -> None:
    """Sign an invented party in at a level of its own scheme. BadInput for one that is not there."""
    persona = next((one for one in PERSONAS if one.name == name), None)
    level = level_of(acr)
    if persona is None or level is None or level.scheme != persona.scheme:
        raise bad_input(
            "no-such-example",
            "wie",
            Text(
                nl="Dit voorbeeld is er niet, of niet op dit niveau.",
                en="There is no such example, or not at this level.",
            ),
            Text(nl="Kies er een uit de lijst.", en="Choose one from the list."),
        )
    user = linked(_ISSUER.format(scheme=persona.scheme), persona.name, citizen=True, wished=persona.name)
    sessions.begin(request, user, BACKEND, acr=level.acr, citizen=True, example=True)
