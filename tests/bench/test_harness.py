# SPDX-License-Identifier: EUPL-1.2
"""The bench harness, on a claim and a peer made in the test."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bench import __main__ as command
from bench import harness
from bench.harness import Bar, BenchTrouble, Claim, Result, verdict

CLAIM = Claim("count", "counting is no slower than the peer's", "ms", Bar(1.5))


@pytest.mark.parametrize(
    ("result", "bar", "line", "holds"),
    [
        (Result(3, 2), Bar(1.5), "count ours=3ms peer=2ms ratio=1.5 bar=ratio<=1.5 holds=yes", True),
        (Result(3.1, 2), Bar(1.5), "count ours=3.1ms peer=2ms ratio=1.55 bar=ratio<=1.5 holds=no", False),
        (Result(19.96), Bar(20, "ours"), "count ours=19.96ms peer=- ratio=- bar=ours<=20 holds=yes", True),
        (Result(3), Bar(1.5), "count ours=3ms peer=- ratio=- bar=ratio<=1.5 holds=no", False),
        (Result(40, 10), Bar(2, side="at least"), "count ours=40ms peer=10ms ratio=4 bar=ratio>=2 holds=yes", True),
        (
            Result(1, 2, conditions={"same set": False}),
            Bar(9),
            "count ours=1ms peer=2ms ratio=0.5 bar=ratio<=9 holds=no",
            False,
        ),
    ],
)
def test_the_verdict_is_one_line(result: Result, bar: Bar, line: str, holds: bool) -> None:
    assert verdict(Claim("count", "", "ms", bar), result) == (line, holds)


def test_a_report_ends_with_the_verdict(capsys: pytest.CaptureFixture[str]) -> None:
    assert harness.report(CLAIM, Result(1, 2, seen="1 ms a page", conditions={"same bytes": True}))
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1].endswith("holds=yes")
    assert "  yes same bytes" in lines
    assert "  a user sees: 1 ms a page" in lines


def test_ours_and_a_peer_are_processes_of_their_own(tmp_path: Path) -> None:
    folder = tmp_path / "counter"
    folder.mkdir()
    (folder / "requirements.lock").write_text("# a peer that needs nothing\n")
    (folder / "count.py").write_text(
        "import json, sys\nprint('warming up')\n"
        "print(json.dumps({'prefix': sys.prefix, 'sum': sum(range(int(sys.argv[1]))), 'in': sys.stdin.read()}))\n"
    )
    seen = harness.peer("counter", "count.py", "4", stdin=b"demand", peers=tmp_path)
    assert seen == {"prefix": str(folder / ".venv"), "sum": 6, "in": "demand"}
    assert sys.prefix != seen["prefix"]


def test_a_process_that_fails_is_named_with_its_words() -> None:
    with pytest.raises(BenchTrouble, match=r"ended with 3: out of rope"):
        harness.measured([sys.executable, "-c", "import sys; sys.stderr.write('out of rope'); sys.exit(3)"])


def test_a_claim_runs_by_name_and_sets_the_exit_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    module = type(sys)("bench.tiny_claim")
    module.CLAIM = Claim("tiny-claim", "one is less than two", "s", Bar(1))  # type: ignore[attr-defined]
    module.run = lambda: Result(1, 2)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "bench.tiny_claim", module)
    monkeypatch.setattr(command, "names", lambda: ["tiny-claim"])
    assert command.main(["tiny-claim"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "tiny-claim ours=1s peer=2s ratio=0.5 bar=ratio<=1 holds=yes"
    assert command.main(["other"]) == 2
    assert "No such claim: other. There are: tiny-claim" in capsys.readouterr().err
