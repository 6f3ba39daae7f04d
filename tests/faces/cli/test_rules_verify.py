# SPDX-License-Identifier: EUPL-1.2
"""The receipt of a run over a population: signed by the log of the rules, and every thing of the folder held against
it: what was altered, what is not there, other people, other texts, and the same computed again."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.faces.cli.conftest import stelsel
from tests.faces.cli.test_rules import RULES
from tests.faces.cli.test_rules_receipt import recorded

DAY = ("--on", "2026-01-01")
__all__ = ["recorded"]


@pytest.fixture(scope="module")
def land(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small country."""
    folder = tmp_path_factory.mktemp("land")
    assert stelsel(folder, "rules", "synthesise", "--persons", "1000", "--to", str(folder / "land")).returncode == 0
    return folder / "land"


@pytest.fixture(scope="module")
def ran(land: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Results that nobody signed."""
    folder = tmp_path_factory.mktemp("uit")
    asked = ("rules", "population", "kindgebonden_budget", "--people", str(land), *DAY, "--by", "woning")
    done = stelsel(folder, *asked, "--to", str(folder / "uit"))
    assert done.returncode == 0, done.stderr
    assert "receipt.json) is niet ondertekend" in done.stderr
    return folder / "uit"


def verified(home: Path, folder: Path, *more: str) -> tuple[int, dict[str, str]]:
    """The exit code, and how each thing compares."""
    done = stelsel(home, "rules", "verify", str(folder), *more, "--json")
    assert done.stdout, done.stderr
    return done.returncode, {one["wat"]: one["uitslag"] for one in json.loads(done.stdout)["gecontroleerd"]}


ALL_BUT_SIGNED = {
    "de handtekening": "is er niet",
    "run.json": "klopt",
    "results-0001.parquet": "klopt",
    "numbers.json": "klopt",
    "de teksten en tabellen": "klopt",
    "de berekening": "klopt",
    "de mensen": "klopt",
    "opnieuw gerekend": "klopt",
}


def test_everything_is_the_same_and_nobody_signed(ran: Path, land: Path, tmp_path: Path) -> None:
    assert verified(tmp_path, ran, "--people", str(land), "--again") == (1, ALL_BUT_SIGNED)
    code, found = verified(tmp_path, ran)
    assert code == 1
    assert (found["de mensen"], found["opnieuw gerekend"]) == ("niet gecontroleerd", "niet gecontroleerd")


def test_a_receipt_is_signed_by_the_log_of_the_rules(recorded: Path, land: Path, tmp_path: Path) -> None:
    asked = ("rules", "population", "zorgtoeslag", "--people", str(land), *DAY, "--to", str(tmp_path / "uit"))
    done = stelsel(recorded, *asked)
    assert done.returncode == 0, done.stderr
    assert "niet ondertekend" not in done.stderr
    signed = (tmp_path / "uit" / "receipt.json").read_bytes()
    code, found = verified(recorded, tmp_path / "uit", "--people", str(land), "--again")
    assert (code, found) == (0, {**ALL_BUT_SIGNED, "de handtekening": "klopt"})
    policy = tmp_path / "policy"
    log = "stelsel.example/importeur/public"
    assert stelsel(recorded, "receipt", "policy", log, "-o", str(policy)).returncode == 0
    elsewhere = stelsel(
        tmp_path, "rules", "verify", str(tmp_path / "uit"), "--policy", str(policy), "--texts", str(RULES)
    )
    assert log in elsewhere.stdout
    assert stelsel(recorded, *asked).returncode == 0
    assert (tmp_path / "uit" / "receipt.json").read_bytes() == signed
    changed = json.loads(signed)
    changed["bewijs"]["huishoudens"] += 1
    (tmp_path / "uit" / "receipt.json").write_text(json.dumps(changed))
    broken = stelsel(recorded, "rules", "verify", str(tmp_path / "uit"))
    assert broken.returncode == 3
    assert "niet ondertekend door wie u vertrouwt" in broken.stderr


def value_changed(folder: Path) -> None:
    file = folder / "results-0001.parquet"
    with duckdb.connect() as base:
        base.execute(f"CREATE TABLE t AS FROM '{file}'")
        base.execute(
            "UPDATE t SET value = value + 100 WHERE household = (SELECT min(household) FROM t WHERE value > 0)"
        )
        base.execute(f"COPY (FROM t ORDER BY household) TO '{file}'")


def number_changed(folder: Path) -> None:
    file = folder / "numbers.json"
    file.write_text(file.read_text().replace('"krijgt": ', '"krijgt": 1'))


def salt_changed(folder: Path) -> None:
    about = json.loads((folder / "run.json").read_text())
    (folder / "run.json").write_text(json.dumps({**about, "salt": "00" * 16}))


ALTERED: list[tuple[Callable[[Path], Any], dict[str, str]]] = [
    (value_changed, {"results-0001.parquet": "is anders", "opnieuw gerekend": "is anders"}),
    (number_changed, {"numbers.json": "is anders"}),
    (lambda folder: (folder / "results-0001.parquet").unlink(),
     {"results-0001.parquet": "is er niet", "opnieuw gerekend": "is anders"}),
    (lambda folder: shutil.copy(folder / "results-0001.parquet", folder / "results-0002.parquet"),
     {"results-0002.parquet": "is anders"}),
    (salt_changed, {"run.json": "is anders", "results-0001.parquet": "is anders", "de mensen": "is anders"}),
    (lambda folder: (folder / "run.json").unlink(),
     {"run.json": "is er niet", "results-0001.parquet": "niet gecontroleerd", "de mensen": "niet gecontroleerd"}),
]  # fmt: skip


@pytest.mark.parametrize(("alter", "told"), ALTERED)
def test_what_was_altered_is_told(
    alter: Callable[[Path], Any], told: dict[str, str], ran: Path, land: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(ran, tmp_path / "uit"))
    alter(folder)
    code, found = verified(tmp_path, folder, "--people", str(land), "--again")
    assert (code, found) == (3, {**ALL_BUT_SIGNED, **told})


def test_other_people_are_told(ran: Path, tmp_path: Path) -> None:
    other = str(tmp_path / "ander")
    assert stelsel(tmp_path, "rules", "synthesise", "--persons", "1000", "--seed", "2", "--to", other).returncode == 0
    code, found = verified(tmp_path, ran, "--people", other, "--again")
    assert code == 1
    assert (found["de mensen"], found["opnieuw gerekend"]) == ("is anders", "is anders")


def test_texts_of_the_user_are_named_and_brought_along(land: Path, recorded: Path, tmp_path: Path) -> None:
    own = tmp_path / "eigen"
    shutil.copytree(RULES / "wet_op_de_zorgtoeslag", own)
    for text in own.glob("*.yaml"):
        text.write_text(text.read_text() + "# ontwerp\n")
    asked = ("rules", "population", "zorgtoeslag", "--people", str(land), *DAY, "--to", str(tmp_path / "uit"))
    done = stelsel(recorded, *asked, "--texts", str(own))
    assert done.returncode == 0, done.stderr
    assert "niet ondertekend" in done.stderr
    code, found = verified(recorded, tmp_path / "uit", "--people", str(land), "--again")
    assert (code, found["de berekening" if "de berekening" in found else "opnieuw gerekend"]) == (
        1,
        "niet gecontroleerd",
    )
    assert "is er niet" in found.values()
    code, found = verified(recorded, tmp_path / "uit", "--people", str(land), "--again", "--texts", str(own))
    assert (code, found) == (1, ALL_BUT_SIGNED)


def test_a_receipt_tells_nothing_that_can_be_tried(ran: Path, land: Path) -> None:
    import hashlib

    said = (ran / "receipt.json").read_text()
    for file in (ran / "results-0001.parquet", *land.glob("*.parquet")):
        assert hashlib.sha256(file.read_bytes()).hexdigest() not in said
    assert json.loads((ran / "run.json").read_text())["salt"] not in said


def test_a_comparison_has_a_receipt_on_both_sides(land: Path, tmp_path: Path) -> None:
    days = ("--before", "2025-01-01", "--after", "2026-01-01")
    to = tmp_path / "uit"
    done = stelsel(tmp_path, "rules", "compare", "zorgtoeslag", "--people", str(land), *days, "--to", str(to))
    assert done.returncode == 0, done.stderr
    for side in ("before", "after"):
        code, found = verified(tmp_path, to / side, "--people", str(land), "--again")
        assert (code, found.pop("reform.json")) == (1, "klopt")
        assert found == {name: one for name, one in ALL_BUT_SIGNED.items() if name != "numbers.json"}
    (to / "reform.json").write_text("{}")
    assert verified(tmp_path, to / "after")[0] == 3


@pytest.mark.parametrize(
    "content", ["", "{}", '{"bewijs": {"soort": "anders"}}', '{"bewijs": {"soort": "stelsel-bevolkingsbewijs/1"}}']
)
def test_what_is_no_receipt_is_refused(content: str, tmp_path: Path) -> None:
    (tmp_path / "receipt.json").write_text(content)
    done = stelsel(tmp_path, "rules", "verify", str(tmp_path))
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_receipt_names_no_files_elsewhere(ran: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(ran, tmp_path / "uit"))
    whole = json.loads((folder / "receipt.json").read_text())
    whole["bewijs"]["getallen"][0]["bestand"] = "../../../etc/hostname"
    (folder / "receipt.json").write_text(json.dumps(whole))
    assert stelsel(tmp_path, "rules", "verify", str(folder)).returncode == 2
