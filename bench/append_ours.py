# SPDX-License-Identifier: EUPL-1.2
"""Ours for `append`: 64 threads, 60 entries each, one by one. The last line is JSON."""

from __future__ import annotations

import json
import os
import tempfile
import threading
import time
from pathlib import Path

WRITERS = 64
EACH = 60


def main() -> dict[str, object]:
    """Publish, then prove the log."""
    with tempfile.TemporaryDirectory(prefix="stelsel-append-") as place:
        os.environ |= {"STELSEL_HOME": str(Path(place) / "home"), "DJANGO_SETTINGS_MODULE": "stelsel.node.settings"}
        import django

        django.setup()
        from django.db import connections

        from stelsel.kernel.draft import Draft
        from stelsel.node.fsck import check_node
        from stelsel.node.node import node
        from stelsel.node.serve import migrate
        from stelsel.nouns.supplier import SUPPLIER, Supplier

        migrate()
        here = node()
        here.enrol("meting")
        waits: list[float] = []
        groups = []
        commit = here.logs.commit
        here.logs.commit = lambda *given: (groups.append(1), commit(*given))[1]  # type: ignore[method-assign]
        here.publish_drafts("meting", "public", [Draft(SUPPLIER, "eerste", Supplier(name="Eerste"))])
        go = threading.Barrier(WRITERS + 1)

        def write(writer: int) -> None:
            here.logs.sizes()  # its own connection
            go.wait()
            for number in range(EACH):
                draft = Draft(SUPPLIER, f"w{writer}-n{number}", Supplier(name=f"Leverancier {number}"))
                begun = time.perf_counter()
                here.publish_drafts("meting", "public", [draft])
                waits.append((time.perf_counter() - begun) * 1000)
            connections.close_all()

        threads = [threading.Thread(target=write, args=(one,)) for one in range(WRITERS)]
        for thread in threads:
            thread.start()
        go.wait()
        begun = time.perf_counter()
        for thread in threads:
            thread.join()
        seconds = time.perf_counter() - begun
        holds = all(one.holds for one in check_node(here))
        return {"ms": waits, "seconds": seconds, "groups": len(groups) - 1, "holds": holds}


if __name__ == "__main__":
    print(json.dumps(main()))
