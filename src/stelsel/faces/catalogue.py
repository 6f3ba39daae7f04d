# SPDX-License-Identifier: EUPL-1.2
"""The catalogue of services as a file, for every face: of what one asker may see, with addresses of this node."""

from collections.abc import Callable

from django.conf import settings

from stelsel.book.book import Book
from stelsel.book.view import Record
from stelsel.faces.api.shapes import BASE
from stelsel.priorities.services.catalogue_of import catalogue_of
from stelsel.priorities.services.exchange.cpsv_ap import MEDIA_TYPES, write

__all__ = ["MEDIA_TYPES", "catalogue_bytes"]


def catalogue_bytes(book: Book, form: str, wanted: Callable[[Record], bool] | None = None) -> bytes:
    """The catalogue after CPSV-AP 3.2.0, `turtle` or `jsonld`. `wanted` says which services; the whole one is made once
    per position."""
    api = settings.URL + BASE
    if wanted is not None:
        return write(catalogue_of(book, api, wanted), form)
    return book.memo(f"services.catalogue {form} {api}", lambda: write(catalogue_of(book, api), form))
