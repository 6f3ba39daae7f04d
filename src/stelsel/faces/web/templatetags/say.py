# SPDX-License-Identifier: EUPL-1.2
"""Words, numbers, days and money in the language of the page (context variable `language`: nl or en).

{% load say %}
{% say nl="Zoeken" en="Search" %}
{% say nl="{n} aanbiedingen passen" en="{n} offers fit" n=count|number:language %}
{% say nl="Bekijk welke" en="See which" as words %}
{% heading "Redenen"|en:"Reasons" 2 %}   (a pair as argument of a component)
{{ text|in:language }}  {{ 1234.5|number:language }}  {{ when|day:language }}  {{ price|money:language }}
{% number 12.5 2 %}
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.template.base import FilterExpression, Parser, Token, token_kwargs
from django.template.context import Context
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from stelsel.kernel.text import Text
from stelsel.kernel.text import number as number_in
from stelsel.kernel.time import say_day

register = template.Library()

_PER = {
    "hour": Text(nl="per uur", en="per hour"),
    "month": Text(nl="per maand", en="per month"),
    "gb-month": Text(nl="per GB per maand", en="per GB per month"),
    "vcpu-hour": Text(nl="per vCPU per uur", en="per vCPU per hour"),
    "gib-hour": Text(nl="per GiB per uur", en="per GiB per hour"),
}


def language_of(context: Context | dict[str, Any]) -> str:
    """The language of the page; Dutch where the view said nothing."""
    return "en" if str(context.get("language") or "nl").startswith("en") else "nl"


def spoken(value: object, language: str) -> Any:
    """A Text in this language; None as nothing; anything else as it is."""
    if isinstance(value, Text):
        return value.to(language)
    return "" if value is None else value


class SayNode(template.Node):
    """Both texts known at compile time; only what fills the gaps is worked out for each page."""

    def __init__(self, given: dict[str, FilterExpression], name: str = "") -> None:
        self.texts = {"nl": given.pop("nl"), "en": given.pop("en")}
        self.values = given
        self.name = name

    def render(self, context: Context) -> SafeString:
        """The text, or nothing where it was asked as a variable."""
        said = self._said(context)
        if not self.name:
            return said
        context[self.name] = said
        return SafeString()

    def _said(self, context: Context) -> SafeString:
        """The text of this page's language, escaped, its gaps filled with escaped values."""
        language = language_of(context)
        said: str = conditional_escape(self.texts[language].resolve(context))
        if not self.values:
            return mark_safe(said)  # noqa: S308 - escaped in the line above
        filled = {name: value.resolve(context) for name, value in self.values.items()}
        escaped = {name: conditional_escape(spoken(value, language)) for name, value in filled.items()}
        return mark_safe(said.format(**escaped))  # noqa: S308 - text and values are both escaped


@register.tag
def say(parser: Parser, token: Token) -> SayNode:
    """`{% say nl="..." en="..." name=value as words %}`: one text of a pair, `{name}` filled in."""
    parts = token.split_contents()[1:]
    name = parts.pop() if len(parts) > 2 and parts[-2] == "as" else ""
    given = token_kwargs(parts, parser)
    if not {"nl", "en"} <= given.keys():
        raise template.TemplateSyntaxError('say needs both languages: {% say nl="..." en="..." %}')
    return SayNode(given, name)


@register.filter
def en(nl: str, words: str) -> Text:
    """A pair of texts: `"Redenen"|en:"Reasons"`."""
    return Text(nl=nl, en=words)


@register.filter(name="in")
def in_language(value: object, language: str = "nl") -> Any:
    """A pair of texts in this language; anything else unchanged."""
    return spoken(value, language)


@register.filter(name="number")
def number_filter(value: object, language: str = "nl") -> str:
    """A number as people write it: 1.234,5 in Dutch, 1,234.5 in English; no number is an empty text."""
    return number_in(value, language) if isinstance(value, int | float | Decimal) else ""


@register.simple_tag(name="number", takes_context=True)
def number_tag(context: Context, value: int | float | Decimal, decimals: int | None = None) -> str:
    """`{% number value 2 %}`: a number with so many decimals."""
    return number_in(value, language_of(context), decimals)


@register.filter
def day(value: object, language: str = "nl") -> str:
    """A day in words: 23 november 2026; a moment gives its day; an empty value stays empty."""
    if isinstance(value, datetime):
        value = value.date()
    return say_day(value, language) if isinstance(value, date) else ""


@register.filter
def money(value: object, language: str = "nl") -> str:
    """A Money or Price: € 1.234,56 per maand; two decimals, up to five below one. None is an empty text."""
    amount, currency = getattr(value, "amount", None), getattr(value, "currency", "")
    if not isinstance(amount, int | float | Decimal):
        return ""
    said = number_in(amount, language, _decimals(Decimal(str(amount))))
    sign = {"EUR": "€", "USD": "US$"}.get(currency, currency)
    written = f"{sign}{said}" if language.startswith("en") and currency == "EUR" else f"{sign}\u00a0{said}"
    per = _PER.get(getattr(value, "per", ""))
    return f"{written} {per.to(language)}" if per else written


def _decimals(amount: Decimal) -> int:
    exponent = amount.normalize().as_tuple().exponent
    written = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return 2 if abs(amount) >= 1 else min(max(written, 2), 5)
