# SPDX-License-Identifier: EUPL-1.2
"""Our own table of recorded applications, both directions: names, organisations, words from closed lists, dates,
numbers and links. No sentences: descriptions stay at the source."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from stelsel.kernel.documents import table
from stelsel.kernel.draft import Draft, Reading
from stelsel.kernel.entry import Source
from stelsel.kernel.ids import TOOI_PREFIX
from stelsel.priorities.ai.exchange import register_export, supplier_records, uk_atrs, us_inventory
from stelsel.priorities.ai.exchange._problems import RowProblem
from stelsel.priorities.ai.exchange._records import Cells, csv_records, known_text, read_records, text, together
from stelsel.priorities.ai.kinds import AiApplication

COLUMNS = (
    "local", "about", "name", "organisation", "bureau", "status", "category", "publication_category", "impact_test",
    "registered_on", "added_on", "begin_date", "provider", "topic", "technique", "class", "source_id", "page",
)  # fmt: skip
MOST_NAME, MOST_PROVIDER = 120, 60
"""Longer names are cut; a longer provider is a sentence, which stays at the source."""
_TESTED = {True: "yes", False: "no", None: ""}
_UK = "https://www.gov.uk/algorithmic-transparency-records/"


def read(raw: bytes, file: str, day: str) -> Reading:
    """Application drafts of the table. `day` is the day of the export of the Dutch register."""
    by_source: dict[str, list[tuple[int, Any]]] = {}
    for line, record in csv_records(raw, file, COLUMNS, own=True):
        prefix = str(record["local"]).partition("-")[0] if isinstance(record, Mapping) else ""
        by_source.setdefault(prefix, []).append((line, record))
    sources = _sources(day)
    return together(
        read_records(rows, file, sources.get(prefix, ("", Source("?", day)))[1], _row, len(COLUMNS))
        for prefix, rows in by_source.items()
    )


def write(drafts: Iterable[Draft]) -> bytes:
    """The table of these drafts."""
    return table(COLUMNS, (_cells(draft, _body(draft)) for draft in drafts))


def _body(draft: Draft) -> AiApplication:
    assert isinstance(draft.body, AiApplication), "the table holds applications only"
    return draft.body


def _sources(day: str) -> dict[str, tuple[str, Source]]:
    """First part of the local name -> register and source."""
    return {
        "nl": ("nl-register", Source(register_export.NAME, day, "https://algoritmes.overheid.nl")),
        "sjabloon": ("nl-suppliers", supplier_records.SOURCE),
        "uk": ("uk-atrs", uk_atrs.SOURCE),
        "us": ("us-inventory", us_inventory.SOURCE),
    }


def _cells(draft: Draft, body: AiApplication) -> Iterator[Any]:
    yield draft.local
    yield draft.about.removeprefix(TOOI_PREFIX)
    yield body.name if len(body.name) <= MOST_NAME else body.name[:MOST_NAME].rpartition(" ")[0] + " …"
    yield body.organisation_name
    yield body.bureau
    yield body.status
    yield "|".join(body.category)
    yield body.publication_category
    yield _TESTED[body.impact_test_done]
    yield body.registered_on
    yield body.added_on
    yield body.begin_date
    yield body.provider if len(body.provider or "") <= MOST_PROVIDER else None
    yield body.source_topic
    yield body.technique
    yield body.source_class
    yield body.source_id
    yield (body.source_link or "").removeprefix(_UK) if body.register == "uk-atrs" else None


def _row(record: Cells) -> tuple[str, dict[str, Any], str]:
    local = known_text(record, "local")
    prefix, _, rest = local.partition("-")
    known = _sources("")
    if prefix not in known:
        raise RowProblem("unknown-word", local, "local")
    fields = {
        "name": known_text(record, "name"),
        "register": known[prefix][0],
        "organisation_name": text(record, "organisation", 250) or "",
        "bureau": text(record, "bureau"),
        "status": text(record, "status"),
        "category": tuple(one for one in (text(record, "category") or "").split("|") if one),
        "publication_category": text(record, "publication_category"),
        "impact_test_done": {"yes": True, "no": False}.get(text(record, "impact_test") or ""),
        "registered_on": register_export.day(record, "registered_on"),
        "added_on": register_export.day(record, "added_on"),
        "begin_date": text(record, "begin_date"),
        "provider": text(record, "provider"),
        "source_topic": text(record, "topic"),
        "technique": text(record, "technique"),
        "source_class": text(record, "class"),
        "source_id": text(record, "source_id"),
        "source_link": _page(prefix, rest, text(record, "page")),
        "lars": rest if prefix == "nl" else None,
        "language": "en" if prefix in ("uk", "us") else "nl",
        "standard_version": "1.0" if prefix == "sjabloon" else None,
    }
    about = text(record, "about")
    return local, fields, TOOI_PREFIX + about if about else ""


def _page(prefix: str, rest: str, page: str | None) -> str | None:
    """The page of a record at its register."""
    if prefix == "nl":
        return register_export.PAGE + rest
    return _UK + page if page and "://" not in page else page
