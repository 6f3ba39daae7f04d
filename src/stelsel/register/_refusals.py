# SPDX-License-Identifier: EUPL-1.2
"""What a log says when it refuses or when it does not hold."""

from stelsel.kernel.problem import BadInput, Broken, bad_input, broken
from stelsel.kernel.text import Text

WRONG: dict[str, tuple[Text, Text]] = {
    "tiles": (
        Text(nl="Het logboek draagt zijn ondertekende wortel niet.", en="The log does not carry its signed root."),
        Text(nl="Zet het terug uit een kopie; onderteken niets.", en="Restore it from a copy; sign nothing."),
    ),
    "files-lost": (
        Text(
            nl="Van dit logboek ontbreken bestanden die er waren.",
            en="Files of this log that were there are missing.",
        ),
        Text(nl="Zet het logboek terug uit een kopie.", en="Restore the log from a copy."),
    ),
    "queue": (
        Text(
            nl="Wat op een bestand wacht, is niet wat er is ondertekend.",
            en="What waits to become a file is not what was signed.",
        ),
        Text(nl="Zet de database terug uit een kopie.", en="Restore the database from a copy."),
    ),
    "no-leaf": (
        Text(nl="Deze vermelding ontbreekt in het logboek.", en="This entry is missing from the log."),
        Text(nl="Zet het logboek terug uit een kopie.", en="Restore the log from a copy."),
    ),
    "commitment": (
        Text(nl="De inhoud is niet wat er is vastgelegd.", en="The content is not what was committed to."),
        Text(nl="Zet deze inhoud terug uit een kopie.", en="Restore this content from a copy."),
    ),
    "missing-signature": (
        Text(nl="Een handtekening die u eist, ontbreekt.", en="A signature that you require is missing."),
        Text(nl="Vertrouw dit ijkpunt niet.", en="Do not trust this checkpoint."),
    ),
    "no-logs": (
        Text(nl="In deze map staan geen logboeken.", en="There are no logs in this folder."),
        Text(nl="Wijs de map aan die “stelsel backup” maakte.", en="Name the folder that “stelsel backup” made."),
    ),
    "log-exists": (
        Text(nl="Dit logboek staat hier al.", en="This log stands here already."),
        Text(nl="Zet een kopie terug in een lege node.", en="Restore a copy into an empty node."),
    ),
    "another-log": (
        Text(nl="Dit ijkpunt is van een ander logboek.", en="This checkpoint is of another log."),
        Text(nl="Vertrouw dit bewijs niet.", en="Do not trust this proof."),
    ),
}
"""What must hold and does not: code -> what it is, what to do."""

REFUSALS: dict[str, tuple[Text, Text]] = {
    "not-your-address": (
        Text(nl="Dit adres hoort bij een andere uitgever.", en="This address belongs to another publisher."),
        Text(nl="Begin het adres met uw eigen naam.", en="Begin the address with your own name."),
    ),
    "no-type": (
        Text(nl="De soort en versie zijn niet te lezen.", en="The kind and version cannot be read."),
        Text(nl="Schrijf soort/versie, zoals cloud-offer/1.", en="Write kind/version, such as cloud-offer/1."),
    ),
    "payload-size": (
        Text(nl="De inhoud is leeg of groter dan 1 MB.", en="The content is empty or larger than 1 MB."),
        Text(nl="Lever grotere bestanden als bijlage.", en="Send larger files as an attachment."),
    ),
    "about-nobody": (
        Text(nl="Het is niet duidelijk over wie dit gaat.", en="It is not clear whom this is about."),
        Text(nl="Noem de TOOI-identificatie of de uitgever.", en="Give the TOOI identifier or the publisher."),
    ),
    "nameless-source": (
        Text(nl="De bron heeft geen naam.", en="The source has no name."),
        Text(nl="Noem de bron.", en="Name the source."),
    ),
    "source-link": (
        Text(nl="De koppeling naar de bron is geen webadres.", en="The link to the source is no web address."),
        Text(nl="Begin de koppeling met https://.", en="Begin the link with https://."),
    ),
    "address-of-another-kind": (
        Text(nl="Het adres noemt een andere soort.", en="The address names another kind."),
        Text(nl="Gebruik in het adres de naam van de soort.", en="Use the name of the kind in the address."),
    ),
    "stated-about-another": (
        Text(
            nl="U kunt alleen over uw eigen organisatie zelf verklaren.",
            en="You can only state about your own organisation.",
        ),
        Text(nl="Noem een bron: dan wordt het vastgelegd.", en="Name a source: then it is recorded."),
    ),
    "exists": (
        Text(nl="Deze vermelding bestaat al.", en="This entry already exists."),
        Text(nl="Verbeter de bestaande vermelding of kies een andere naam.", en="Correct it, or choose another name."),
    ),
    "not-there": (
        Text(nl="Deze vermelding bestaat niet (meer).", en="This entry does not exist (any more)."),
        Text(nl="Publiceer haar eerst.", en="Publish it first."),
    ),
    "no-reason": (
        Text(nl="De reden ontbreekt.", en="The reason is missing."),
        Text(nl="Schrijf in één zin waarom dit verandert.", en="Write in one sentence why this changes."),
    ),
    "no-ref": (
        Text(nl="Een betwisting noemt één vermelding.", en="A dispute names one entry."),
        Text(nl="Noem het logboek, de plaats en de hash.", en="Give the log, the index and the hash."),
    ),
    "envelope-too-large": (
        Text(nl="Adres, bron en reden zijn samen te lang.", en="Address, source and reason are too long together."),
        Text(nl="Maak de reden of de bron korter.", en="Shorten the reason or the source."),
    ),
    "no-such-index": (
        Text(nl="Deze plaats bestaat niet in het logboek.", en="This place does not exist in the log."),
        Text(nl="Vraag eerst het ijkpunt op.", en="Ask for the checkpoint first."),
    ),
}
"""What a log does not take: code -> what it is, what to do."""


def wrong(code: str, where: str) -> Broken:
    """Something stored or signed that does not hold."""
    return broken(code, where, *WRONG[code])


def refuse(code: str, where: str) -> BadInput:
    """A change that cannot be."""
    return bad_input(code, where, *REFUSALS[code])


def elsewhere(address: str, audience: str) -> BadInput:
    """An address that stands in another log of its publisher."""
    return bad_input(
        "address-in-other-log",
        address,
        Text(
            nl=f"Dit adres staat al in uw logboek voor de kring “{audience}”.",
            en=f"This address already stands in your log for the audience “{audience}”.",
        ),
        Text(nl="Kies een ander adres, of wijzig het daar.", en="Choose another address, or change it there."),
    )
