# SPDX-License-Identifier: EUPL-1.2
"""The components, with the names of the NL Design System: plain data in, one HTML fragment out.

Wherever words are asked, a text or a pair of texts (Text) will do; the page's language is the context's `language`.
Each component stands as an example on the page /stijl.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token, token_kwargs
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify

from stelsel.faces.web.templatetags.paths import path_of
from stelsel.faces.web.templatetags.say import language_of, spoken
from stelsel.faces.web.templatetags.tables import Table, Words, header_html, rows_html
from stelsel.kernel.text import Text

register = template.Library()

_FOLDER = "stelsel/components/"
BADGES = {
    "example": Text(nl="voorbeeld", en="example"),
    "provisional": Text(nl="voorlopig", en="provisional"),
    "official": Text(nl="officieel", en="official"),
    "unknown": Text(nl="— onbekend", en="— unknown"),
    "stated": Text(nl="zelf verklaard", en="stated"),
    "recorded": Text(nl="vastgelegd", en="recorded"),
    "rule": Text(nl="regel", en="rule"),
}
"""Kind of badge -> the word on it."""
_RECORDED_BY = Text(nl="vastgelegd door {by}", en="recorded by {by}")
_ALERT = {
    "info": Text(nl="Ter informatie", en="For information"),
    "warning": Text(nl="Let op", en="Please note"),
    "error": Text(nl="Er gaat iets mis", en="Something is wrong"),
}


@register.inclusion_tag(_FOLDER + "skip-link.html", takes_context=True)
def skip_link(context: Context, to: str = "inhoud", text: Words = "") -> dict[str, Any]:
    """The first link of a page (or before a map): straight to the element with this id."""
    return {"language": language_of(context), "to": to, "text": spoken(text, language_of(context))}


@register.inclusion_tag(_FOLDER + "button.html", takes_context=True)
def button(
    context: Context, text: Words, kind: str = "secondary", href: str = "", name: str = "", value: str = ""
) -> dict[str, Any]:
    """A verb. `kind`: primary, secondary or subtle; with `href` a link that looks like a button, else it submits."""
    said = spoken(text, language_of(context))
    return {"text": said, "kind": kind, "href": href, "name": name, "value": value}


@register.simple_tag(takes_context=True)
def link(context: Context, text: Words, href: str, current: bool = False) -> SafeString:
    """A link. `current` marks the page or item the reader is on."""
    mark = format_html(' aria-current="{}"', "true") if current else ""
    return format_html('<a class="nl-link" href="{}"{}>{}</a>', href, mark, spoken(text, language_of(context)))


@register.simple_tag(takes_context=True)
def heading(context: Context, text: Words, level: int = 2, id: str = "") -> SafeString:
    """A heading of level 1 to 4; with an id other pages can link to it."""
    if level not in (1, 2, 3, 4):
        raise ValueError("a heading has level 1 to 4")
    mark = format_html(' id="{}"', id) if id else ""
    said = spoken(text, language_of(context))
    return format_html('<h{0} class="nl-heading nl-heading--level-{0}"{1}>{2}</h{0}>', level, mark, said)


@register.inclusion_tag(_FOLDER + "alert.html", takes_context=True)
def alert(
    context: Context, kind: str, text: Words, title: Words = "", href: str = "", action: Words = ""
) -> dict[str, Any]:
    """What happened, why and what to do. `kind`: info, warning or error; `action` are the words of the link `href`."""
    language = language_of(context)
    said = spoken(title, language) or _ALERT[kind].to(language)
    return {
        "kind": kind,
        "title": said,
        "text": spoken(text, language),
        "href": href,
        "action": spoken(action, language),
    }


@register.simple_tag(takes_context=True)
def badge(context: Context, kind: str, by: Words = "", text: Words = "") -> SafeString:
    """A word on the thing itself: example, provisional, official, unknown, stated, recorded (`by` whom), or `text`."""
    language = language_of(context)
    said = spoken(text, language) or BADGES[kind].to(language)
    if by:
        said = _RECORDED_BY.fill(by=by).to(language)
    return format_html('<span class="nl-data-badge nl-data-badge--{}">{}</span>', kind, said)


@register.inclusion_tag(_FOLDER + "data-list.html", takes_context=True)
def data_list(context: Context, items: Iterable[Sequence[Any]]) -> dict[str, Any]:
    """Facts of one thing: items of (name, value) or (name, value, href); a value of None or "" is unknown."""
    language = language_of(context)
    said = [
        {"key": spoken(item[0], language), "value": spoken(item[1], language), "href": item[2] if len(item) > 2 else ""}
        for item in items
    ]
    return {"language": language, "items": said}


@register.simple_tag(takes_context=True)
def data_row(context: Context, name: Words, value: Any, hash: bool = False) -> SafeString:
    """One fact inside a `<dl class="utrecht-data-list">`; `hash` for text that people compare letter by letter."""
    frame = (
        '<div class="utrecht-data-list__item"><dt class="utrecht-data-list__item-key">{}</dt>'
        '<dd class="utrecht-data-list__item-value{}">{}</dd></div>'
    )
    language = language_of(context)
    return format_html(frame, spoken(name, language), " st-hash" if hash else "", spoken(value, language))


@register.inclusion_tag(_FOLDER + "table.html", takes_context=True)
def table(context: Context, table: Table) -> dict[str, Any]:
    """A table that sorts and exports by links, keeps its header in view and becomes cards on a narrow screen."""
    language = language_of(context)
    return {
        "language": language,
        "table": table,
        "header": header_html(table, language),
        "rows": rows_html(table, language),
    }


@register.inclusion_tag(_FOLDER + "pagination.html", takes_context=True)
def pagination(context: Context, number: int, of: int, url: str) -> dict[str, Any]:
    """Page `number` of `of`; `url` ends where the page number follows, for instance "?q=x&pagina="."""
    shown = sorted({1, of, *range(max(1, number - 1), min(of, number + 1) + 1)})
    pages: list[int | None] = []
    for page in shown:
        if pages and page - (pages[-1] or 0) > 1:
            pages.append(None)
        pages.append(page)
    before, after = number - 1 if number > 1 else 0, number + 1 if number < of else 0
    return {
        "language": language_of(context),
        "number": number,
        "of": of,
        "url": url,
        "pages": pages,
        "before": before,
        "after": after,
    }


@register.inclusion_tag(_FOLDER + "breadcrumb.html", takes_context=True)
def breadcrumb(context: Context, items: Iterable[tuple[Words, str]]) -> dict[str, Any]:
    """The way to this page: pairs of words and address; the last one, without address, is this page."""
    language = language_of(context)
    return {"language": language, "items": [(spoken(text, language), href) for text, href in items]}


@register.inclusion_tag(_FOLDER + "figure.html", takes_context=True)
def figure(
    context: Context, label: Words, value: Any, unit: Words = "", note: Words = "", href: str = "", action: Words = ""
) -> dict[str, Any]:
    """One number that answers, with its label; None is unknown. `action` are the words of the link `href`."""
    language = language_of(context)
    words = {"label": label, "value": value, "unit": unit, "note": note, "action": action}
    said = {name: spoken(word, language) for name, word in words.items()}
    return {**said, "known": value is not None, "href": href, "language": language}


@register.inclusion_tag(_FOLDER + "reason.html", takes_context=True)
def reason(context: Context, reason: Any) -> dict[str, Any]:
    """One line that stands alone: [stated|recorded] who: what (entry, day), linked to its proof.

    `reason` is a mapping or object with `text`, and where known: kind ("stated" | "recorded" | "rule"), who, entry,
    date, href (the proof), article, example (true in the example country), provisional.
    """
    names = ("text", "kind", "who", "entry", "date", "href", "article", "example", "provisional")
    language = language_of(context)
    return {"language": language, **{name: spoken(_part(reason, name), language) for name in names}}


@register.inclusion_tag(_FOLDER + "unknown.html", takes_context=True)
def unknown(context: Context, text: Words, ask: Words = "", href: str = "") -> dict[str, Any]:
    """What is not known, and whom to ask (`ask`, linked where there is an address)."""
    language = language_of(context)
    return {"language": language, "text": spoken(text, language), "ask": spoken(ask, language), "href": href}


@register.simple_tag(takes_context=True)
def path(context: Context, name: str) -> str:
    """The address of a page of header or footer by its name; see paths.PATHS."""
    return path_of(context, name)


@register.inclusion_tag(_FOLDER + "navigation.html", takes_context=True)
def navigation(context: Context) -> dict[str, Any]:
    """The main navigation; `section` of the context names the current item, `user_name` who is signed in."""
    names = ["start", "questions", "organisations", "search", "publish"]
    items = [(name, path_of(context, name), context.get("section") == name) for name in names]
    sign = {name: path_of(context, name) for name in ("sign_in", "account", "tasks")}
    user, section, waiting = context.get("user_name", ""), context.get("section"), context.get("waiting_count", 0)
    who = {"user_name": user, "section": section, "waiting": waiting}
    return {"language": language_of(context), "items": items, **who, **sign}


class AccordionNode(template.Node):
    """The browser's own details with the words of its summary."""

    def __init__(self, inside: NodeList, title: FilterExpression, options: dict[str, FilterExpression]) -> None:
        self.inside, self.title, self.options = inside, title, options

    def render(self, context: Context) -> SafeString:
        """The folded section; what stands in it is rendered as template."""
        given = {name: value.resolve(context) for name, value in self.options.items()}
        title = spoken(self.title.resolve(context), language_of(context))
        name = given.get("id") or slugify(title)
        shown = " open" if given.get("open") else ""
        frame = (
            '<details class="utrecht-accordion__section" id="{}"{}><summary class="utrecht-accordion__button">{}'
            '</summary><div class="utrecht-accordion__panel">{}</div></details>'
        )
        return format_html(frame, name, shown, title, self.inside.render(context))


@register.tag
def accordion(parser: Parser, token: Token) -> AccordionNode:
    """`{% accordion title open=True id="bewijs" %}...{% endaccordion %}`: folded until asked for."""
    _, title, *options = token.split_contents()
    inside = parser.parse(("endaccordion",))
    parser.delete_first_token()
    return AccordionNode(inside, parser.compile_filter(title), token_kwargs(options, parser))


def _part(thing: Any, name: str) -> Any:
    return thing.get(name) if isinstance(thing, Mapping) else getattr(thing, name, None)
