# SPDX-License-Identifier: EUPL-1.2
"""A data request in words: states, acts, and what was said."""

from __future__ import annotations

from collections.abc import Mapping

from stelsel.kernel.text import Text
from stelsel.priorities.data.requests import (
    About,
    Act,
    Advice,
    Advised,
    Agreed,
    Escalated,
    Explained,
    Inquired,
    Message,
    Party,
    Proposed,
    Published,
    Refused,
    Requested,
    Signed,
    State,
    Status,
    Withdrawn,
)

REQUESTS = Text(nl="Dataverzoeken", en="Data requests")
REQUESTS_EXPLAIN = Text(
    nl="Vraag een andere organisatie om gegevens, en behandel wat aan u wordt gevraagd.",
    en="Ask another organisation for data, and deal with what is asked of you.",
)
NEW = Text(nl="Vraag gegevens", en="Ask for data")
VERSION = Text(nl="Stel een andere versie voor", en="Propose another version")
STATES: Mapping[Status, Text] = {
    "requested": Text(nl="bij de poortwachter", en="with the gatekeeper"),
    "questioned": Text(nl="wacht op antwoord van de afnemer", en="waits for an answer of the consumer"),
    "negotiating": Text(nl="in overleg over een versie", en="negotiating about a version"),
    "agreed": Text(nl="eens, nog niet gepubliceerd", en="agreed, not published yet"),
    "published": Text(nl="wacht op handtekeningen", en="waits for signatures"),
    "signed": Text(nl="ondertekend", en="signed"),
    "refused": Text(nl="geweigerd", en="refused"),
    "withdrawn": Text(nl="ingetrokken", en="withdrawn"),
}
"""Status -> a few words for a list."""
TOLD: Mapping[Status, Text] = {
    "requested": Text(
        nl="{consumer} vraagt gegevens aan {provider}. {gatekeeper} kijkt eerst of dat kan en geeft advies.",
        en="{consumer} asks {provider} for data. {gatekeeper} first looks whether that can be, and gives advice.",
    ),
    "questioned": Text(
        nl="Er is een vraag aan {consumer}. Zolang die niet is beantwoord, gaat het verzoek niet verder.",
        en="There is a question for {consumer}. Until it is answered, the request does not go on.",
    ),
    "negotiating": Text(
        nl="{consumer} en {provider} praten over de versie hieronder. Zij moeten beide akkoord gaan met dezelfde.",
        en="{consumer} and {provider} talk about the version below. Both must agree with the same one.",
    ),
    "agreed": Text(
        nl="{consumer} en {provider} zijn het eens. {provider} publiceert de afspraak; daarna tekenen beide.",
        en="{consumer} and {provider} agree. {provider} publishes the agreement; after that both sign.",
    ),
    "published": Text(
        nl="De afspraak staat in het logboek van {provider}. Zij geldt pas als {consumer} en {provider} tekenden.",
        en="The agreement stands in the log of {provider}. It holds only once {consumer} and {provider} signed.",
    ),
    "signed": Text(
        nl="{consumer} en {provider} hebben beide getekend. Hieronder staat of de afspraak nu van kracht is.",
        en="{consumer} and {provider} both signed. Below stands whether the agreement is in force now.",
    ),
    "refused": Text(nl="{provider} deelt deze gegevens niet.", en="{provider} does not share this data."),
    "withdrawn": Text(nl="{consumer} heeft het verzoek ingetrokken.", en="{consumer} withdrew the request."),
}
"""Status -> how it stands, for all parties."""
ROLES: Mapping[Party, Text] = {
    "consumer": Text(nl="afnemer", en="consumer"),
    "provider": Text(nl="aanbieder", en="provider"),
    "gatekeeper": Text(nl="poortwachter", en="gatekeeper"),
    "node": Text(nl="de machine", en="the machine"),
}
ADVICE_WORDS: Mapping[Advice, Text] = {
    "go-ahead": Text(nl="dit kan zo", en="this can go ahead"),
    "with-conditions": Text(nl="dit kan onder voorwaarden", en="this can, with conditions"),
    "against": Text(nl="doe dit niet", en="do not do this"),
}
CHECK_STATES: Mapping[State, Text] = {
    "good": Text(nl="geen bezwaar gevonden", en="no objection found"),
    "attention": Text(nl="let op", en="look at this"),
    "bad": Text(nl="kan zo niet", en="cannot be like this"),
    "unknown": Text(nl="— onbekend", en="— unknown"),
}
ABOUT_WORDS: Mapping[About, Text] = {
    "basis": Text(nl="Doel en grondslag", en="Purpose and basis"),
    "necessity": Text(nl="Noodzaak", en="Necessity"),
    "minimal": Text(nl="Zo weinig mogelijk", en="As little as possible"),
    "precedents": Text(nl="Eerdere afspraken", en="Earlier agreements"),
    "conflicts": Text(nl="Strijd met andere regels", en="Conflicts with other rules"),
}
WHAT: Mapping[type[Message], Text] = {
    Requested: Text(nl="vroeg de gegevens", en="asked for the data"),
    Inquired: Text(nl="stelde een vraag", en="asked a question"),
    Explained: Text(nl="gaf antwoord", en="answered"),
    Advised: Text(nl="gaf advies", en="gave advice"),
    Proposed: Text(nl="stelde een andere versie voor", en="proposed another version"),
    Agreed: Text(nl="ging akkoord", en="agreed"),
    Refused: Text(nl="weigerde", en="refused"),
    Withdrawn: Text(nl="trok het verzoek in", en="withdrew the request"),
    Published: Text(nl="publiceerde de afspraak", en="published the agreement"),
    Signed: Text(nl="tekende", en="signed"),
    Escalated: Text(nl="meldde dat het te laat is", en="reported that it is late"),
}
STEPS: Mapping[str, Act] = {
    "vraag": "inquire",
    "uitleg": "explain",
    "advies": "advise",
    "akkoord": "agree",
    "weigering": "refuse",
    "intrekking": "withdraw",
    "te-laat": "escalate",
    "publicatie": "publish",
    "handtekening": "sign",
}
"""Name of a button -> the act."""
