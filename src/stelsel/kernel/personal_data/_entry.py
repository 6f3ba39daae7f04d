# SPDX-License-Identifier: EUPL-1.2
"""The one gate: everything that an entry would bring into a log, looked at right before it is appended.

It knows no kinds, so nothing goes around it: a payload made by hand, a field of a newer version, the reason of a
correction, the source of a record, the address itself.
"""

import re
from typing import Any

import msgspec

from stelsel.kernel.entry import Source
from stelsel.kernel.personal_data._look import find, finding
from stelsel.kernel.personal_data._mail import personal_mails
from stelsel.kernel.problem import BadInput, Finding
from stelsel.kernel.text import Text

_MAIL_AS_NAME = re.compile(
    r"([a-z0-9]+(?:[._][a-z0-9-]+)+?)-((?:[a-z0-9-]+\.)+(?:nl|com|eu|org|net|be|de|example))(?![a-z0-9])"
)


def refuse_personal_data(
    id: str, payload: bytes, *, org: str = "", source: Source | None = None, why: str | None = None
) -> None:
    """BadInput when anything of an entry to be holds personal data: its address, its content, whom it is about, its
    source (name and link) or its reason. Places are wire names; the content's are those of its own fields."""
    findings = [*find_in_entry(id, org, source, why), *find_in_payload(payload)]
    if findings:
        raise BadInput(*findings)


def find_in_entry(id: str, org: str, source: Source | None, why: str | None) -> list[Finding]:
    """Findings in what stands in the envelope."""
    said: dict[str, Any] = {"adres": id.replace("/", " "), "overOrganisatie": org, "waarom": why or ""}
    if source is not None:
        said["bron"] = {"naam": source.name, "datum": source.day, "koppeling": source.link}
    found = find(said)
    mail = _MAIL_AS_NAME.search(id.rpartition("/")[2])
    if mail and (piece := next(personal_mails(f"{mail[1]}@{mail[2]}"), None)):
        found.append(finding("personal-mail", "adres", piece))
    return found


def find_in_payload(payload: bytes) -> list[Finding]:
    """Findings in JSON bytes; bytes that are no JSON are a finding too, for nobody can look through them."""
    try:
        return find(msgspec.json.decode(payload))
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return [_UNREADABLE]


_UNREADABLE = Finding(
    "malformed-json",
    "",
    Text(nl="Deze inhoud is niet te lezen.", en="This content cannot be read."),
    Text(nl="Stuur een JSON-object, {…}.", en="Send a JSON object, {…}."),
)
