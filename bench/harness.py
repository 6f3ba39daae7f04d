# SPDX-License-Identifier: EUPL-1.2
"""What a claim is, how it is measured against its peer, and how its verdict is written.

A claim is a module `bench/<name>.py` (dashes become underscores) that exposes `CLAIM` and `run() -> Result`.
Ours and the peer run as processes of their own; a peer lives in `bench/peers/<name>/` with its own
`requirements.lock`, from which its own environment is made. The last line of a run is always
`NAME ours=... peer=... ratio=... bar=... holds=yes|no`.
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from tools.environment import ROOT, Environment, ensure

PEERS = ROOT / "bench" / "peers"


class BenchTrouble(Exception):
    """A measurement could not be made; the text says which process said what."""


@dataclass(frozen=True)
class Bar:
    """Where the claim holds: `on` ours (in the claim's unit) or on the ratio ours/peer, at most or at least `limit`."""

    limit: float
    on: Literal["ours", "ratio"] = "ratio"
    side: Literal["at most", "at least"] = "at most"

    def __str__(self) -> str:
        sign = "<=" if self.side == "at most" else ">="
        return f"{self.on}{sign}{number(self.limit)}"

    def holds(self, value: float | None) -> bool:
        """True where the value stands on the right side; a missing value never does."""
        if value is None:
            return False
        return value <= self.limit if self.side == "at most" else value >= self.limit


@dataclass(frozen=True)
class Claim:
    """One claim: its name, what it says in a sentence, the unit of both figures, its bar."""

    name: str
    what: str
    unit: str
    bar: Bar


@dataclass(frozen=True)
class Result:
    """What one run measured.

    `ours` and `peer` are in the claim's unit (`peer` is None where the bar needs none), `seen` is the time a user would
    see, in words; `conditions` are the things that must also be true, each with its outcome.
    """

    ours: float
    peer: float | None = None
    seen: str = ""
    conditions: Mapping[str, bool] = field(default_factory=dict)

    @property
    def ratio(self) -> float | None:
        """ours / peer; None where there is no peer."""
        return self.ours / self.peer if self.peer else None


def number(value: float | None) -> str:
    """A figure with four significant digits and no needless zeros; a dash where there is none."""
    return "-" if value is None else f"{value:.4g}"


def verdict(claim: Claim, result: Result) -> tuple[str, bool]:
    """The last line of a run and whether the claim holds."""
    value = result.ours if claim.bar.on == "ours" else result.ratio
    holds = claim.bar.holds(value) and all(result.conditions.values())
    unit = claim.unit.replace(" ", "_")
    peer = number(result.peer) + (unit if result.peer is not None else "")
    line = (
        f"{claim.name} ours={number(result.ours)}{unit} peer={peer} ratio={number(result.ratio)} "
        f"bar={claim.bar} holds={'yes' if holds else 'no'}"
    )
    return line, holds


def report(claim: Claim, result: Result) -> bool:
    """Prints what was measured, condition by condition, and the verdict as the last line."""
    print(f"{claim.name}: {claim.what}")
    for condition, outcome in result.conditions.items():
        print(f"  {'yes' if outcome else 'NO '} {condition}")
    if result.seen:
        print(f"  a user sees: {result.seen}")
    line, holds = verdict(claim, result)
    print(line, flush=True)
    return holds


def names(folder: Path = ROOT / "bench") -> list[str]:
    """The names of all claims, sorted: the modules that expose CLAIM."""
    claims = (path for path in folder.glob("*.py") if "\nCLAIM" in path.read_text(encoding="utf-8"))
    return sorted(path.stem.replace("_", "-") for path in claims)


def measure(name: str) -> bool:
    """Runs one claim by its name and reports it; True where it holds. Raises BenchTrouble, Trouble."""
    module = importlib.import_module(f"bench.{name.replace('-', '_')}")
    claim: Claim = module.CLAIM
    if claim.name != name:
        raise BenchTrouble(f"bench/{name.replace('-', '_')}.py calls itself {claim.name}")
    return report(claim, module.run())


def measured(command: Sequence[str], stdin: bytes = b"", environment: Mapping[str, str] | None = None) -> Any:
    """Runs one process and returns the JSON document on its last line of output. Raises BenchTrouble."""
    surroundings = {**os.environ, **(environment or {})}
    run = subprocess.run(command, input=stdin, cwd=ROOT, env=surroundings, capture_output=True, check=False)
    lines = run.stdout.decode().strip().splitlines()
    if run.returncode or not lines:
        said = run.stderr.decode(errors="replace").strip()[-2000:]
        raise BenchTrouble(f"{' '.join(command)} ended with {run.returncode}: {said or 'no output'}")
    return json.loads(lines[-1])


def ours(module: str, *arguments: str, stdin: bytes = b"", environment: Mapping[str, str] | None = None) -> Any:
    """Runs a module of ours as a process of its own; returns the JSON on its last line."""
    return measured([sys.executable, "-m", module, *arguments], stdin, environment)


def peer_python(name: str, peers: Path = PEERS) -> Path:
    """The interpreter of a peer's own environment, made from its lock if needed. Raises Trouble."""
    folder = peers / name
    environment = Environment(folder / ".venv", (folder / "requirements.lock",), needed_bytes=500_000_000)
    ensure(environment)
    return environment.python


def peer(name: str, script: str, *arguments: str, stdin: bytes = b"", peers: Path = PEERS) -> Any:
    """Runs `bench/peers/<name>/<script>` in the peer's own environment; returns the JSON on its last line."""
    isolated = {"PYTHONPATH": "", "VIRTUAL_ENV": ""}
    command = [str(peer_python(name, peers)), str(peers / name / script), *arguments]
    return measured(command, stdin, isolated)
