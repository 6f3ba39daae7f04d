# SPDX-License-Identifier: EUPL-1.2
"""`stelsel route`: one need, many needs, and what cannot be asked."""

from __future__ import annotations

import json
from pathlib import Path

from tests.faces.cli.conftest import stelsel

UTRECHT = "https://identifier.overheid.nl/tooi/id/gemeente/gm0344"


def test_one_need_has_its_door_first(tmp_path: Path) -> None:
    done = stelsel(tmp_path, "route", "ik ga verhuizen", "--place", UTRECHT, "--on", "2026-01-01", "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert not found["unsure"]
    first = found["doors"][0]
    assert first["product"].endswith("/verhuismelding")
    assert (first["organisation"], first["layer"]) == (UTRECHT, "municipality")
    assert 0.5 < first["score"] <= 1
    assert first["why"]


def test_many_needs_have_a_line_each_and_one_that_is_refused_says_why(tmp_path: Path) -> None:
    lines = ["I am moving house", json.dumps({"text": "paspoort verlopen", "place": "Utrecht"}), "recept pannenkoeken",
             "paspoort voor 111222333"]  # fmt: skip
    (tmp_path / "needs.txt").write_text("\n\n".join(lines), encoding="utf-8")
    done = stelsel(tmp_path, "route", "--file", str(tmp_path / "needs.txt"), "--json")
    moving, passport, recipe, refused = map(json.loads, done.stdout.splitlines())
    assert moving["doors"][0]["product"].endswith("/verhuismelding")
    assert passport["doors"][0]["name"] == "Gemeente Utrecht"
    assert recipe["unsure"]
    assert "instead" in recipe
    assert refused["doors"] == []
    assert "111222333" not in done.stdout


def test_what_cannot_be_asked_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text('{"tekst": "x"}\n')
    for arguments, said in (
        ([], "Give a need, or a file with needs"),
        (["x", "--file", str(tmp_path / "bad.txt")], "Give a need, or a file with needs"),
        (["--file", str(tmp_path / "bad.txt")], "bad.txt 1: This line cannot be read"),
        (["paspoort", "--who", "koning"], "Choose citizen or entrepreneur"),
        (["paspoort", "--on", "morgen"], "is not a date"),
    ):
        done = stelsel(tmp_path, "route", *arguments, "--lang", "en")
        assert done.returncode == 2, (arguments, done.stderr)
        assert said in done.stderr, (said, done.stderr)
