# SPDX-License-Identifier: EUPL-1.2
"""Persons by name, by birth and by home. A name is only known by what stands around it: a salutation, a title, a label
("contactpersoon:"), or a field that is meant for who to turn to."""

import re
from collections.abc import Iterator

from stelsel.kernel.personal_data._names import BODIES, GIVEN

_CAP = r"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ']+(?:-[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ']+)?"
_BETWEEN = r"(?:(?:van|de|den|der|het|'t|ten|ter|te|op|la|el|al|von|du|in)\s+){0,3}"
_INITIALS = r"(?:[A-Z][a-z]?\.[\s-]?){1,5}"
_NAME = rf"(?:{_INITIALS}\s?{_BETWEEN}{_CAP}|{_CAP}(?:\s+{_INITIALS})?(?:\s+{_CAP})?\s+{_BETWEEN}{_CAP})"
_SALUTED = re.compile(
    rf"\b(?:[Dd]e heer|[Dd]hr\.?|[Mm]evrouw|[Mm]evr\.?|[Mm]w\.|Mr\.|Mrs\.|Ms\.|[Dd]rs\.|[Ii]r\.|[Ii]ng\.|"
    rf"[Dd]r\.|[Pp]rof\.)"
    rf"(?:\s+(?:[Mm]r\.|[Dd]rs\.|[Ii]r\.|[Ii]ng\.|[Dd]r\.|[Mm]w\.))*\s+"
    rf"((?:{_INITIALS}\s?)?{_BETWEEN}{_CAP})(?:\s+({_CAP}))?"
)
_PLACE_WORD = re.compile(
    r"(?:straat|laan|weg|plein|hof|kade|singel|gracht|dreef|school|huis|prijs|fonds|stichting|instituut|college|"
    r"ziekenhuis|museum|brug|tunnel|park|pad|wet|hal)$",
    re.IGNORECASE,
)
_LABEL = (
    r"(?:contact\s?persoon|contact\s?person|aanspreekpunt|auteurs?|authors?|eigenaar|projectleider|project leader|"
    r"behandelaar|behandeld door|opgesteld door|opsteller|steller|ondertekend door|ondertekenaar|t\.a\.v\.|"
    r"ter attentie van|"
    r"contact op met|vraag naar|bel met|mail naar|contact:|owner|maintainer|written by|geschreven door|ingediend door|"
    r"naam (?:medewerker|ambtenaar|aanvrager|indiener|melder)|c\.v\.|cv|sollicitatie(?:brief)?)"
)
_INITIALS_LAST = re.compile(rf",\s*{_INITIALS}$")
_LABELLED = re.compile(rf"(?i:\b{_LABEL})(?:\s*[:=-]\s*|\s+(?i:is\s+)?)({_NAME})")
_WHOLE = re.compile(rf"(?:{_NAME}|{_CAP},\s*(?:{_INITIALS}|{_CAP})(?:\s+{_BETWEEN})?)")
_DAY = (
    r"(?:\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)?\d{2}|(?:19|20)\d{2}-\d{2}-\d{2}|\d{1,2}(?:st|nd|rd|th)? "
    r"(?:jan|feb|maa|mrt|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)[a-z]*\.? (?:19|20)\d{2}|"
    r"[A-Z][a-z]{2,8} \d{1,2}, (?:19|20)\d{2})"
)
_BORN = re.compile(
    rf"(?:\b(?i:geboorte\s?(?:datum|dag)|geb\.?\s?datum|date of birth|d\.?o\.?b\.?)\s*"
    rf"(?:[:=(]|is|van \w{{1,20}} is)?\s*{_DAY}"
    rf"|{_NAME}\s*[,(]?\s*(?:[*]|(?i:geb\.?|geboren|born))\s*(?:(?i:te|in) {_CAP},?\s*)?(?i:op |on )?\s*{_DAY}"
    rf"|\b(?:[Hh]ij|[Zz]ij|[Hh]e|[Ss]he|[Ii]k) (?:is|was|ben) (?:geboren|born) (?:op|on) {_DAY}"
    rf"|\bgeb\.\s*(?:op )?{_DAY})"
)
_HOME = re.compile(
    rf"(?:(?i:\b(?:woon|huis|thuis|priv[eé])[- ]?adres\b|\bhome address\b)\s*(?:[:=]|is)?\s*"
    rf"|(?i:\b(?:woont|woonachtig|wonende|wonend|woon|lives|resides)\s+(?:aan|op|in|te|at)\s+(?:de |het |the )?))"
    rf"(?:{_CAP}(?:\s(?:{_CAP}|van|de|den|der)){{0,3}}\s\d{{1,5}}(?![\d%.])(?!\s*(?:procent|euro|jaar))"
    rf"|\d{{1,5}} {_CAP} (?:Street|Road|Lane|Avenue|Drive|Close)\b|\d{{4}} ?[A-Z]{{2}}(?![A-Za-z]) ?\d{{1,5}})"
)


def saluted(text: str) -> Iterator[str]:
    """Persons with a salutation, a title or a label before the name; streets and prizes named after one pass."""
    for found in _SALUTED.finditer(text):
        last = (found[2] or found[1]).split()[-1]
        if found.start() == 0 and text[found.end() : found.end() + 1] == ":" and found[0].startswith("Mr."):
            continue  # the name of a product: "Mr. Fill: …"
        if not (_PLACE_WORD.search(last) or _PLACE_WORD.search(found[1]) or _is_body(found[0])):
            yield found[0]
    for found in _LABELLED.finditer(text):
        if is_person(found[1]):
            yield found[0]


def named(text: str) -> Iterator[str]:
    """A field for who to turn to: the name of a person as its whole text, or before a mail address or a comma."""
    if " " not in text and ("@" in text or "." not in text):
        return
    for piece in re.split(r"[;\n|/]|<[^>]*>|\s-\s|\([^()]*\)", text):
        name = piece.strip(" ,:")
        whole = _WHOLE.fullmatch(name)
        if (whole and is_person(name)) or (not whole and (first := _WHOLE.match(name)) and _clearly(first[0], name)):
            yield name


def is_person(name: str) -> bool:
    """Whether two or more words look like a person: initials, a given name in front, or "… van (der) …"; and no word of
    an organisation among them."""
    words = name.replace(",", " ").split()
    if _is_body(name) or _PLACE_WORD.search(words[-1]):
        return False
    if re.match(_INITIALS, name) or _INITIALS_LAST.search(name):
        return True
    return any(word.lower() in GIVEN or _double(word) for word in (words[0], *(words[1:] if "," in name else ())))


def births(text: str) -> Iterator[str]:
    """A date of birth, with its label or beside a person; "geboren op of na" in a law names nobody."""
    return (found[0] for found in _BORN.finditer(text))


def homes(text: str) -> Iterator[str]:
    """Where somebody lives, said so; the address of an office passes."""
    return (found[0] for found in _HOME.finditer(text))


def _clearly(name: str, whole: str) -> bool:
    return is_person(name) and whole[len(name) :].lstrip().startswith(
        (",", ":", "tel", "06", "+31", "en ", "and ", "&")
    )


def _double(word: str) -> bool:
    """A double given name, such as Jan-Willem."""
    parts = word.lower().split("-")
    return len(parts) == 2 and all(part in GIVEN for part in parts)


def _is_body(name: str) -> bool:
    return any(word.lower().strip("(),:") in BODIES for word in name.split())
