# SPDX-License-Identifier: EUPL-1.2
"""How sure a sign-in is: the levels of assurance of DigiD, eHerkenning and eIDAS in ONE table, as the `acr` values
(authentication context class references) that travel in a sign-in.

Sources: DigiD, Koppelvlakspecificatie SAML-authenticatie (Logius): the four AuthnContextClassRef values, with DigiD's
own order 10, 20, 25, 30. eHerkenning, Afsprakenstelsel Elektronische Toegangsdiensten: assurance-class loa2 .. loa4.
eIDAS SAML Message Format, section 3.2: the three LoA addresses. Equivalence: Implementing Regulation (EU) 2015/1502 as
Logius explains it: DigiD Basis and Midden, EH2 and EH2+ are *low*; Substantieel and EH3 *substantial*; Hoog and EH4
*high*.
"""

from dataclasses import dataclass
from typing import Literal

from stelsel.kernel.text import Text, same

Scheme = Literal["eidas", "digid", "eherkenning"]
Assurance = Literal["low", "substantial", "high"]
ASSURANCES: tuple[Assurance, ...] = ("low", "substantial", "high")
"""The levels of Regulation (EU) 910/2014, article 8, from least to most."""


@dataclass(frozen=True)
class Level:
    """One level: its acr value, the scheme it belongs to, its place in the order of that scheme, its eIDAS level and
    the words on screen."""

    acr: str
    scheme: Scheme
    order: int
    eidas: Assurance
    words: Text


_SAML = "urn:oasis:names:tc:SAML:2.0:ac:classes:"
_ETD = "urn:etoegang:core:assurance-class:"
_EIDAS = "http://eidas.europa.eu/LoA/"

LEVELS: tuple[Level, ...] = (
    Level(f"{_EIDAS}low", "eidas", 10, "low", Text(nl="eIDAS laag", en="eIDAS low")),
    Level(f"{_EIDAS}substantial", "eidas", 20, "substantial", Text(nl="eIDAS substantieel", en="eIDAS substantial")),
    Level(f"{_EIDAS}high", "eidas", 30, "high", Text(nl="eIDAS hoog", en="eIDAS high")),
    Level(f"{_SAML}PasswordProtectedTransport", "digid", 10, "low", same("DigiD Basis")),
    Level(f"{_SAML}MobileTwoFactorContract", "digid", 20, "low", same("DigiD Midden")),
    Level(f"{_SAML}Smartcard", "digid", 25, "substantial", same("DigiD Substantieel")),
    Level(f"{_SAML}SmartcardPKI", "digid", 30, "high", same("DigiD Hoog")),
    Level(f"{_ETD}loa2", "eherkenning", 20, "low", same("eHerkenning EH2")),
    Level(f"{_ETD}loa2plus", "eherkenning", 25, "low", same("eHerkenning EH2+")),
    Level(f"{_ETD}loa3", "eherkenning", 30, "substantial", same("eHerkenning EH3")),
    Level(f"{_ETD}loa4", "eherkenning", 40, "high", same("eHerkenning EH4")),
)

_BY_ACR = {level.acr: level for level in LEVELS}


def level_of(acr: object) -> Level | None:
    """The level of an acr value; None for one that stands not in the table: unknown, so never enough."""
    return _BY_ACR.get(acr) if isinstance(acr, str) else None


def levels_of(scheme: Scheme) -> tuple[Level, ...]:
    """The levels of one scheme, from least to most."""
    return tuple(level for level in LEVELS if level.scheme == scheme)


def at_least(received: object, asked: str) -> bool:
    """Whether the acr value received is at least the one asked (NL GOV Assurance profile for OpenID Connect: acr).

    Within a scheme its own order counts. Between schemes eIDAS counts: a higher eIDAS level is enough; the same one is
    enough only for the lowest level that the asked scheme has there (eIDAS low does not promise the second factor of
    DigiD Midden). A value outside the table is enough only for itself.
    """
    got, wanted = level_of(received), level_of(asked)
    if got is None or wanted is None:
        return isinstance(received, str) and received == asked
    if got.scheme == wanted.scheme:
        return got.order >= wanted.order
    difference = ASSURANCES.index(got.eidas) - ASSURANCES.index(wanted.eidas)
    lowest = min(level.order for level in levels_of(wanted.scheme) if level.eidas == wanted.eidas)
    return difference > 0 or (difference == 0 and wanted.order == lowest)


def acceptable(asked: str) -> tuple[str, ...]:
    """The acr values to ask a provider for: the least that is enough first, then the higher ones of its scheme."""
    wanted = level_of(asked)
    if wanted is None:
        return (asked,)
    return tuple(level.acr for level in levels_of(wanted.scheme) if level.order >= wanted.order)
