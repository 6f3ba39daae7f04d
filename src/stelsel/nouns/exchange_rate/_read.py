# SPDX-License-Identifier: EUPL-1.2
"""The table of rates that ships with the example country: day, currency, rate, copies (links, separated by |)."""

import csv
import io
from datetime import date
from decimal import Decimal, InvalidOperation

from stelsel.kernel.draft import Draft, Reading, Refused
from stelsel.kernel.entry import Source
from stelsel.kernel.ids import slug
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text
from stelsel.nouns.exchange_rate._kinds import ECB, EXCHANGE_RATE, ExchangeRate

COLUMNS = ["day", "currency", "rate", "copies"]
LINK = "https://data.ecb.europa.eu/data/datasets/EXR"


def read(raw: bytes, file: str) -> Reading:
    """Drafts of recorded rates; BadInput for a file that is no such table, Refused for a row that is no rate."""
    try:
        rows = list(csv.reader(io.StringIO(raw.decode("utf-8"))))
    except UnicodeDecodeError as error:
        raise bad_input("not-utf8", f"{file} byte {error.start}", *_WORDS["not-utf8"]) from None
    if not rows or rows[0] != COLUMNS:
        raise bad_input("columns", f"{file} line 1", *_WORDS["columns"])
    drafts: dict[str, Draft] = {}
    refused = []
    for line, row in enumerate(rows[1:], start=2):
        draft = _draft(row)
        if draft is None or draft.local in drafts:
            code = "duplicate" if draft else "no-rate"
            refused.append(Refused(file, line, code, _WORDS[code][0]))
        else:
            drafts[draft.local] = draft
    return Reading(tuple(drafts.values()), tuple(refused))


def _draft(row: list[str]) -> Draft | None:
    try:
        day_text, currency, rate_text, links = row
        day, rate = date.fromisoformat(day_text), Decimal(rate_text)
    except (ValueError, InvalidOperation):
        return None
    if not (rate.is_finite() and rate > 0 and len(currency) == 3 and currency.isalpha() and currency.isupper()):
        return None
    copies = tuple(link for link in links.split("|") if link)
    body = ExchangeRate(currency=currency, rate=rate, day=day, provisional=len(copies) < 2, copies=copies)
    return Draft(EXCHANGE_RATE, slug(f"ecb.{currency}.{day}"), body, source=Source(ECB, day.isoformat(), LINK))


_WORDS = {
    "not-utf8": (
        Text(nl="De tekst is geen UTF-8.", en="The text is not UTF-8."),
        Text(nl="Sla het bestand op als UTF-8.", en="Save the file as UTF-8."),
    ),
    "columns": (
        Text(nl="Dit is geen tabel met koersen.", en="This is no table of rates."),
        Text(nl=f"De eerste regel is {','.join(COLUMNS)}.", en=f"The first line is {','.join(COLUMNS)}."),
    ),
    "duplicate": (
        Text(nl="Deze munt en dag staan er al.", en="This currency and day are there already."),
        Text(nl="Laat één regel staan.", en="Keep one line."),
    ),
    "no-rate": (
        Text(nl="Hier staat geen dag, munt en positieve koers.", en="This is no day, currency and positive rate."),
        Text(nl="Verbeter de regel.", en="Mend the line."),
    ),
}
