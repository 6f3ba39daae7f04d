# SPDX-License-Identifier: EUPL-1.2
"""`stelsel rules ask`: the next best question, or a conversation until the outcome is there."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stelsel.faces.cli.rules_given import Asked


def ask(asked: "Asked", facts: str, json: bool) -> None:
    """TODO"""
