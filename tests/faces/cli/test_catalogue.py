# SPDX-License-Identifier: EUPL-1.2
"""`stelsel export dienst --format turtle|jsonld`, and the same file read back by `stelsel import`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Runner = Callable[..., Any]
SERVICE = {"titel": "lantaarn aansteken", "identificatie": "https://voorbeeldstad.example/lantaarn",
           "bestuurslagen": ["municipality"], "kanalen": ["demowolk/channel/balie"]}  # fmt: skip
CHANNEL = {"identificatie": "balie", "soortKanaal": "counter", "contactpunt": "info@voorbeeldstad.example"}


def test_a_catalogue_leaves_and_is_read_back(run: Runner, tmp_path: Path) -> None:
    for kind, name, body in (("dienst", "lantaarn", SERVICE), ("kanaal", "balie", CHANNEL)):
        done = run("publish", kind, "-", "--as", "demowolk", "--name", name, stdin=json.dumps(body))
        assert done.returncode == 0, done.stderr
    turtle = run("export", "dienst", "--format", "turtle")
    assert turtle.returncode == 0, turtle.stderr
    assert "<https://voorbeeldstad.example/lantaarn> a cpsv:PublicService" in turtle.stdout
    assert "Gemeente (welke hangt van de plaats af)" in turtle.stdout
    json_ld = run("export", "public-service", "--format", "jsonld").stdout
    assert json.loads(json_ld)["@context"]["cpsv"] == "http://purl.org/vocab/cpsv#"
    for ending, text in (("ttl", turtle.stdout), ("jsonld", json_ld)):
        (tmp_path / f"catalogus.{ending}").write_text(text, encoding="utf-8")
        command = ("import", str(tmp_path / f"catalogus.{ending}"), "--format", "cpsv-ap", "--as", "voorbeeldwolk")
        done = json.loads(run(*command, "--json").stdout)
        assert done["gelezen"] >= 2
        assert done["vastgelegd"] == (2 if ending == "ttl" else 0), done


def test_other_kinds_have_no_catalogue_and_say_so(run: Runner) -> None:
    done = run("export", "leverancier", "--format", "turtle", "--lang", "en")
    assert done.returncode == 2
    assert "turtle is there for services only" in done.stderr
    assert "Choose the kind public-service" in done.stderr


def test_the_example_of_the_standard_is_recorded_and_told(run: Runner, shared_data: Path) -> None:
    file = shared_data / "services/cpsv-ap/example-public-service.ttl"
    done = run("import", str(file), "--format", "cpsv-ap", "--as", "demowolk", "--lang", "en")
    assert done.returncode == 0, done.stderr
    assert "4 new or changed recorded" in done.stdout
    assert "has no TOOI address" in done.stdout
