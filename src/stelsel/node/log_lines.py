# SPDX-License-Identifier: EUPL-1.2
"""Log lines tell what happened and where in the code, never the values that were at hand: among those are passwords and
what people typed."""

import sys

import structlog


def without_values() -> None:
    """Tracebacks in log lines as Python prints them. structlog's own form lists every local variable."""
    processors = structlog.get_config()["processors"]
    if isinstance(processors[-1], structlog.dev.ConsoleRenderer):
        plain = structlog.dev.ConsoleRenderer(
            colors=sys.stdout.isatty(), exception_formatter=structlog.dev.plain_traceback
        )
        structlog.configure(processors=[*processors[:-1], plain])
