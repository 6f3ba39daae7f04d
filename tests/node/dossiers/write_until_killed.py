# SPDX-License-Identifier: EUPL-1.2
"""A process that checks what was acknowledged before, then writes in a dossier from two threads until it is killed.

Usage: python write_until_killed.py ROUND ACKNOWLEDGED; the file ACKNOWLEDGED holds `dossier document revision text`
lines. It writes `checked N`, then one such line for every document, each in one write to a pipe, which outlives it.
"""

import itertools
import os
import sys
import threading
import traceback
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "stelsel.node.settings"

import django

django.setup()

from stelsel.kernel.lawful_basis import LawfulBasis  # noqa: E402
from stelsel.node import dossiers  # noqa: E402
from stelsel.node.identity import Person, person_for  # noqa: E402
from stelsel.node.models import DossierRevision, Membership  # noqa: E402
from stelsel.node.processing_log import find  # noqa: E402
from stelsel.node.serve import migrate  # noqa: E402


def somebody() -> Person:
    """The one who writes."""
    from django.contrib.auth.models import User

    user, _ = User.objects.get_or_create(username="ans")
    Membership.objects.get_or_create(user=user, publisher="proef", defaults={"role": "publisher"})
    return person_for(user)


def missing(who: Person, acknowledged: Path) -> list[str]:
    """Acknowledged documents that do not say what was acknowledged."""
    found = []
    for line in acknowledged.read_text().splitlines():
        dossier, document, revision, text = line.split(" ")
        try:
            said = dossiers.read(who, dossier, document, int(revision)).text
        except dossiers.NotThere:
            said = "not there"
        if said != text:
            found.append(line)
    return found


def unreadable(who: Person) -> list[str]:
    """Revisions that cannot be opened, and ones that the log does not know of."""
    written = {one.attributes.get("dpl.stelsel.document_id") for one in find() if one.name == "dossier.stuk.schrijven"}
    found = []
    for row in DossierRevision.objects.all():
        dossiers.read(who, row.dossier_id, row.document, row.number)
        if row.document not in written:
            found.append(row.document)
    return found


def write_for_ever(who: Person, turn: str, thread: int) -> None:
    """Opens dossiers and writes three revisions in each; a failure ends the process."""
    try:
        for number in itertools.count():
            write_some(who, f"r{turn}-t{thread}-n{number}")
    except BaseException:
        traceback.print_exc()
        os._exit(1)


def write_some(who: Person, name: str) -> None:
    """One dossier with three revisions of one document."""
    keep = dossiers.Keep(1, None, "Selectielijst 2020")
    dossier = dossiers.open_dossier(who, dossiers.Opening("Proef", LawfulBasis("f"), keep))
    document = ""
    for revision in range(3):
        content = dossiers.Content("stuk", dossiers.PLAIN, f"{name}-{revision}".encode())
        made = dossiers.write(who, dossier, content, document, revision)
        document = made.id
        os.write(1, f"{dossier} {document} {made.revision} {name}-{revision}\n".encode())


def main(turn: str, acknowledged: Path) -> None:
    """Check, then write."""
    migrate()
    who = somebody()
    wrong = missing(who, acknowledged) + unreadable(who)
    os.write(1, f"checked {len(wrong)} {'; '.join(wrong[:3])}".strip().encode() + b"\n")
    if turn == "last":
        return
    if turn == "1":
        dossiers.rotate_keys()
    for thread in range(2):
        threading.Thread(target=write_for_ever, args=(who, turn, thread), daemon=True).start()
    threading.Event().wait()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
