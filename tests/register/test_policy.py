# SPDX-License-Identifier: EUPL-1.2
"""Policy files: what the standard allows and forbids, whom a policy accepts, and that both readers agree."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stelsel.kernel.problem import BadInput, Broken
from stelsel.register import receipt_verifier
from stelsel.register._policy_words import NOT_ACCEPTED, UNREADABLE
from stelsel.register.note import ED25519, Signature, format_note, read_note, vkey
from stelsel.register.policy import hybrid_policies, hybrid_policy
from stelsel.register.policy_file import MAX_OF_EACH, MAX_POLICY_BYTES, read_policy
from stelsel.register.proof import check_receipt, read_proof
from tests.register.memory import KEYS, PUBLIC
from tests.register.receipts import POLICIES, POLICY, Witness, alone_holds, cosigned, product_holds, receipt, with_note

GOOD, BAD = sorted((POLICIES / "good").iterdir()), sorted((POLICIES / "bad").iterdir())
EXPECTED = re.compile(rb"^# refused: ([a-z-]+)(?:, (.+))?$", re.MULTILINE)
ED, ML = KEYS.vkeys(PUBLIC.origin)
WITNESSES = [Witness(number) for number in range(1, 5)]


def name_of(path: Path) -> str:
    return path.stem


def refusal(raw: bytes) -> tuple[str, str]:
    """The code and place of a refusal; both readers must refuse."""
    with pytest.raises(receipt_verifier.Refused) as alone:
        receipt_verifier.read_policy(raw)
    assert alone.value.code == "policy"
    with pytest.raises(BadInput) as product:
        read_policy(raw)
    (finding,) = product.value.findings
    return finding.code, finding.where


@pytest.mark.parametrize("path", GOOD, ids=name_of)
def test_what_the_standard_allows(path: Path) -> None:
    found, alone = read_policy(path.read_bytes()), receipt_verifier.read_policy(path.read_bytes())
    assert found.quorum == alone["quorum"]
    assert set(found.witnesses) == set(alone["witnesses"])
    assert [key.public for key in found.logs] == [key[3] for key in alone["logs"]]
    assert {group.name: (group.threshold, list(group.members)) for group in found.groups} == alone["groups"]


@pytest.mark.parametrize("path", BAD, ids=name_of)
def test_what_the_standard_forbids(path: Path) -> None:
    expected = EXPECTED.search(path.read_bytes())
    assert expected is not None
    assert refusal(path.read_bytes()) == (f"policy-{expected[1].decode()}", (expected[2] or b"").decode())


def test_every_refusal_is_seen() -> None:
    seen = {match[1].decode() for path in BAD if (match := EXPECTED.search(path.read_bytes()))}
    assert set(UNREADABLE) - seen == {"too-large", "too-many", "pair"}  # those are too large for a file, or no file
    assert set(NOT_ACCEPTED) == {"log", "quorum"}


def plain(number: int, name: str = "log.example") -> str:
    """A short key of a number."""
    return vkey(name, ED25519, number.to_bytes(32, "big"))


@pytest.mark.parametrize(
    ("line", "rest"),
    [("log {key}", ""), ("witness w{n} {key}", ""), ("group g{n} any w{n}", "witness w{n} {key}\n")],
    ids=["logs", "witnesses", "groups"],
)
def test_as_many_as_allowed_and_not_one_more(line: str, rest: str) -> None:
    def file(count: int) -> bytes:
        lines = [f"{rest}{line}\n".format(n=number, key=plain(number)) for number in range(count)]
        return "".join([*lines, "quorum none\n"]).encode()

    assert MAX_OF_EACH >= 32
    for read in (read_policy, receipt_verifier.read_policy):
        read(file(32))
        read(file(MAX_OF_EACH))
    assert refusal(file(MAX_OF_EACH + 1))[0] == "policy-too-many"


def test_a_file_of_more_than_a_megabyte_is_refused() -> None:
    whole = b"quorum none\n" + b"#" * (MAX_POLICY_BYTES - 13) + b"\n"
    assert read_policy(whole).quorum == b"none"
    assert receipt_verifier.read_policy(whole)["quorum"] == b"none"
    assert refusal(b"#" + whole)[0] == "policy-too-large"


def test_our_policy_asks_for_both_keys_of_the_log() -> None:
    assert product_holds(receipt().encode())
    note = read_note(read_proof(receipt()).note.encode())
    for kept, code in ((note.signatures[:1], "policy-quorum"), (note.signatures[1:], "policy-log")):
        text = with_note(receipt(), format_note(note.text, kept))
        with pytest.raises(Broken) as refused:
            check_receipt(text, read_policy(POLICY))
        assert refused.value.findings[0].code == code
        assert not alone_holds(text.encode())


def test_a_policy_is_of_one_log() -> None:
    other = KEYS.vkeys("stelsel.example/demo/gov")
    files = hybrid_policies([(ED, ML), other])
    assert set(files) == {PUBLIC.origin, "stelsel.example/demo/gov"}
    assert product_holds(receipt().encode(), files[PUBLIC.origin].encode())
    assert not product_holds(receipt().encode(), files["stelsel.example/demo/gov"].encode())
    for pair in ((ML, ED), (ED, ED), (ED, other[1])):
        with pytest.raises(BadInput, match="not the two keys of one log"):
            hybrid_policy(*pair)


def agreed(text: str, policy: str) -> bool:
    """What both say."""
    found = product_holds(text.encode(), policy.encode())
    assert found == alone_holds(text.encode(), policy.encode())
    return found


def test_keys_that_satisfy_nothing() -> None:
    text, witness = receipt(), WITNESSES[0]
    assert agreed(text, f"log {ED}\nquorum none\n")
    assert agreed(text, f"log {ML}\nquorum none\n")
    assert not agreed(text, "quorum none\n")
    assert not agreed(text, f"log {plain(9)}\nwitness W {ED}\nquorum W\n")
    assert not agreed(text, f"log {ED}\nwitness W {ED}\nquorum W\n")  # a plain signature is no cosignature
    assert not agreed(text, f"log {ML}\nwitness W {witness.vkey}\nquorum W\n")
    older = vkey(witness.name, 4, bytes(32))
    line = Signature(witness.name, bytes.fromhex(older.split("+")[1]), bytes(72))
    assert not agreed(cosigned(text, line), f"log {ED}\nwitness W {older}\nquorum W\n")
    assert agreed(cosigned(text, line), f"log {ED}\nwitness W {older}\nquorum none\n")


def test_a_known_key_whose_line_fails_refuses_also_what_needs_it_not() -> None:
    witness = WITNESSES[0]
    good = witness.cosign(read_proof(receipt()).note)
    bad = Signature(good.name, good.key_id, good.blob[:-1] + bytes([good.blob[-1] ^ 1]))
    policy = f"log {ED}\nwitness W {witness.vkey}\nquorum none\n"
    assert agreed(cosigned(receipt(), good), policy)
    assert not agreed(cosigned(receipt(), bad), policy)
    assert not agreed(cosigned(receipt(), good, bad), policy)
    assert agreed(cosigned(receipt(), bad), f"log {ED}\nquorum none\n")


def test_the_time_is_the_latest_that_a_known_cosigner_signed() -> None:
    note = read_proof(receipt()).note
    seconds = (1_800_000_050, 1_900_000_000, 0, 2_000_000_000)
    early, late, none, stranger = (one.cosign(note, when) for one, when in zip(WITNESSES, seconds, strict=True))
    lines = [f"witness W{number} {one.vkey}" for number, one in enumerate(WITNESSES[:3])]
    policy = "\n".join([f"log {ED}", *lines, "group g all W0 W1 W2", "quorum g", ""])
    text = cosigned(receipt(), early, late, none, stranger)
    found = check_receipt(text, read_policy(policy.encode()))
    assert found.accepted.times == ((WITNESSES[0].name, 1_800_000_050), (WITNESSES[1].name, 1_900_000_000))
    assert found.time == 1_900_000_000
    assert receipt_verifier.verify(text.encode(), policy.encode())["signed_time"] == 1_900_000_000
    assert check_receipt(receipt(), read_policy(f"log {ED}\nquorum none\n".encode())).time is None


@st.composite
def quorums(draw: st.DrawFn) -> tuple[str, frozenset[str]]:
    """A policy with random groups over witnesses and groups, and some witnesses that cosigned."""
    names = [f"w{number}" for number in range(draw(st.integers(1, 12)))]
    lines = [f"witness {name} {plain(number)}" for number, name in enumerate(names)]
    free = list(names)
    for number in range(draw(st.integers(0, 8))):
        if not free:
            break
        members = draw(st.lists(st.sampled_from(free), min_size=1, unique=True))
        free = [name for name in free if name not in members] + [f"g{number}"]
        least = draw(st.sampled_from(["all", "any", *map(str, range(1, len(members) + 1))]))
        lines.append(f"group g{number} {least} {' '.join(members)}")
    quorum = draw(st.sampled_from([*free, *names]))
    return "\n".join([*lines, f"quorum {quorum}", ""]), draw(st.frozensets(st.sampled_from(names)))


@given(quorums())
def test_both_readers_agree_on_every_quorum(drawn: tuple[str, frozenset[str]]) -> None:
    text, cosigners = drawn
    found = {name.encode() for name in cosigners}
    policy, alone = read_policy(text.encode()), receipt_verifier.read_policy(text.encode())
    assert policy.satisfied(found) == receipt_verifier.witnessed(alone, alone["quorum"], found)
    assert policy.satisfied(policy.witnesses)
    assert not policy.satisfied(set())


@pytest.mark.parametrize("drawn", range(16))
def test_both_agree_on_real_cosignatures(drawn: int) -> None:
    note = read_proof(receipt()).note
    chosen = [one for number, one in enumerate(WITNESSES) if drawn >> number & 1]
    lines = [f"witness W{number} {one.vkey}" for number, one in enumerate(WITNESSES)]
    policy = "\n".join([f"log {ED}", *lines, "group a 2 W0 W1 W2", "group b all a W3", "quorum b", ""])
    holds = agreed(cosigned(receipt(), *(one.cosign(note) for one in chosen)), policy)
    assert holds == (drawn & 8 != 0 and (drawn & 7).bit_count() >= 2)
