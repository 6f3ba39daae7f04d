# SPDX-License-Identifier: EUPL-1.2
"""The one place from which a task leaves this node over HTTP."""

import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import Any

SECONDS = 10.0


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """What was signed for one address goes to no other."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        """Never."""


_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect)


def post(url: str, body: bytes, headers: Mapping[str, str]) -> int:
    """Send a body and return the status; redirects are not followed and the answer is not read. OSError when nobody
    answers in ten seconds."""
    request = urllib.request.Request(url, body, dict(headers), method="POST")  # noqa: S310 - `channels` checked it
    try:
        with _OPENER.open(request, timeout=SECONDS) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        error.close()
        return error.code
