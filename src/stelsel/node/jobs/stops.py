# SPDX-License-Identifier: EUPL-1.2
"""Why a running job stops before its end. Not errors: `except Exception` in the work lets them pass."""


class Stopped(BaseException):
    """A job stops at a place of its own choice."""


class Cancelled(Stopped):
    """Somebody asked to cancel it."""


class HandedBack(Stopped):
    """Its worker stops; another goes on from the saved place."""


class Lost(Stopped):
    """Another worker has taken it over; nothing of this run counts any more."""
