# SPDX-License-Identifier: EUPL-1.2
"""A spreadsheet with one sheet (OpenDocument 1.3). Every cell says its type, so text is never run as a formula."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_LONGEST_NAME = 31
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no place for (section 2.2)."""
_NAME = re.compile(r"[\[\]*?:/\\']")
_SPACES = re.compile("  +")
_BEGIN = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.3"'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
)
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest manifest:version="1.3"'
    ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MEDIA_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def spreadsheet(name: str, columns: Sequence[str], rows: Iterable[Iterable[object]]) -> bytes:
    """The bytes of an .ods file. Numbers, days and yes or no keep their type; None is an empty cell, the rest text."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(zipfile.ZipInfo("mimetype"), MEDIA_TYPE, zipfile.ZIP_STORED)
        file.writestr(zipfile.ZipInfo("META-INF/manifest.xml"), _MANIFEST, zipfile.ZIP_DEFLATED)
        content = zipfile.ZipInfo("content.xml")
        content.compress_type = zipfile.ZIP_DEFLATED
        with file.open(content, "w") as out:
            for piece in _content(name, columns, rows):
                out.write(piece.encode())
    return made.getvalue()


def _content(name: str, columns: Sequence[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    title = _NAME.sub(" ", _FORBIDDEN.sub("", name))[:_LONGEST_NAME]
    yield f"{_BEGIN}<table:table table:name={quoteattr(title)}>"
    yield f'<table:table-column table:number-columns-repeated="{len(columns)}"/><table:table-header-rows>'
    yield f"{_row(columns)}</table:table-header-rows>"
    yield from map(_row, rows)
    yield "</table:table></office:spreadsheet></office:body></office:document-content>"


def _row(cells: Iterable[object]) -> str:
    return f"<table:table-row>{''.join(map(_cell, cells))}</table:table-row>"


def _cell(value: object) -> str:
    if value is None or value == "":
        return "<table:table-cell/>"
    kind, text = "string", str(value)
    if isinstance(value, bool):
        kind, text = "boolean", "true" if value else "false"
    elif isinstance(value, int) or (isinstance(value, float | Decimal) and Decimal(value).is_finite()):
        kind, text = "float", format(value, "f") if isinstance(value, Decimal) else str(value)
    elif isinstance(value, date):
        kind, text = "date", value.isoformat()
    if kind == "string":
        return f'<table:table-cell office:value-type="string">{_paragraphs(text)}</table:table-cell>'
    name = {"float": "value"}.get(kind, f"{kind}-value")
    typed = f'office:value-type="{kind}" office:{name}="{text}"'
    return f"<table:table-cell {typed}><text:p>{text}</text:p></table:table-cell>"


def _paragraphs(text: str) -> str:
    """Each line a paragraph; spaces in a row and tabs, which XML would take together, by name."""
    clean = escape(_FORBIDDEN.sub("\ufffd", text))
    clean = _SPACES.sub(lambda found: f' <text:s text:c="{len(found[0]) - 1}"/>', clean).replace("\t", "<text:tab/>")
    return "".join(f"<text:p>{line}</text:p>" for line in clean.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
