# SPDX-License-Identifier: EUPL-1.2
"""Key files: one per publisher, mode 0600, in STELSEL_HOME/keys. Two seeds of 32 bytes in hexadecimal."""

import json
import os
import secrets
from pathlib import Path

from stelsel.kernel.ids import entry_id
from stelsel.kernel.problem import broken
from stelsel.kernel.text import Text
from stelsel.node import clock
from stelsel.register.signer import KeyPair


def make_key(folder: Path, publisher: str) -> KeyPair:
    """The key pair of a publisher, made when there is none. Never overwrites."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not _path(folder, publisher).exists():
        seeds = {"ed25519": secrets.token_hex(32), "ml-dsa-44": secrets.token_hex(32), "made": clock.now()}
        _write_whole(_path(folder, publisher), json.dumps(seeds))
    return read_key(folder, publisher)


def _path(folder: Path, publisher: str) -> Path:
    """The key file of a publisher; BadInput for a name that is no slug, so that no name leads out of the folder."""
    entry_id(f"{publisher}/key/file", "publisher")
    return folder / f"{publisher}.json"


def _write_whole(path: Path, text: str) -> None:
    """The file is there whole and on disk, or not at all; an existing one is never replaced."""
    half = path.with_suffix(f".{secrets.token_hex(8)}.new")
    handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(half, path)
    except FileExistsError:
        pass  # somebody made the key at the same moment: theirs is the key
    finally:
        half.unlink()
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def read_key(folder: Path, publisher: str) -> KeyPair:
    """The key pair of a publisher; Broken when missing or readable by others."""
    path = _path(folder, publisher)
    if not path.exists() or path.stat().st_mode & 0o077:
        raise broken(
            "key-file",
            f"keys/{publisher}.json",
            Text(
                nl="De sleutel ontbreekt of anderen kunnen hem lezen.", en="The key is missing or others can read it."
            ),
            Text(nl="Zet de sleutel terug en geef hem rechten 0600.", en="Restore the key and give it mode 0600."),
        )
    seeds = json.loads(path.read_text())
    return KeyPair(bytes.fromhex(seeds["ed25519"]), bytes.fromhex(seeds["ml-dsa-44"]), clock.posix)


def publishers(folder: Path) -> list[str]:
    """Who has a key here, sorted."""
    return sorted(path.stem for path in folder.glob("*.json"))
