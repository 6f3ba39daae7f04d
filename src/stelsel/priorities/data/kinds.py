# SPDX-License-Identifier: EUPL-1.2
"""Kinds of the data room after DCAT-AP-NL 3.0: Dataset, Distribution and DataService.

Codes of the mandatory value lists (theme, licence, format, access rights, language, frequency) stay whole IRIs, as in
the standard. A property may be given by the source and still not stand here, such as a contact with a person's name:
`given_properties` lists what the source gave, so that "missing" is never said of something that was turned away.
"""

from datetime import date
from typing import Annotated, Literal
from urllib.parse import urlsplit

from stelsel.kernel.kind import Body, Kind, about
from stelsel.kernel.retention import UNDECIDED
from stelsel.kernel.text import Text
from stelsel.kernel.values import LanguageText

_STANDARD = "DCAT-AP-NL 3.0.1"


class Dataset(Body, frozen=True):
    """A dcat:Dataset. `distributions` are addresses of entries; one that is not in the book has not been fetched yet.
    `country` is that of the catalogue the description comes from (ISO 3166-1 alpha-2)."""

    iri: Annotated[str, about(source=f"{_STANDARD}, dcat:Dataset")]
    titles: Annotated[tuple[LanguageText, ...], about(source="dct:title")] = ()
    descriptions: Annotated[tuple[LanguageText, ...], about(source="dct:description")] = ()
    identifier: Annotated[str | None, about(source="dct:identifier")] = None
    publisher_iri: Annotated[str | None, about(source="dct:publisher")] = None
    publisher_name: Annotated[str | None, about(source="dct:publisher, foaf:name")] = None
    creator_iri: Annotated[str | None, about(source="dct:creator")] = None
    creator_name: Annotated[str | None, about(source="dct:creator, foaf:name")] = None
    contact: Annotated[str | None, about(source="dcat:contactPoint; functional mailbox or page only")] = None
    access_rights: Annotated[str | None, about(source="dct:accessRights, EU access-right")] = None
    themes: Annotated[tuple[str, ...], about(source="dcat:theme, EU data-theme")] = ()
    keywords: Annotated[tuple[str, ...], about(source="dcat:keyword")] = ()
    languages: Annotated[tuple[str, ...], about(source="dct:language, EU language")] = ()
    spatial: Annotated[tuple[str, ...], about(source="dct:spatial")] = ()
    frequency: Annotated[str | None, about(source="dct:accrualPeriodicity, EU frequency")] = None
    issued: Annotated[date | None, about(unit="day", source="dct:issued")] = None
    modified: Annotated[date | None, about(unit="day", source="dct:modified")] = None
    landing_page: Annotated[str | None, about(source="dcat:landingPage")] = None
    hvd_categories: Annotated[tuple[str, ...], about(source="dcatap:hvdCategory")] = ()
    distributions: Annotated[tuple[str, ...], about(source="dcat:distribution; addresses of entries")] = ()
    given_properties: Annotated[tuple[str, ...], about(source="properties present in the source")] = ()
    country: str | None = None
    sample: bool = False


class Distribution(Body, frozen=True):
    """A dcat:Distribution: one form in which a dataset can be had. `datasets` are addresses of entries."""

    iri: Annotated[str, about(source=f"{_STANDARD}, dcat:Distribution")]
    titles: Annotated[tuple[LanguageText, ...], about(source="dct:title")] = ()
    license: Annotated[str | None, about(source="dct:license")] = None
    access_url: Annotated[str | None, about(source="dcat:accessURL")] = None
    download_url: Annotated[str | None, about(source="dcat:downloadURL")] = None
    formats: Annotated[tuple[str, ...], about(source="dct:format, EU file-type")] = ()
    media_type: Annotated[str | None, about(source="dcat:mediaType, IANA")] = None
    byte_size: Annotated[int, about(unit="bytes", source="dcat:byteSize", ge=0)] | None = None
    languages: Annotated[tuple[str, ...], about(source="dct:language, EU language")] = ()
    issued: Annotated[date | None, about(unit="day", source="dct:issued")] = None
    modified: Annotated[date | None, about(unit="day", source="dct:modified")] = None
    datasets: Annotated[tuple[str, ...], about(source="inverse of dcat:distribution; addresses of entries")] = ()
    given_properties: Annotated[tuple[str, ...], about(source="properties present in the source")] = ()
    sample: bool = False


class DataService(Body, frozen=True):
    """A dcat:DataService: an API or another endpoint that serves data."""

    iri: Annotated[str, about(source=f"{_STANDARD}, dcat:DataService")]
    titles: Annotated[tuple[LanguageText, ...], about(source="dct:title")] = ()
    descriptions: Annotated[tuple[LanguageText, ...], about(source="dct:description")] = ()
    identifier: Annotated[str | None, about(source="dct:identifier")] = None
    endpoint_url: Annotated[str | None, about(source="dcat:endpointURL")] = None
    endpoint_description: Annotated[str | None, about(source="dcat:endpointDescription")] = None
    publisher_iri: Annotated[str | None, about(source="dct:publisher")] = None
    publisher_name: Annotated[str | None, about(source="dct:publisher, foaf:name")] = None
    contact: Annotated[str | None, about(source="dcat:contactPoint; functional mailbox or page only")] = None
    access_rights: Annotated[str | None, about(source="dct:accessRights, EU access-right")] = None
    license: Annotated[str | None, about(source="dct:license")] = None
    themes: Annotated[tuple[str, ...], about(source="dcat:theme, EU data-theme")] = ()
    keywords: Annotated[tuple[str, ...], about(source="dcat:keyword")] = ()
    languages: Annotated[tuple[str, ...], about(source="dct:language, EU language")] = ()
    conforms_to: Annotated[tuple[str, ...], about(source="dct:conformsTo")] = ()
    formats: Annotated[tuple[str, ...], about(source="dct:format, EU file-type")] = ()
    serves_datasets: Annotated[tuple[str, ...], about(source="dcat:servesDataset; addresses of entries")] = ()
    given_properties: Annotated[tuple[str, ...], about(source="properties present in the source")] = ()
    country: str | None = None
    sample: bool = False


