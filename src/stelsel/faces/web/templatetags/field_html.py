# SPDX-License-Identifier: EUPL-1.2
"""The HTML of one form field: its parts in reading order. Everything is escaped here, so nothing else need be."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from stelsel.kernel.text import Text

_OPTIONAL = Text(nl="niet verplicht", en="optional")
_EXAMPLE = Text(nl="Bijvoorbeeld:", en="For example:")

Said = dict[str, Any]
"""A field's parts in the language of the page: name, label, kind, value, why, example, error, unit, options (value,
words, chosen), required, autocomplete, rows."""


def field_html(said: Said, language: str) -> SafeString:
    """The field as HTML. Its explanation, example and error are tied to the input by aria-describedby."""
    name = escape(str(said["name"]))
    about = [(part, said[part]) for part in ("why", "example", "error") if said[part]]
    ties = f' aria-describedby="{" ".join(f"{name}-{part}" for part, _ in about)}"' if about else ""
    if said["error"]:
        ties += ' aria-invalid="true"'
    parts = _LAYOUTS.get(said["kind"], _labelled)(name, said, _about(name, about, language), ties, language)
    look = " utrecht-form-field--invalid" if said["error"] else ""
    role = f' role="radiogroup" id="{name}" aria-labelledby="{name}-label"{ties}' if said["kind"] == "radio" else ""
    return mark_safe(f'<div class="utrecht-form-field{look}"{role}>{parts}</div>')  # noqa: S308 - escaped part by part


def _about(name: str, about: Sequence[tuple[str, Any]], language: str) -> str:
    looks = {"error": "error-message"}
    return "".join(
        f'\n<p class="utrecht-form-field__{looks.get(part, "description")}" id="{name}-{part}">'
        f"{_EXAMPLE.to(language) + ' ' if part == 'example' else ''}{escape(str(words))}</p>"
        for part, words in about
    )


def _checkbox(name: str, said: Said, about: str, ties: str, language: str) -> str:
    checked = " checked" if said["value"] else ""
    box = f'<input class="utrecht-checkbox" type="checkbox" id="{name}" name="{name}"{checked}{ties}>'
    label = f'<span class="utrecht-form-label">{escape(str(said["label"]))}</span>'
    return f'{about}\n<label class="st-choice" for="{name}">{box} {label}</label>'


def _radio(name: str, said: Said, about: str, ties: str, language: str) -> str:
    title = f'\n<p class="utrecht-form-label" id="{name}-label">{escape(str(said["label"]))}</p>'
    return (
        title
        + about
        + "".join(
            f'\n<label class="st-choice" for="{name}-{place}"><input class="utrecht-checkbox" type="radio" '
            f'id="{name}-{place}" name="{name}" value="{escape(str(key))}"{" checked" if chosen else ""}> '
            f'<span class="utrecht-form-label">{escape(str(words))}</span></label>'
            for place, (key, words, chosen) in enumerate(said["options"], start=1)
        )
    )


def _labelled(name: str, said: Said, about: str, ties: str, language: str) -> str:
    optional = "" if said["required"] else f' <span class="st-optional">({_OPTIONAL.to(language)})</span>'
    label = f'<label class="utrecht-form-label" for="{name}">{escape(str(said["label"]))}{optional}</label>'
    return f"\n{label}{about}\n{_INPUTS.get(said['kind'], _input)(name, said, ties)}\n"


def _textarea(name: str, said: Said, ties: str) -> str:
    required = " required" if said["required"] else ""
    opening = f'<textarea class="utrecht-textarea" id="{name}" name="{name}" rows="{said["rows"]}"{ties}{required}>'
    return f"{opening}\n{escape(str(said['value']))}</textarea>"


def _select(name: str, said: Said, ties: str) -> str:
    options = "".join(
        f'<option value="{escape(str(key))}"{" selected" if chosen else ""}>{escape(str(words))}</option>'
        for key, words, chosen in said["options"]
    )
    return f'<select class="utrecht-select" id="{name}" name="{name}"{ties}>{options}</select>'


def _input(name: str, said: Said, ties: str) -> str:
    kind = said["kind"]
    value = "" if kind in ("password", "file") else f' value="{escape(str(said["value"]))}"'
    extra = ' inputmode="decimal"' if kind == "number" else ""
    extra += f' autocomplete="{escape(said["autocomplete"])}"' if said["autocomplete"] else ""
    extra += ties + (" required" if said["required"] else "")
    type_ = "text" if kind == "number" else kind
    box = f'<input class="utrecht-textbox" type="{type_}" id="{name}" name="{name}"{value}{extra}>'
    return f'<div class="st-with-unit">{box}<span>{escape(str(said["unit"]))}</span></div>' if said["unit"] else box


_LAYOUTS = {"checkbox": _checkbox, "radio": _radio}
_INPUTS = {"textarea": _textarea, "select": _select}
