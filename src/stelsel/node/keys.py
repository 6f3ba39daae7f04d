# SPDX-License-Identifier: EUPL-1.2
"""Key files: one per publisher, mode 0600, in STELSEL_HOME/keys. Two seeds of 32 bytes in hexadecimal."""

import json
import os
import secrets
from pathlib import Path

from stelsel.kernel.problem import broken
from stelsel.kernel.text import Text
from stelsel.node import clock
from stelsel.register.signer import KeyPair


def make_key(folder: Path, publisher: str) -> KeyPair:
    """The key pair of a publisher, made when there is none. Never overwrites."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"{publisher}.json"
    if not path.exists():
        seeds = {"ed25519": secrets.token_hex(32), "ml-dsa-44": secrets.token_hex(32), "made": clock.now()}
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            json.dump(seeds, file)
            file.flush()
            os.fsync(file.fileno())
    return read_key(folder, publisher)


def read_key(folder: Path, publisher: str) -> KeyPair:
    """The key pair of a publisher; Broken when missing or readable by others."""
    path = folder / f"{publisher}.json"
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
