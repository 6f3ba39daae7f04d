# SPDX-License-Identifier: EUPL-1.2
"""What can be shared in a handover and why each is asked, the sentence of consent, and numbers made unreadable."""

from dataclasses import dataclass

from stelsel.kernel.personal_data import HIDDEN_CODES, find, hidden
from stelsel.kernel.text import Text
from stelsel.priorities.services.handover._messages import Fact, How


@dataclass(frozen=True)
class FactKind:
    """Something that a person may want to share: its name in a form, its label, why it helps, and the token of HTML
    that lets a browser fill it in (WCAG 1.3.5)."""

    name: str
    label: Text
    why: Text
    autocomplete: str = "off"


FACT_KINDS = (
    FactKind(
        "noem-mij",
        Text(nl="Hoe wilt u genoemd worden?", en="What shall we call you?"),
        Text(
            nl="Dan weet de andere organisatie hoe zij u aanspreekt. Het hoeft niet uw hele naam te zijn.",
            en="Then the other organisation knows how to address you. It need not be your whole name.",
        ),
        "name",
    ),
    FactKind(
        "bereikbaar",
        Text(nl="Telefoonnummer of mailadres", en="Telephone number or mail address"),
        Text(
            nl="Alleen nodig als u gebeld of gemaild wilt worden. Het antwoord leest u altijd met uw code.",
            en="Only needed if you want a call or a mail. You can always read the answer with your code.",
        ),
    ),
    FactKind(
        "plaats",
        Text(nl="Om welke plaats of welk adres gaat het?", en="Which place or address is it about?"),
        Text(
            nl="Alleen nodig als uw vraag over een plek gaat, zoals een losse stoeptegel.",
            en="Only needed if your question is about a place, such as a loose paving stone.",
        ),
    ),
    FactKind(
        "kenmerk",
        Text(nl="Kenmerk van een brief of zaak", en="Reference of a letter or case"),
        Text(
            nl="Dan vindt de andere organisatie terug wat er al ligt, en vraagt zij dat niet nog eens.",
            en="Then the other organisation finds what is there already, and does not ask it again.",
        ),
    ),
    FactKind(
        "gedaan",
        Text(nl="Wat is er al gedaan of gezegd?", en="What was done or said already?"),
        Text(
            nl="Dan hoeft u dat niet twee keer te vertellen.",
            en="Then you need not tell it twice.",
        ),
    ),
)
"""What the form offers; nothing is required and nothing is filled in beforehand."""

CONSENT = Text(
    nl="{giver} mag mijn vraag en alleen de gegevens die ik heb aangevinkt doorgeven aan {taker}, om mijn vraag te "
    "beantwoorden. Ik kan dit altijd intrekken; dan stopt {taker} ermee.",
    en="{giver} may pass on my question, and only the particulars that I ticked, to {taker}, to answer my question. I "
    "can withdraw this at any time; then {taker} stops.",
)
"""The sentence of consent, with the two organisations filled in."""
HOW_WORDS: dict[How, Text] = {
    "self": Text(nl="zelf, online", en="by oneself, online"),
    "counter": Text(nl="aan de balie", en="at the counter"),
    "phone": Text(nl="aan de telefoon", en="on the phone"),
}


def unreadable(text: str) -> tuple[str, bool]:
    """The text with citizen service numbers and bank accounts made unreadable, and whether there were any."""
    return hidden(text, HIDDEN_CODES)


def unreadable_fact(label: str, value: str) -> tuple[Fact, bool]:
    """A fact likewise; where its name says that it is such a number, every digit goes."""
    said, found = unreadable(value)
    if any(one.code in HIDDEN_CODES for one in find({label: said})):
        said, found = "".join("•" if sign.isdigit() else sign for sign in said), True
    return Fact(label, said), found
