# SPDX-License-Identifier: EUPL-1.2
"""`stelsel rules`: one case, many cases, an explanation, questions and checks; with a node and without."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from stelsel.faces.cli.main import main
from tests.faces.cli.conftest import Run, stelsel
from tests.nouns.rule_text.texts import law, ordinance

RULES = Path(__file__).resolve().parents[3] / "src/stelsel/priorities/services/rules"
PERSON: dict[str, Any] = {
    "geboortedatum": "1980-05-15",
    "is_verzekerd": True,
    "heeft_toeslagpartner": False,
    "woont_in_verdragsland": False,
    "rendementsgrondslag": 0,
    "jaarinkomen": 2_800_000,
    "verandert_dit_jaar": False,
}
FACTS: dict[str, Any] = {"personen": {"aanvrager": PERSON}, "huishouden": {}}
DAY = ("--on", "2025-03-01")


def with_facts(**changes: Any) -> dict[str, Any]:
    """The facts with some of them changed; None leaves one out."""
    person = {key: one for key, one in {**PERSON, **changes}.items() if one is not None}
    return {"personen": {"aanvrager": person}, "huishouden": {}}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with the facts of one case."""
    path = tmp_path / "gegevens.json"
    path.write_text(json.dumps(FACTS))
    return path


def rules(home: Path, *arguments: str, stdin: str = "") -> Run:
    """Runs a command of `stelsel rules`: as a process where there is a node, else here, which is faster."""
    if (home / "stelsel.sqlite3").exists():
        return stelsel(home, "rules", *arguments, stdin=stdin)
    words = ["rules", *arguments]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("STELSEL_", "LC_", "LANG"))}
    given = io.TextIOWrapper(io.BytesIO(stdin.encode()))
    with (
        mock.patch.dict(os.environ, {**kept, "STELSEL_HOME": str(home)}, clear=True),
        mock.patch.object(sys, "argv", ["stelsel", *words]),
        mock.patch.object(sys, "stdin", given),
        contextlib.redirect_stdout(io.StringIO()) as out,
        contextlib.redirect_stderr(io.StringIO()) as wrong,
    ):
        code = main(words)
    return Run(words, code, out.getvalue(), wrong.getvalue())


def test_without_a_node_the_shipped_rules_compute_and_it_says_so(file: Path, tmp_path: Path) -> None:
    done = rules(tmp_path / "nergens", "run", "zorgtoeslag", "--facts", str(file), *DAY)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[:3] == [
        "Zorgtoeslag per jaar is € 1.573,00.",
        "Alle teksten en bedragen komen uit de wet of een officiële bron.",
        "Zekerheid: O (officieel stuk gelezen).",
    ]
    assert "meegeleverd bestand" in done.stdout
    assert "Hier staat geen node" in done.stderr


def test_json_has_one_shape(file: Path, tmp_path: Path) -> None:
    done = rules(tmp_path, "run", "zorgtoeslag", "--facts", str(file), *DAY, "--json")
    found = json.loads(done.stdout)
    assert set(found) == {
        "regel", "uitkomst", "over", "peildatum", "bekendOp", "waarde", "eenheid", "zekerheid", "status", "ontbreekt",
        "onzeker", "belemmeringen", "bedragen", "samenvatting", "teksten", "stand",
    }  # fmt: skip
    assert (found["regel"], found["uitkomst"]) == ("wet_op_de_zorgtoeslag", "zorgtoeslag_per_jaar")
    assert (found["waarde"], found["eenheid"], found["zekerheid"], found["status"]) == (
        157_300, "eurocent", "O", "official",
    )  # fmt: skip
    assert {len(one["hash"]) for one in found["teksten"]} == {64}
    assert found["stand"] is None


def test_with_a_node_the_register_says_what_holds(excerpt_home: Path, file: Path) -> None:
    done = rules(excerpt_home, "run", "zorgtoeslag", "--facts", str(file), *DAY, "--json")
    found = json.loads(done.stdout)
    assert found["waarde"] == 157_300
    assert done.stderr == ""
    assert {one["wijze"] for one in found["teksten"]} == {"recorded"}
    assert {one["vermelding"]["logboek"] for one in found["teksten"]} == {"stelsel.example/importeur/public"}
    assert len(found["stand"]) == 64


def test_what_is_missing_or_in_the_way_is_named_and_ends_with_1(tmp_path: Path) -> None:
    path = tmp_path / "f.json"
    path.write_text(json.dumps(with_facts(jaarinkomen=None)))
    done = rules(tmp_path, "run", "zorgtoeslag", "--facts", str(path), *DAY, "--lang", "en")
    assert done.returncode == 1
    assert "aanvrager.jaarinkomen: Annual income" in done.stdout
    assert "Grade:" not in done.stdout
    path.write_text(json.dumps(with_facts(woont_in_verdragsland=True)))
    done = rules(tmp_path, "run", "zorgtoeslag", "--facts", str(path), *DAY)
    assert done.returncode == 1
    assert "landenfactor" in done.stdout
    assert "We geven daarom geen uitkomst." in done.stdout


