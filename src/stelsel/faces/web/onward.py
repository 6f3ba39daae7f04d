# SPDX-License-Identifier: EUPL-1.2
"""Where somebody was going before signing in: within this site only."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from stelsel.faces.web.addresses import paths


def onward(request: HttpRequest, language: str) -> str:
    """The path in `verder`; the start page where there is none, or where it leads to another site."""
    target = request.POST.get("verder") or request.GET.get("verder") or ""
    if target.startswith("/") and url_has_allowed_host_and_scheme(target, allowed_hosts=None):
        return target
    return paths(language)["start"]
