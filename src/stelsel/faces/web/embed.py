# SPDX-License-Identifier: EUPL-1.2
"""A question box that any organisation can put on its own website: a plain form of a few lines, without a script, a
frame or a cookie. What is typed in it goes by POST to the question page of this node."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.html import escape

from stelsel.faces.web.addresses import paths, question_path
from stelsel.faces.web.shell import page, show
from stelsel.faces.web.templatetags.fields import Field
from stelsel.kernel.text import Text, same

TITLE = Text(nl="Zet de vraag op uw eigen website", en="Put the question on your own website")
MOST_LETTERS = 100


@page(needs="see")
def embed(request: HttpRequest) -> HttpResponse:
    """The lines to copy; `gemeente` in the address fills the place in."""
    language = request.language  # type: ignore[attr-defined]
    town = request.GET.get("gemeente", "").strip()[:MOST_LETTERS]
    field = Field(
        "gemeente",
        Text(nl="Uw gemeente", en="Your municipality"),
        value=town,
        why=Text(
            nl="Dan hoeft de bezoeker zijn plaats niet te zeggen. Laat leeg als u voor heel Nederland werkt.",
            en="Then visitors need not say their place. Leave it empty when you work for all of the Netherlands.",
        ),
        example=same("Utrecht"),
        required=False,
    )
    return show(
        request,
        "embed",
        field=field,
        code=snippet(settings.URL, language, town),
        title=TITLE,
        trail=((same("Start"), paths(language)["start"]), (TITLE, "")),
    )


def snippet(url: str, language: str, town: str) -> str:
    """The lines of HTML, with what was typed escaped."""
    label = _LABEL.to(language)
    place = f'\n  <input type="hidden" name="woonplaats" value="{escape(town)}">' if town else ""
    return (
        f'<form method="post" action="{escape(url)}{question_path(language, "welke-deur")}">\n'
        f'  <label for="stelsel-zaak">{label}</label>\n'
        f'  <input id="stelsel-zaak" name="zaak" required maxlength="300" autocomplete="off">{place}\n'
        f'  <button type="submit">{_BUTTON.to(language)}</button>\n'
        "</form>"
    )


_LABEL = Text(nl="Wat wilt u regelen bij de overheid?", en="What do you want to arrange with government?")
_BUTTON = Text(nl="Vind de juiste organisatie", en="Find the right organisation")
