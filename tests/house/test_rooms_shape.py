# SPDX-License-Identifier: EUPL-1.2
"""Every room has the same shape, so that a newcomer who has read one has read all."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

FILES = ("README.md", "__init__.py", "kinds.py", "policy.py")
FOLDERS = ("exchange", "questions", "rules")
SCREEN_LINES = 80
ROOMS = Path(__file__).resolve().parents[2] / "src" / "stelsel" / "priorities"


def rooms() -> list[Path]:
    """The folders of the rooms."""
    return sorted(place for place in ROOMS.iterdir() if place.is_dir() and place.name != "__pycache__")


def test_there_is_a_room() -> None:
    assert "cloud" in [room.name for room in rooms()]


@pytest.mark.parametrize("room", rooms(), ids=lambda room: room.name)
def test_a_room_has_the_shape(room: Path) -> None:
    missing = [name for name in FILES if not (room / name).is_file()]
    missing += [f"{name}/" for name in FOLDERS if not any((room / name).glob("*"))]
    assert not missing, f"priorities/{room.name} lacks {missing}"


@pytest.mark.parametrize("room", rooms(), ids=lambda room: room.name)
def test_its_readme_fits_one_screen_in_two_languages(room: Path) -> None:
    text = (room / "README.md").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= SCREEN_LINES
    assert any(word in text for word in ("Nederlands", "Samenvatting")), "say it in Dutch too, in a few lines"


@pytest.mark.parametrize("room", rooms(), ids=lambda room: room.name)
def test_its_questions_stand_one_to_a_file(room: Path) -> None:
    for path in sorted((room / "questions").glob("[!_]*.py")):
        asks = [
            node
            for node in ast.parse(path.read_text(encoding="utf-8")).body
            if isinstance(node, ast.FunctionDef) and node.name == "ask"
        ]
        assert len(asks) <= 1, f"{path.name} declares more than one question"


def test_the_catalogue_names_every_room() -> None:
    text = (ROOMS.parent / "catalogue.py").read_text(encoding="utf-8")
    assert [room.name for room in rooms() if room.name not in text] == []
