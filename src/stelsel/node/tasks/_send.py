# SPDX-License-Identifier: EUPL-1.2
"""The one place from which a task leaves this node over HTTP."""

from collections.abc import Mapping

from stelsel.node.fetch import Request, fetch


def post(url: str, body: bytes, headers: Mapping[str, str]) -> int:
    """Send a body and return the status; the answer is not read, and redirects are not followed: what was signed for
    one address goes to no other. OSError for an address that this node may not reach, and when nobody answers in ten
    seconds; ComeBack where the receiver asks to come again later."""
    return fetch(Request(url, "POST", headers, body, max_bytes=0)).status
