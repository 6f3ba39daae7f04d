# SPDX-License-Identifier: EUPL-1.2
"""Log lines tell what happened and where in the code, never the values that were at hand: among those are passwords and
what people typed. They go to the error stream: the output is the answer's."""

import sys
from typing import Any

import structlog


def configure(afresh: bool = False) -> None:
    """Lines on the error stream, with tracebacks as Python prints them: structlog's own form lists every local
    variable. `afresh` forgets what was configured before, such as to keep quiet."""
    if afresh:
        structlog.reset_defaults()
    plain = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback)
    processors = [one for one in structlog.get_config()["processors"] if not isinstance(one, type(plain))]
    structlog.configure(processors=[*processors, plain], logger_factory=_to_errors)


def _to_errors(*_: Any) -> structlog.PrintLogger:
    return structlog.PrintLogger(sys.stderr)
