# SPDX-License-Identifier: EUPL-1.2
"""Every command, setting, API path, make target and claim stands in a document, and documents tell no stale ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer
from django.test import Client

from stelsel.catalogue import KIND_BY_WIRE, KINDS, QUESTIONS

ROOT = Path(__file__).resolve().parents[2]
SETTING = re.compile(r"\bSTELSEL_[A-Z][A-Z_]*[A-Z]\b")
SETTING_PLACES = ("src", "tools", "tests/conftest.py", ".ci/run", "Makefile", "bench")
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


def documents() -> list[Path]:
    """Every document for people: the ones at the top and all of docs/."""
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


@cache
def text() -> str:
    """All documents as one text."""
    return "\n".join(path.read_text(encoding="utf-8") for path in documents())


def commands(command: Any, path: str = "stelsel") -> Iterator[str]:
    """Every command that can be typed, as `stelsel publish`."""
    if not hasattr(command, "list_commands"):
        yield path
        return
    context = command.make_context(command.name, [], resilient_parsing=True)
    for name in command.list_commands(context):
        yield from commands(command.get_command(context, name), f"{path} {name}")


def settings_in_source() -> set[str]:
    """Every setting whose name stands in the source."""
    found: set[str] = set()
    for place in SETTING_PLACES:
        paths = [ROOT / place] if (ROOT / place).is_file() else (ROOT / place).rglob("*")
        files = (path for path in paths if path.is_file() and path.suffix in {".py", ".sh", ""})
        for path in files:
            if not {"__pycache__", ".venv"} & set(path.parts):
                found |= set(SETTING.findall(path.read_text(encoding="utf-8", errors="ignore")))
    return found - {"STELSEL_BOOTSTRAP"}  # set and read by the bootstrap itself


def make_targets() -> set[str]:
    """The chores of the Makefile that `make help` lists."""
    return set(re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def test_every_command_is_documented() -> None:
    from stelsel.faces.cli.main import app

    found = list(commands(typer.main.get_command(app)))
    assert "stelsel up" in found
    missing = [name for name in found if name not in text()]
    assert not missing, f"describe in docs/: {missing}"


def test_no_document_names_a_command_that_is_gone() -> None:
    from stelsel.faces.cli.main import app

    known = {name.split()[1] for name in commands(typer.main.get_command(app))}
    named = set(re.findall(r"(?:^    |`|/)stelsel ([a-z][a-z-]*)", text(), re.MULTILINE))
    assert sorted(named - known) == []


def test_every_setting_is_documented() -> None:
    missing = sorted(name for name in settings_in_source() if name not in text())
    assert not missing, f"describe in docs/manual/reference.md: {missing}"


def test_no_document_names_a_setting_that_is_gone() -> None:
    assert sorted(set(SETTING.findall(text())) - settings_in_source()) == []


def pattern(path: str) -> str:
    """A path with the name of a kind or question replaced: those have tables of their own."""
    shape = re.sub(r"^/vragen/[a-z-]+/", "/vragen/{vraag}/", path)
    first = shape.split("/")[1]
    return shape.replace(f"/{first}", "/{soorten}", 1) if first in KIND_BY_WIRE else shape


def test_every_kind_and_question_is_documented() -> None:
    named = [f"`{name}`" for name in (*KIND_BY_WIRE, *KINDS, *QUESTIONS)]
    assert sorted(name for name in named if name not in text()) == []


@pytest.mark.django_db
def test_every_api_path_is_documented() -> None:
    answer = Client().get("/api/v1/openapi.json")
    assert answer.status_code == 200
    paths = answer.json()["paths"]
    assert paths
    shapes = {pattern(path.removeprefix("/api/v1")) for path in paths}
    missing = sorted(shape for shape in shapes if shape not in text())
    assert not missing, f"describe in docs/manual/reference.md: {missing}"


def test_every_make_target_is_documented() -> None:
    assert {"up", "test", "bench", "help"} <= make_targets()
    missing = sorted(f"make {name}" for name in make_targets() if f"make {name}" not in text())
    assert not missing, f"describe in docs/manual/reference.md: {missing}"


def test_no_document_names_a_make_target_that_is_gone() -> None:
    named = set(re.findall(r"`make ([a-z]+)", text()))
    assert sorted(named - make_targets()) == []


def test_every_claim_is_documented() -> None:
    from bench.harness import names

    assert [name for name in names() if f"`{name}`" not in text()] == []


@pytest.mark.parametrize("path", documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    broken = [link for link in LINK.findall(path.read_text(encoding="utf-8")) if not (path.parent / link).exists()]
    assert not broken, f"{path.relative_to(ROOT)}: {broken}"


def test_every_decision_stands_in_the_index() -> None:
    folder = ROOT / "docs" / "decisions"
    index = (folder / "README.md").read_text(encoding="utf-8")
    missing = [path.name for path in folder.glob("[0-9]*.md") if path.name not in index]
    assert not missing, f"add to docs/decisions/README.md: {missing}"


def test_the_sixteen_criteria_of_public_code_are_answered() -> None:
    rows = [
        row
        for row in (ROOT / "docs" / "public-code.md").read_text(encoding="utf-8").splitlines()
        if row.startswith("| ")
    ]
    criteria = [row.split("|")[1].strip() for row in rows[1:] if not row.startswith("| -")]
    assert len(criteria) == len(set(criteria)) == 16
    assert all(
        row.split("|")[2].strip() in {"met", "partly", "not yet"} for row in rows[1:] if not row.startswith("| -")
    )
