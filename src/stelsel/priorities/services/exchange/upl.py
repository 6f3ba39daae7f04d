# SPDX-License-Identifier: EUPL-1.2
"""The Uniforme Productnamenlijst (UPL, Logius) as CSV, with its mapping to the subject areas of the single digital
gateway. A product stands on one row per legal basis; those rows become one entry."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from stelsel.kernel.draft import Draft, Reading, Refused
from stelsel.kernel.entry import Source
from stelsel.kernel.ids import slug
from stelsel.kernel.problem import BadInput
from stelsel.priorities.services.exchange._rows import MAX_CELL, Cells, RowProblem, row_length, rows
from stelsel.priorities.services.kinds import (
    PUBLIC_SERVICE,
    Act,
    Addressee,
    Layer,
    LegalResource,
    Power,
    PublicService,
)

UPL, MAPPING = "UPL-actueel.csv", "UPL-SDG-Informatiegebied.csv"
DAY = date(2021, 12, 24)
SOURCE = Source(
    "Uniforme Productnamenlijst (UPL), kopie", DAY.isoformat(), "https://github.com/maykinmedia/sdg-invoervoorziening"
)
IMPORTER = "importeur"
TERMS = "http://standaarden.overheid.nl/owms/terms/"
PLACEHOLDER = TERMS + "UPL-naam_nog_niet_beschikbaar"
"""A row of the list that stands for a name still to come: no service."""

LAYERS: dict[str, Layer] = {
    "Rijk": "central",
    "Provincie": "province",
    "Waterschap": "water-board",
    "Gemeente": "municipality",
}
ADDRESSEES: dict[str, Addressee] = {"Burger": "citizen", "Bedrijf": "entrepreneur"}
ACTS: dict[str, Act] = {
    "Aanvraag": "application",
    "Subsidie": "subsidy",
    "Melding": "notification",
    "Verplichting": "obligation",
}
POWERS: dict[str, Power] = {"Autonomie": "autonomy", "Medebewind": "co-governance"}
_FLAGS = (*LAYERS, *ADDRESSEES, *ACTS, *POWERS, "Dienstenwet", "DigiDMacht")
_COLUMNS = ("UniformeProductnaam", "URI", *_FLAGS, "SDG", "Grondslaglabel", "Grondslaglink")
_URI = re.compile(r"https?://standaarden\.overheid\.nl/owms/terms/[^\s/]{1,100}")
_LINK = re.compile(r"https?://[a-z0-9.-]+/\S*")
_CODES = re.compile(r"[A-Z][0-9]{1,2}(;[A-Z][0-9]{1,2})*")
T = TypeVar("T")


@dataclass
class _Product:
    """The rows of one product so far: the line and cells of the first, and every legal basis."""

    line: int
    cells: Cells
    legal: list[LegalResource] = field(default_factory=list)


def read(raw: bytes, file: str = UPL, areas: Mapping[str, tuple[str, ...]] | None = None) -> Reading:
    """One draft per product, in the order of the file. `areas` adds subject areas by address. BadInput when the file
    cannot be read; a row that does not fit is refused with its line."""
    products: dict[str, _Product] = {}
    refused: list[Refused] = []
    for line, cells in rows(raw, file, _COLUMNS):
        try:
            _add(products, line, cells)
        except RowProblem as problem:
            refused.append(Refused(file, line, problem.code, problem.why))
    drafts: dict[str, Draft] = {}
    for product in products.values():
        try:
            made = draft(_body(product, areas or {}))
            if made.local in drafts:
                raise RowProblem("name-clash", "Twee producten krijgen één adres.", "Two products get one address.")
            PUBLIC_SERVICE.encode(made.body)  # type: ignore[arg-type]
            drafts[made.local] = made
        except RowProblem as problem:
            refused.append(Refused(file, product.line, problem.code, problem.why))
        except BadInput as problem:
            first = problem.findings[0]
            refused.append(Refused(file, product.line, first.code, first.what))
    return Reading(tuple(drafts.values()), tuple(refused))


def read_areas(raw: bytes, file: str = MAPPING) -> dict[str, tuple[str, ...]]:
    """The subject areas (codes of Annex I, Regulation (EU) 2018/1724) of each product address."""
    found: dict[str, dict[str, None]] = {}
    for _, cells in rows(raw, file, ("URI", "SDG_Code")):
        if cells and _CODES.fullmatch(cells["SDG_Code"]):
            found.setdefault(cells["URI"], {})[cells["SDG_Code"]] = None
    return {address: tuple(codes) for address, codes in found.items()}


def draft(body: PublicService) -> Draft:
    """The recorded entry of a product of the list; its local name is the last part of its address."""
    return Draft(PUBLIC_SERVICE, slug(body.identifier.rpartition("/")[2]), body, about=body.identifier, source=SOURCE)


def _add(products: dict[str, _Product], line: int, cells: Cells | None) -> None:
    if cells is None:
        raise row_length()
    _check(cells)
    known = products.setdefault(cells["URI"], _Product(line, cells))
    if any(known.cells[name] != cells[name] for name in ("UniformeProductnaam", *_FLAGS, "SDG")):
        raise RowProblem(
            "contradiction",
            f"Deze regel spreekt regel {known.line} over hetzelfde product tegen.",
            f"This row contradicts line {known.line} on the same product.",
        )
    link = cells["Grondslaglink"]
    if cells["Grondslaglabel"]:
        basis = LegalResource(title=cells["Grondslaglabel"], link=link if _LINK.fullmatch(link) else None)
        if basis not in known.legal:
            known.legal.append(basis)


def _check(cells: Cells) -> None:
    if any(len(cell) > MAX_CELL for cell in cells.values()):
        raise RowProblem("too-long", "Een veld is te lang.", "A field is too long.")
    if not cells["UniformeProductnaam"]:
        raise RowProblem("empty", "De productnaam is leeg.", "The product name is empty.")
    if cells["URI"] == PLACEHOLDER:
        raise RowProblem("placeholder", "Dit is een plaatshouder, geen product.", "This is a placeholder, no product.")
    if not _URI.fullmatch(cells["URI"]):
        raise RowProblem("address", "Dit is geen adres uit de lijst van OWMS.", "This is no address of the OWMS list.")
    strange = next((name for name in _FLAGS if cells[name] not in ("", "X")), None)
    if strange:
        raise RowProblem("flag", f"In {strange} staat iets anders dan X.", f"{strange} holds something else than X.")


def _body(product: _Product, areas: Mapping[str, tuple[str, ...]]) -> PublicService:
    cells = product.cells
    own = cells["SDG"].split(";") if _CODES.fullmatch(cells["SDG"]) else []
    return PublicService(
        title=cells["UniformeProductnaam"],
        identifier=cells["URI"],
        layers=_marked(cells, LAYERS.items()),
        addressee=_marked(cells, ADDRESSEES.items()),
        acts=_marked(cells, ACTS.items()),
        powers=_marked(cells, POWERS.items()),
        legal_resources=tuple(product.legal),
        thematic_areas=tuple(dict.fromkeys((*own, *areas.get(cells["URI"], ())))),
        services_act=bool(cells["Dienstenwet"]),
        digid_mandate=bool(cells["DigiDMacht"]),
        observed_on=DAY,
    )


def _marked(cells: Cells, names: Iterable[tuple[str, T]]) -> tuple[T, ...]:
    return tuple(value for name, value in names if cells[name])
