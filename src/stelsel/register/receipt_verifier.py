#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Checks a receipt without Stelsel: `python receipt_verifier.py FILE --policy FILE [--json] [--lang nl|en]`.

One file that needs Python 3.11 and `pip install cryptography` (50 or newer), no network and nothing of ours. Written
apart from the product, after C2SP tlog-policy, tlog-proof, signed-note, tlog-checkpoint and tlog-cosignature, and RFC
6962. Ends with 0: holds; 1: does not hold, and says what; 2: a file cannot be read. Licence: EUPL-1.2.
"""

import argparse
import base64
import hashlib
import json
import re
import sys
from datetime import UTC, datetime
from typing import Any

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PublicKey
except ImportError:
    sys.stderr.write("This needs the Python package cryptography, version 50 or newer: pip install cryptography\n")
    raise SystemExit(2) from None

PLAIN, QUANTUM_SAFE = 1, 6  # signature types: Ed25519 over the note, ML-DSA-44 over the tree
SIZES = {PLAIN: 32, QUANTUM_SAFE: 1312}
Key = tuple[str, bytes, int, bytes]  # key name, key id, signature type, key bytes
NUMBER = re.compile(r"0|[1-9][0-9]{0,18}")
SAY = {
    "policy": ("Het beleid is niet te lezen: {}", "The policy cannot be read: {}"),
    "format": ("Dit is geen ontvangstbewijs: {}", "This is no receipt: {}"),
    "checkpoint": ("Het ijkpunt klopt niet: {}", "The checkpoint does not hold: {}"),
    "signature": ("Een handtekening klopt niet: {}", "A signature does not hold: {}"),
    "log": ("Geen logboek uit het beleid ondertekende dit: {}", "No log of the policy signed this: {}"),
    "quorum": ("Het quorum van het beleid ontbreekt: {}", "The quorum of the policy is missing: {}"),
    "inclusion": ("De vermelding staat niet in het logboek: {}", "The entry is not in the log: {}"),
    "envelope": ("Het blad is geen vermelding: {}", "The leaf is no entry: {}"),
    "content": ("De inhoud is niet wat er is vastgelegd: {}", "The content is not what was committed to: {}"),
}


class Refused(Exception):
    """It does not hold, or cannot be read: a code of SAY, and the place."""

    def __init__(self, code: str, place: str) -> None:
        self.code, self.place = code, place
        self.texts = {"nl": SAY[code][0].format(place), "en": SAY[code][1].format(place)}


def clean_base64(text: str) -> bytes:
    """Base64 in its one spelling; ValueError otherwise."""
    raw = base64.b64decode(text, validate=True)
    if base64.b64encode(raw).decode() != text:
        raise ValueError("loose base64")
    return raw


def read_vkey(octets: bytes) -> Key:
    """Key name, key id, signature type and key bytes; ValueError for a key that does not hold."""
    name, shown, material = octets.decode("utf-8").split("+", 2)
    raw = clean_base64(material)
    if not name or any(c.isspace() for c in name) or len(raw) < 2 or not re.fullmatch("[0-9a-f]{8}", shown):
        raise ValueError("key")
    kind, public, identity = raw[0], raw[1:], bytes.fromhex(shown)
    if kind in SIZES:
        right = identity == hashlib.sha256(name.encode() + b"\n" + raw).digest()[:4]
        if not right or len(public) != SIZES[kind] or (kind == QUANTUM_SAFE and len(name.encode()) > 255):
            raise ValueError("key")
    return name, identity, kind, public


def read_policy(octets: bytes) -> dict[str, Any]:
    """Logs, witnesses, groups and quorum of a policy file, each name as octets."""
    found: dict[str, Any] = {"logs": [], "witnesses": {}, "groups": {}, "quorum": None, "used": set(), "ids": {}}
    lines = octets.split(b"\n")
    if lines.pop() or len(octets) > 1_000_000:
        raise Refused("policy", f"line {len(lines) + 1}")
    for number, line in enumerate(lines, start=1):
        words = [word for word in line.replace(b"\t", b" ").split(b" ") if word]
        try:
            if re.search(rb"[\x00-\x08\x0b-\x1f\x7f]", line):
                raise ValueError("octet")
            if words and words[0][:1] != b"#":
                policy_line(found, words)
        except ValueError:
            raise Refused("policy", f"line {number}") from None
    if found["quorum"] is None:
        raise Refused("policy", "quorum")
    return found


def policy_line(found: dict[str, Any], words: list[bytes]) -> None:
    """Adds what one line says; ValueError for a line that may not be there."""
    defined = {*found["witnesses"], *found["groups"]}
    match words:
        case [b"log", vkey] | [b"log", vkey, _]:
            found["logs"].append(new_key(found, found["logs"], vkey))
        case [b"witness", name, vkey] | [b"witness", name, vkey, _] if name not in defined | {b"none"}:
            found["witnesses"][name] = new_key(found, found["witnesses"].values(), vkey)
        case [b"group", name, k, *members] if members and name not in defined | {b"none"}:
            if len(set(members)) < len(members) or set(members) - defined or set(members) & found["used"]:
                raise ValueError("members")
            least = {b"all": len(members), b"any": 1}.get(k) or int(k if re.fullmatch(b"[1-9][0-9]{0,3}", k) else 0)
            if not 1 <= least <= len(members) or len(found["groups"]) >= 256:
                raise ValueError("threshold")
            found["used"].update(members)
            found["groups"][name] = (least, members)
        case [b"quorum", name] if name in defined | {b"none"} and found["quorum"] is None:
            found["quorum"] = name
        case _:
            raise ValueError("line")


def new_key(found: dict[str, Any], beside: Any, vkey: bytes) -> Key:
    """A key that none of its sort is the same as, and that no other key can be taken for."""
    key = read_vkey(vkey)
    same = any(key[3] == other[3] for other in beside) or found["ids"].setdefault(key[:2], key) != key
    if same or len(beside) >= 256:
        raise ValueError("duplicate")
    return key


def witnessed(policy: dict[str, Any], name: bytes, cosigned: set[bytes]) -> bool:
    """Whether a witness or group has witnessed, asked from the top down."""
    if name in policy["groups"]:
        least, members = policy["groups"][name]
        return bool(sum(witnessed(policy, one, cosigned) for one in members) >= least)
    return name == b"none" or name in cosigned


def read_note(note: bytes) -> tuple[str, list[tuple[str, bytes, bytes]]]:
    """The text and the signature lines: key name, key id, signature."""
    try:
        whole = note.decode("utf-8")
        body, blank, tail = whole.rpartition("\n\n")
        if not blank or not tail.endswith("\n") or len(note) > 1_000_000 or re.search("[\x00-\x09\x0b-\x1f]", whole):
            raise ValueError("note")
        lines = []
        for line in tail[:-1].split("\n"):
            dash, name, encoded = line.split(" ")
            blob = clean_base64(encoded)
            if dash != "\u2014" or not name or "+" in name or any(c.isspace() for c in name) or len(blob) < 5:
                raise ValueError("line")
            lines.append((name, blob[:4], blob[4:]))
        if len(lines) > 100:
            raise ValueError("lines")
    except ValueError:
        raise Refused("checkpoint", "signed note") from None
    return body + "\n", lines


def holds(key: Key, signature: bytes, text: str, tree: tuple[str, int, bytes]) -> bool:
    """Whether one signature line over the checkpoint holds."""
    name, _, kind, public = key
    origin, size, root = tree
    try:
        if kind == PLAIN:
            Ed25519PublicKey.from_public_bytes(public).verify(signature, text.encode())
        else:
            names = [bytes([len(one.encode())]) + one.encode() for one in (name, origin)]  # ValueError above 255 bytes
            ends = bytes(8) + size.to_bytes(8, "big")
            message = b"subtree/v1\n\0" + names[0] + signature[:8] + names[1] + ends + root
            MLDSA44PublicKey.from_public_bytes(public).verify(signature[8:], message)
    except (InvalidSignature, ValueError):
        return False
    return kind == PLAIN or signature[0] < 128  # a time from 2^63 on is none


def check_note(note: bytes, policy: dict[str, Any]) -> tuple[str, int, bytes, dict[str, int]]:
    """Origin, size, root and signed times of a checkpoint that the policy accepts."""
    text, lines = read_note(note)
    rows = text.split("\n")
    try:
        tree = (rows[0], int(NUMBER.fullmatch(rows[1])[0]), clean_base64(rows[2]))  # type: ignore[index]
    except (ValueError, IndexError, TypeError):
        raise Refused("checkpoint", "text") from None
    if len(tree[2]) != 32 or not all(rows[:-1]):
        raise Refused("checkpoint", "text")
    witnesses = {name: key for name, key in policy["witnesses"].items() if key[2] == QUANTUM_SAFE}
    keys = {key[:2]: key for key in (*policy["logs"], *witnesses.values()) if key[2] in SIZES}
    signed, times = set[Key](), dict[str, int]()
    for name, identity, signature in lines:
        if (key := keys.get((name, identity))) is None:
            continue  # nobody we know
        if not holds(key, signature, text, tree):
            raise Refused("signature", name)
        signed.add(key)
        if key[2] == QUANTUM_SAFE and any(signature[:8]):
            times[name] = max(times.get(name, 0), int.from_bytes(signature[:8], "big"))
    if not any(key in signed and key[0] == tree[0] for key in policy["logs"]):
        raise Refused("log", tree[0])
    if not witnessed(policy, policy["quorum"], {name for name, key in witnesses.items() if key in signed}):
        raise Refused("quorum", policy["quorum"].decode("utf-8", "replace"))
    return (*tree, times)


def root_of(index: int, size: int, leaf: bytes, path: list[bytes]) -> bytes:
    """The root that a leaf and its path lead to (RFC 6962 2.1.1), from the root down."""
    if not 0 <= index < size or (size == 1) != (not path):
        raise Refused("inclusion", f"index {index}")
    if size == 1:
        return leaf
    left = 1 << ((size - 1).bit_length() - 1)
    if index < left:
        return hashlib.sha256(b"\1" + root_of(index, left, leaf, path[:-1]) + path[-1]).digest()
    return hashlib.sha256(b"\1" + path[-1] + root_of(index - left, size - left, leaf, path[:-1])).digest()


def read_receipt(raw: bytes) -> tuple[dict[str, bytes], int, list[bytes], bytes]:
    """The parts of the entry (leaf; payload and salt where they are there), index, path, signed note."""
    head, blank, note = raw.partition(b"\n\n")
    try:
        first, extra, index, *hashes = head.decode("ascii").split("\n")
        if first != "c2sp.org/tlog-proof@v1" or not blank or not note or len(raw) > 3_000_000 or len(hashes) > 63:
            raise ValueError("layout")
        if extra[:6] != "extra " or index[:6] != "index " or not NUMBER.fullmatch(index[6:]):
            raise ValueError("lines")
        said = clean_base64(extra[6:])
        plain = json.loads(said.decode("ascii"))
        whole = plain if isinstance(plain, dict) else {}
        shape = json.dumps(whole, sort_keys=True, separators=(",", ":"))
        if sorted(whole) not in (["leaf"], ["leaf", "payload", "salt"]) or shape.encode() != said:
            raise ValueError("extra")
        parts = {name: clean_base64(value) for name, value in whole.items()}
        path = [clean_base64(one) for one in hashes]
    except (ValueError, TypeError, RecursionError) as error:
        raise Refused("format", str(error)) from None
    if {32, *map(len, path)} != {32} or len(parts.get("salt", bytes(16))) != 16 or len(parts["leaf"]) > 4096:
        raise Refused("format", "length")
    return parts, int(index[6:]), path, note


def verify(receipt: bytes, policy: bytes) -> dict[str, Any]:
    """What the receipt proves to whoever trusts the policy; Refused when it does not hold or cannot be read."""
    trusted = read_policy(policy)
    parts, index, path, note = read_receipt(receipt)
    origin, size, root, times = check_note(note, trusted)
    leaf = hashlib.sha256(b"\0" + parts["leaf"]).digest()
    if root_of(index, size, leaf, path) != root:
        raise Refused("inclusion", f"index {index}")
    try:
        entry = json.loads(parts["leaf"].decode("utf-8"))
        if not all(isinstance(entry[field], str) for field in ("op", "type", "id", "at", "h", "org", "mode")):
            raise ValueError("a field is no text")
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise Refused("envelope", str(error)) from None
    payload = parts.get("payload")
    met = hashlib.sha256(b"\2" + parts.get("salt", b"") + (payload or b"")).digest()
    if payload is not None and base64.b64encode(met).decode() != entry["h"]:
        raise Refused("content", entry["id"])
    content = None if payload is None else payload.decode(errors="replace")
    facts = {"holds": True, "origin": origin, "size": size, "index": index, "leaf_hash": leaf.hex(), "entry": entry}
    return {**facts, "signed_time": max(times.values(), default=None), "content": content}


def spoken(facts: dict[str, Any], language: str) -> str:
    """What holds, in lines."""
    entry, nl, seconds = facts["entry"], language != "en", facts["signed_time"] or 0
    modes = {"stated": "zelf verklaard", "recorded": "vastgelegd"} if nl else {}
    time = f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%SZ}" if 0 < seconds < 2**37 else str(seconds)
    rows = (
        ("Vermelding", "Entry", f"{entry['id']} ({modes.get(entry['mode'], entry['mode'])}, {entry['op']})"),
        ("Over", "About", entry["org"]),
        ("Volgens de uitgever van", "By the publisher's clock", entry["at"]),
        ("Ondertekend op", "Signed at", time),
        ("Logboek", "Log", f"{facts['origin']}, {facts['index']} / {facts['size']}"),
        ("Inhoud", "Content", facts["content"] or ("gewist of niet meegegeven" if nl else "erased or withheld")),
    )
    head = "Dit ontvangstbewijs klopt.\n" if nl else "This receipt holds.\n"
    return head + "".join(f"{dutch if nl else english}: {value}\n" for dutch, english, value in rows)


def main(arguments: list[str] | None = None) -> int:
    """The command; returns its exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("file", help="the receipt (.tlog-proof)")
    parser.add_argument("--policy", required=True, help="the policy file (C2SP tlog-policy) of whom you trust")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--lang", choices=("nl", "en"), default="en")
    asked = parser.parse_args(arguments)
    try:
        with open(asked.file, "rb") as receipt, open(asked.policy, "rb") as policy:
            facts = verify(receipt.read(4_000_000), policy.read(4_000_000))
    except OSError as error:
        sys.stderr.write(f"{error.filename}: {error.strerror}\n")
        return 2
    except Refused as refused:
        said = {"holds": False, "what": refused.code, "place": refused.place, "text": refused.texts[asked.lang]}
        sys.stdout.write(json.dumps(said, indent=1) + "\n" if asked.json else "")
        sys.stderr.write("" if asked.json else refused.texts[asked.lang] + "\n")
        return 2 if refused.code in ("policy", "format") else 1
    sys.stdout.write(json.dumps(facts, indent=1) + "\n" if asked.json else spoken(facts, asked.lang))
    return 0


if __name__ == "__main__":
    sys.exit(main())
