# SPDX-License-Identifier: EUPL-1.2
"""The API descriptors of developer.overheid.nl: a JSON list of OpenAPI address, organisation and functional contact."""

import json
from collections.abc import Mapping
from typing import Any

from stelsel.kernel.draft import Draft, Reading, Refused
from stelsel.kernel.entry import Source
from stelsel.kernel.rdf import unpacked
from stelsel.priorities.data.exchange._contacts import WEB, choose
from stelsel.priorities.data.exchange._describe import local_name
from stelsel.priorities.data.exchange._problems import file_problem, refused
from stelsel.priorities.data.kinds import DATA_SERVICE, DataService

COUNTRY = "NL"


def read(raw: bytes, file: str, source: Source) -> Reading:
    """A data service per descriptor. A descriptor says where the OpenAPI description is, of which organisation it is
    and whom to ask; title, licence and the rest it does not say, so they are missing. BadInput for a file that is no
    list; a wrong row is refused."""
    text = _text(raw, file)
    try:
        rows = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise file_problem("shape", f"{file} line {line}", "JSON") from None
    if not isinstance(rows, list):
        raise file_problem("shape", f"{file} line 1", "list")
    drafts: dict[str, Draft] = {}
    turned: list[Refused] = []
    for row in rows:
        draft = _draft(row, source)
        line = _line(text, row)
        if isinstance(draft, str):
            turned.append(refused(file, line, "field", draft))
        elif draft.local in drafts:
            turned.append(refused(file, line, "duplicate", row["href"]))
        else:
            drafts[draft.local] = draft
            if _contact(row)[1]:
                turned.append(refused(file, line, "personal-contact", row["href"]))
    return Reading(tuple(drafts.values()), tuple(turned))


def _text(raw: bytes, file: str) -> str:
    plain = unpacked(raw, file)
    try:
        return plain.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise file_problem("not-utf8", f"{file} line {plain[: error.start].count(10) + 1}") from None


def _draft(row: Any, source: Source) -> Draft | str:
    """The draft of a descriptor, or the name of the part that does not fit."""
    if not isinstance(row, Mapping):
        return "object"
    for name in ("href", "organisationUri"):
        if not (isinstance(row.get(name), str) and row[name].startswith(WEB)):
            return name
    contact, _ = _contact(row)
    given = ["dcat:endpointDescription", "dct:publisher"] + ["dcat:contactPoint"] * bool(row.get("contact"))
    body = DataService(
        iri=row["href"],
        endpoint_description=row["href"],
        publisher_iri=row["organisationUri"],
        contact=contact,
        given_properties=tuple(sorted(given)),
        country=COUNTRY,
    )
    return Draft(DATA_SERVICE, local_name(row["href"]), body, row["organisationUri"], source)


def _contact(row: Mapping[str, Any]) -> tuple[str | None, bool]:
    held = row.get("contact")
    if not isinstance(held, Mapping):
        return None, False
    mail, page = held.get("email"), held.get("url")
    pages = [page] if isinstance(page, str) and page.startswith(WEB) else []
    return choose([mail] if isinstance(mail, str) else [], pages)


def _line(text: str, row: Any) -> int:
    """The line on which a descriptor's address stands; 0 where it has none."""
    href = row.get("href") if isinstance(row, Mapping) else None
    at = text.find(json.dumps(href)) if isinstance(href, str) else -1
    return text.count("\n", 0, at) + 1 if at >= 0 else 0
