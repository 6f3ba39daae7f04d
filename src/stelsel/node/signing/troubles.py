# SPDX-License-Identifier: EUPL-1.2
"""What the signer says when it does not do what was asked: code -> what it is, what to do."""

from stelsel.kernel.problem import BadInput, Broken, Finding, bad_input, broken
from stelsel.kernel.text import Text
from stelsel.node.serve import Unavailable

REFUSED: dict[str, tuple[Text, Text]] = {
    "signer-request": (
        Text(nl="De ondertekenaar begrijpt dit verzoek niet ({why}).", en="The signer does not read this ({why})."),
        Text(nl="Gebruik dezelfde versie aan beide kanten.", en="Use the same version on both sides."),
    ),
    "signer-request-size": (
        Text(nl="Dit verzoek is te groot.", en="This request is too large."),
        Text(nl="Een verzoek is hooguit {why} bytes.", en="A request has at most {why} bytes."),
    ),
    "signer-origin": (
        Text(nl="Dit is geen naam van een logboek.", en="This is no name of a log."),
        Text(nl="Gebruik gastheer/uitgever/kring, zonder spaties.", en="Use host/publisher/audience, without spaces."),
    ),
    "signer-generation": (
        Text(nl="Deze generatie van de sleutel is er niet (meer).", en="There is no such generation of this key."),
        Text(nl="Kijk welke er zijn: stelsel keys.", en="See which there are: stelsel keys."),
    ),
    "signer-generation-used": (
        Text(nl="Deze sleutel tekent nog voor {why}.", en="This key still signs for {why}."),
        Text(nl="Zet daar eerst de nieuwe sleutel aan.", en="Activate the new key there first."),
    ),
    "signer-origin-unknown": (
        Text(nl="Voor dit logboek is hier nog niets ondertekend.", en="Nothing was signed for this log here yet."),
        Text(nl="Publiceer eerst een vermelding.", en="Publish an entry first."),
    ),
}
"""What somebody can mend by asking something else."""

WRONG: dict[str, tuple[Text, Text]] = {
    "signer-stopped": (
        Text(
            nl="De ondertekenaar tekent niets meer: zijn grootboek kon niet worden bewaard ({why}).",
            en="The signer signs nothing any more: its ledger could not be kept ({why}).",
        ),
        Text(
            nl="Herstel de schijf en start de ondertekenaar opnieuw.",
            en="Repair the disk and start the signer again.",
        ),
    ),
    "ledger-publisher": (
        Text(nl="Dit logboek hoort bij een andere uitgever.", en="This log belongs to another publisher."),
        Text(nl="Onderteken niets; zoek uit wie dit vraagt.", en="Sign nothing; find out who asks this."),
    ),
    "ledger-file": (
        Text(
            nl="Het grootboek van de ondertekenaar is beschadigd ({why}).", en="The signer's ledger is damaged ({why})."
        ),
        Text(
            nl="Herstel de schijf. Verwijder dit bestand alleen als elk logboek hier zijn nieuwste ijkpunt heeft.",
            en="Repair the disk. Remove this file only if every log here holds its newest checkpoint.",
        ),
    ),
    "private-file": (
        Text(nl="Anderen kunnen dit bestand lezen.", en="Others can read this file."),
        Text(nl="Geef het rechten 0600.", en="Give it mode 0600."),
    ),
    "signer-internal": (
        Text(nl="De ondertekenaar kon dit niet doen ({why}).", en="The signer could not do this ({why})."),
        Text(nl="Kijk in zijn uitvoer wat er misging.", en="See in its output what went wrong."),
    ),
    "token-key": (
        Text(nl="Deze sleutel is niet die uit het token.", en="This key is not the one in the token."),
        Text(nl="Controleer welk token er in zit.", en="Check which token is present."),
    ),
    "remote-unknown": (
        Text(nl="Deze aanvrager is niet bekend.", en="This requester is not known."),
        Text(nl="Zet zijn sleutel in signer/requesters.", en="Put its key in signer/requesters."),
    ),
    "remote-altered": (
        Text(nl="Dit verzoek is onderweg veranderd.", en="This request was altered on its way."),
        Text(nl="Doe het opnieuw, over een betere verbinding.", en="Ask again, over a better connection."),
    ),
    "remote-signature": (
        Text(nl="De handtekening onder dit bericht klopt niet.", en="The signature under this message does not hold."),
        Text(nl="Vergelijk de sleutels van beide kanten.", en="Compare the keys of both sides."),
    ),
    "remote-stale": (
        Text(nl="Dit verzoek is te oud, of uit de toekomst.", en="This request is too old, or from the future."),
        Text(nl="Zet de klokken gelijk en vraag opnieuw.", en="Set both clocks right and ask again."),
    ),
    "remote-session": (
        Text(nl="Dit verzoek is voor een eerdere start.", en="This request is for an earlier start of the signer."),
        Text(nl="Vraag opnieuw.", en="Ask again."),
    ),
    "remote-replayed": (
        Text(nl="Dit verzoek is al eens gedaan.", en="This request was made before."),
        Text(nl="Vraag opnieuw met een nieuw verzoek.", en="Ask again with a new request."),
    ),
}
"""What must hold and does not."""

AWAY: dict[str, tuple[Text, Text]] = {
    "signer-second": (
        Text(nl="Er draait hier al een ondertekenaar.", en="A signer is already running here."),
        Text(
            nl="Gebruik die, of stop hem eerst. Twee op één grootboek mag niet.",
            en="Use that one, or stop it first. Two on one ledger may not be.",
        ),
    ),
    "signer-away": (
        Text(nl="De ondertekenaar antwoordt niet ({why}).", en="The signer does not answer ({why})."),
        Text(nl="Start hem: stelsel signer.", en="Start it: stelsel signer."),
    ),
    "signer-settings": (
        Text(nl="Deze instelling is niet te lezen ({why}).", en="This setting cannot be read ({why})."),
        Text(nl="Zie het handboek, “De ondertekenaar”.", en="See the manual, “The signer”."),
    ),
    "token-away": (
        Text(nl="Het token antwoordt niet ({why}).", en="The token does not answer ({why})."),
        Text(nl="Sluit het aan en controleer module en pincode.", en="Connect it; check its module and PIN."),
    ),
    "token-module": (
        Text(nl="Ondersteuning voor tokens is niet geïnstalleerd.", en="Support for tokens is not installed."),
        Text(nl="Installeer het: pip install 'stelsel[pkcs11]'.", en="Install it: pip install 'stelsel[pkcs11]'."),
    ),
}
"""What stands in the way."""


def refused(code: str, where: str, why: object = "") -> BadInput:
    """A request that cannot be."""
    what, cure = REFUSED[code]
    return bad_input(code, where, what.fill(why=why), cure.fill(why=why))


def wrong(code: str, where: str, why: object = "") -> Broken:
    """Something that must hold and does not."""
    what, cure = WRONG[code]
    return broken(code, where, what.fill(why=why), cure)


def away(code: str, where: str, why: object = "") -> Unavailable:
    """Something that is not there."""
    what, cure = AWAY[code]
    return Unavailable(Finding(code, where, what.fill(why=why), cure))
