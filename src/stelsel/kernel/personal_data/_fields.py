# SPDX-License-Identifier: EUPL-1.2
"""What the name of a field tells the lint: that a number is an organisation's, that a name is asked for, that the field
is personal by its own name."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

ORGANISATION_NUMBERS = frozenset(
    "rsin rsinnummer kvk kvknummer kvkid oin oinnummer rooid organisatienummer organisatieid identifierorganisatie "
    "vestigingsnummer btwnummer".split()
)
"""A whole value of digits here is the number of an organisation; an RSIN passes the same check as a BSN."""

AMOUNTS = frozenset(
    "aantalgpu actueel bedrag initieel kans koers koolstofkgperuur kostenactueel kosteninitieel kostenwerkelijk "
    "opbrengsteenmalig opbrengstperjaar oppervlaktekm2 opslaggb streefwaarde vcpus waarde werkelijk".split()
)
"""Decimals, which are written as text in a payload: a whole number of nine digits here is an amount."""

ACCOUNTS = frozenset({"iban", "bankrekening", "rekeningnummer", "bankrekeningnummer", "ibannummer"})
"""Fields meant for the bank account of an organisation."""

_WHO = frozenset(
    "contact contactpunt contactgegevens contactpersoon contactperson contactname contactnaam naamcontact contactpoint "
    "contactperson author authors auteur auteurs eigenaar owner owners beheerder maintainer maintainers aanspreekpunt "
    "verantwoordelijke behandelaar projectleider opsteller steller ondertekenaar indiener naamvervaardiger creator "
    "vervaardiger verifier geverifieerddoor assertedby beweerddoor seniorresponsibleowner createdby modifiedby".split()
)
_FILES = frozenset({"bestandsnaam", "filename", "bestand", "bijlage", "bronbestand", "naambestand"})
_SAYS: dict[str, tuple[str, str]] = {
    **dict.fromkeys(("bsn", "bsnnummer", "burgerservicenummer", "sofinummer", "citizenservicenumber"),
                    ("bsn", r"(?:\D*\d){8}")),
    **dict.fromkeys(("geboortedatum", "dateofbirth", "birthdate", "geboortedag"), ("birth-date", r"(?:\D*\d){6}")),
    **dict.fromkeys(("woonadres", "huisadres", "priveadres", "privéadres", "homeaddress", "thuisadres"),
                    ("home-address", r"\D*\d")),
    **dict.fromkeys(("voornaam", "voornamen", "achternaam", "roepnaam", "firstname", "lastname", "surname", "givenname",
                     "familyname", "geslachtsnaam"), ("person-name", r"\s*[^\W\d_]{2}")),
    **dict.fromkeys(("mobiel", "mobielnummer", "mobile", "06nummer", "privenummer", "privetelefoon"),
                    ("mobile-number", r"(?:\D*\d){9}")),
    **dict.fromkeys(("paspoortnummer", "rijbewijsnummer", "anummer", "vnummer", "identiteitskaartnummer"),
                    ("identity-number", r".*\d{4}")),
}  # fmt: skip


@dataclass(frozen=True)
class Role:
    """What a field is. `number`, `amount` and `account` let a whole value pass as what the field is for; `who` asks
    whom to turn to; `file` holds the name of a file; `says` is the code and pattern of a field personal by name."""

    number: bool = False
    amount: bool = False
    account: bool = False
    who: bool = False
    file: bool = False
    says: tuple[str, re.Pattern[str]] | None = None

    @property
    def asks(self) -> bool:
        """Whether a value here needs a look that its text alone does not ask for."""
        return self.who or self.file or self.says is not None

    @property
    def meant(self) -> bool:
        """Whether the field is meant for a number, and whose."""
        return self.number or self.amount or self.account


PLAIN = Role()
_GROUPED = re.compile(r"[A-Z]{0,2}[\d .-]{5,24}(?:B\d\d)?")
_WHOLE_NUMBER = re.compile(r"-?\d{1,40}")


@lru_cache(maxsize=4096)
def role_of(key: str) -> Role:
    """The role of a field by its name, in any notation: kvkNummer, kvk_nummer, KVK-nummer."""
    name = re.sub(r"[\s_.-]", "", key).lower()
    says = _SAYS.get(name)
    role = Role(
        number=name in ORGANISATION_NUMBERS,
        amount=name in AMOUNTS,
        account=name in ACCOUNTS,
        who=name in _WHO,
        file=name in _FILES,
        says=(says[0], re.compile(says[1])) if says else None,
    )
    return PLAIN if role == PLAIN else role


def is_meant(role: Role, value: str) -> bool:
    """Whether a whole value is a number of an organisation or an amount, in a field for it."""
    return bool((role.number and _GROUPED.fullmatch(value)) or (role.amount and _WHOLE_NUMBER.fullmatch(value)))


def passes_as_meant(role: Role, code: str, value: str) -> bool:
    """Whether a value is just what its field is for: a number of an organisation, an amount, an account."""
    if code == "bsn":
        return is_meant(role, value)
    return code == "iban" and role.account


def says_itself(role: Role, value: Any) -> str | None:
    """The code of a field that is personal by its own name and holds such a value: {"bsn": 111222333}."""
    if role.says is None or isinstance(value, bool) or not isinstance(value, str | int):
        return None
    code, pattern = role.says
    return code if pattern.match(str(value)) else None
