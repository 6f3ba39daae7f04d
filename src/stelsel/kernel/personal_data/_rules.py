# SPDX-License-Identifier: EUPL-1.2
"""The rules in one table: what wakes a rule, what it looks for, and what it says.

Sparks keep the lint cheap: a rule looks only around the words (small letters) and signs that it needs, or around NINE,
nine digits with at most spaces, dots, hyphens, brackets or / between them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from stelsel.kernel.personal_data import _mail, _numbers, _people
from stelsel.kernel.text import Text

NINE = "\0nine"
_TITLES = tuple("heer dhr mevr mevrouw mw mr mrs ms drs ir ing dr prof".split())
_LABELS = tuple(
    "contactpersoon contactpersonen contactperson contact auteur auteurs author authors eigenaar owner projectleider "
    "aanspreekpunt leader behandelaar behandeld steller opsteller opgesteld ondertekend ondertekenaar attentie vraag "
    "bel mail maintainer written geschreven ingediend medewerker ambtenaar aanvrager indiener melder cv sollicitatie "
    "sollicitatiebrief".split()
)
_BORN = tuple("geb geboren geboorte geboortedatum geboortedag birth born dob".split())
_HOME = tuple("woonadres huisadres thuisadres privéadres priveadres home woont woonachtig wonende wonend woon huis "
              "thuis privé prive lives resides".split())  # fmt: skip
_PROFILES = tuple("linkedin facebook xing orcid wa whatsapp me viadeo researchgate scholar".split())
_DOCUMENTS = tuple(
    "paspoort paspoortnummer passport rijbewijs rijbewijsnummer identiteitskaart identiteitskaartnummer kaart "
    "vreemdelingennummer reisdocumentnummer reisdocument patientnummer patiëntnummer polisnummer nummer kenteken "
    "plate".split()
)
_NUMBERS = (NINE, *"bsn bsnnummer sofi sofinummer burgerservicenummer burgerservice burger citizen".split())


@dataclass(frozen=True)
class Rule:
    """One kind of personal data: its code, its sparks, `found` (pieces of a folded text), what it is and the cure."""

    code: str
    sparks: tuple[str, ...]
    found: Callable[[str], Iterator[str]]
    what: Text
    cure: Text


_MAILBOX = Text(
    nl="Gebruik een functioneel adres, bijvoorbeeld info@gemeente.nl.",
    en="Use a functional address, for instance info@gemeente.nl.",
)


def _instead(nl: str, en: str) -> Text:
    return Text(nl=f"{nl} {_MAILBOX.nl}", en=f"{en} {_MAILBOX.en}")


RULES: tuple[Rule, ...] = (
    Rule(
        "personal-mail", ("@",), _mail.personal_mails,
        Text(nl="Dit lijkt een persoonlijk mailadres", en="This looks like a personal mail address"),
        _MAILBOX,
    ),
    Rule(
        "bsn", _NUMBERS, _numbers.bsns,
        Text(nl="Dit lijkt een burgerservicenummer (BSN)", en="This looks like a citizen service number (BSN)"),
        _instead("Verwijder het nummer.", "Remove the number."),
    ),
    Rule(
        "mobile-number", (NINE,), _numbers.phones,
        Text(nl="Dit lijkt een mobiel of persoonlijk telefoonnummer",
             en="This looks like a mobile or personal telephone number"),
        _instead("Noem een algemeen nummer.", "Give a general number."),
    ),
    Rule(
        "iban", (NINE,), _numbers.ibans,
        Text(nl="Dit lijkt een bankrekening (IBAN)", en="This looks like a bank account (IBAN)"),
        _instead("Verwijder de rekening, of zet die van uw organisatie in een veld iban.",
                 "Remove the account, or put that of your organisation in a field iban."),
    ),
    Rule(
        "identity-number", _DOCUMENTS, _numbers.documents,
        Text(nl="Dit lijkt het nummer van een identiteitsbewijs, dossier of kenteken",
             en="This looks like the number of an identity document, file or number plate"),
        _instead("Verwijder het nummer.", "Remove the number."),
    ),
    Rule(
        "person-name", (*_TITLES, *_LABELS, "t.a.v", "c.v."), _people.saluted,
        Text(nl="Hier lijkt een persoon bij naam te staan", en="This seems to name a person"),
        _instead("Noem de functie of afdeling.", "Name the role or department."),
    ),
    Rule(
        "birth-date", (*_BORN, "*", "d.o.b"), _people.births,
        Text(nl="Dit lijkt een geboortedatum van een persoon", en="This looks like a person's date of birth"),
        _instead("Verwijder de datum.", "Remove the date."),
    ),
    Rule(
        "home-address", _HOME, _people.homes,
        Text(nl="Dit lijkt een woonadres", en="This looks like a home address"),
        _instead("Noem het bezoekadres van uw organisatie.", "Give the visiting address of your organisation."),
    ),
    Rule(
        "personal-profile", _PROFILES, _mail.profiles,
        Text(nl="Dit is het profiel van een persoon op een sociaal netwerk",
             en="This is a person's profile on a social network"),
        _instead("Verwijs naar een pagina van uw organisatie.", "Link to a page of your organisation."),
    ),
)  # fmt: skip
BY_CODE = {rule.code: rule for rule in RULES}
