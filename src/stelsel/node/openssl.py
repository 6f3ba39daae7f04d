# SPDX-License-Identifier: EUPL-1.2
"""The program openssl as a second pair of eyes for certificates and time-stamps (its commands `ts` and `verify`)."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from stelsel.kernel.problem import Finding
from stelsel.kernel.text import Text
from stelsel.node.serve import Unavailable

_SECONDS = 30


def openssl(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run it; whoever calls looks at the exit status. Unavailable where it is not installed or does not end."""
    surroundings = {**os.environ, "LC_ALL": "C"}
    try:
        return subprocess.run(
            ["openssl", *arguments], capture_output=True, timeout=_SECONDS, check=False, env=surroundings
        )
    except (FileNotFoundError, subprocess.TimeoutExpired):
        raise Unavailable(
            Finding(
                "openssl",
                "openssl",
                Text(nl="Openssl ontbreekt of antwoordt niet.", en="Openssl is missing or does not answer."),
                Text(nl="Installeer OpenSSL 3.", en="Install OpenSSL 3."),
            )
        ) from None


@contextmanager
def files(**contents: bytes) -> Iterator[dict[str, str]]:
    """These bytes as files for as long as it takes: name -> path."""
    with tempfile.TemporaryDirectory(prefix="stelsel-") as folder:
        paths = {name: Path(folder) / name for name in contents}
        for name, content in contents.items():
            paths[name].write_bytes(content)
        yield {name: str(path) for name, path in paths.items()}


def issued_by(trust: Path, certificate: bytes, others: bytes, posix: int) -> bool:
    """Whether a certificate leads to a CA in `trust` at a moment in POSIX seconds, by way of `others` (all PEM).
    Revocation is not looked at."""
    with files(certificate=certificate, others=others) as path:
        extra = ["-untrusted", path["others"]] if others else []
        arguments = ["-CAfile", str(trust), "-no-CApath", "-no-CAstore", "-attime", str(posix), *extra]
        return openssl("verify", *arguments, path["certificate"]).returncode == 0
