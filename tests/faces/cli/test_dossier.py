# SPDX-License-Identifier: EUPL-1.2
"""`stelsel dossier` as people type it."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.faces.cli.conftest import surroundings

Runner = Callable[..., Any]
OPEN = (
    "dossier",
    "open",
    "--account",
    "ans",
    "--purpose",
    "Bezwaar behandelen",
    "--ground",
    "e",
    "--law",
    "Gemeentewet",
)
TERM = ("--years", "7", "--term-basis", "Selectielijst 2020", "--subject", "p-17|personeelsnummer")
MAKE = """
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "stelsel.node.settings"
django.setup()
from django.contrib.auth.models import User
from stelsel.node.models import Membership
for name, role in (("ans", "administrator"), ("bob", "reader")):
    user, _ = User.objects.get_or_create(username=name)
    Membership.objects.get_or_create(user=user, publisher="demowolk", defaults={"role": role})
"""


def accounts(home: Path) -> None:
    """Two accounts on the node."""
    subprocess.run([sys.executable, "-c", MAKE], env=surroundings(home), check=True)


def test_a_dossier_from_the_command_line(run: Runner, empty_home: Path, tmp_path: Path) -> None:
    accounts(empty_home)
    made = run(*OPEN, *TERM, "--as", "demowolk", "--json")
    assert made.returncode == 0, made.stderr
    dossier = json.loads(made.stdout)["dossier"]
    done = run("dossier", "write", dossier, "-", "--account", "ans", "--name", "Notitie", "--json", stdin="Geheim!")
    assert json.loads(done.stdout)["revisie"] == 1, done.stderr
    assert "Geheim!" in run("dossier", "show", dossier, "--account", "ans").stdout
    refused = run("dossier", "show", dossier, "--account", "bob")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "niet voor u" in refused.stderr
    assert run("dossier", "share", dossier, "bob", "--account", "ans").returncode == 0
    assert "Geheim!" in run("dossier", "show", dossier, "--account", "bob").stdout
    log = run("dossier", "log", dossier, "--account", "ans").stdout
    assert "geweigerd" in log
    assert "opdrachtregel" in log
    assert "Geheim!" not in log
    assert run("dossier", "hold", dossier, "--account", "ans", "--why", "Rechtszaak").returncode == 0
    assert run("dossier", "hold", dossier, "--account", "ans").returncode == 0
    answer = tmp_path / "inzage.zip"
    done = run("dossier", "subject", "p-17|personeelsnummer", "-o", str(answer), "--as", "demowolk")
    assert done.returncode == 0, done.stderr
    assert stat.S_IMODE(answer.stat().st_mode) == 0o600
    with zipfile.ZipFile(answer) as file:
        assert "Geheim!" in file.read("inzage.html").decode()
    before = json.loads(run("dossier", "keys", "--json").stdout)
    assert "Generatie" in run("dossier", "keys", "--rotate").stdout
    assert json.loads(run("dossier", "keys", "--json").stdout)[0]["generatie"] == before[0]["generatie"] + 1
    listed = json.loads(run("keys", "--json").stdout)["dossiersleutels"]
    assert listed[0]["algoritme"] == "AES-256-GCM"
    assert run("dossier", "close", dossier, "--account", "ans").returncode == 0
    assert json.loads(run("dossier", "clean", "--json").stdout) == {"vernietigd": [], "vastgehouden": []}
    assert json.loads(run("dossier", "clean", "--dry-run", "--json").stdout)["vernietigd"] == []
    assert "0" in run("dossier", "send-log").stdout
    assert dossier in run("dossier", "list", "--account", "ans").stdout
    assert os.path.exists(empty_home / "dossier-keys" / "keys.json")


def test_bad_input_is_one_line(run: Runner, empty_home: Path) -> None:
    accounts(empty_home)
    for arguments, code in (
        (("dossier", "show", "x", "--account", "niemand"), 2),
        (("dossier", "show", "x", "--account", "ans"), 1),
        ((*OPEN, "--term-basis", "lijst"), 2),
        ((*OPEN, *TERM, "--until", "morgen"), 2),
        (("dossier", "share", "x", "bob", "--account", "ans", "--right", "alles"), 2),
    ):
        done = run(*arguments)
        assert done.returncode == code, done.stderr
        assert "Traceback" not in done.stderr
