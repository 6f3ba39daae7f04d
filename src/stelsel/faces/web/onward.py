# SPDX-License-Identifier: EUPL-1.2
"""Where somebody was going before signing in: within this site only."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from stelsel.faces.web.addresses import paths
from stelsel.faces.web.shell import person_of


def onward(request: HttpRequest, language: str) -> str:
    """The path in `verder`; the start page where there is none, or where it leads to another site."""
    target = request.POST.get("verder") or request.GET.get("verder") or ""
    if target.startswith("/") and url_has_allowed_host_and_scheme(target, allowed_hosts=None):
        return target
    return paths(language)["start"]


def to_sign_in(request: HttpRequest) -> HttpResponseRedirect | None:
    """To the sign-in page and back here, for nobody in particular; None for somebody."""
    if person_of(request).name:
        return None
    return HttpResponseRedirect(f"{paths(request.language)['sign_in']}?verder={request.path}")  # type: ignore[attr-defined]
