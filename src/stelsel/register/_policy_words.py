# SPDX-License-Identifier: EUPL-1.2
"""What is said about a policy file that cannot be read, and about a checkpoint that a policy does not accept."""

from stelsel.kernel.problem import BadInput, Broken, bad_input, broken
from stelsel.kernel.text import Text

UNREADABLE: dict[str, tuple[Text, Text]] = {
    "too-large": (
        Text(nl="Het beleidsbestand is groter dan 1 MB.", en="The policy file is larger than 1 MB."),
        Text(nl="Laat logboeken en getuigen weg die u niet nodig hebt.", en="Leave out logs and witnesses."),
    ),
    "octet": (
        Text(nl="Hier staat een stuurteken.", en="There is a control character here."),
        Text(nl="Gebruik alleen tekst, spaties, tabs en regeleinden (LF).", en="Use text, spaces, tabs and newlines."),
    ),
    "last-line": (
        Text(nl="De laatste regel is niet af.", en="The last line has no end."),
        Text(nl="Het bestand is afgebroken: haal het opnieuw op.", en="The file was cut off: fetch it again."),
    ),
    "line": (
        Text(nl="Deze regel is niet te lezen.", en="This line cannot be read."),
        Text(
            nl="Schrijf: log SLEUTEL [URL], witness NAAM SLEUTEL [URL], group NAAM all|any|k NAAM..., of quorum NAAM.",
            en="Write: log VKEY [URL], witness NAME VKEY [URL], group NAME all|any|k NAME..., or quorum NAME.",
        ),
    ),
    "vkey": (
        Text(nl="De sleutel klopt niet.", en="The key does not hold."),
        Text(nl="Neem de hele sleutel over: naam+kenmerk+base64.", en="Copy the whole key: name+id+base64."),
    ),
    "duplicate-key": (
        Text(nl="Deze sleutel staat er al.", en="This key is there already."),
        Text(nl="Noem elke sleutel één keer.", en="Name each key once."),
    ),
    "collision": (
        Text(nl="Twee sleutels hebben dezelfde naam en hetzelfde kenmerk.", en="Two keys share their name and id."),
        Text(nl="Vraag een van beide om een andere sleutel.", en="Ask one of the two for another key."),
    ),
    "name-taken": (
        Text(nl="Deze naam is al gebruikt, of is het woord none.", en="This name is taken, or is the word none."),
        Text(nl="Kies een andere naam.", en="Choose another name."),
    ),
    "unknown-name": (
        Text(nl="Deze naam staat op geen eerdere regel.", en="No earlier line has this name."),
        Text(nl="Zet de getuige of groep hierboven.", en="Put the witness or group above this line."),
    ),
    "member-twice": (
        Text(nl="Deze naam is al lid van een groep.", en="This name is a member of a group already."),
        Text(nl="Laat elke naam in één groep voorkomen, één keer.", en="List each name in one group, once."),
    ),
    "threshold": (
        Text(nl="De drempel is geen aantal leden van de groep.", en="The threshold is no number of members."),
        Text(nl="Schrijf all, any, of een getal tot het aantal leden.", en="Write all, any, or such a number."),
    ),
    "quorum-twice": (
        Text(nl="Er staat al een regel quorum.", en="There is a quorum line already."),
        Text(nl="Laat één regel quorum staan.", en="Keep one quorum line."),
    ),
    "no-quorum": (
        Text(nl="De regel quorum ontbreekt.", en="The quorum line is missing."),
        Text(nl="Schrijf quorum NAAM, of quorum none.", en="Write quorum NAME, or quorum none."),
    ),
    "too-many": (
        Text(nl="Er staan te veel regels van deze soort.", en="There are too many lines of this sort."),
        Text(nl="Houd het bij 256 van elke soort.", en="Keep to 256 of each sort."),
    ),
    "pair": (
        Text(nl="Dit zijn geen twee sleutels van één logboek.", en="These are not the two keys of one log."),
        Text(nl="Geef de Ed25519- en de ML-DSA-44-sleutel.", en="Give the Ed25519 and the ML-DSA-44 key."),
    ),
}
"""What a policy file can have wrong: code -> what it is, what to do."""

NOT_ACCEPTED: dict[str, tuple[Text, Text]] = {
    "log": (
        Text(nl="Geen logboek dat u vertrouwt, ondertekende dit ijkpunt.", en="No log you trust signed this."),
        Text(
            nl="Gebruik het beleid van dit logboek van de dag van het bewijs, of vertrouw dit niet.",
            en="Use the policy of this log of the day of the receipt, or do not trust this.",
        ),
    ),
    "quorum": (
        Text(nl="Te weinig handtekeningen die u eist, zijn er.", en="Too few of the signatures you require are there."),
        Text(nl="Vertrouw dit ijkpunt niet.", en="Do not trust this checkpoint."),
    ),
}
"""Why a policy does not accept a checkpoint: code -> what it is, what to do."""


def no_policy(code: str, where: str) -> BadInput:
    """A policy file that cannot be read; `where` names the line."""
    return bad_input(f"policy-{code}", where, *UNREADABLE[code])


def not_accepted(code: str, where: str) -> Broken:
    """A checkpoint that the policy does not accept; `where` is its origin."""
    return broken(f"policy-{code}", where, *NOT_ACCEPTED[code])
