# SPDX-License-Identifier: EUPL-1.2
"""Form fields: label, why we ask, example, error, and the input that keeps what was typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString

from stelsel.faces.web.templatetags.field_html import field_html
from stelsel.faces.web.templatetags.say import language_of, spoken
from stelsel.faces.web.templatetags.tables import Words

register = template.Library()

INPUTS = tuple("text number date email password search url textarea select checkbox radio file".split())


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form. `options` of a select or radio are pairs (value, words); `value` is what was typed.

    `why` says why we ask, `example` shows a good answer, `error` says what is wrong and what to do.
    `autocomplete` is a token of the HTML standard (WCAG 1.3.5); `unit` stands behind the input.
    """

    name: str
    label: Words
    kind: str = "text"
    value: Any = ""
    why: Words = ""
    example: Words = ""
    error: Words = ""
    unit: Words = ""
    options: Sequence[tuple[str, Words]] = ()
    required: bool = True
    autocomplete: str = ""
    rows: int = 6

    def __post_init__(self) -> None:
        if self.kind not in INPUTS:
            raise ValueError(f"{self.kind} is no input; choose one of {', '.join(INPUTS)}")


@register.simple_tag(takes_context=True)
def form_field(context: Context, field: Field | None = None, **parts: Any) -> SafeString:
    """`{% form_field field %}` with a Field, or its parts by name; parts win over the field's own."""
    whole = field if field and not parts else Field(**{**(asdict(field) if field else {}), **parts})
    language = language_of(context)
    said = {name: spoken(getattr(whole, name), language) for name in Field.__slots__}
    chosen = str(whole.value)
    said["options"] = [(value, spoken(words, language), str(value) == chosen) for value, words in whole.options]
    return field_html(said, language)


@register.inclusion_tag("stelsel/components/error-summary.html", takes_context=True)
def error_summary(context: Context, errors: Iterable[tuple[str, Words]], question: bool = False) -> dict[str, Any]:
    """Above a form that was refused: pairs (name of the field, what is wrong), each a link to its field. A question
    stores nothing, so its heading does not speak of that."""
    language = language_of(context)
    lines = [(name, spoken(words, language)) for name, words in errors]
    return {"language": language, "question": question, "errors": lines}
