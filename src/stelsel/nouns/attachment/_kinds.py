# SPDX-License-Identifier: EUPL-1.2
"""The kind Attachment. The entry stands in the log; the bytes are a file beside the logs, under their own hash."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from stelsel.kernel.ids import entry_id
from stelsel.kernel.kind import Body, Kind, about
from stelsel.kernel.problem import BadInput, Finding
from stelsel.kernel.retention import ARCHIVES_ACT, Retention
from stelsel.kernel.text import Text, same
from stelsel.nouns.attachment._names import clean_name


class Attachment(Body, frozen=True):
    """A file: `sha256` of its bytes in hex, `byte_size`, `file_name` without a folder, and `media_type` (RFC 6838).
    `belongs_to` is the address of the entry that it is about; from the day after `kept_until` it may be destroyed."""

    title: Annotated[str, about(min_length=1)]
    file_name: Annotated[str, about(min_length=1)]
    media_type: Annotated[
        str,
        about(source="RFC 6838", pattern=r"^[a-z0-9][a-z0-9!#$&^_.+-]*/[a-z0-9][a-z0-9!#$&^_.+-]*$", max_length=127),
    ]
    byte_size: Annotated[int, about(unit="bytes", ge=1)]
    sha256: Annotated[str, about(source="FIPS 180-4, SHA-256 in hex", pattern="^[0-9a-f]{64}$")]
    belongs_to: Annotated[str | None, about(source="address of an entry")] = None
    kept_until: Annotated[date | None, about(source="Archiefwet 1995, art. 5: selection list")] = None


def _check(body: Attachment) -> Iterator[Finding]:
    if clean_name(body.file_name) != body.file_name:
        yield Finding(
            "file-name",
            "bestandsnaam",
            Text(nl="Dit is geen gewone bestandsnaam.", en="This is no plain file name."),
            Text(nl=f"Gebruik bijvoorbeeld {clean_name(body.file_name)}.", en=f"Use {clean_name(body.file_name)}."),
        )
    if body.belongs_to is not None:
        try:
            entry_id(body.belongs_to, "hoortBij")
        except BadInput as problem:
            yield from problem.findings


ATTACHMENT = Kind(
    name="attachment",
    major=1,
    body=Attachment,
    wire="bijlage",
    wire_plural="bijlagen",
    title=Text(nl="Bijlage", en="Attachment"),
    plural=Text(nl="Bijlagen", en="Attachments"),
    explain=Text(
        nl="Een bestand bij een vermelding. In het logboek staat de hash; het bestand zelf kan worden gewist.",
        en="A file with an entry. The log holds its hash; the file itself can be erased.",
    ),
    room="nouns",
    label=lambda body: same(body.title),
    groups=(
        (Text(nl="Wat", en="What"), ("title", "belongs_to", "kept_until")),
        (Text(nl="Bestand", en="File"), ("file_name", "media_type", "byte_size", "sha256")),
    ),
    retention=Retention(
        5,
        Text(
            nl="De dag “bewaren tot en met” gaat voor. Zonder dag: een vordering tot schade verjaart na vijf jaar.",
            en="The day “keep until” comes first. Without one: a claim for damages lapses after five years.",
        ),
        f"{ARCHIVES_ACT}; Burgerlijk Wetboek boek 3, art. 310",
    ),
    search=("title", "file_name"),
    facets=("media_type",),
    audience="own",
    check=lambda body: tuple(_check(body)),
)