def test_a_case_with_doubt_is_provisional_and_says_which(tmp_path: Path) -> None:
    path = tmp_path / "f.json"
    path.write_text(json.dumps(with_facts(verandert_dit_jaar=True, maanden_met_recht=6)))
    found = json.loads(rules(tmp_path, "run", "zorgtoeslag", "--facts", str(path), *DAY, "--json").stdout)
    assert found["status"] == "provisional"
    assert found["onzeker"]
    assert all(one["punt"] and one["wat"] for one in found["onzeker"])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"personen": {"aanvrager": {"jaarinkomen": 28000.5}}}', "aanvrager.jaarinkomen: Hier hoort een bedrag"),
        ('{"personen": {"aanvrager": {"rendementsgrondslag": -5}}}', "inkomensafhankelijke_regelingen"),
        ('{"personen": {"aanvrager": {"geboortedatum": "ooit"}}}', "een dag als 2025-01-31"),
        ('{"personen": {"aanvrager": {"geboortedatum": "1990-02-30"}}}', "een dag als 2025-01-31"),
        ('{"personen": {"aanvrager": {"is_verzekerd": "ja"}}}', "ja of nee"),
        ('{"persoon": {}}', "persoon: Deze naam kennen we hier niet."),
        ('{"personen": {}, "gemeente": "Utrecht"}', "GM0344"),
        ('{\n "personen": {"aanvrager" 1}}', "f.json line 2 column 27: Dit is geen JSON."),
        ('{"personen": {}, "personen": {}}', "f.json personen: Deze naam staat er twee keer."),
        ("[" * 100_000, "te groot of te diep"),
        ('{"personen": {"aanvrager": {"jaarinkomen": 1e999999}}}', "te groot of te diep"),
        ("12", "Hier hoort een JSON-object te staan."),
    ],
)
def test_bad_facts_are_named_with_what_to_do(content: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "f.json"
    path.write_text(content)
    done = rules(tmp_path, "run", "zorgtoeslag", "--facts", str(path), *DAY)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_rule_output_day_person_or_file_that_is_not_there_is_named_with_the_choice(
    file: Path, tmp_path: Path
) -> None:
    for arguments, said in (
        (("run", "zorgtoeslah", "--facts", str(file)), "zorgtoeslag"),
        (("run", "zorgtoeslag", "zorgtoeslah", "--facts", str(file)), "zorgtoeslag_per_jaar"),
        (("run", "kwijtschelding_hhnk", "--facts", str(file)), "Kies uit: percentage_kosten_van_bestaan"),
        (("run", "zorgtoeslag", "--facts", str(file), "--on", "gisteren"), "2026-11-23"),
        (("run", "zorgtoeslag", "--facts", str(file), "--about", "buurman"), "Kies uit: aanvrager."),
        (("run", "zorgtoeslag", "--facts", str(tmp_path / "weg.json")), "weg.json"),
        (("run", "zorgtoeslag"), "stelsel rules ask"),
        (("run", "zorgtoeslag", "--facts", str(file), "--on", "1800-01-01"), "wet_op_de_zorgtoeslag"),
    ):
        done = rules(tmp_path, *arguments)
        assert done.returncode == 2, done.stderr
        assert said in done.stderr


def test_many_cases_give_a_line_each_and_a_bad_one_stops_nothing(tmp_path: Path) -> None:
    cases = [FACTS, with_facts(jaarinkomen=1.5), with_facts(jaarinkomen=None), {"x": 1}, FACTS]
    forms = {
        "cases.json": json.dumps({"cases": cases}),
        "list.json": json.dumps(cases),
        "lines.jsonl": "\n\n".join(map(json.dumps, cases)) + "\n",
    }
    for name, content in forms.items():
        (tmp_path / name).write_text(content)
        done = rules(tmp_path, "run", "zorgtoeslag", "--facts", str(tmp_path / name), *DAY, "--json")
        assert done.returncode == 2
        rows = [json.loads(line) for line in done.stdout.splitlines()]
        assert [row["geval"] for row in rows] == [1, 2, 3, 4, 5]
        assert [row.get("waarde") for row in rows if "fouten" not in row] == [
            157_300, {"unknown": ["aanvrager.jaarinkomen"]}, 157_300,
        ]  # fmt: skip
        assert [row["fouten"][0]["waar"] for row in rows if "fouten" in row] == ["aanvrager.jaarinkomen", "x"]


def test_a_line_that_is_no_json_spoils_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_text(f"{json.dumps(FACTS)}\n{{\n{json.dumps(FACTS)}\n")
    done = rules(tmp_path, "run", "zorgtoeslag", "--facts", str(path), *DAY)
    assert done.returncode == 2
    assert [line[:2] for line in done.stdout.splitlines()] == ["1.", "2.", "3."]
    assert "lines.jsonl line 2" in done.stdout.splitlines()[1]
    path.write_text(json.dumps(FACTS))
    assert rules(tmp_path, "run", "zorgtoeslag", "--facts", str(path), *DAY).returncode == 0


def test_explain_says_every_step_with_its_article_in_two_languages(file: Path, tmp_path: Path) -> None:
    for language, said in (("nl", "artikel 2 lid 3, Wet op de zorgtoeslag"), ("en", "article 2(3), Wet op de zorg")):
        done = rules(tmp_path, "explain", "zorgtoeslag", "--facts", str(file), *DAY, "--lang", language)
        assert done.returncode == 0
        assert said in done.stdout
    found = json.loads(
        rules(tmp_path, "explain", "zorgtoeslag", "--facts", "-", *DAY, "--json", stdin=json.dumps(FACTS)).stdout
    )
    assert found["waarde"] == 157_300
    assert {"diepte", "zin", "wet", "artikel", "koppeling"} == set(found["uitleg"][0])


def test_ask_gives_the_next_question_and_the_answer_when_it_is_settled(file: Path, tmp_path: Path) -> None:
    first = json.loads(rules(tmp_path, "ask", "zorgtoeslag", *DAY, "--json").stdout)
    assert first["klaar"] is False
    assert first["vraag"]["gegeven"].startswith("aanvrager.")
    assert first["vraag"]["waarom"]
    done = json.loads(rules(tmp_path, "ask", "zorgtoeslag", "--facts", str(file), *DAY, "--json").stdout)
    assert done["klaar"] is True
    assert done["antwoord"]["waarde"] == 157_300


def test_ask_talks_until_the_outcome_is_there_and_asks_again_what_does_not_fit(tmp_path: Path) -> None:
    path = tmp_path / "f.json"
    path.write_text(json.dumps(with_facts(jaarinkomen=None, is_verzekerd=None)))
    typed = {"is_verzekerd": "ja", "jaarinkomen": "28.000,00"}
    ask = ("ask", "zorgtoeslag", "--facts", str(path), *DAY)
    first = json.loads(rules(tmp_path, *ask, "--json").stdout)["vraag"]["gegeven"].removeprefix("aanvrager.")
    rest = next(one for one in typed if one != first)
    done = rules(tmp_path, *ask, stdin=f"misschien\n{typed[first]}\n{typed[rest]}\n")
    assert done.returncode == 0, done.stderr
    assert "Zorgtoeslag per jaar is € 1.573,00." in done.stdout
    assert "Dit antwoord lezen we niet. Typ: " in done.stderr
    skipped = rules(tmp_path, *ask, stdin=f"?\n{typed[rest]}\n")
    assert skipped.returncode == 1
    assert f"aanvrager.{first}: " in skipped.stdout
    stopped = rules(tmp_path, *ask, stdin="")
    assert stopped.returncode == 2
    assert "Er kwam geen antwoord meer." in stopped.stderr


@pytest.mark.parametrize(
    ("typed", "euros"),
    [("50.000", "€ 50.000,00"), ("50,000", "€ 50.000,00"), ("28.000,50", "€ 28.000,50"), ("€ 28 000", "€ 28.000,00")],
)
def test_an_amount_is_read_as_on_the_pages_and_told_back(tmp_path: Path, typed: str, euros: str) -> None:
    path = tmp_path / "f.json"
    path.write_text(json.dumps(with_facts(jaarinkomen=None)))
    done = rules(tmp_path, "ask", "zorgtoeslag", "--facts", str(path), *DAY, stdin=f"5e4\n{typed}\n")
    assert done.returncode == 0, done.stderr
    assert f"\n  {euros}\n" in done.stderr.replace("> ", "\n").replace("\n\n", "\n")
    assert f"Jaarinkomen: {euros}" in done.stdout


def test_own_files_compute_and_are_said_to_be_so(tmp_path: Path) -> None:
    (tmp_path / "t").mkdir()
    (tmp_path / "t" / "wet.yaml").write_text(law())
    (tmp_path / "t" / "kapot.yaml").write_text("a: 1\n")
    path = tmp_path / "f.json"
    path.write_text("{}")
    run = ("run", "wet_op_iets", "bedrag", "--facts", str(path), "--texts", str(tmp_path / "t"), "--json")
    done = rules(tmp_path, *run)
    assert json.loads(done.stdout)["waarde"] == 200
    assert json.loads(done.stdout)["teksten"][0]["wijze"] == "file"
    assert json.loads(done.stdout)["zekerheid"] == "I"  # nobody vouches for a file of your own
    assert "kapot.yaml line 1" in done.stderr
    assert "wet_op_iets" in done.stderr
    beside = rules(tmp_path, "run", "zorgtoeslag", "--facts", str(path), *run[5:7], *DAY, "--json")
    assert {one["wijze"] for one in json.loads(beside.stdout)["teksten"]} == {"shipped"}
    none = rules(tmp_path, "run", "x", "--facts", str(path), "--texts", str(tmp_path / "leeg"))
    assert none.returncode == 2


def test_a_fact_that_cannot_be_is_refused_and_a_strange_name_is_told(tmp_path: Path) -> None:
    path = tmp_path / "f.json"
    path.write_text(json.dumps(with_facts(geboortedatum="2031-01-01")))
    born = rules(tmp_path, "run", "zorgtoeslag", "--facts", str(path), *DAY, "--lang", "en")
    assert born.returncode == 2
    assert "aanvrager.geboortedatum: This cannot be: 2031-01-01 lies after the day you ask about" in born.stderr
    path.write_text(json.dumps(with_facts(inkommen=3)))
    told = rules(tmp_path, "run", "zorgtoeslag", "--facts", str(path), *DAY)
    assert told.returncode == 0
    assert "aanvrager.inkommen: Dit gegeven kent geen enkele regel" in told.stderr
    assert "Bedoelt u “jaarinkomen”?" in told.stderr
    path.write_text(json.dumps(with_facts(bsn="1")))
    number = rules(tmp_path, "run", "zorgtoeslag", "--facts", str(path), *DAY)
    assert number.returncode == 2
    assert "burgerservicenummer" in number.stderr


def test_many_cases_are_explained_each(tmp_path: Path) -> None:
    path = tmp_path / "f.json"
    path.write_text(json.dumps([with_facts(), with_facts(jaarinkomen=3_000_000)]))
    done = rules(tmp_path, "explain", "zorgtoeslag", "--facts", str(path), *DAY, "--json")
    lines = [json.loads(one) for one in done.stdout.splitlines()]
    assert [one["geval"] for one in lines] == [1, 2]
    assert all(one["uitleg"] for one in lines)


def test_check_tells_what_loads_runs_and_is_found(tmp_path: Path) -> None:
    (tmp_path / "goed.yaml").write_text(law())
    (tmp_path / "kapot.yaml").write_text(law(name="kapot").replace("MULTIPLY", "MAAL"))
    (tmp_path / "fout.yaml").write_text(ordinance(3, name="fout").replace("value: 3", "value: $nergens"))
    good = rules(tmp_path, "check", str(tmp_path / "goed.yaml"))
    assert good.returncode == 0, good.stdout + good.stderr
    done = rules(tmp_path, "check", str(tmp_path), "--json")
    assert done.returncode == 1
    found = json.loads(done.stdout)
    assert (found["samen"]["geladen"], found["samen"]["geweigerd"]) == (2, 1)
    by_file = {row["bestand"]: row for row in found["teksten"]}
    assert by_file["kapot.yaml"]["geweigerd"][0]["waar"] == "kapot.yaml line 19"
    assert by_file["fout.yaml"]["bevindingen"][0]["waar"].startswith("fout.yaml line ")
    assert by_file["goed.yaml"]["berekend"] == 2
    people = rules(tmp_path, "check", str(tmp_path))
    assert people.returncode == 1
    assert "kapot.yaml line 19" in people.stdout


def test_the_shipped_texts_hold_in_the_check(tmp_path: Path) -> None:
    done = rules(tmp_path, "check", "--json")
    assert done.returncode == 0, done.stdout
    found = json.loads(done.stdout)["samen"]
    assert (found["geweigerd"], found["fouten"]) == (0, 0)
    assert found["waarschuwingen"]


def test_prove_tells_what_always_holds_or_shows_a_case_where_it_does_not(tmp_path: Path) -> None:
    done = rules(tmp_path, "prove", "aow", "--on", "2026-02-01", "--json")
    found = json.loads(done.stdout)
    verdicts = {(one["eigenschap"], one["oordeel"]) for one in found}
    assert ("not-negative", "proved") in verdicts
    assert all(one["zin"] for one in found)
    people = rules(tmp_path, "prove", "aow", "--on", "2026-02-01", "--lang", "en")
    assert people.returncode == done.returncode
    assert len(people.stdout.splitlines()) >= len(found)
