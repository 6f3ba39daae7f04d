# SPDX-License-Identifier: EUPL-1.2
"""The daily seal: one JAdES file per log and day over the signed checkpoint, made once and never changed."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text
from stelsel.node import clock
from stelsel.node.disk import Disk
from stelsel.node.node import Node
from stelsel.node.seal_check import verify
from stelsel.node.seal_means import Means
from stelsel.register import jades
from stelsel.register.records import LogName
from stelsel.register.seal import Sealed, payload_of


@dataclass(frozen=True)
class Made:
    """A seal that stands in a file; `fresh` when it was made just now."""

    log: LogName
    path: Path
    fresh: bool
    level: str


def path_of(node: Node, log: LogName, day: str) -> Path:
    """Where the seal of a day stands; `day` is YYYY-MM-DD in UTC."""
    return node.home / "seals" / log.publisher / log.audience / f"{day}.jades.json"


def make(node: Node, log: LogName, means: Means, disk: Disk | None = None) -> Made:
    """Seal today's checkpoint of a log, and keep that checkpoint under its size. What was sealed today already stays
    as it is. BadInput for a log without entries; nothing is written unless the new seal holds."""
    used = disk or Disk()
    path = path_of(node, log, clock.today().isoformat())
    with used.locked(node.home / "seals" / "sealing.lock"):
        if path.exists():
            return Made(log, path, False, jades.read(path.read_bytes()).level)
        made = _seal(_to_seal(node, log), means)
        used.sync_folders(used.put(path, jades.written(made)) | {node.home})
    return Made(log, path, True, made.level)


def _to_seal(node: Node, log: LogName) -> Sealed:
    """The newest checkpoint, kept under its size before anybody puts another in its place."""
    if not node.logs.note(log.origin):
        raise bad_input(
            "nothing-to-seal",
            log.origin,
            Text(nl="Dit logboek heeft nog geen ijkpunt.", en="This log has no checkpoint yet."),
            Text(nl="Publiceer eerst een vermelding.", en="Publish an entry first."),
        )
    with node.logs.writing(log.origin):
        note = node.logs.note(log.origin)
        assert note, "a checkpoint does not go away"
        node.logs.keep_checkpoint(log.origin)
        return Sealed(log.organisation, log.origin, node.vkeys(log), note)


def _seal(sealed: Sealed, means: Means) -> jades.Jades:
    now = datetime.fromtimestamp(clock.posix(), UTC)
    made = jades.sign(payload_of(sealed), means.key, means.chain, now)
    if means.authority is not None:
        made = jades.with_token(made, means.authority.stamp(made.imprint))
    verify(jades.written(made))
    return made
