# SPDX-License-Identifier: EUPL-1.2
"""A bottleneck through the pages, without a script: raised, joined, taken up, solved, back, and prevented; and every
bad way to do it, with both parties' state unchanged."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from stelsel.book.audience import ANYONE, Asker
from stelsel.node import clock, dossiers
from stelsel.node.identity import person_for
from stelsel.node.models import Dossier, Task
from stelsel.node.node import Node
from stelsel.nouns.bottleneck import BOTTLENECK, CHECK, SUPPORT, board, checks, prevented, standing
from tests.faces.web.test_publishing import hidden

BOARD, RAISE = "/nl/knelpunten", "/nl/knelpunten/melden"
WORDS = "De definitie van een huishouden verschilt per registratie, het begrip betekent bij de uitkering iets anders."
STORY = "Mijn moeder van 83 kreeg haar uitkering niet, omdat het begrip huishouden bij de gemeente anders is."
CONFIRMED = {
    "eigenWoorden": WORDS,
    "titel": "Huishouden betekent niet overal hetzelfde",
    "samenvatting": "Het begrip huishouden betekent niet overal hetzelfde.",
    "oorzaak": "definition",
    "oorzaakVoorgesteld": "definition",
    "werkproces": "Uitkeringen vaststellen",
    "artikelen": "BWBR0015703 artikel 3",
    "regisseur": "wolk",
    "stelsel-uitgever": "wolk",
    "stap": "publiceren",
}


def read(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status
    return str(response.content.decode())


def put(client: Client, path: str, status: int = 302, **typed: Any) -> str:
    """Send a form; where it leads, or the page."""
    response = client.post(path, typed)
    assert response.status_code == status, response.content.decode()[:4000]
    return str(response.headers["Location"]) if status == 302 else str(response.content.decode())


def raised(client: Client, **changed: str) -> str:
    """The page of a bottleneck that was raised."""
    return put(client, RAISE, **{**CONFIRMED, **changed}).partition("?")[0]


def count(country: Node) -> int:
    return country.book(ANYONE).count(BOTTLENECK)


def test_two_screens_and_it_stands(signed_in, visitor: Client, country: Node) -> None:
    assert visitor.get(RAISE).headers["Location"].startswith("/nl/aanmelden")
    boss = signed_in("uitgever")
    assert 'name="eigenWoorden"' in read(boss, RAISE)
    second = put(boss, RAISE, 200, eigenWoorden=WORDS, stap="lezen")
    assert "“definitie”" in second
    assert re.search(r'<option value="definition" selected>', second)
    assert "bewaren wij niet" in second
    page = raised(boss)
    shown = read(visitor, page)
    for words in (
        "Huishouden betekent niet overal hetzelfde",
        "nog niet opgepakt",
        "Participatiewet, artikel 3",
        "Wolk",
    ):
        assert words in shown
    assert "De omvang is onbekend" in shown
    assert WORDS not in shown
    assert "The size is unknown" in read(visitor, page.replace("/nl/", "/en/"))
    board_page = read(visitor, BOARD)
    assert page in board_page
    assert "Meest voorkomende oorzaak: definitie (1 van 1)" in board_page
    assert "Open now" in read(visitor, "/en/knelpunten")


def test_from_report_to_prevented_recurrence(signed_in, visitor: Client, country: Node) -> None:
    wolk, buur = signed_in("uitgever"), signed_in("buurman")
    page = raised(wolk)
    assert "doe=aansluiten" in read(buur, page)
    assert "doe=bundelen" not in read(buur, page)
    put(buur, page, doe="aansluiten", **{"stelsel-uitgever": "buur", "mensenPerJaar": "1200", "werkprocessen": "Hulp"})
    shown = read(visitor, page)
    assert "1 van de 2 organisaties gaven cijfers" in shown
    assert "minstens" in shown
    assert put(buur, page, doe="oppakken", **{"stelsel-uitgever": "buur"}).endswith("gedaan=oppakken")
    refused = put(wolk, page, 404, doe="weg")
    assert "niet" in refused
    late = put(wolk, page, 400, doe="voorstellen", **{"stelsel-uitgever": "wolk", "tekst": "Wij ook"})
    assert "kan deze stap nu niet zetten" in late
    put(buur, page, doe="termijn", **{"stelsel-uitgever": "buur", "laatsteDag": "2099-01-01"})
    put(buur, page, doe="voorstellen", **{"stelsel-uitgever": "buur", "tekst": "Eén begrip met twee varianten."})
    adopted = {
        "stelsel-uitgever": "buur", "soortOplossing": "concept", "gekozenOplossing": "https://buur.invalid/huishouden",
        "watVeranderde": "Elke dataset zegt wat huishouden betekent.", "les1-bij": "dataset", "les1-als": "keyword",
        "les1-waarde": "huishouden", "les1-vraagt": "meaning",
    }  # fmt: skip
    wrong = put(buur, page, 400, doe="oplossen", **{**adopted, "les1-vraagt": "hours"})
    assert "kan bij deze publicaties niet worden nagekeken" in wrong
    assert standing(country.book(ANYONE), address(page)).status == "proposal"
    put(buur, page, doe="oplossen", **adopted)
    shown = read(visitor, page)
    assert "Elke dataset zegt wat huishouden betekent." in shown
    assert "als dit woord erin staat" in shown

    prevent(wolk, visitor, country, page)
    again = raised(wolk, titel="Begrip huishouden telt anders", eigenWoorden=WORDS,
                   samenvatting="Het begrip huishouden betekent in twee registraties iets anders.")  # fmt: skip
    assert "Mogelijk is dit een opgelost knelpunt" in read(visitor, again)
    assert "Mogelijk terug" in read(visitor, BOARD)
    task = Task.objects.get(kind="judge-recurrence", state="open")
    assert task.publisher == "buur"
    assert address(again) in read(buur, f"/nl/taken/{task.pk}")
    put(buur, page, doe="geen-terugkeer", **{
        "stelsel-uitgever": "buur", "anderKnelpunt": address(again), "tekst": "Gaat over een andere telling.",
    })  # fmt: skip
    assert "Mogelijk terug" not in read(visitor, BOARD)
    assert Task.objects.get(pk=task.pk).state == "closed"


def prevent(wolk: Client, visitor: Client, country: Node, page: str) -> None:
    """A dataset that heeds the lesson before it is published, and one that goes on all the same."""
    form = {
        "stelsel-uitgever": "wolk", "stelsel-kring": "public", "stelsel-wijze": "stated", "stelsel-naam": "huishoudens",
        "iri": "https://wolk.invalid/huishoudens", "titels": "nl | Aantal huishouden per buurt", "stap": "voorbeeld",
    }  # fmt: skip
    preview = put(wolk, "/nl/publiceren/dataset", 200, **form)
    assert "Dit stond eerder in de weg" in preview
    assert "Elke dataset zegt wat huishouden betekent." in preview
    no_reason = put(wolk, "/nl/publiceren/dataset", 400, **{**form, "stap": "publiceren"})
    assert "Geef een reden" in no_reason
    assert country.book(ANYONE).get("wolk/dataset/huishoudens") is None
    better = {**form, "beschrijvingen": "nl | Een huishouden is wie een adres deelt.", "stap": "voorbeeld"}
    assert "Dit stond eerder in de weg" not in put(wolk, "/nl/publiceren/dataset", 200, **better)
    put(wolk, "/nl/publiceren/dataset", **{**better, "stap": "publiceren"})
    (heeded,) = prevented(country.book(ANYONE))
    assert heeded.body.entry == "wolk/dataset/huishoudens"
    assert "Voorkomen bij:" in read(visitor, page)

    go_on = {**form, "stelsel-naam": "toch", "ondanks": "De omschrijving volgt in maart.", "stap": "publiceren"}
    put(wolk, "/nl/publiceren/dataset", **go_on)
    (_, gone_on) = checks(country.book(ANYONE))
    assert (gone_on.body.outcome, gone_on.body.reasons) == ("gone-on", "De omschrijving volgt in maart.")
    assert len(prevented(country.book(ANYONE))) == 1


def address(page: str) -> str:
    """The address of the entry of a page."""
    publisher, local = page.split("/")[-2:]
    return f"{publisher}/{BOTTLENECK.name}/{local}"


def test_merged_and_split_by_the_steward_alone(signed_in, visitor: Client, country: Node) -> None:
    wolk, buur = signed_in("uitgever"), signed_in("buurman")
    first = raised(wolk)
    theirs = {"stelsel-uitgever": "buur", "titel": "Huishouden telt anders", "eigenWoorden": WORDS + " Ook hier."}
    second = raised(buur, **theirs)
    assert "doe=bundelen" not in read(buur, second)
    said = {"stelsel-uitgever": "wolk", "redenen": "Hetzelfde begrip."}
    put(wolk, second, doe="bundelen", leidendKnelpunt=address(first), **said)
    assert "Hieronder gebundeld" in read(visitor, first)
    assert "Dit knelpunt is gebundeld" in read(visitor, second)
    assert standing(country.book(ANYONE), address(first)).impact.organisations == 2
    circle = put(wolk, first, 400, doe="bundelen", leidendKnelpunt=address(second), **said)
    assert "onder zichzelf vallen" in circle
    itself = put(wolk, first, 400, doe="bundelen", leidendKnelpunt=address(first), **said)
    assert "onder zichzelf" in itself
    assert "Dit knelpunt is gebundeld" in read(visitor, second)
    put(wolk, second, doe="splitsen", **said)
    assert "Dit knelpunt is gebundeld" not in read(visitor, second)


def test_a_story_goes_in_a_dossier_and_only_the_summary_on_the_board(signed_in, visitor: Client, country: Node) -> None:
    boss = signed_in("uitgever")
    second = put(boss, RAISE, 200, eigenWoorden=STORY, stap="lezen")
    assert "besloten dossier" in second
    assert "gebruikEigenWoorden" not in second
    told = {"eigenWoorden": STORY, "gebruikEigenWoorden": "on"}
    in_entry = put(boss, RAISE, 400, **{**CONFIRMED, **told, "samenvatting": STORY})
    assert "wat een persoon overkwam" in in_entry
    assert (count(country), Dossier.objects.count()) == (0, 0)
    where = put(boss, RAISE, **{**CONFIRMED, **told})
    assert where.endswith("gemeld=dossier")
    assert "besloten dossier" in read(boss, where)
    shown = read(visitor, where.partition("?")[0])
    assert "moeder" not in shown
    row = Dossier.objects.get()
    assert (row.ground, row.kind, bool(row.until), bool(row.closed_at)) == ("e", "bottleneck", True, True)
    texts = [one.text for one in dossiers.look(person_of(row), row.id).documents]
    assert STORY in texts
    assert row.entry == address(where.partition("?")[0])


def person_of(row: Dossier) -> Any:
    return person_for(row.account)


def test_a_number_is_made_unreadable_also_in_the_dossier(signed_in, country: Node) -> None:
    words = "De uitkering van burger 111222333 liep vast op het begrip huishouden, BSN 111222333."
    put(signed_in("uitgever"), RAISE, **{**CONFIRMED, "eigenWoorden": words})
    row = Dossier.objects.get()
    texts = " ".join(one.text or "" for one in dossiers.look(person_of(row), row.id).documents)
    assert "begrip huishouden" in texts
    assert "111222333" not in texts


def test_bad_reports_say_why_and_change_nothing(signed_in, visitor: Client, country: Node) -> None:
    boss = signed_in("uitgever")
    page = raised(boss)
    before = {log.origin: size for log, size in country.logs.sizes().items()}
    again = put(boss, RAISE, 400, **CONFIRMED)
    assert f"meldde dit al: {address(page)}" in again
    shouted = {**CONFIRMED, "samenvatting": CONFIRMED["samenvatting"].upper() + "!!"}
    assert "meldde dit al" in put(boss, RAISE, 400, **shouted)
    unknown = put(boss, RAISE, 400, **{**CONFIRMED, "titel": "Bomen", "datasets": "wolk/dataset/bestaat-niet"})
    assert "staat niet in het register" in unknown
    assert "wolk/dataset/bestaat-niet" in unknown, "what was typed is kept"
    nonsense = put(boss, RAISE, 400, **{**CONFIRMED, "titel": "Bomen", "datasets": "zomaar"})
    assert "geen adres van een vermelding" in nonsense
    assert "nog weinig geschreven" in put(boss, RAISE, 400, eigenWoorden="kapot", stap="lezen")
    not_mine = put(boss, RAISE, 400, **{**CONFIRMED, "titel": "Anders", "stelsel-uitgever": "buur"})
    assert "mag u niet publiceren" in not_mine
    law = put(boss, RAISE, 400, **{**CONFIRMED, "titel": "Wat anders", "samenvatting": "Iets heel anders.",
                                   "artikelen": "de wet"})  # fmt: skip
    assert 'href="#artikelen"' in law
    assert {log.origin: size for log, size in country.logs.sizes().items()} == before
    assert not Dossier.objects.exists()


def test_who_may_only_read_keeps_a_draft(signed_in, country: Node) -> None:
    reader = signed_in("lezer")
    second = put(reader, RAISE, 200, eigenWoorden=WORDS, stap="lezen")
    assert "Bewaar als concept" in second
    assert "Zet op het bord" not in second
    where = put(reader, RAISE, **{**CONFIRMED, "stap": "bewaren"})
    assert where.startswith("/nl/dossiers/")
    assert count(country) == 0
    assert put(reader, RAISE, 400, **CONFIRMED)
    assert count(country) == 0


def test_joining_twice_and_joining_what_is_not_there(signed_in, country: Node) -> None:
    page = raised(signed_in("uitgever"))
    buur = signed_in("buurman")
    put(buur, page, doe="aansluiten", **{"stelsel-uitgever": "buur"})
    assert "al aangesloten" in put(buur, page, 400, doe="aansluiten", **{"stelsel-uitgever": "buur"})
    assert country.book(ANYONE).count(SUPPORT) == 1
    read(buur, "/nl/knelpunten/wolk/er-niet", 404)
    assert Client().post(page, {"doe": "aansluiten"}).status_code == 302


def test_the_board_sorts_filters_and_leaves_as_a_file(signed_in, visitor: Client, country: Node) -> None:
    raised(signed_in("uitgever"))
    raised(signed_in("buurman"), **{"stelsel-uitgever": "buur", "titel": "API traag", "oorzaak": "technique"})
    first = read(visitor, f"{BOARD}?sorteer=oorzaak")
    assert first.index("Huishouden betekent") < first.index("API traag")
    other = read(visitor, f"{BOARD}?sorteer=-oorzaak")
    assert other.rindex("Huishouden betekent") > other.rindex("API traag")
    assert "API traag" not in read(visitor, f"{BOARD}?oorzaak=definition").split("De lijst")[1]
    assert "Deze keuze bestaat niet" in read(visitor, f"{BOARD}?oorzaak=weer", 400)
    assert "Deze keuze bestaat niet" in read(visitor, f"{BOARD}?sorteer=weer", 400)
    response = visitor.get(f"{BOARD}?uitvoer=csv")
    lines = b"".join(response.streaming_content).decode().splitlines()
    assert lines[0].startswith("id,titel,stand,oorzaak")
    assert len(lines) == 3
    assert visitor.get(f"{BOARD}?uitvoer=ods").content.startswith(b"PK")


def test_what_is_secret_stays_so(signed_in, visitor: Client, country: Node) -> None:
    page = raised(signed_in("uitgever"))
    book = country.book(Asker(frozenset({"buur"})))
    assert board(book).standings
    assert "doe=" not in read(visitor, page).replace("doe=aansluiten", "")
    assert not country.book(ANYONE).count(CHECK)


@pytest.mark.parametrize("path", [BOARD, "/en/knelpunten"])
def test_an_empty_board_teaches(visitor: Client, path: str) -> None:
    shown = read(visitor, path)
    assert ("Er staat nu niets open" in shown) or ("Nothing stands open now" in shown)


def test_hidden_fields_carry_what_was_written(signed_in) -> None:
    second = put(signed_in("uitgever"), RAISE, 200, eigenWoorden=WORDS, stap="lezen")
    assert "".join(hidden(second)["eigenWoorden"]).strip() == WORDS


SAME = "/nl/knelpunten/hetzelfde"
WEEK = {
    "titel": "Nieuwe adressen zijn pas na een week bekend",
    "samenvatting": "Wijzigingen van adressen zijn pas na een week zichtbaar. Post gaat naar een adres dat niet klopt.",
    "eigenWoorden": "Wijzigingen van adressen zijn pas na een week zichtbaar.",
    "oorzaak": "quality",
    "oorzaakVoorgesteld": "quality",
    "artikelen": "",
}
WEEK_EN = {
    **WEEK,
    "titel": "Address changes reach us a week late",
    "samenvatting": "New and changed addresses are visible to us only after a week, so letters go to a wrong address.",
    "eigenWoorden": "New and changed addresses are visible to us only after a week.",
    "stelsel-uitgever": "buur",
}


def test_what_may_be_the_same_is_proposed_and_its_steward_decides(signed_in, visitor: Client, country: Node) -> None:
    wolk, buur = signed_in("uitgever"), signed_in("buurman")
    assert "Nu is er geen groep" in read(visitor, SAME)
    first, second = raised(wolk, **WEEK), raised(buur, **WEEK_EN)
    assert "Groepen die mogelijk hetzelfde knelpunt zijn: 1" in read(visitor, BOARD)
    shown = read(visitor, SAME)
    assert "Waarom wij dit voorstellen" in shown
    assert "Mogelijk hetzelfde als" in read(visitor, second)
    assert "Meld u aan" in shown
    assert "<select" not in read(buur, SAME), "wolk is the steward"
    assert "The steward decides" in read(visitor, SAME.replace("/nl/", "/en/"))
    one, other = address(first), address(second)
    leads = next(each for each in (one, other) if f'name="groep" value="{each}"' in read(wolk, SAME))
    said = {"groep": leads, "stelsel-uitgever": "wolk", f"redenen-{leads}": "Beide: een week te laat."}
    for typed, words in (
        ({}, "precies één knelpunt"),
        ({f"oordeel-{one}": "leidt", f"oordeel-{other}": "leidt"}, "precies één knelpunt"),
        ({f"oordeel-{one}": "leidt"}, "nog van geen ander knelpunt"),
        (
            {f"oordeel-{one}": "leidt", f"oordeel-{other}": "zelfde", f"redenen-{leads}": " "},
            "verplichte veld ontbreekt",
        ),
        ({f"oordeel-{one}": "leidt", "oordeel-wolk/bottleneck/er-niet": "zelfde"}, "is er niet"),
        ({f"oordeel-{one}": "leidt", f"oordeel-{other}": "wat?"}, "nog van geen ander knelpunt"),
    ):
        assert words in put(wolk, SAME, 400, **{**said, **typed})
    stranger = {f"oordeel-{one}": "leidt", f"oordeel-{other}": "zelfde", "stelsel-uitgever": "buur"}
    assert buur.post(SAME, {**said, **stranger}).status_code == 400
    assert not standing(country.book(ANYONE), other).leading
    done = put(wolk, SAME, **said, **{f"oordeel-{one}": "leidt", f"oordeel-{other}": "zelfde"})
    assert "Vastgelegd: 1." in read(wolk, done)
    assert standing(country.book(ANYONE), other).leading == one
    assert "Dit knelpunt is gebundeld" in read(visitor, second)


def test_what_is_something_else_is_not_proposed_again(signed_in, visitor: Client, country: Node) -> None:
    wolk, buur = signed_in("uitgever"), signed_in("buurman")
    one, other = address(raised(wolk, **WEEK)), address(raised(buur, **WEEK_EN))
    leads = next(each for each in (one, other) if f'name="groep" value="{each}"' in read(wolk, SAME))
    said = {"groep": leads, "stelsel-uitgever": "wolk", f"redenen-{leads}": "De ene is post, de andere belasting."}
    put(wolk, SAME, **said, **{f"oordeel-{one}": "leidt", f"oordeel-{other}": "anders"})
    assert "Nu is er geen groep" in read(visitor, SAME)
    assert not standing(country.book(ANYONE), other).leading
    shown = read(visitor, f"/nl/knelpunten/{other.replace('/bottleneck', '')}")
    assert "niet hetzelfde als een ander knelpunt" in shown


def test_a_law_is_named_by_its_code_or_by_a_name_that_is_known(signed_in, country: Node) -> None:
    boss = signed_in("uitgever")
    refused = put(boss, RAISE, 400, **{**CONFIRMED, "artikelen": "Wet op niets artikel 9"})
    assert "“Wet op niets artikel 9” herkennen wij niet als een wet" in refused
    assert "^(" not in refused, "nobody reads a pattern"
    page = raised(boss, artikelen="Participatiewet artikel 3")
    named = standing(country.book(ANYONE), address(page)).body.articles
    assert [(one.law, one.article) for one in named] == [("BWBR0015703", "3")]


def test_the_letter_of_a_month_to_read_and_to_send(signed_in, visitor: Client) -> None:
    raised(signed_in("uitgever"))
    now = f"{clock.today():%Y-%m}"
    shown = read(visitor, f"/nl/knelpunten/brief?maand={now}")
    assert "Huishouden betekent niet overal hetzelfde" in shown
    assert "nothing to tell" in read(visitor, "/en/knelpunten/brief?maand=2020-01&laag=province")
    response = visitor.get(f"/en/knelpunten/brief?maand={now}&vorm=tekst")
    assert response.headers["Content-Type"].startswith("text/plain")
    text = response.content.decode()
    assert text.startswith("Letter of the board of bottlenecks: all organisations")
    assert "/en/knelpunten/wolk/" in text
    for wrong in ("maand=2026-99", "maand=2999-01", "laag=dorp"):
        read(visitor, f"/nl/knelpunten/brief?{wrong}", 400)
