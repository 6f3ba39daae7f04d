# SPDX-License-Identifier: EUPL-1.2
"""Key files: whole or not there, for the owner only, and never outside their folder."""

import json
from pathlib import Path

import pytest

from stelsel.kernel.problem import BadInput, Broken
from stelsel.node.keys import make_key, new_generation, publishers, read_generations, read_key, replace_file


def test_a_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    first = make_key(tmp_path / "keys", "utrecht")
    again = make_key(tmp_path / "keys", "utrecht")
    assert first.publics() == again.publics()
    assert publishers(tmp_path / "keys") == ["utrecht"]
    assert (tmp_path / "keys" / "utrecht.json").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (tmp_path / "keys").iterdir()] == ["utrecht.json"]


def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    make_key(tmp_path, "utrecht")
    (tmp_path / "utrecht.json").chmod(0o644)
    with pytest.raises(Broken):
        read_key(tmp_path, "utrecht")


@pytest.mark.parametrize("name", ["../elsewhere", "a/b", "", "Utrecht", "x\n"])
def test_a_name_never_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput):
        make_key(tmp_path / "keys", name)
    assert list((tmp_path / "keys").iterdir()) == []


def old_file(folder: Path) -> dict[str, str]:
    """A key file of before generations."""
    seeds = {"ed25519": "11" * 32, "ml-dsa-44": "22" * 32, "made": "2026-11-24T10:00:00Z"}
    folder.mkdir(exist_ok=True)
    (folder / "utrecht.json").write_text(json.dumps(seeds))
    (folder / "utrecht.json").chmod(0o600)
    return seeds


def test_an_old_file_is_read_as_one_generation_and_upgraded_when_written(tmp_path: Path) -> None:
    seeds = old_file(tmp_path)
    publics = read_key(tmp_path, "utrecht").publics()
    (only,) = read_generations(tmp_path, "utrecht")
    assert (only.made, only.ed25519_public, only.ml_dsa_44_public) == (seeds["made"], *publics)
    replace_file(tmp_path, "utrecht", (only, new_generation()))
    plain = json.loads((tmp_path / "utrecht.json").read_text())
    assert list(plain) == ["generations"]
    assert plain["generations"][0] == seeds
    assert read_generations(tmp_path, "utrecht")[0] == only
    assert read_key(tmp_path, "utrecht").publics() != publics, "the newest"
    assert (tmp_path / "utrecht.json").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["utrecht.json"]


def test_what_a_key_file_held_is_overwritten(tmp_path: Path) -> None:
    seeds = old_file(tmp_path)
    with (tmp_path / "utrecht.json").open("rb") as old:
        replace_file(tmp_path, "utrecht", (new_generation(),))
        left = old.read()
    assert left == bytes(len(json.dumps(seeds)))


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"generations": []}', '{"generations": [{"made": "x"}]}', "7"])
@pytest.mark.parametrize("short", [False, True])
def test_a_file_that_is_no_key_file_is_named(tmp_path: Path, text: str, short: bool) -> None:
    seeds = old_file(tmp_path)
    whole = json.dumps({**seeds, "ed25519": "11"}) if short else text
    (tmp_path / "utrecht.json").write_text(whole)
    with pytest.raises(Broken) as caught:
        read_generations(tmp_path, "utrecht")
    assert caught.value.findings[0].code == "key-file-format"
    assert caught.value.findings[0].where == "keys/utrecht.json"


def test_a_generation_shows_no_secret(tmp_path: Path) -> None:
    one = new_generation()
    assert one.ed25519 not in repr(one)
    assert one.ml_dsa_44 not in repr((one,))
