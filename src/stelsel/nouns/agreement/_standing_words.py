# SPDX-License-Identifier: EUPL-1.2
"""How an agreement stands, in words."""

from typing import Literal

from stelsel.kernel.text import Text

State = Literal["offered", "partly-signed", "in-force", "not-yet", "ended", "refused", "base", "unknown"]
"""offered: nobody signed; partly-signed: not everybody did; in-force: all did and it is valid; not-yet: all did, and it
is valid later; ended: its days are over, a later version came, or a party ended it; refused: a party rejected; base: in
force by publication, nobody signs; unknown: it cannot be told."""

STATES: dict[State, Text] = {
    "offered": Text(nl="aangeboden: nog niemand tekende", en="offered: nobody signed yet"),
    "partly-signed": Text(nl="deels getekend", en="partly signed"),
    "in-force": Text(nl="van kracht", en="in force"),
    "not-yet": Text(nl="nog niet van kracht", en="not in force yet"),
    "ended": Text(nl="niet meer van kracht", en="no longer in force"),
    "refused": Text(nl="afgewezen", en="refused"),
    "base": Text(nl="van kracht door publicatie", en="in force by publication"),
    "unknown": Text(nl="onbekend", en="unknown"),
}

CIRCLE = Text(
    nl="De versies vervangen elkaar in een kring: {chain}. Welke geldt, is zo niet te zeggen.",
    en="The versions replace each other in a circle: {chain}. Which one holds cannot be told.",
)
OVER = Text(nl="De afspraak gold tot en met {day}.", en="The agreement held up to and including {day}.")
LATER = Text(nl="De afspraak geldt pas vanaf {day}.", en="The agreement holds from {day} only.")
UNPUBLISHED = Text(nl="De tekst is gepubliceerd op {day}.", en="The text was published on {day}.")
VALID = Text(nl="Deze dag valt binnen de geldigheid.", en="This day lies within its validity.")
PUBLISHED = Text(
    nl="Deze tekst vraagt van niemand een handtekening: zij geldt door publicatie.",
    en="This text asks nobody for a signature: it holds by publication.",
)
REPLACED = Text(
    nl="Een latere versie kwam ervoor in de plaats: {title} {version}.",
    en="A later version came in its place: {title} {version}.",
)
MAYBE_REPLACED = Text(
    nl="Of een latere versie ervoor in de plaats kwam, is niet te zeggen: {title} {version}.",
    en="Whether a later version came in its place cannot be told: {title} {version}.",
)
ACCEPTED = Text(
    nl="{who} ({role}) ging akkoord; dat telt vanaf {day}.", en="{who} ({role}) accepted; that counts from {day}."
)
CARRIED = Text(
    nl="{who} ({role}): {signer} ging akkoord, dat telt vanaf {day} en blijft gelden voor de opvolger {heir}.",
    en="{who} ({role}): {signer} accepted, that counts from {day} and goes on to hold for the successor {heir}.",
)
REJECTED = Text(nl="{who} ({role}) wees de afspraak af: {why}", en="{who} ({role}) rejected the agreement: {why}")
REVOKED = Text(
    nl="{who} ({role}) zegde de afspraak op. Zij geldt niet meer vanaf {day}, omdat: {why}",
    en="{who} ({role}) ended the agreement. It no longer holds from {day}, because: {why}",
)
ENDING = Text(
    nl="{who} ({role}) zegt de afspraak op. Zij geldt niet meer vanaf {day}, omdat: {why}",
    en="{who} ({role}) ends the agreement. It no longer holds from {day}, because: {why}",
)
UNSIGNED = Text(nl="{who} ({role}) tekende nog niet.", en="{who} ({role}) has not signed yet.")
OLDER = Text(
    nl="{who} ({role}) tekende een andere revisie van deze afspraak. Die handtekening telt hier niet.",
    en="{who} ({role}) signed another revision of this agreement. That signature does not count here.",
)
NO_PARTIES = Text(
    nl="De afspraak noemt geen aanbieder of geen afnemer. Wie moet tekenen, is dus niet bekend.",
    en="The agreement names no provider or no consumer. So who must sign is not known.",
)
FOREIGN = Text(
    nl="Handtekeningen die niet tellen: {count}. Zij zijn niet van een partij, staan niet in haar eigen logboek of "
    "zijn van een latere dag.",
    en="Signatures that do not count: {count}. They are not of a party, do not stand in its own log, or are of a later "
    "day.",
)
NOT_OURS = Text(
    nl="“{address}” zegt deze afspraak te vervangen, maar bindt niet dezelfde partijen. Dat telt niet.",
    en="“{address}” says that it replaces this agreement, but does not bind the same parties. That does not count.",
)
