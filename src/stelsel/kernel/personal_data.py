# SPDX-License-Identifier: EUPL-1.2
"""No personal data in a register: a lint over what somebody wants to publish.

It finds what has a form: citizen service numbers (BSN), personal mail addresses, Dutch mobile numbers, and a person
named with a salutation ("de heer Jansen"). **It cannot find names as such**: a name without a salutation looks like
any other word, so a person who publishes stays responsible for what a text says. What looks like a functional contact
passes: info@, contact@ and the like, switchboard and 14xxx numbers, RSIN and KvK numbers in fields of that name.
"""

import re
from collections.abc import Iterator
from typing import Any

from stelsel.kernel.problem import Finding
from stelsel.kernel.text import Text

NUMBER_FIELDS = frozenset({"rsin", "kvk", "kvkNummer", "oin", "rooId", "roo_id"})
"""Fields whose nine digits are the number of an organisation; an RSIN passes the same check as a BSN."""

FUNCTIONAL = frozenset(
    "abuse admin api avg bag bgt bis brk brp bzk cert ciso cio csirt dpo fg geo git gis gr hr ict io it jz kcc ndw nwb "
    "no-reply po pers pr roo root sales tooi vth wob woo woz wro".split()
)
"""Whole words that make a mailbox functional."""

_STEMS = tuple(
    (
        "aanbested advies agenda algemeen algoritme applicat archief beheer belasting bestuur bezoek bezwaar "
        "bibliothe bureau burgerz bedrijf bericht cloud commun contact coordinat data desk dienst digita directie "
        "experience factu financ gegevens gemeente griffie handhav helpdesk hello hostmaster informat info inkoop "
        "innovat inspect integrit klacht klant kwaliteit legal loket mail meld noreply office omgeving ondernem "
        "ondersteun ontwikkel opendata overheid parkeer participat personeel platform postbus postmaster press "
        "privacy product programma project provincie publi raad receptie redact regist samenwerk secretar secur "
        "service standaard subsidie support team techni toegankelijk toezicht vacature veiligheid vergunning "
        "verkiez verkeer voorlicht vragen waterschap webmaster webred welkom wereld zaken"
    ).split()
)
"""Beginnings that make a word in a mailbox functional; the long ones count inside a word too."""

_PERSONAL_HOSTS = frozenset(
    "gmail.com googlemail.com hotmail.com hotmail.nl outlook.com live.nl live.com icloud.com me.com yahoo.com "
    "ziggo.nl kpnmail.nl planet.nl xs4all.nl home.nl hetnet.nl upcmail.nl casema.nl protonmail.com proton.me".split()
)
_MAIL = re.compile(r"([\w.%+'-]{1,64})@([A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8})")
_NINE = re.compile(r"(?<![\w/=])(?<!\d[.,-])(\d{9}|\d{4}[. ]\d{2}[. ]\d{3})(?![\w/=-]|[.,]\d)", re.ASCII)
_MOBILE = re.compile(r"(?<![\w/=.,-])(?<!\d:)(?:\+31 ?(?:\(0\) ?)?|0031 ?|0)6(?:[ -]?[0-9]){8}(?![\w/=])", re.ASCII)
_SALUTATION = re.compile(
    r"\b(?:[Dd]e heer|[Dd]hr\.?|[Mm]evrouw|[Mm]evr\.?|[Mm]w\.)\s+(?:[A-Z]\.\s?)*"
    r"(?:(?:van|de|den|der|ten|ter|van de|van den|van der|el|al)\s+)*[A-Z][a-z]+"
)
_HOST = re.compile(r"(?!v?[0-9])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,24}")
_URL = re.compile(r"https?://\S+")


def find(plain: Any, where: str = "") -> list[Finding]:
    """Findings for personal data in plain values (wire names), each with its place and cure. Numbers are looked at only
    inside text: a figure is no BSN. Addresses of pages (https://…) are left out, except for a mail address in them."""
    return list(_find(plain, where))


def _find(value: Any, where: str) -> Iterator[Finding]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in NUMBER_FIELDS:
                yield from _find(inner, f"{where}.{key}" if where else str(key))
    elif isinstance(value, list | tuple):
        for at, inner in enumerate(value):
            yield from _find(inner, f"{where}[{at}]")
    elif isinstance(value, str) and len(value) > 6:
        yield from (Finding(code, where, *_WORDS[code]) for code in _codes(value))


def _codes(text: str) -> Iterator[str]:
    if "@" in text and any(_personal(local, host) for local, host in _MAIL.findall(text)):
        yield "personal-mail"
    bare = _URL.sub(" ", text) if "://" in text else text
    if any(is_bsn(re.sub("[. ]", "", found)) for found in _NINE.findall(bare)):
        yield "bsn"
    if _MOBILE.search(bare):
        yield "mobile-number"
    if _SALUTATION.search(bare):
        yield "person-name"


def is_bsn(digits: str) -> bool:
    """The eleven test of a BSN: nine digits d1..d9, not all zero, with 9·d1 + 8·d2 + … + 2·d8 − d9 a multiple of 11
    (Logisch Ontwerp BSN, RvIG)."""
    if len(digits) != 9 or not digits.isascii() or not digits.isdigit() or digits == "000000000":
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11 == 0


def _personal(local: str, host: str) -> bool:
    """Whether a mail address is not plainly functional. What stands after the @ of a package version is no host."""
    name, domain = local.lower(), host.lower()
    if not _HOST.fullmatch(domain):
        return False
    if domain in _PERSONAL_HOSTS:
        return True
    words = set(re.split(r"[._+-]", name)) | {name}
    if words & FUNCTIONAL or any(word.startswith(_STEMS) for word in words):
        return False
    return not any(stem in name for stem in _STEMS if len(stem) > 5) and name != domain.split(".")[0]


_MAILBOX = Text(
    nl="Gebruik een functioneel postvak, bijvoorbeeld info@ of contact@ met uw domein.",
    en="Use a functional mailbox, for instance info@ or contact@ with your domain.",
)
_WORDS: dict[str, tuple[Text, Text]] = {
    "personal-mail": (
        Text(nl="Dit lijkt een persoonlijk mailadres.", en="This looks like a personal mail address."),
        _MAILBOX,
    ),
    "bsn": (
        Text(nl="Dit lijkt een burgerservicenummer (BSN).", en="This looks like a citizen service number (BSN)."),
        Text(
            nl="Verwijder het nummer. Noem als contact een functioneel postvak, zoals info@ met uw domein.",
            en="Remove the number. As contact give a functional mailbox, such as info@ with your domain.",
        ),
    ),
    "mobile-number": (
        Text(nl="Dit lijkt een mobiel telefoonnummer.", en="This looks like a mobile telephone number."),
        Text(
            nl="Noem een algemeen nummer, of een functioneel postvak zoals info@.",
            en="Give a general number, or a functional mailbox such as info@.",
        ),
    ),
    "person-name": (
        Text(nl="Hier lijkt een persoon bij naam te staan.", en="This seems to name a person."),
        Text(
            nl="Noem de functie of afdeling, of een functioneel postvak zoals contact@.",
            en="Name the role or department, or a functional mailbox such as contact@.",
        ),
    ),
}
