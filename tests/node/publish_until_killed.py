# SPDX-License-Identifier: EUPL-1.2
"""A process that checks what was acknowledged before, then publishes from three threads until it is killed.

Usage: python publish_until_killed.py ROUND ACKNOWLEDGED; the file ACKNOWLEDGED holds `origin index hash id` lines.
It writes `checked N`, then one such line for every receipt, each in one write to a pipe, which outlives it.
"""

import os
import sys
import threading
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "stelsel.node.settings"

import django

django.setup()

from stelsel.kernel.draft import Draft  # noqa: E402
from stelsel.node.fsck import check_node  # noqa: E402
from stelsel.node.node import node  # noqa: E402
from stelsel.node.serve import migrate  # noqa: E402
from stelsel.nouns.supplier import SUPPLIER, Supplier  # noqa: E402
from stelsel.register.tree import leaf_hash  # noqa: E402

AUDIENCES = ("public", "own")


def faults() -> list[str]:
    """What is wrong with the logs."""
    found = []
    for verdict in check_node(node()):
        found += [finding.line("en") for finding in verdict.files.findings]
        if not verdict.holds:
            found.append(f"{verdict.log.origin}: index differs at {verdict.index_differs_at}")
    return found


def missing(acknowledged: Path) -> list[str]:
    """Acknowledged entries that are not where their receipt says."""
    found = []
    for line in acknowledged.read_text().splitlines():
        origin, index, wanted, _ = line.split(" ")
        leaves = [stored.leaf for stored in node().logs.stored(origin, int(index), int(index) + 1)]
        if not leaves or leaf_hash(leaves[0]).hex() != wanted:
            found.append(line)
    return found


def publish_for_ever(turn: str, thread: int) -> None:
    """Publishes groups of one to five entries and acknowledges each."""
    number = 0
    while True:
        drafts = []
        for _ in range(1 + number % 5):
            number += 1
            drafts.append(Draft(SUPPLIER, f"r{turn}-t{thread}-n{number}", Supplier(name=f"Nummer {number}")))
        for receipt in node().publish_drafts("proef", AUDIENCES[thread % 2], drafts):
            line = f"{receipt.origin} {receipt.index} {receipt.leaf_hash.hex()} {receipt.id}\n"
            os.write(1, line.encode())


def main(turn: str, acknowledged: Path) -> None:
    """Check, then publish."""
    migrate()
    node().enrol("proef")
    wrong = faults() + missing(acknowledged)
    os.write(1, f"checked {len(wrong)} {'; '.join(wrong[:3])}\n".encode())
    if turn == "last":
        return
    for thread in range(3):
        threading.Thread(target=publish_for_ever, args=(turn, thread), daemon=True).start()
    threading.Event().wait()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
