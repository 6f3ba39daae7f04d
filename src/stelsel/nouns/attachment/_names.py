# SPDX-License-Identifier: EUPL-1.2
"""Names of files that came from elsewhere, and types of files that a browser runs nothing of."""

import re
import unicodedata

FALLBACK = "application/octet-stream"
"""The type of bytes that nobody may open in place."""
LONGEST = 120
"""Most characters of a file name."""

_INERT = frozenset(
    """
    application/gzip application/json application/msword application/pdf application/rtf application/vnd.ms-excel
    application/vnd.ms-powerpoint application/vnd.oasis.opendocument.presentation
    application/vnd.oasis.opendocument.spreadsheet application/vnd.oasis.opendocument.text
    application/vnd.openxmlformats-officedocument.presentationml.presentation
    application/vnd.openxmlformats-officedocument.spreadsheetml.sheet
    application/vnd.openxmlformats-officedocument.wordprocessingml.document application/zip
    image/gif image/jpeg image/png image/webp text/csv text/plain
    """.split()
)
_NOT_IN_NAMES = re.compile(r'[<>:"|?*\s]+')


def inert(media_type: str) -> str:
    """The type to send: this one when it stands on the list of types that run nothing, else neutral bytes. HTML, SVG,
    XML and scripts do not stand on it."""
    return media_type if media_type in _INERT else FALLBACK


def clean_name(name: str) -> str:
    """A file name without folders, without control and direction characters, no hidden file, at most 120 characters;
    "bijlage" when nothing is left."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    seen = "".join(sign for sign in last if sign.isspace() or unicodedata.category(sign)[0] != "C")
    plain = _NOT_IN_NAMES.sub(" ", seen).strip(" .")
    if len(plain) > LONGEST:
        stem, dot, ending = plain.rpartition(".")
        tail = dot + ending if dot and len(ending) <= 10 else ""
        plain = (stem if tail else plain)[: LONGEST - len(tail)].rstrip(" .") + tail
    return plain or "bijlage"
