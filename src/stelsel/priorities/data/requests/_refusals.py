# SPDX-License-Identifier: EUPL-1.2
"""Why a message of a data request is not taken, and what to do."""

from stelsel.kernel.problem import Finding
from stelsel.kernel.text import Text


def finding(code: str) -> Finding:
    """The refusal with this code."""
    return Finding(code, "dataverzoek", *_WORDS[code])


_AGAIN = Text(nl="Bekijk hoe het verzoek nu staat.", en="See how the request stands now.")
_WORDS = {
    "request-other": (
        Text(nl="Dit bericht hoort bij een ander verzoek.", en="This message is of another request."),
        _AGAIN,
    ),
    "request-twice": (Text(nl="Dit bericht was er al.", en="This message was there already."), _AGAIN),
    "request-order": (
        Text(nl="Dit bericht komt niet op zijn beurt.", en="This message does not come in its turn."),
        Text(nl="Stuur eerst wat eraan voorafgaat.", en="First send what comes before it."),
    ),
    "request-party": (
        Text(nl="Deze partij mag dit nu niet.", en="This party may not do this now."),
        Text(nl="Kijk op wie het verzoek wacht.", en="See for whom the request waits."),
    ),
    "request-none": (
        Text(nl="Er is nog geen verzoek.", en="There is no request yet."),
        Text(nl="Begin met het doel.", en="Begin with the purpose."),
    ),
    "request-to-oneself": (
        Text(nl="Een organisatie vraagt geen gegevens aan zichzelf.", en="An organisation asks itself for no data."),
        Text(nl="Kies een andere organisatie.", en="Choose another organisation."),
    ),
    "request-gatekeeper": (
        Text(nl="Wie vraagt, beoordeelt het eigen verzoek niet.", en="Who asks does not judge its own request."),
        Text(nl="Kies een andere poortwachter.", en="Choose another gatekeeper."),
    ),
    "request-agreement": (
        Text(nl="De afspraak in dit bericht is niet te lezen.", en="The agreement in this message cannot be read."),
        Text(nl="Stuur de afspraak opnieuw, in haar geheel.", en="Send the agreement again, whole."),
    ),
    "request-not-sharing": (
        Text(
            nl="Dit is geen afspraak tussen een aanbieder en een afnemer.",
            en="This is no agreement between a provider and a consumer.",
        ),
        Text(nl="Kies bij tekstsoort “sharing”.", en="Choose “sharing” at text type."),
    ),
    "request-other-parties": (
        Text(nl="Deze versie noemt andere partijen.", en="This version names other parties."),
        Text(nl="Begin daarvoor een nieuw verzoek.", en="Begin a new request for that."),
    ),
    "request-same-version": (
        Text(nl="Dit is dezelfde afspraak als de vorige versie.", en="This is the same as the version before."),
        Text(nl="Verander iets, of ga akkoord.", en="Change something, or agree."),
    ),
    "request-old-version": (
        Text(nl="Dit gaat niet over de nieuwste versie.", en="This is not about the newest version."),
        Text(nl="Lees eerst de nieuwste versie.", en="First read the newest version."),
    ),
    "request-over": (Text(nl="Dit verzoek is al klaar.", en="This request is over already."), _AGAIN),
    "request-not-late": (
        Text(nl="Er is geen termijn voorbij, of dat is al gemeld.", en="No term is over, or that was told already."),
        Text(nl="Wacht tot na de laatste dag.", en="Wait until after the last day."),
    ),
    "request-not-now": (Text(nl="Dit kan nu niet.", en="This is not possible now."), _AGAIN),
}
"""Code -> what is wrong and what to do."""
