# SPDX-License-Identifier: EUPL-1.2
"""The signer in the process of the test, with a memory that ends with the test: the same keys, rule and ledger, without
a socket."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

from stelsel.node import clock
from stelsel.node.signing.keyring import Keyring
from stelsel.node.signing.ledger import Ledger
from stelsel.node.signing.service import Signing


class InProcess:
    """Implements `node.signing.Connection`."""

    place = ""

    def __init__(self, home: Path) -> None:
        self._home = home
        self.folder = Path(tempfile.mkdtemp(prefix="stelsel-signer-"))
        self._signing: Signing | None = None

    def ask(self, request: Any, kind: Any) -> Any:
        """Do it here."""
        if self._signing is None:
            self._signing = Signing(Keyring(self._home / "keys", None), Ledger(self.folder), clock.posix)
        return self._signing.do(request)

    def close(self) -> None:
        """Forget everything."""
        if self._signing is not None:
            self._signing.close()
        shutil.rmtree(self.folder, ignore_errors=True)
