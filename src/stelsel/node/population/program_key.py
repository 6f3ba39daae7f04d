# SPDX-License-Identifier: EUPL-1.2
"""A program by itself, so that what is made of it is made once."""

from __future__ import annotations

from stelsel.engines.rules.population import Program


class Same:
    """A program that is only the same as itself."""

    def __init__(self, program: Program) -> None:
        self.program = program

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.program is other.program

    def __hash__(self) -> int:
        return id(self.program)
