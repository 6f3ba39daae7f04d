# SPDX-License-Identifier: EUPL-1.2
"""What three invented organisations state about their own data, labelled as an example."""

from datetime import date

from stelsel.kernel.draft import Draft, Reading
from stelsel.kernel.values import LanguageText
from stelsel.priorities.data.kinds import DATASET, DISTRIBUTION, Dataset, Distribution

_EU = "http://publications.europa.eu/resource/authority"


def sample() -> dict[str, dict[str, Reading]]:
    """By publisher and audience: one dataset that is complete, one without a licence and an access right, and one that
    heeded what was learned of that."""
    return {
        "gemeente-voorbeeldstad": {"public": Reading(_trees())},
        "waterschap-voorbeeldwater": {"public": Reading(_levels())},
        "provincie-voorbeeldland": {"public": Reading((_canals(),))},
    }


def _titles(nl: str, en: str) -> tuple[LanguageText, ...]:
    return LanguageText("nl", f"{nl} (voorbeeld)"), LanguageText("en", f"{en} (example)")


def _trees() -> tuple[Draft, ...]:
    who, iri = "gemeente-voorbeeldstad", "https://voorbeeldstad.example/data/bomen"
    dataset = Dataset(
        iri=iri,
        titles=_titles("Bomen van Voorbeeldstad", "Trees of Voorbeeldstad"),
        descriptions=(LanguageText("nl", "Elke verzonnen boom met soort en plaats."),),
        identifier="bomen",
        publisher_iri="https://voorbeeldstad.example/",
        publisher_name="Gemeente Voorbeeldstad (voorbeeld)",
        creator_iri="https://voorbeeldstad.example/",
        creator_name="Gemeente Voorbeeldstad (voorbeeld)",
        contact="data@voorbeeldstad.example",
        access_rights=f"{_EU}/access-right/PUBLIC",
        themes=(f"{_EU}/data-theme/ENVI",),
        keywords=("bomen", "groen"),
        languages=(f"{_EU}/language/NLD",),
        issued=date(2026, 1, 5),
        modified=date(2026, 11, 2),
        landing_page=iri,
        distributions=(f"{who}/distribution/bomen-csv",),
        country="NL",
        sample=True,
    )
    table = Distribution(
        iri=f"{iri}/csv",
        titles=_titles("Bomen als CSV", "Trees as CSV"),
        license=f"{_EU}/licence/CC0",
        access_url=iri,
        download_url=f"{iri}.csv",
        formats=(f"{_EU}/file-type/CSV",),
        media_type="https://www.iana.org/assignments/media-types/text/csv",
        languages=(f"{_EU}/language/NLD",),
        datasets=(f"{who}/dataset/bomen",),
        sample=True,
    )
    return Draft(DATASET, "bomen", dataset), Draft(DISTRIBUTION, "bomen-csv", table)


def _levels() -> tuple[Draft, ...]:
    who, iri = "waterschap-voorbeeldwater", "https://voorbeeldwater.example/data/waterstanden"
    dataset = Dataset(
        iri=iri,
        titles=_titles("Waterstanden van Voorbeeldwater", "Water levels of Voorbeeldwater"),
        descriptions=(LanguageText("nl", "Verzonnen waterstanden per uur."),),
        identifier="waterstanden",
        publisher_iri="https://voorbeeldwater.example/",
        publisher_name="Waterschap Voorbeeldwater (voorbeeld)",
        contact="info@voorbeeldwater.example",
        themes=(f"{_EU}/data-theme/ENVI",),
        distributions=(f"{who}/distribution/waterstanden-json",),
        country="NL",
        sample=True,
    )
    table = Distribution(
        iri=f"{iri}/json",
        titles=_titles("Waterstanden als JSON", "Water levels as JSON"),
        access_url=iri,
        formats=(f"{_EU}/file-type/JSON",),
        datasets=(f"{who}/dataset/waterstanden",),
        sample=True,
    )
    return Draft(DATASET, "waterstanden", dataset), Draft(DISTRIBUTION, "waterstanden-json", table)


def _canals() -> Draft:
    iri = "https://voorbeeldland.example/data/waterstanden-kanalen"
    dataset = Dataset(
        iri=iri,
        titles=_titles("Waterstanden in kanalen van Voorbeeldland", "Water levels in canals of Voorbeeldland"),
        descriptions=(LanguageText("nl", "Verzonnen waterstanden van kanalen per dag."),),
        identifier="waterstanden-kanalen",
        publisher_iri="https://voorbeeldland.example/",
        publisher_name="Provincie Voorbeeldland (voorbeeld)",
        contact="info@voorbeeldland.example",
        access_rights=f"{_EU}/access-right/PUBLIC",
        themes=(f"{_EU}/data-theme/ENVI",),
        frequency=f"{_EU}/frequency/DAILY",
        country="NL",
        sample=True,
    )
    return Draft(DATASET, "waterstanden-kanalen", dataset)
