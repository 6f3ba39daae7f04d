# SPDX-License-Identifier: EUPL-1.2
"""The forms of what a party can do with a data request now."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from stelsel.faces.web.choices import choice
from stelsel.faces.web.data_request_words import ADVICE_WORDS, STEPS
from stelsel.faces.web.inputs import Errors
from stelsel.faces.web.publish import DESPITE_FIELD
from stelsel.faces.web.templatetags.fields import Field
from stelsel.kernel.problem import Finding
from stelsel.kernel.text import Text
from stelsel.priorities.data.requests import ADVICE

_TEXTS: Mapping[str, tuple[Text, Text]] = {
    "vraag": (
        Text(nl="Wat wilt u van de afnemer weten?", en="What do you want to know from the consumer?"),
        Text(nl="Tot er antwoord is, gaat het verzoek niet verder.", en="Until it is answered, the request waits."),
    ),
    "uitleg": (
        Text(nl="Uw antwoord", en="Your answer"),
        Text(nl="Alle partijen lezen dit.", en="All parties read it."),
    ),
    "advies": (
        Text(nl="Waarom adviseert u dit?", en="Why do you advise this?"),
        Text(nl="Wat opviel, wordt bij uw advies bewaard.", en="What stood out is kept with your advice."),
    ),
    "weigering": (
        Text(nl="Waarom deelt u niet?", en="Why do you not share?"),
        Text(nl="Daarmee is het verzoek klaar.", en="This ends the request."),
    ),
    "intrekking": (
        Text(nl="Waarom trekt u het verzoek in?", en="Why do you withdraw the request?"),
        Text(nl="Daarmee is het verzoek klaar.", en="This ends the request."),
    ),
}
"""Button -> the question of its text, and why it is asked."""


def fields_known() -> list[str]:
    """The names of all fields, for errors."""
    return ["advies", "kring", DESPITE_FIELD.name, *(f"tekst-{step}" for step in _TEXTS)]


def act_fields(
    able: Collection[str], typed: Mapping[str, str], errors: Errors, learned: Sequence[Finding] = ()
) -> dict[str, Any]:
    """The fields of each act that is possible now, by the name of its button. `learned`: what solved bottlenecks say
    against publishing, of which whoever goes on gives the reason."""
    found: dict[str, Any] = {}
    for step, act in STEPS.items():
        if act not in able:
            continue
        fields = []
        if step == "advies":
            options = [(one, ADVICE_WORDS[one]) for one in ADVICE]
            value, error = typed.get("advies", ""), errors.get("advies", "")
            fields.append(Field("advies", _ADVICE, "radio", value, options=options, error=error))
        if step == "publicatie":
            options = [(one, choice(one, "audience")) for one in ("public", "gov")]
            chosen, error = typed.get("kring", "public"), errors.get("kring", "")
            fields.append(Field("kring", _AUDIENCE, "select", chosen, options=options, why=_OPEN, error=error))
            if learned:
                value, error = typed.get(DESPITE_FIELD.name, ""), errors.get(DESPITE_FIELD.name, "")
                fields.append(replace(DESPITE_FIELD, value=value, error=error))
        if step in _TEXTS:
            name, (label, why) = f"tekst-{step}", _TEXTS[step]
            value, error = typed.get(name, ""), errors.get(name, "")
            fields.append(Field(name, label, "textarea", value, why=why, error=error, rows=3))
        found[act] = fields
    return found


_ADVICE = Text(nl="Uw advies", en="Your advice")
_AUDIENCE = Text(nl="Wie mag de afspraak lezen?", en="Who may read the agreement?")
_OPEN = Text(
    nl="Openbaar, tenzij dat iets in gevaar brengt. In een afspraak staan geen personen.",
    en="Public, unless that endangers something. There are no persons in an agreement.",
)
