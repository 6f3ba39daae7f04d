# SPDX-License-Identifier: EUPL-1.2
"""Receipts: one spelling, every flipped bit refused, and three implementations that say the same."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stelsel.kernel.canonical import canonical
from stelsel.kernel.problem import Broken
from stelsel.register import receipt_verifier
from stelsel.register.policy_file import read_policy
from stelsel.register.proof import ProofFile, check_receipt, read_proof, write_proof
from tests.campaign.fuzz_parsers import mutated
from tests.register.memory import AT, DEMO, PUBLIC
from tests.register.receipts import (
    INDEX,
    LEAVES,
    PAYLOAD,
    POLICY,
    alone_holds,
    product_holds,
    receipt,
    with_line,
)

HERE = Path(__file__).parent
HASHES = (
    "gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=\n"
    "B95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8anccXmA=\n"
    "EKNzoDWG8LGC0Yp9o+sv3qllpMP9uHQ9B20KNL+Q1zs=\n"
    "RoopEkOdqkYqMB4MJXrbt/hMjOxsVn0IrWjpz1ZMMes=\n"
    "AHCioX9nLjsrse6YhjRRmk1WUEirVOLLRoOQ6vfO5vk=\n"
)
CHECKPOINT = "example.com/fancylog\n109482\nsFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=\n\n"
EXAMPLE = f"c2sp.org/tlog-proof@v1\nindex 73894\n{HASHES}\n{CHECKPOINT}— example.com/fancylog hI2DJw==\n"
"""The example of the standard, but for the signatures and the extra line that it abridges."""
UNKNOWN = f"— witness.example/unknown {base64.b64encode(bytes(range(28))).decode()}"


def code(text: str) -> str:
    """Why a proof file is refused."""
    with pytest.raises(Broken) as refused:
        read_proof(text)
    assert not product_holds(text.encode("utf-8", "surrogatepass"))
    assert not alone_holds(text.encode("utf-8", "surrogatepass"))
    return refused.value.findings[0].code.removeprefix("receipt-")


def test_the_example_of_the_standard_reads_and_writes() -> None:
    found = read_proof(EXAMPLE)
    assert (found.index, len(found.hashes), found.extra) == (73894, 5, None)
    assert found.note.startswith("example.com/fancylog\n109482\n")
    assert write_proof(found) == EXAMPLE
    extra = EXAMPLE.replace("index", "extra YWdl\nindex")
    assert read_proof(extra).extra == b"age"
    assert write_proof(read_proof(extra)) == extra
    assert read_proof(EXAMPLE.replace(HASHES, "")).hashes == ()


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("proof@v1", "proof@v2", "no-proof"),
        ("c2sp", " c2sp", "no-proof"),
        ("v1\n", "v1\r\n", "no-proof"),
        ("\n\nexample", "\nexample", "base64"),
        (f"\n{CHECKPOINT}— example.com/fancylog hI2DJw==\n", "", "no-proof"),
        (f"{CHECKPOINT}— example.com/fancylog hI2DJw==\n", "", "no-proof"),
        ("index 73894\n", "", "index"),
        ("index 73894", "index 073894", "index"),
        ("index 73894", "index +73894", "index"),
        ("index 73894", "index 73894 ", "index"),
        ("index 73894", "index  73894", "index"),
        ("index 73894", "index ٣", "index"),
        ("index 73894", "index -0", "index"),
        ("index 73894", "index " + "9" * 20, "index"),
        ("index 73894", "extra YWdl\nextra YWdl\nindex 73894", "index"),
        ("index 73894", "index 73894\nextra YWdl", "base64"),
        ("index", "extra YWdm=\nindex", "base64"),
        ("index", "extra YWd\nindex", "base64"),
        ("index", "extra YW==YW==\nindex", "base64"),
        ("index", "extra  YWdl\nindex", "base64"),
        ("index", "extra\nindex", "index"),
        ("index", "extra " + "A" * 1_900_000 + "\nindex", "too-large"),
        ("gSKy", "gSK_", "base64"),
        ("dPlQ=", "dPlR=", "base64"),
        ("dPlQ=", "dPlQ= ", "base64"),
        ("gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=", "AAAA", "hash-length"),
        (HASHES, HASHES * 13, "too-many-hashes"),
        ("— example", "x" * 1_000_001 + "\n— example", "too-large"),
        ("— example", "x" * 3_000_001 + "\n— example", "too-large"),
    ],
)
def test_another_spelling_is_refused(old: str, new: str, why: str) -> None:
    assert old in EXAMPLE
    assert code(EXAMPLE.replace(old, new, 1)) == why


def test_a_receipt_says_what_was_published() -> None:
    found = check_receipt(receipt(), read_policy(POLICY))
    assert (found.origin, found.size, found.index, found.time) == (PUBLIC.origin, LEAVES, INDEX, 1_800_000_000)
    assert (found.envelope.id, found.envelope.org, found.envelope.at) == ("demo/thing/a4", DEMO, AT)
    assert found.payload == PAYLOAD
    alone = receipt_verifier.verify(receipt().encode(), POLICY)
    assert (alone["origin"], alone["size"], alone["index"]) == (found.origin, found.size, found.index)
    assert (alone["signed_time"], alone["leaf_hash"]) == (found.time, found.leaf_hash.hex())
    assert (alone["entry"]["id"], alone["content"]) == (found.envelope.id, PAYLOAD.decode())


@pytest.mark.parametrize("index", range(LEAVES))
def test_every_leaf_has_a_receipt_with_and_without_its_content(index: int) -> None:
    for erased in (False, True):
        text = receipt(index, erased)
        found = check_receipt(text, read_policy(POLICY))
        assert (found.index, found.payload) == (index, None if erased else PAYLOAD)
        assert receipt_verifier.verify(text.encode(), POLICY)["content"] == (None if erased else PAYLOAD.decode())
        assert "payload" not in json.loads(read_proof(text).extra or b"") or not erased


def with_extra(extra: bytes | None, index: int = INDEX) -> bytes:
    """The receipt with another extra."""
    found = read_proof(receipt())
    return write_proof(ProofFile(index, found.hashes, found.note, extra)).encode()


def test_the_extra_is_not_trusted() -> None:
    own = json.loads(read_proof(receipt()).extra or b"")
    other = json.loads(read_proof(receipt(INDEX + 1)).extra or b"")
    assert product_holds(with_extra(canonical(own)))
    wrong: list[bytes | None] = [
        None, b"", b"[]", b"{}", b"null", b"\xff", b'"leaf"', json.dumps(own).encode(), canonical({**own, "more": ""}),
        canonical({name: own[name] for name in ("leaf", "payload")}), canonical({**own, "payload": 1}),
        canonical({name: own[name] for name in ("leaf", "salt")}), canonical({**own, "salt": ""}),
        canonical({**own, "salt": other["salt"]}), canonical({**own, "payload": "eA=="}),
        canonical({**own, "leaf": other["leaf"]}), canonical({**own, "leaf": "A" * 5600}), canonical(other),
        canonical({**own, "payload": "é"}), b'{"leaf":1e999}', b"[" * 100_000,
        canonical(own)[:-1] + b',"salt":"x"}', canonical(own).decode().encode("utf-16"),
    ]  # fmt: skip
    for extra in wrong:
        assert not product_holds(with_extra(extra)), extra
        assert not alone_holds(with_extra(extra)), extra
    for index in (0, INDEX - 1, INDEX + 1, LEAVES, 10**18):
        assert not product_holds(with_extra(canonical(own), index))
        assert not alone_holds(with_extra(canonical(own), index))


@pytest.mark.campaign
def test_every_flipped_bit_is_refused_but_in_a_line_of_nobody_we_know(campaign: bool) -> None:
    """Every flip in a campaign. In `make test` too, but for those deep inside the long signature: there one of each
    byte, another from byte to byte."""
    raw = with_line(receipt(), UNKNOWN).encode()
    line, signature = len(receipt().encode()), raw.rindex(b"\n", 0, len(receipt().encode()) - 1)
    assert product_holds(raw)
    assert alone_holds(raw)
    refused = accepted = 0
    for place, bit in product(range(len(raw)), range(8)):
        if not campaign and signature + 100 < place < line - 1 and bit != place % 8:
            continue
        flipped = bytearray(raw)
        flipped[place] ^= 1 << bit
        holds = product_holds(bytes(flipped))
        assert alone_holds(bytes(flipped)) == holds, (place, bit)
        assert not holds or line <= place < len(raw) - 1, (place, bit)
        refused, accepted = refused + (not holds), accepted + holds
    left_out = 0 if campaign else 7 * (line - signature - 102)
    assert accepted == 361
    assert refused == 33_535 - left_out
    assert refused + accepted + left_out == 8 * len(raw)
    said = f"{refused} flips refused; {accepted} accepted, all in the line of a key that the policy does not know\n"
    sys.stdout.write(said)


@given(st.randoms(use_true_random=False))
def test_both_implementations_agree_on_every_mutated_receipt(dice: object) -> None:
    raw = mutated(with_line(receipt(), UNKNOWN).encode(), dice)  # type: ignore[arg-type]
    assert product_holds(raw) == alone_holds(raw)
    policy = mutated(POLICY, dice)  # type: ignore[arg-type]
    whole = receipt().encode()
    assert product_holds(whole, policy) == alone_holds(whole, policy)


@pytest.fixture
def files(tmp_path: Path) -> Callable[[bytes], tuple[str, str]]:
    """Writes a receipt and the policy, and gives their paths."""

    def write(raw: bytes) -> tuple[str, str]:
        (tmp_path / "een.tlog-proof").write_bytes(raw)
        (tmp_path / "log.policy").write_bytes(POLICY)
        return str(tmp_path / "een.tlog-proof"), str(tmp_path / "log.policy")

    return write


CASES = [
    (receipt().encode(), 0, ""),
    (receipt(erased=True).encode(), 0, ""),
    (with_extra(canonical(json.loads(read_proof(receipt(2)).extra or b""))), 1, "not in the log"),
    (receipt().replace("\n7\n", "\n8\n").encode(), 1, "signature does not hold"),
    (receipt().replace("index 4", "index 5").encode(), 1, "not in the log"),
    (receipt().replace("index 4", "index 04").encode(), 2, "no receipt"),
]


@pytest.mark.parametrize(("raw", "ends", "says"), CASES)
def test_the_verifier_stands_alone(raw: bytes, ends: int, says: str, tmp_path: Path, files) -> None:
    copy = tmp_path / "receipt_verifier.py"
    copy.write_bytes(Path(receipt_verifier.__file__).read_bytes())
    assert len(copy.read_text().splitlines()) < 300
    receipt_file, policy = files(raw)
    command = [sys.executable, "-I", str(copy), receipt_file, "--policy", policy]
    run = subprocess.run(command, capture_output=True, text=True, check=False, env={}, cwd=tmp_path)
    assert (run.returncode, says in run.stderr, "Traceback" in run.stderr) == (ends, True, False)
    assert ("This receipt holds." in run.stdout) == (ends == 0)
    spoken = subprocess.run([*command, "--json", "--lang", "nl"], capture_output=True, text=True, check=False, env={})
    assert json.loads(spoken.stdout)["holds"] == (ends == 0)
    assert spoken.returncode == ends
    missing = subprocess.run([*command, "--policy", "nowhere"], capture_output=True, text=True, check=False, env={})
    assert (missing.returncode, "nowhere" in missing.stderr) == (2, True)


def test_the_verifier_imports_nothing_of_ours() -> None:
    blocked = "import sys; sys.modules['stelsel'] = None; import runpy; runpy.run_path(sys.argv[1])"
    subprocess.run([sys.executable, "-I", "-c", blocked, receipt_verifier.__file__], check=True)
    lines = Path(receipt_verifier.__file__).read_text().splitlines()
    imports = {line.split()[1].split(".")[0] for line in lines if line.strip().startswith(("import ", "from "))}
    assert imports - set(sys.stdlib_module_names) == {"cryptography"}


@pytest.mark.parametrize(("raw", "ends", "says"), CASES)
def test_a_verifier_in_another_language_says_the_same(raw: bytes, ends: int, says: str, node: Path, files) -> None:
    program = HERE / "receipt-verifier.mjs"
    assert len(program.read_text().splitlines()) <= 60
    run = subprocess.run([node, program, *files(raw)], capture_output=True, text=True, check=False)
    assert run.returncode == min(ends, 1), run.stderr
    if ends == 0:
        alone = receipt_verifier.verify(raw, POLICY)
        facts = json.loads(run.stdout)
        assert facts == {name: alone[name] for name in ("origin", "size", "index", "signed_time", "content")}
