# SPDX-License-Identifier: EUPL-1.2
"""Numbers that belong to one person: BSN, mobile telephone, bank account, identity document."""

import re
from collections.abc import Iterator

_NINE = re.compile(r"(?<![\w/=!#])(?<!\d[.,-])(\d{9}|\d{4}[. ]\d{2}[. ]\d{3})(?![\w/=-]|[.,]\d)", re.ASCII)
_THREES = re.compile(r"(?<![\w/=])(?<!\d[.,-])(?<!\d )\d{3}([ -])\d{3}\1\d{3}(?![\w/=-]|[., ]\d)", re.ASCII)
RUN = re.compile(r"[0-9](?:[ .()/–-]{0,3}[0-9]){7,}")
"""Eight or more digits with little between them: where any of these numbers can stand."""
_MAYBE_MOBILE = re.compile(r"0\D{0,3}6|0\D?0|3\D?[12]|4\D?[49]|\d[\d .-]{8,}")
_SAYS_BSN = ("bsn", "burger", "sofi", "citizen")
_SAID = re.compile(
    r"\b(?:bsn|burger\s?service\s?(?:nummer|nr)|sofi(?:-?nummer)?|citizen service number)"
    r"(?:[ -]?(?:nummer|nr)\.?)?(?:\s+(?:is|van \w{1,20} is))?[\s:=#/.(-]{0,4}(\d(?:[ .-]{0,3}\d){7,8})(?!\d)",
    re.IGNORECASE | re.ASCII,
)
_MONEY_BEFORE = re.compile(r"(?:€|EUR|euro|\$|£|USD|GBP|bedrag|kosten|budget)[\s:]{0,3}-?$", re.IGNORECASE)
_COUNTED_AFTER = re.compile(r"\s?(?:euro|eur|usd|m2|m²|inwoners|gulden|bytes|stuks|km|kWh)\b", re.IGNORECASE)
_OF_ORGANISATION = re.compile(
    r"#\s?$|\b(?:SNOMED(?: CT)?|ISBN|ISSN|RSIN|KvK|OIN|SIREN|btw|VAT|LEI|DUNS|D-U-N-S|"
    r"fiscaal|vestigings|dossier)[\w-]{0,12}"
    r"(?:[ -]?(?:nummer|number|nr|no)\.?)?"
    r"[\s:=#(-]{0,4}$",
    re.IGNORECASE,
)
_SOLE_TRADER = re.compile(r"(?<![A-Za-z0-9])NL ?(\d{4}\.?\d{2}\.?\d{3}) ?\.?B ?\.?\d{2}(?!\d)", re.ASCII)
_MOBILE = re.compile(
    r"(?<![\w/=.,-])(?<!\d:)(?:(?:\+|00) ?31[ .-]?(?:\(0\)[ .-]?)?|\(?0)"
    r"6\)?(?: ?[-/–.] ?| )?[1-9](?:[ .-]?[0-9]){7}(?![\w/=])"
    r"|(?<!\w)(?:\+|00)(?:32[ .-]?4[5-9]|49[ .-]?1[567]|44[ .-]?7)\d?(?:[ .-]?\d){7,8}(?!\w)",
    re.ASCII,
)
_SAYS_DIRECT = ("doorkies", "direct ", "rechtstr", "priv", "thuis")
_DIRECT = re.compile(r"[Dd]oorkies|[Dd]irect |[Rr]echtstr|[Pp]riv|[Tt]huis")
_DIRECT = re.compile(
    r"\b(?:doorkies|doorkiesnummer|direct nummer|rechtstreeks nummer|priv[eé](?:nummer)?|thuis(?:nummer)?|direct dial)"
    r"[\s:=(]{1,4}(?:tel\.?|telefoon)?[\s:]{0,2}(\(?(?:\+31|0)[\d ()-]{8,14}\d)",
    re.IGNORECASE,
)
_IBAN = re.compile(r"(?<![A-Za-z0-9/=])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9])")
_PUBLIC_BANKS = ("BNGH", "NWAB", "DNBA")
"""Banks that only keep accounts of public bodies and banks: BNG, Nederlandse Waterschapsbank, De Nederlandsche Bank."""
_DOCUMENT = re.compile(
    r"\b(?:paspoort|rijbewijs|identiteitskaart|id-kaart|vreemdelingen|reisdocument|passport|pati[eë]nt|polis|A-|V-)"
    r"[ -]?(?:nummer|nr\.?|number|no\.?)[\s:=#]{0,3}((?=[A-Z0-9]*\d{3})[A-Z0-9]{7,12})(?![A-Za-z0-9])"
    r"|\b(?:kenteken|licence plate)[\s:=]{1,3}((?=[A-Z0-9-]*\d)(?=[A-Z0-9-]*[A-Z])(?:[A-Z0-9]{1,3}-){2}[A-Z0-9]{1,3})\b"
)
_URL = re.compile(r"https?://\S+")
_BSN_IN_URL = re.compile(r"(?:bsn|burgerservicenummer|sofi)[=/:](\d{8,9})(?!\d)", re.IGNORECASE)


