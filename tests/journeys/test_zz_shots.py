# SPDX-License-Identifier: EUPL-1.2
import pytest
pytestmark = pytest.mark.browser
P="/regels/wet_op_de_zorgtoeslag"
def fill(page, partner=False):
    page.fill('[name="aanvrager.geboortedatum"]','1980-05-15')
    def r(n,v): page.check(f'[name="aanvrager.{n}"][value="{v}"]')
    r("is_verzekerd","ja"); r("heeft_toeslagpartner","nee"); r("woont_in_verdragsland","nee"); r("verandert_dit_jaar","nee")
    page.fill('[name="aanvrager.rendementsgrondslag"]','0'); page.fill('[name="aanvrager.jaarinkomen"]','31.500')
    page.fill('[name="dag"]','2025-07-01')
def test_shots(site, open_page):
    for lang in ("nl","en"):
        for w in (320,1200):
            page=open_page(java_script_enabled=False, viewport={"width":w,"height":900})
            def shot(n): page.screenshot(path=f"/tmp/ruleshots/{n}-{lang}-{w}.png", full_page=True)
            page.goto(f"{site}/{lang}/regels"); shot("list")
            page.goto(f"{site}/{lang}{P}"); shot("rule")
            page.evaluate("0") if False else None
            page.locator("section.st-section").nth(1).screenshot(path=f"/tmp/ruleshots/picture-{lang}-{w}.png")
            page.locator("article").nth(1).screenshot(path=f"/tmp/ruleshots/article-{lang}-{w}.png")
            page.goto(f"{site}/{lang}{P}/bereken/zorgtoeslag_per_jaar"); shot("form")
            fill(page)
            page.locator('#formulier .nl-button--primary').click(); shot("outcome")
