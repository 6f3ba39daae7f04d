# SPDX-License-Identifier: EUPL-1.2
"""A process that turns one bit of its node's SQLite file at a time and counts what comes of it, as JSON.

Usage: python flip_database.py ROUNDS SEED, in a STELSEL_HOME of its own. Every round starts from the same database.
unchanged: fsck finds nothing and every answer of the register is the same. found: fsck says so, and after
`stelsel fsck --rebuild` every answer is the same again. Anything else is listed under wrong.
"""

import json
import os
import random
import shutil
import sys
from collections import Counter
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "stelsel.node.settings"

import django

django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.db import connection, connections  # noqa: E402

from stelsel.book.audience import Asker  # noqa: E402
from stelsel.kernel.draft import Draft  # noqa: E402
from stelsel.node import node as node_module  # noqa: E402
from stelsel.node.database_care import damage, renew  # noqa: E402
from stelsel.node.fsck import check_node  # noqa: E402
from stelsel.node.models import Membership  # noqa: E402
from stelsel.node.serve import migrate  # noqa: E402
from stelsel.nouns.supplier import SUPPLIER, Supplier  # noqa: E402

HOME = Path(os.environ["STELSEL_HOME"])
FILE = HOME / "stelsel.sqlite3"
PRISTINE = HOME / "pristine"


def make() -> None:
    """A node with two publishers, three audiences, withdrawn and erased entries, and an account."""
    from stelsel.node import desk
    from stelsel.node.identity import OPERATOR

    migrate()
    made = node_module.node()
    for publisher in ("proef", "tweede"):
        made.enrol(publisher)
        for audience in ("public", "gov", "own"):
            drafts = [Draft(SUPPLIER, f"n{audience}-{one}", Supplier(name=f"Nummer {one}")) for one in range(40)]
            made.publish_drafts(publisher, audience, drafts)
    desk.withdraw(made, "proef", "proef/supplier/npublic-3", "niet meer", OPERATOR)
    desk.erase(made, "proef", "proef/supplier/npublic-4", "op verzoek", OPERATOR)
    user = User.objects.create_user("lezer", password="voorbeeld-lang-woord")
    Membership.objects.create(user=user, publisher="proef", role="reader")


def answers() -> object:
    """What the register answers, from a cold start."""
    logs = node_module.node().logs
    logs.forget_names()
    node_module.node.cache_clear()
    fresh = node_module.node()
    found: list[object] = []
    for log, size in sorted(fresh.logs.sizes().items(), key=lambda pair: pair[0].origin):
        newest = sorted((entry, one.index, one.rev, one.op) for entry, one in fresh.logs.newest(log.origin))
        found.append([repr(log), size, fresh.logs.note(log.origin), newest, len(fresh.logs.staged(log.origin))])
    for asker in (Asker(), Asker(government=True), Asker(frozenset({"proef"}))):
        book = fresh.book(asker)
        found.append([book.position.hash, sorted(record.id for record, _ in book.rows(SUPPLIER))])
    return found


def put_back() -> None:
    """The database as it was."""
    connections.close_all()
    for path in HOME.glob("stelsel.sqlite3*"):
        path.unlink()
    shutil.copyfile(PRISTINE, FILE)


def told() -> bool:
    """Whether fsck finds something."""
    try:
        if damage():
            return True
        return not all(one.holds for one in check_node(node_module.node()))
    except Exception:  # the database or what it holds cannot be read: that shows
        return True


def mended() -> object:
    """The answers after what `stelsel fsck --rebuild` does."""
    if damage():
        renew(node_module.node())
    assert all(one.holds for one in check_node(node_module.node(), rebuild=True)), "fsck is not content"
    return answers()


def one_round(at: int, bit: int, right: object) -> str:
    """What comes of one flip."""
    put_back()
    raw = bytearray(FILE.read_bytes())
    raw[at] ^= 1 << bit
    FILE.write_bytes(raw)
    if not told():
        connections.close_all()
        return "unchanged" if answers() == right else "wrong: changed in silence"
    try:
        return "found" if mended() == right else "wrong: not the same after rebuilding"
    except Exception as error:
        return f"wrong: {type(error).__name__} {str(error)[:200]}"


def main(rounds: int, seed: int) -> None:
    """Make a node, flip, count."""
    make()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    right = answers()
    connections.close_all()
    shutil.copyfile(FILE, PRISTINE)
    dice, size, counts, wrong = random.Random(seed), PRISTINE.stat().st_size, Counter[str](), []
    for _ in range(rounds):
        at, bit = dice.randrange(size), dice.randrange(8)
        outcome = one_round(at, bit, right)
        counts[outcome.partition(":")[0]] += 1
        if outcome.startswith("wrong"):
            wrong.append(f"byte {at} bit {bit}: {outcome}")
    os.write(1, json.dumps({**counts, "bytes": size, "list": wrong}).encode())


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
