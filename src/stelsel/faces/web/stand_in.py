# SPDX-License-Identifier: EUPL-1.2
"""The stand-in for DigiD and eHerkenning in the example country. It says on screen that it is not DigiD."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from stelsel.faces.web.addresses import paths
from stelsel.faces.web.onward import onward
from stelsel.faces.web.shell import page, show
from stelsel.kernel.text import Text, same
from stelsel.node.example import citizens
from stelsel.node.identity import levels_of

_TITLE = Text(nl="Voorbeeld van aanmelden als burger of ondernemer", en="Example of signing in as citizen or company")


@page("GET", "POST", needs="sign-in")
def stand_in(request: HttpRequest) -> HttpResponse:
    """Choose an invented party and a level. 404 without the example country, and for another machine."""
    if not citizens.is_open(request):
        raise Http404
    language = request.language  # type: ignore[attr-defined]
    if request.method == "POST":
        name, _, acr = request.POST.get("wie", "").partition(" ")
        citizens.sign_in(request, name, acr)
        return HttpResponseRedirect(onward(request, language))
    parties = [(one, levels_of(one.scheme)) for one in citizens.PERSONAS]
    start = (same("Start"), paths(language)["start"])
    trail = (start, (Text(nl="Aanmelden", en="Sign in"), paths(language)["sign_in"]), (_TITLE, ""))
    return show(request, "stand-in", title=_TITLE, parties=parties, onward=onward(request, language), trail=trail)
