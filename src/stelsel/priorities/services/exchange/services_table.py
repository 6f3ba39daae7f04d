# SPDX-License-Identifier: EUPL-1.2
"""The small table of services that ships with the product, both directions: facts only (names, marks, laws, links).

A mark is one letter (R P W G for the layers, B O for whom, A S M V for the kind of act, a m for the powers, D for the
Services Act, T for DigiD mandate); a list is joined by a bar; a link loses its common beginning.
"""

from collections.abc import Iterable, Mapping

from stelsel.kernel.documents import table
from stelsel.kernel.draft import Draft, Reading, Refused
from stelsel.kernel.problem import BadInput
from stelsel.priorities.services.exchange import upl
from stelsel.priorities.services.exchange._rows import Cells, RowProblem, row_length, rows
from stelsel.priorities.services.kinds import PUBLIC_SERVICE, LegalResource, PublicService

FILE = "services-upl.csv"
COLUMNS = ("product", "adres", "merken", "themas", "grondslagen", "koppelingen")
_JCI = "https://wetten.overheid.nl/jci1.3:c:"
_MARKS: dict[str, tuple[str, object]] = {
    "R": ("layers", "central"),
    "P": ("layers", "province"),
    "W": ("layers", "water-board"),
    "G": ("layers", "municipality"),
    "B": ("addressee", "citizen"),
    "O": ("addressee", "entrepreneur"),
    "A": ("acts", "application"),
    "S": ("acts", "subsidy"),
    "M": ("acts", "notification"),
    "V": ("acts", "obligation"),
    "a": ("powers", "autonomy"),
    "m": ("powers", "co-governance"),
    "D": ("services_act", True),
    "T": ("digid_mandate", True),
}


def write(drafts: Iterable[Draft]) -> bytes:
    """The table, UTF-8 with LF, in the order of the drafts."""
    return table(COLUMNS, (_cells(draft.body) for draft in drafts if isinstance(draft.body, PublicService)))


def read(raw: bytes, file: str = FILE) -> Reading:
    """The services of the table. BadInput when the file cannot be read; a row that does not fit is refused."""
    drafts: dict[str, Draft] = {}
    refused: list[Refused] = []
    for line, cells in rows(raw, file, COLUMNS, own=True):
        try:
            if cells is None:
                raise row_length()
            draft = upl.draft(_body(cells))
            if draft.local in drafts:
                raise RowProblem("duplicate", "Dit product staat er al.", "This product is there already.")
            PUBLIC_SERVICE.encode(draft.body)  # type: ignore[arg-type]
            drafts[draft.local] = draft
        except RowProblem as problem:
            refused.append(Refused(file, line, problem.code, problem.why))
        except BadInput as problem:
            refused.append(Refused(file, line, problem.findings[0].code, problem.findings[0].what))
    return Reading(tuple(drafts.values()), tuple(refused))


def _cells(body: PublicService) -> tuple[str, ...]:
    legal = body.legal_resources
    assert not any("|" in basis.title + (basis.link or "") for basis in legal), "a bar separates the items of a list"
    return (
        body.title,
        body.identifier.removeprefix(upl.TERMS),
        "".join(letter for letter, mark in _MARKS.items() if _has(body, *mark)),
        "|".join(body.thematic_areas),
        "|".join(basis.title for basis in legal),
        "|".join(_short(basis.link) for basis in legal),
    )


def _has(body: PublicService, name: str, value: object) -> bool:
    held = getattr(body, name)
    return value in held if isinstance(held, tuple) else held is value


def _short(link: str | None) -> str:
    return ":" + link.removeprefix(_JCI) if link and link.startswith(_JCI) else link or ""


def _long(cell: str) -> str | None:
    return _JCI + cell[1:] if cell.startswith(":") else cell or None


def _body(cells: Cells) -> PublicService:
    if not cells["product"] or not cells["adres"]:
        raise RowProblem("empty", "De naam of het adres ontbreekt.", "The name or the address is missing.")
    unknown = set(cells["merken"]) - set(_MARKS)
    if unknown:
        signs = ", ".join(sorted(unknown))
        raise RowProblem("mark", f"Dit merk kennen we niet: {signs}.", f"We do not know this mark: {signs}.")
    address = cells["adres"] if "://" in cells["adres"] else upl.TERMS + cells["adres"]
    return PUBLIC_SERVICE.body(
        title=cells["product"],
        identifier=address,
        legal_resources=_legal(cells),
        thematic_areas=tuple(code for code in cells["themas"].split("|") if code),
        observed_on=upl.DAY,
        **_marked(cells["merken"]),  # type: ignore[arg-type]
    )


def _legal(cells: Cells) -> tuple[LegalResource, ...]:
    titles = [title for title in cells["grondslagen"].split("|") if title]
    links = cells["koppelingen"].split("|") if titles else []
    if len(titles) != len(links):
        raise RowProblem("laws", "Elke grondslag heeft één koppeling.", "Every legal basis has one link.")
    return tuple(LegalResource(title=title, link=_long(link)) for title, link in zip(titles, links, strict=True))


def _marked(letters: str) -> Mapping[str, object]:
    found: dict[str, object] = {}
    for letter, (name, value) in _MARKS.items():
        if letter in letters:
            found[name] = True if value is True else (*found.get(name, ()), value)  # type: ignore[misc]
    return found
