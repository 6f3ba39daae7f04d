# SPDX-License-Identifier: EUPL-1.2
"""Two errors that carry data; the face renders them.

`BadInput` is for what somebody can mend by giving something else. `Broken` is for a proof, a signature or a stored
byte that does not hold: nobody may go on as if it did.
"""

import msgspec

from stelsel.kernel.text import Text, writable


class Finding(msgspec.Struct, frozen=True):
    """One thing that is wrong: a code for machines, where it is, what it is and what to do about it."""

    code: str
    where: str
    what: Text
    cure: Text

    def __post_init__(self) -> None:
        if not self.where.isascii():
            msgspec.structs.force_setattr(self, "where", writable(self.where))

    def line(self, language: str) -> str:
        """One line that stands alone."""
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.what.to(language)} {self.cure.to(language)}"


class _Problem(Exception):
    def __init__(self, *findings: Finding) -> None:
        assert findings, "a problem names at least one finding"
        self.findings = findings
        super().__init__("; ".join(finding.line("en") for finding in findings))


class BadInput(_Problem):
    """What was given cannot be used; each finding says where, what and the cure. Nothing has been written."""


class Broken(_Problem):
    """Something that must hold does not (a proof, a signature, a hash); never caught to go on."""


def bad_input(code: str, where: str, what: Text, cure: Text) -> BadInput:
    """A `BadInput` with one finding."""
    return BadInput(Finding(code, where, what, cure))


def broken(code: str, where: str, what: Text, cure: Text) -> Broken:
    """A `Broken` with one finding."""
    return Broken(Finding(code, where, what, cure))
