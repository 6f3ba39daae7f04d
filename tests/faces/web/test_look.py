# SPDX-License-Identifier: EUPL-1.2
"""The look: tokens, speech, components, and the page /stijl in a real browser."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.template import Context, Engine, TemplateSyntaxError
from playwright.sync_api import Browser, Page, Route

from stelsel.faces.web.theme import theme_class_of
from stelsel.kernel.text import Text
from stelsel.kernel.values import Money, Price

WEB = Path(__file__).resolve().parents[3] / "src" / "stelsel" / "faces" / "web"
STATIC = WEB / "static"
TAGS = "stelsel.faces.web.templatetags."
LIBRARIES = {name: TAGS + name for name in ("say", "components", "fields", "charts", "style")}
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
HTMX_SHA256 = "d6fdc75f204e6bdefa99b69bf1e6d4ac69b8a364f77929f45c13476b4000f717"  # htmx.org 2.0.11, dist/htmx.min.js
OWN = ["stelsel", "page", "controls", "data", "answer", "charts", "print"]


@pytest.fixture(scope="module")
def engine() -> Engine:
    libraries = {**LIBRARIES, "static": "django.templatetags.static"}
    return Engine(dirs=[WEB / "templates"], libraries=libraries)


@pytest.fixture(scope="module")
def render(engine: Engine) -> Callable[..., str]:
    def rendered(source: str, **values: object) -> str:
        loaded = "{% load say components fields charts %}" + source
        return engine.from_string(loaded).render(Context({"language": "nl", **values})).strip()

    return rendered


@pytest.fixture(scope="module")
def page_html(engine: Engine) -> Callable[..., str]:
    def html(**values: object) -> str:
        whole = {
            "language": "nl",
            "section": "questions",
            "example_country": True,
            "position": "4f2a9c07d1be55aa",
            **values,
        }
        return engine.get_template("stelsel/style.html").render(Context(whole))

    return html


# speech


def test_say_speaks_the_language_of_the_page_and_escapes(render: Callable[..., str]) -> None:
    source = '{% say nl="Zoek {n}" en="Find {n}" n=n %}'
    assert render(source, n="<b>") == "Zoek &lt;b&gt;"
    assert render(source, n=Text(nl="twee", en="two"), language="en-GB") == "Find two"
    assert render('{% say nl="a" en="b" as x %}[{{ x }}]', language="en") == "[b]"
    with pytest.raises(TemplateSyntaxError, match="both languages"):
        render('{% say nl="Zoek" %}')


def test_texts_numbers_days_and_money_follow_the_language(render: Callable[..., str]) -> None:
    given = {
        "t": Text(nl="ja", en="yes"),
        "n": Decimal("1234.5"),
        "d": date(2026, 11, 23),
        "p": Price(amount=Decimal("0.0142"), currency="EUR", per="hour"),
        "m": Money(amount=Decimal(1200), currency="USD"),
    }
    source = "{{ t|in:language }}; {{ n|number:language }}; {% number n 2 %}; {{ d|day:language }}; "
    source += "{{ p|money:language }}; {{ m|money:language }}"
    dutch = "ja; 1.234,5; 1.234,50; 23 november 2026; €\u00a00,0142 per uur; US$\u00a01.200,00"
    english = "yes; 1,234.5; 1,234.50; 23 November 2026; €0.0142 per hour; US$\u00a01,200.00"
    assert [render(source, **given), render(source, language="en", **given)] == [dutch, english]
    assert render("{{ x|number:language }}{{ x|day:language }}{{ x|money:language }}", x=None) == ""


# components


def test_a_reason_stands_alone(render: Callable[..., str]) -> None:
    reason = {
        "kind": "recorded",
        "who": "Gemeente <U>",
        "text": Text(nl="geen SEAL", en="no SEAL"),
        "entry": "4f2a",
        "date": date(2026, 5, 12),
        "href": "/bewijs",
        "example": True,
    }
    said = re.sub(r"<[^>]+>", "", render("{% reason r %}", r=reason))
    where = "(vermelding 4f2a, 12 mei 2026) Bekijk het bewijs van vermelding 4f2a"
    assert said == f"vastgelegd voorbeeld Gemeente &lt;U&gt;: geen SEAL {where}"


def test_unknown_is_a_dash_and_the_word(render: Callable[..., str]) -> None:
    assert "— Onbekend:" in render('{% unknown "de zetel" ask="Duincloud" %}')
    assert "— onbekend" in render('{% figure "Prijs" None %}')
    assert "— onbekend" in render("{% data_list items %}", items=[("Zetel", None)])
    assert "— unknown" in render('{% badge "unknown" %}', language="en")


def test_a_table_has_units_labels_sort_and_unknown(render: Callable[..., str]) -> None:
    from stelsel.faces.web.templatetags.tables import Cell, Column, Table

    columns = (
        Column("Naam", sort="?sorteer=naam", sorted="up"),
        Column(Text(nl="Prijs", en="Price"), "EUR", numeric=True, decimals=2),
    )
    table = Table(
        "Aanbod", columns, ((Cell("<A>", "/a?b&c"), Decimal("1204.5")), ("B", None)), exports=(("CSV", "/csv"),)
    )
    html = render("{% table t %}", t=table)
    assert 'aria-sort="ascending"' in html
    assert 'data-label="Prijs (EUR)">1.204,50</td>' in html
    assert '<a class="nl-link" href="/a?b&amp;c">&lt;A&gt;</a>' in html
    assert "— onbekend" in html
    assert 'href="/csv"' in html
    with pytest.raises(ValueError, match="zip"):
        render("{% table t %}", t=Table("Aanbod", columns, (("te weinig",),)))
    assert "niets" in render("{% table t %}", t=Table("Aanbod", columns, (), empty="Hier staat niets."))


def test_a_field_keeps_what_was_typed_and_points_at_its_error(render: Callable[..., str]) -> None:
    html = render(
        '{% form_field name="prijs" label="Prijs" value=typed error="Kies een munt" why="Voor de som" %}', typed='"1200'
    )
    assert 'value="&quot;1200"' in html
    assert 'aria-describedby="prijs-why prijs-error"' in html
    assert 'aria-invalid="true"' in html
    assert "geheim" not in render('{% form_field name="w" label="W" kind="password" value="geheim" %}')
    with pytest.raises(ValueError, match="is no input"):
        render('{% form_field name="w" label="W" kind="dans" %}')


@pytest.mark.parametrize(("number", "of", "shown"), [(1, 3, "1 2 3"), (4, 17, "1 … 3 4 5 … 17"), (17, 17, "1 … 16 17")])
def test_pagination_shows_the_ends_and_the_neighbours(
    render: Callable[..., str], number: int, of: int, shown: str
) -> None:
    html = render('{% pagination n of "?p=" %}', n=number, of=of)
    assert " ".join(re.findall(r">(\d+|…)<", html)) == shown
    assert render('{% pagination 1 1 "?p=" %}') == ""


# the page and its stylesheets


def test_the_page_has_no_inline_style_or_script_and_no_foreign_address(page_html: Callable[..., str]) -> None:
    for language in ("nl", "en"):
        html = page_html(language=language)
        assert not re.search(r"\sstyle=|\son[a-z]+=|<style|javascript:", html)
        assert not re.search(r"<script(?![^>]*\ssrc=)", html)
        assert not re.findall(r'(?:href|src)="(?:https?:)?//', html)
        assert f'<html lang="{language}"' in html
        ids = re.findall(r'\sid="([^"]+)"', html)
        assert len(ids) == len(set(ids)), sorted({name for name in ids if ids.count(name) > 1})


def test_the_page_names_position_example_country_and_the_other_language(page_html: Callable[..., str]) -> None:
    html = page_html(alternate_url="/en/style", user_name="lezer")
    assert "4f2a9c07d1be" in html
    assert "Dit is het voorbeeldland." in html
    assert '<link rel="alternate" hreflang="en" href="/en/style">' in html
    assert "Aangemeld als lezer" in html


def token_chains() -> list[tuple[str, str, str]]:
    """(sheet, NL token, what it falls back on) of every themeable property."""
    found = []
    for sheet in OWN:
        text = re.sub(r"/\*.*?\*/", "", (STATIC / "stelsel" / f"{sheet}.css").read_text(encoding="utf-8"), flags=re.S)
        found += [(sheet, *match) for match in re.findall(r"var\(--nl-([a-z0-9-]+),\s*([^;]+)", text)]
    return found


def test_every_themeable_property_falls_back_on_utrecht_and_then_on_ours() -> None:
    chains = token_chains()
    assert len(chains) > 150
    wrong = [chain for chain in chains if not re.match(r"var\(--utrecht-[a-z0-9-]+,\s*\S", chain[2])]
    assert not wrong


def test_the_tokens_of_the_themed_components_exist_in_the_open_theme(conformance: Path) -> None:
    theme = set(
        re.findall(r"--((?:nl|utrecht)-[a-z0-9-]+):", (conformance / "voorbeeld-theme" / "theme.css").read_text())
    )
    themed = re.compile(r"^(button|link|heading|paragraph|table|form-label|form-field|alert|textbox|select|skip-link)")
    unknown = [
        nl
        for _, nl, rest in token_chains()
        if themed.match(nl) and f"nl-{nl}" not in theme and re.match(r"var\(--([a-z0-9-]+)", rest).group(1) not in theme
    ]
    # Tokens of the Utrecht component library which this theme leaves to the component.
    left_out = {"button-primary-border-color", "select-max-inline-size"}
    assert not set(unknown) - left_out, sorted(set(unknown))


def test_htmx_is_the_published_file() -> None:
    assert hashlib.sha256((STATIC / "stelsel" / "vendor" / "htmx.min.js").read_bytes()).hexdigest() == HTMX_SHA256


# in a browser


@pytest.fixture
def opened(browser: Browser, page_html: Callable[..., str], conformance: Path) -> Callable[..., Page]:
    """Opens /stijl under a strict content security policy; every complaint of the browser is a failure."""
    theme = (conformance / "voorbeeld-theme" / "theme.css").read_bytes()
    contexts, complaints = [], []

    def answer(route: Route, html: str) -> None:
        path = urlsplit(route.request.url).path
        if path == "/static-thema/theme.css":
            return route.fulfill(body=theme, content_type="text/css")
        if path.startswith("/static/"):
            file = STATIC / path.removeprefix("/static/")
            return route.fulfill(body=file.read_bytes(), content_type=TYPES[file.suffix])
        policy = {"Content-Security-Policy": "default-src 'self'"}
        return route.fulfill(body=html, content_type="text/html; charset=utf-8", headers=policy)

    def open_page(width: int = 1280, scheme: str = "light", themed: bool = False, language: str = "nl") -> Page:
        theme_values = {"theme_url": "/static-thema/theme.css", "theme_class": "voorbeeld-theme"} if themed else {}
        html = page_html(language=language, **theme_values)
        contexts.append(browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme))
        page = contexts[-1].new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.route("**/*", lambda route: answer(route, html))
        page.goto("http://stelsel.test/stijl")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints


LOOKS = {
    "button": (".nl-button--primary", "backgroundColor"),
    "link": ("main p .nl-link", "color"),
    "heading": ("main h2", "fontFamily"),
    "table": ("#tabel .utrecht-table__cell", "padding"),
    "form field": ("#vcpu", "borderRadius"),
    "alert": (".utrecht-alert--info", "backgroundColor"),
}


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_mounting_the_open_theme_changes_the_components(opened: Callable[..., Page], scheme: str) -> None:
    ask = "([where, what]) => getComputedStyle(document.querySelector(where))[what]"
    before, after = opened(scheme=scheme), opened(scheme=scheme, themed=True)
    seen = {name: (before.evaluate(ask, list(look)), after.evaluate(ask, list(look))) for name, look in LOOKS.items()}
    assert not [name for name, (old, new) in seen.items() if old == new], seen
    assert after.evaluate(ask, ["body", "backgroundColor"]) == "rgb(255, 255, 255)"


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("themed", [False, True])
def test_the_page_has_no_accessibility_fault(
    opened: Callable[..., Page], axe_source: str, width: int, scheme: str, themed: bool
) -> None:
    page = opened(width=width, scheme=scheme, themed=themed, language="en" if width == 320 else "nl")
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    page.evaluate(axe_source)
    tags = "['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']"
    found = page.evaluate(
        f"axe.run(document, {{runOnly: {tags}}}).then(all => all.violations.map(v => [v.id, v.nodes.map(n => n.html)]))"
    )
    assert found == []


@pytest.mark.browser
def test_nothing_sticks_out_at_320_pixels_and_rows_are_cards(opened: Callable[..., Page]) -> None:
    page = opened(width=320)
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    cell = "#tabel .utrecht-table__cell:nth-child(4)"
    assert (
        page.evaluate(f"getComputedStyle(document.querySelector('{cell}'), '::before').content")
        == '"Prijs (EUR per maand)"'
    )


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 320])
def test_targets_are_large_and_focus_is_seen(opened: Callable[..., Page], width: int) -> None:
    page = opened(width=width)
    small = page.evaluate(
        "[...document.querySelectorAll('header a, nav a, footer li a, .nl-button, .utrecht-textbox, select, summary')]"
        ".filter(one => one.getClientRects().length && one.getBoundingClientRect().height < 44)"
        ".map(one => one.outerHTML)"
    )
    assert small == []
    for _ in range(12):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            "(look => [look.outlineStyle, look.outlineWidth])(getComputedStyle(document.activeElement))"
        )
        assert seen == ["solid", "3px"]


@pytest.mark.browser
def test_paper_shows_the_content_and_no_controls(opened: Callable[..., Page]) -> None:
    page = opened(scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    shown = "where => { const one = document.querySelector(where); return one.getClientRects().length > 0 }"
    assert [page.evaluate(shown, where) for where in (".utrecht-nav-bar", ".nl-button", ".st-search")] == [False] * 3
    assert page.evaluate(shown, ".st-reason")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_the_class_of_a_theme_is_read_from_its_file(conformance: Path) -> None:
    css = (conformance / "voorbeeld-theme" / "theme.css").read_text(encoding="utf-8")
    assert theme_class_of(css) == "voorbeeld-theme"
    assert theme_class_of("/* .no { */ :root { --nl-link-color: #123456 }") == ""
