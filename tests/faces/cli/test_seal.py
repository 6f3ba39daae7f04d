# SPDX-License-Identifier: EUPL-1.2
"""A log is sealed for the day, and the seal is checked where there is no node."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding

from tests.faces.cli.conftest import stelsel
from tests.seals import Ca, b64url, pem_files, unpad, verified_alone

LOG = "stelsel.example/voorbeeldwolk/public"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A node with one entry in one log."""
    made = tmp_path_factory.mktemp("zegel") / "home"
    assert stelsel(made, "init").returncode == 0
    entry = '{"naam": "Voorbeeldwolk"}'
    assert stelsel(made, "publish", "leverancier", "-", "--as", "voorbeeldwolk", stdin=entry).returncode == 0
    return made


@pytest.fixture
def example(home: Path) -> Path:
    """The same node, which says that it is the example country."""
    (home / "example-country.json").write_text("{}")
    return home


def test_without_a_key_only_the_example_country_is_sealed(home: Path) -> None:
    (home / "example-country.json").unlink(missing_ok=True)
    done = stelsel(home, "seal", "make", LOG)
    assert done.returncode == 2
    assert done.stderr.startswith("STELSEL_SEAL_KEY: Er is geen sleutel om mee te verzegelen.")
    assert len(done.stderr.splitlines()) == 1


def test_a_trial_seal_says_so_and_is_checked_elsewhere(example: Path, tmp_path: Path) -> None:
    first = stelsel(example, "seal", "make")
    assert first.returncode == 0, first.stderr
    assert "PROEF" in first.stdout
    assert f"{LOG}: verzegeld, JAdES B-T" in first.stdout
    again = json.loads(stelsel(example, "seal", "make", LOG, "--json").stdout)
    assert again["proef"] is True
    (only,) = again["zegels"]
    assert (only["logboek"], only["nieuw"], only["niveau"]) == (LOG, False, "B-T")

    nowhere, ca = tmp_path / "geen-node", str(example / "seals" / "proef" / "ca.pem")
    holds = stelsel(nowhere, "seal", "verify", only["bestand"], "--trust", ca)
    assert holds.returncode == 0, holds.stderr
    assert "ingetrokken: dat controleren we niet" in holds.stdout
    assert not nowhere.exists()
    told = json.loads(stelsel(nowhere, "seal", "verify", only["bestand"], "--trust", ca, "--json").stdout)
    assert (told["niveau"], told["logboek"], told["omvang"], told["vertrouwd"]) == ("B-T", LOG, 1, True)
    assert "PROEF (test)" in told["certificaat"]

    open_ended = stelsel(nowhere, "seal", "verify", only["bestand"])
    assert open_ended.returncode == 1
    assert "--trust" in open_ended.stdout


def test_what_does_not_hold_is_named(example: Path, tmp_path: Path) -> None:
    (only,) = json.loads(stelsel(example, "seal", "make", LOG, "--json").stdout)["zegels"]
    plain = json.loads(Path(only["bestand"]).read_text())
    plain["payload"] = b64url(unpad(plain["payload"]).replace(b"voorbeeldwolk", b"voorbeeldwalk", 1))
    (tmp_path / "anders.json").write_text(json.dumps(plain))
    (tmp_path / "geen.json").write_text("zegel")
    for file, trust, code, said in (
        ("anders.json", "", 3, "De handtekening klopt niet bij deze inhoud."),
        ("geen.json", "", 2, "geen geldige JSON"),
        ("niets.json", "", 2, "niet te lezen"),
        (only["bestand"], str(tmp_path / "geen.json"), 2, "--trust"),
    ):
        done = stelsel(example, "seal", "verify", str(tmp_path / file), *(("--trust", trust) if trust else ()))
        assert done.returncode == code
        assert said in done.stderr
        assert len(done.stderr.splitlines()) == 1
    assert stelsel(example, "seal", "make", "stelsel.example/niemand/public").returncode == 2


def test_own_certificate_and_an_authority_that_does_not_answer(tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert stelsel(home, "init").returncode == 0
    stelsel(home, "publish", "leverancier", "-", "--as", "voorbeeldwolk", stdin='{"naam": "Voorbeeldwolk"}')
    key, now = rsa.generate_private_key(65537, 2048), datetime.now(UTC)
    ca = Ca(start=now)
    settings = pem_files(tmp_path, key, [ca.certify(key, now), ca.certificate])
    away = stelsel(home, "seal", "make", LOG, **settings, STELSEL_TIMESTAMP_URL="http://127.0.0.1:9/")
    assert away.returncode == 4
    assert "Er kwam geen tijdstempel" in away.stderr
    done = json.loads(stelsel(home, "seal", "make", LOG, "--json", **settings).stdout)
    assert done["proef"] is False
    (only,) = done["zegels"]
    header, _ = verified_alone(Path(only["bestand"]).read_bytes())
    assert (header["alg"], only["niveau"], only["nieuw"]) == ("PS256", "B-B", True)
    (tmp_path / "ca.pem").write_bytes(ca.certificate.public_bytes(Encoding.PEM))
    holds = stelsel(home, "seal", "verify", only["bestand"], "--trust", str(tmp_path / "ca.pem"))
    assert holds.returncode == 0, holds.stderr
    assert "er is geen tijdstempel" in holds.stdout