def is_bsn(digits: str) -> bool:
    """The eleven test of a BSN: nine digits d1..d9, not all zero, with 9·d1 + 8·d2 + … + 2·d8 − d9 a multiple of 11
    (Logisch Ontwerp BSN, RvIG). Numbers that begin with 9999 are set aside for tests and belong to nobody."""
    if len(digits) != 9 or not digits.isascii() or not digits.isdigit() or digits == "000000000":
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    if digits.startswith("9999"):
        return False
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11 == 0


def without_links(text: str) -> str:
    """The text without addresses of pages, whose numbers are those of the page."""
    return _URL.sub(" ", text) if "://" in text else text


def bsns(text: str) -> Iterator[str]:
    """Citizen service numbers: nine digits in one run, in groups, or after the word BSN in any notation."""
    low = text.lower()
    if any(said in low for said in _SAYS_BSN):
        for pattern in (_SAID, _BSN_IN_URL):
            yield from (found[0] for found in pattern.finditer(text) if is_bsn(_digits(found[1]).zfill(9)))
    bare = without_links(text)
    for run in RUN.finditer(bare):
        if is_bsn(digits := _digits(run[0])) or len(digits) > 9:
            for found in (
                *_NINE.finditer(bare, run.start(), run.end() + 2),
                *_THREES.finditer(bare, run.start(), run.end() + 2),
            ):
                if is_bsn(_digits(found[0])) and not _counts_or_names(bare, found):
                    yield found[0]
    for found in _SOLE_TRADER.finditer(text) if "NL" in text else ():
        if is_bsn(_digits(found[1])) and not found[1].startswith(("00", "8")):
            yield found[0]


def phones(text: str) -> Iterator[str]:
    """Mobile numbers (Dutch, Belgian, German, British) and numbers that are said to be direct or private."""
    bare = without_links(text)
    for run in RUN.finditer(bare):
        if _MAYBE_MOBILE.match(run[0]):
            yield from (found[0] for found in _MOBILE.finditer(bare, max(0, run.start() - 2), run.end() + 1))
    low = bare.lower()
    if any(said in low for said in _SAYS_DIRECT):
        yield from (found[0] for found in _DIRECT.finditer(bare))


def ibans(text: str) -> Iterator[str]:
    """Bank accounts that pass the check of ISO 13616 (mod 97), except at banks of public bodies."""
    for found in _IBAN.finditer(without_links(text)):
        account = found[0].replace(" ", "")
        if _is_iban(account) and account[4:8] not in _PUBLIC_BANKS:
            yield found[0]


def documents(text: str) -> Iterator[str]:
    """Numbers of a passport, driving licence, A-number, V-number or a number plate, where the text says so."""
    return (found[0] for found in _DOCUMENT.finditer(text))


def _digits(text: str) -> str:
    return text if text.isdigit() else "".join(filter(str.isdigit, text))


def _counts_or_names(text: str, found: re.Match[str]) -> bool:
    """An amount or a quantity, or the number of an organisation that is called so right before it."""
    before, after = text[max(0, found.start() - 40) : found.start()], text[found.end() : found.end() + 12]
    return bool(_MONEY_BEFORE.search(before) or _COUNTED_AFTER.match(after) or _OF_ORGANISATION.search(before))


def _is_iban(account: str) -> bool:
    if not 15 <= len(account) <= 34 or (account.startswith("NL") and len(account) != 18):
        return False
    moved = account[4:] + account[:4]
    return int("".join(str(int(sign, 36)) for sign in moved)) % 97 == 1
