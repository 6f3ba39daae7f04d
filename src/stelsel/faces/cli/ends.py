# SPDX-License-Identifier: EUPL-1.2
"""How a command ends: the exit codes, and errors as one line on the error stream that says where, what and the cure."""

import errno
import sqlite3
import sys
from enum import IntEnum

from stelsel.kernel.problem import BadInput, Broken, Finding, NotAllowed
from stelsel.kernel.text import Text


class End(IntEnum):
    """Exit codes."""

    OK = 0
    NO = 1
    """The answer is no, or nothing was found."""
    BAD_INPUT = 2
    BROKEN = 3
    """A proof, a signature or a stored byte does not hold."""
    ENVIRONMENT = 4
    """A port, a disk, a database or a missing node stands in the way."""
    INTERRUPTED = 130


class Finished(Exception):
    """A command is done and ends with this code."""

    def __init__(self, code: End) -> None:
        self.code = code
        super().__init__(code.name)


_DISK = Text(
    nl="Maak ruimte vrij en geef de opdracht opnieuw; wat al was vastgelegd, staat er.",
    en="Free some space and give the command again; what was recorded stands.",
)
_RIGHTS = Text(
    nl="Kies met --at-home een map waarin u mag schrijven.", en="Choose a folder you may write in with --at-home."
)
_AGAIN = Text(nl="Controleer de map van deze node (--at-home).", en="Check the folder of this node (--at-home).")


def explained(error: BaseException) -> tuple[End, tuple[Finding, ...]] | None:
    """The exit code of an error and what to say; None for an error nobody foresaw."""
    from django.db import DatabaseError

    if isinstance(error, BadInput | NotAllowed):
        return End.BAD_INPUT, error.findings
    if isinstance(error, NotAllowed):
        return End.NO, error.findings
    if isinstance(error, Broken):
        return End.BROKEN, error.findings
    if hasattr(error, "finding"):
        return End.ENVIRONMENT, (error.finding,)
    if isinstance(error, OSError):
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        cure = _DISK if full else _RIGHTS if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS) else _AGAIN
        what = Text(nl=f"{error.strerror or error}.", en=f"{error.strerror or error}.")
        return End.ENVIRONMENT, (Finding("system", str(error.filename or ""), what, cure),)
    if isinstance(error, DatabaseError | sqlite3.Error):
        from stelsel.node.database_cures import cure_of

        said = str(error).partition("\n")[0]  # what follows may quote a row
        what = Text(nl=f"De database werkt niet ({said}).", en=f"The database does not work ({said}).")
        return End.ENVIRONMENT, (Finding("database", "", what, cure_of(error)),)
    return None


def tell(findings: tuple[Finding, ...], language: str) -> None:
    """One line per finding on the error stream."""
    for finding in findings:
        print(finding.line(language).replace("\n", " "), file=sys.stderr)
