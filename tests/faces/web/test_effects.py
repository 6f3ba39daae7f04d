# SPDX-License-Identifier: EUPL-1.2
"""The page of a rule for everyone: one day, a change, in the background, and what does not fit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from stelsel.engines.synthetic import Options
from stelsel.node import synthetic
from stelsel.node.population import at_once, people
from tests.faces.web.test_jobs import run_all
from tests.faces.web.test_pages import check
from tests.faces.web.test_rules import told

Sign = Callable[[str], Client]
CARE = "regels/wet_op_de_zorgtoeslag/gevolgen/zorgtoeslag_per_jaar"
CHANGE = f"{CARE}?van=2025-01-01&tot=2026-01-01"


@pytest.fixture(autouse=True)
def small(settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, people_made: Path) -> None:
    """A country of two thousand people, made once, and no other memory of another test."""
    settings.HOME = tmp_path
    (tmp_path / "people").symlink_to(people_made)
    monkeypatch.setattr(people, "SIZES", (2_000, 3_000))
    monkeypatch.setattr(at_once, "SMALL", "synthetic-2000")
    at_once._KNOWN.clear()


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    "query", ["", "?van=2026-01-01&naar=woning", "?van=2025-01-01&tot=2026-01-01&naar=jaarinkomen:1000000"]
)
def test_the_page_is_well_made(visitor: Client, language: str, query: str) -> None:
    response = visitor.get(f"/{language}/{CARE}{query}")
    assert response.status_code == 200
    check(response.content.decode(), language)


def test_a_change_says_who_gains_and_who_loses(visitor: Client) -> None:
    said = told(visitor.get(f"/nl/{CHANGE}"))
    assert "huishoudens gaan erop vooruit" in said
    assert "Verzonnen mensen" in said
    assert "Wat er verdwijnt van iets meer inkomen" in said
    assert "Alleenstaande van" in said
    assert "kost één cent meer in één keer € 24,00" in said
    assert "stelsel rules compare wet_op_de_zorgtoeslag zorgtoeslag_per_jaar" in said
    english = told(visitor.get(f"/en/{CHANGE}"))
    assert "households gain" in english
    assert "one cent more costs € 24.00 at once" in english


def test_one_day_says_who_gets_something(visitor: Client) -> None:
    said = told(visitor.get(f"/en/{CARE}?van=2026-01-01&naar=soort_huishouden"))
    assert "households get something." in said
    assert "gets something most often" in said
    assert "one parent with child" in said


def test_by_municipality_is_a_map(signed_in: Sign) -> None:
    client = signed_in("uitgever")
    where = started(client, naar="gemeente").headers["Location"]
    run_all()
    page = client.get(f"{where}/gevolgen").content.decode()
    check(page, "nl")
    assert "Naar gemeente" in page


def test_a_yes_or_no_has_words_of_its_own(visitor: Client) -> None:
    here = "regels/wet_op_de_zorgtoeslag/gevolgen/heeft_recht_op_zorgtoeslag"
    one_day = told(visitor.get(f"/nl/{here}?van=2026-01-01"))
    assert "huishoudens is dit “ja”." in one_day
    two = told(visitor.get(f"/en/{here}?van=2025-01-01&tot=2026-01-01"))
    assert "households “no” becomes “yes”" in two
    assert "How much more or less" not in two
    assert "Gain" not in two


def test_a_change_of_nothing_changes_nothing(visitor: Client) -> None:
    said = told(visitor.get(f"/en/{CARE}?van=2026-01-01&tot=2026-02-01"))
    assert "Nothing changes for anybody." in said


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("van=gisteren", "“gisteren” is geen dag."),
        ("van=2026-01-01&tot=2026-01-01", "Dit is twee keer dezelfde dag."),
        ("van=1999-01-01", "Op deze dag geeft deze regel dit niet."),
        ("van=2026-01-01&naar=kleur", "Hiernaar kunnen we niet verdelen."),
    ],
)
def test_what_does_not_fit(visitor: Client, query: str, said: str) -> None:
    response = visitor.get(f"/nl/{CARE}?{query}")
    assert response.status_code == 400
    assert said in told(response)
    check(response.content.decode(), "nl")


def test_what_is_not_there(visitor: Client) -> None:
    assert visitor.get("/nl/regels/wet_op_de_zorgtoeslag/gevolgen/geluk").status_code == 404
    assert visitor.get("/nl/regels/geen_regel/gevolgen/geluk").status_code == 404


def test_the_page_of_a_rule_leads_here(visitor: Client) -> None:
    assert f'href="/nl/{CARE}"' in visitor.get("/nl/regels/wet_op_de_zorgtoeslag").content.decode()


def test_two_at_a_time_are_told_to_wait(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(at_once, "PATIENCE_SECONDS", 0.01)
    with at_once._ONE:
        response = visitor.get(f"/en/{CHANGE}")
    assert response.status_code == 400
    assert "Try again in a minute." in told(response)


def started(client: Client, **more: str) -> Any:
    form = {"van": "2025-01-01", "tot": "2026-01-01", "naar": "soort_huishouden", "uitgever": "wolk"}
    return client.post(f"/nl/{CARE}", {**form, "mensen": "synthetic-3000", **more})


def test_in_the_background_from_start_to_report(signed_in: Sign, tmp_path: Path) -> None:
    client = signed_in("uitgever")
    assert "Reken op de achtergrond" in told(client.get(f"/nl/{CARE}"))
    where = started(client).headers["Location"]
    assert client.get(f"{where}/gevolgen").status_code == 404, "not done yet"
    assert "1 januari 2026 vergeleken met 1 januari 2025" in told(client.get(where))
    run_all()
    assert "gaan erop vooruit" in told(client.get(where))
    assert f'href="{where}/gevolgen"' in client.get(where).content.decode()
    response = client.get(f"{where}/gevolgen")
    check(response.content.decode(), "nl")
    assert "Hoeveel erbij of eraf" in told(response)
    assert signed_in("buurman").get(f"{where}/gevolgen").status_code == 404
    assert not list((tmp_path / "people").glob(".job-*")), "no results of households stay"


def test_people_of_the_organisation_are_for_the_operator(
    signed_in: Sign, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.PEOPLE = tmp_path / "own"
    synthetic.write(Options(1_000), tmp_path / "own" / "inwoners")
    assert started(signed_in("uitgever"), mensen="inwoners").status_code == 400
    assert "inwoners" not in told(signed_in("uitgever").get(f"/nl/{CARE}"))
    refused = started(signed_in("uitgever"), mensen="../own/inwoners")
    assert refused.status_code == 400
    assert "De mensen “../own/inwoners” zijn er niet." in told(refused)


def test_a_visitor_and_a_reader_cannot_start_work(visitor: Client, signed_in: Sign) -> None:
    assert started(visitor).status_code in (302, 403)
    assert started(signed_in("lezer")).status_code == 403
