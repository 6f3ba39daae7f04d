# SPDX-License-Identifier: EUPL-1.2
"""Key files: whole or not there, for the owner only, and never outside their folder."""

from pathlib import Path

import pytest

from stelsel.kernel.problem import BadInput, Broken
from stelsel.node.keys import make_key, publishers, read_key


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
