# SPDX-License-Identifier: EUPL-1.2
"""What was done here, by whom and with which outcome: the audit log of the node."""

from typing import Literal

import structlog

Outcome = Literal["done", "refused", "failed"]
say = structlog.get_logger("stelsel.audit")


def audit(action: str, actor: str, subject: str = "", outcome: Outcome = "done", **facts: str | int) -> None:
    """Record one event: a verb such as `sign-in`, the account (empty: nobody in particular), what it was about (an id,
    never content), the outcome, and further facts that are no personal data and no secret."""
    say.info(action, actor=actor, subject=subject, outcome=outcome, **facts)