Described = Dataset | Distribution | DataService
_ORDER: dict[Literal["nl", "en"], tuple[str, ...]] = {"nl": ("nl", "en"), "en": ("en", "nl")}


def label_of(body: Described) -> Text:
    """The title in both languages: in the language itself, else translated to it by machine, else in any language; a
    thing without a title goes by its address."""
    return Text(nl=_title(body, "nl"), en=_title(body, "en"))


def _title(body: Described, language: Literal["nl", "en"]) -> str:
    held = {title.language: title.text for title in body.titles}
    for wanted in _ORDER[language]:
        for tag, text in held.items():
            if tag == wanted or tag.startswith(f"{wanted}-"):
                return text
    return next(iter(held.values()), short_address(body.iri))


def short_address(iri: str) -> str:
    """An address without scheme and without the file of an API description, for people."""
    parts = urlsplit(iri)
    path = parts.path.removesuffix("/openapi.json").removesuffix("/openapi.yaml").rstrip("/")
    return f"{parts.netloc}{path}" or iri


_WHAT = Text(nl="Wat", en="What")
_WHO = Text(nl="Van wie", en="From whom")
_USE = Text(nl="Gebruik", en="Use")
_ORIGIN = Text(nl="Herkomst", en="Origin")

DATASET = Kind(
    name="dataset",
    major=1,
    body=Dataset,
    wire="dataset",
    wire_plural="datasets",
    title=Text(nl="Dataset", en="Dataset"),
    plural=Text(nl="Datasets", en="Datasets"),
    explain=Text(
        nl="Een verzameling gegevens met een uitgever, beschreven volgens DCAT-AP-NL 3.0.",
        en="A collection of data with a publisher, described after DCAT-AP-NL 3.0.",
    ),
    room="data",
    label=label_of,
    retention=UNDECIDED,
    groups=(
        (_WHAT, ("titles", "descriptions", "identifier", "iri", "landing_page", "sample")),
        (_WHO, ("publisher_name", "publisher_iri", "creator_name", "creator_iri", "contact", "country")),
        (_USE, ("access_rights", "distributions")),
        (
            Text(nl="Onderwerp en dekking", en="Subject and coverage"),
            ("themes", "keywords", "languages", "spatial", "hvd_categories"),
        ),
        (_ORIGIN, ("issued", "modified", "frequency", "given_properties")),
    ),
    search=("titles", "keywords", "publisher_name", "identifier"),
    facets=("publisher_name", "country"),
)

DISTRIBUTION = Kind(
    name="distribution",
    major=1,
    body=Distribution,
    wire="distributie",
    wire_plural="distributies",
    title=Text(nl="Distributie", en="Distribution"),
    plural=Text(nl="Distributies", en="Distributions"),
    explain=Text(
        nl="Een vorm waarin u een dataset kunt krijgen: een bestand of een adres, met een licentie.",
        en="A form in which a dataset can be had: a file or an address, with a licence.",
    ),
    room="data",
    label=label_of,
    retention=UNDECIDED,
    groups=(
        (_WHAT, ("titles", "iri", "datasets", "sample")),
        (_USE, ("license", "access_url", "download_url", "formats", "media_type", "byte_size", "languages")),
        (_ORIGIN, ("issued", "modified", "given_properties")),
    ),
    search=("titles",),
    facets=("license",),
)

DATA_SERVICE = Kind(
    name="data-service",
    major=1,
    body=DataService,
    wire="dataservice",
    wire_plural="dataservices",
    title=Text(nl="Dataservice", en="Data service"),
    plural=Text(nl="Dataservices", en="Data services"),
    explain=Text(
        nl="Een API of een ander adres dat data levert, beschreven volgens DCAT-AP-NL 3.0.",
        en="An API or another endpoint that serves data, described after DCAT-AP-NL 3.0.",
    ),
    room="data",
    label=label_of,
    retention=UNDECIDED,
    groups=(
        (_WHAT, ("titles", "descriptions", "identifier", "iri", "sample")),
        (_WHO, ("publisher_name", "publisher_iri", "contact", "country")),
        (
            _USE,
            ("access_rights", "license", "endpoint_url", "endpoint_description", "conforms_to", "formats"),
        ),
        (
            Text(nl="Onderwerp en dekking", en="Subject and coverage"),
            ("themes", "keywords", "languages", "serves_datasets"),
        ),
        (_ORIGIN, ("given_properties",)),
    ),
    search=("titles", "keywords", "publisher_name", "iri"),
    facets=("publisher_name", "country"),
)

KINDS = (DATASET, DISTRIBUTION, DATA_SERVICE)
