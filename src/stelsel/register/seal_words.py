# SPDX-License-Identifier: EUPL-1.2
"""Why a seal does not hold: code -> what it is, what to do."""

from stelsel.kernel.problem import Broken, broken
from stelsel.kernel.text import Text

_DO_NOT_TRUST = Text(nl="Vertrouw dit zegel niet.", en="Do not trust this seal.")
_ASK = Text(nl="Vraag de uitgever om een nieuw zegel.", en="Ask the publisher for a new seal.")
_RENEW = Text(nl="Gebruik een geldig certificaat.", en="Use a valid certificate.")
_OTHER_CA = Text(nl="Wijs met --trust de juiste CA aan.", en="Name the right CA with --trust.")

WRONG: dict[str, tuple[Text, Text]] = {
    "seal-form": (Text(nl="Dit is geen zegel in JAdES.", en="This is no JAdES seal."), _ASK),
    "seal-header": (
        Text(nl="De kop van het zegel is niet zoals JAdES vraagt.", en="The header is not as JAdES asks."),
        _ASK,
    ),
    "seal-crit": (
        Text(nl="Het zegel eist iets dat we niet kennen.", en="The seal demands something we do not know."),
        _DO_NOT_TRUST,
    ),
    "seal-algorithm": (
        Text(nl="Dit algoritme nemen we niet aan.", en="We do not take this algorithm."),
        Text(nl="Gebruik ES256, PS256 of RS256.", en="Use ES256, PS256 or RS256."),
    ),
    "seal-key": (
        Text(nl="De sleutel in het certificaat past niet.", en="The key in the certificate does not fit."),
        Text(nl="Gebruik P-256, of RSA vanaf 2048 bits.", en="Use P-256, or RSA of 2048 bits or more."),
    ),
    "seal-thumbprint": (
        Text(nl="De vingerafdruk is van een ander certificaat.", en="The thumbprint is of another certificate."),
        _DO_NOT_TRUST,
    ),
    "seal-chain": (
        Text(nl="De certificaten sluiten niet op elkaar aan.", en="The certificates do not follow each other."),
        Text(nl="Zet het eigen certificaat eerst.", en="Put your own certificate first."),
    ),
    "seal-signature": (
        Text(nl="De handtekening klopt niet bij deze inhoud.", en="The signature does not fit this content."),
        _DO_NOT_TRUST,
    ),
    "seal-content": (
        Text(nl="De verzegelde inhoud is niet te lezen.", en="The sealed content cannot be read."),
        _DO_NOT_TRUST,
    ),
    "seal-other-log": (
        Text(nl="Het ijkpunt is van een ander logboek.", en="The checkpoint is of another log."),
        _DO_NOT_TRUST,
    ),
    "seal-not-signed": (
        Text(nl="Niet elke genoemde sleutel tekende het ijkpunt.", en="Not every named key signed the checkpoint."),
        _DO_NOT_TRUST,
    ),
    "seal-time": (
        Text(
            nl="De handtekening zegt jonger te zijn dan haar tijdstempel, of dan nu.",
            en="The signature says it is younger than its timestamp, or than now.",
        ),
        _DO_NOT_TRUST,
    ),
    "certificate-time": (
        Text(
            nl="Het certificaat gold niet toen er werd verzegeld.",
            en="The certificate was not valid when it was sealed.",
        ),
        _RENEW,
    ),
    "certificate-usage": (
        Text(nl="Met dit certificaat mag u niet verzegelen.", en="This certificate is not for sealing."),
        _RENEW,
    ),
    "certificate-trust": (
        Text(nl="Uw CA gaf dit certificaat niet uit.", en="Your CA did not issue this certificate."),
        _OTHER_CA,
    ),
    "token-form": (
        Text(nl="Dit tijdstempel is niet te lezen.", en="This timestamp cannot be read."),
        Text(nl="Vraag de autoriteit om een nieuw tijdstempel.", en="Ask the authority for a new timestamp."),
    ),
    "token-signature": (
        Text(nl="De handtekening van het tijdstempel klopt niet.", en="The signature of the timestamp does not hold."),
        _DO_NOT_TRUST,
    ),
    "token-imprint": (
        Text(nl="Het tijdstempel hoort bij iets anders.", en="The timestamp is about something else."),
        _DO_NOT_TRUST,
    ),
    "token-nonce": (
        Text(nl="Het tijdstempel antwoordt op een ander verzoek.", en="The timestamp answers another request."),
        Text(nl="Probeer het opnieuw.", en="Try again."),
    ),
    "token-trust": (
        Text(nl="Uw CA staat niet achter dit tijdstempel.", en="Your CA does not stand behind this timestamp."),
        _OTHER_CA,
    ),
}


def wrong(code: str, where: str = "") -> Broken:
    """Something of a seal that does not hold."""
    return broken(code, where, *WRONG[code])
