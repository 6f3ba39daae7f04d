# SPDX-License-Identifier: EUPL-1.2
"""Reads a policy file (C2SP tlog-policy): octets, one line at a time; a line may only name what stands above it."""

import re
from collections.abc import Callable, Sequence

from stelsel.kernel.problem import Broken
from stelsel.register._policy_words import no_policy
from stelsel.register.note import ED25519, ML_DSA_44, read_vkey, strict_base64
from stelsel.register.policy import NONE, Group, Policy, PolicyKey

MAX_POLICY_BYTES = 1_000_000
MAX_OF_EACH = 256
"""Most logs, witnesses and groups; the standard asks for at least 32 of each."""

_FORBIDDEN = re.compile(rb"[^\t\n\x20-\x7e\x80-\xff]")
_WHITESPACE = re.compile(rb"[\t ]+")
_COUNT = re.compile(rb"[1-9][0-9]{0,3}")
_KEY_ID = re.compile(r"[0-9a-f]{8}")
_MAX_COSIGNER_BYTES = 255


def read_policy(raw: bytes) -> Policy:
    """The policy in these octets. BadInput with the number of the line for anything that the standard does not allow,
    for more than 256 logs, witnesses or groups, and for a file above 1 MB."""
    if len(raw) > MAX_POLICY_BYTES:
        raise no_policy("too-large", "")
    if (found := _FORBIDDEN.search(raw)) is not None:
        raise no_policy("octet", _line_at(raw, found.start()))
    if raw and not raw.endswith(b"\n"):
        raise no_policy("last-line", _line_at(raw, len(raw)))
    reader = _Reader()
    for number, line in enumerate(raw.split(b"\n")[:-1], start=1):
        items = [item for item in _WHITESPACE.split(line) if item]
        if items and not items[0].startswith(b"#"):
            reader.line(items, f"line {number}")
    return reader.policy()


def _line_at(raw: bytes, place: int) -> str:
    return f"line {raw[:place].count(10) + 1}"


class _Reader:
    """What the lines so far have defined."""

    def __init__(self) -> None:
        self.logs: list[PolicyKey] = []
        self.witnesses: dict[bytes, PolicyKey] = {}
        self.groups: dict[bytes, Group] = {}
        self.members: set[bytes] = set()
        self.quorum: bytes | None = None
        self.keys: dict[tuple[str, bytes], PolicyKey] = {}

    def line(self, items: Sequence[bytes], where: str) -> None:
        """One line with its items."""
        words: dict[bytes, tuple[int, int, Callable[[Sequence[bytes], str], None]]] = {
            b"log": (1, 2, self._log),
            b"witness": (2, 3, self._witness),
            b"group": (3, MAX_POLICY_BYTES, self._group),
            b"quorum": (1, 1, self._quorum),
        }
        least, most, read = words.get(items[0], (1, 0, self._log))
        if not least <= len(items) - 1 <= most:
            raise no_policy("line", where)
        read(items[1:], where)

    def policy(self) -> Policy:
        """All lines together."""
        if self.quorum is None:
            raise no_policy("no-quorum", "")
        return Policy(tuple(self.logs), dict(self.witnesses), tuple(self.groups.values()), self.quorum)

    def _log(self, items: Sequence[bytes], where: str) -> None:
        self.logs.append(self._key(items[0], self.logs, where))

    def _witness(self, items: Sequence[bytes], where: str) -> None:
        self._free(items[0], where)
        self.witnesses[items[0]] = self._key(items[1], list(self.witnesses.values()), where)

    def _key(self, vkey: bytes, beside: Sequence[PolicyKey], where: str) -> PolicyKey:
        if len(beside) >= MAX_OF_EACH:
            raise no_policy("too-many", where)
        key = _read_key(vkey, where)
        if any(key.public == other.public for other in beside):
            raise no_policy("duplicate-key", where)
        if self.keys.setdefault((key.name, key.key_id), key) != key:
            raise no_policy("collision", where)
        return key

    def _group(self, items: Sequence[bytes], where: str) -> None:
        name, asked, *members = items
        self._free(name, where)
        if len(self.groups) >= MAX_OF_EACH:
            raise no_policy("too-many", where)
        for member in members:
            if member not in self.witnesses and member not in self.groups:
                raise no_policy("unknown-name", where)
            if member in self.members:
                raise no_policy("member-twice", where)
            self.members.add(member)
        self.groups[name] = Group(name, _threshold(asked, len(members), where), tuple(members))

    def _quorum(self, items: Sequence[bytes], where: str) -> None:
        if self.quorum is not None:
            raise no_policy("quorum-twice", where)
        if items[0] != NONE and items[0] not in self.witnesses and items[0] not in self.groups:
            raise no_policy("unknown-name", where)
        self.quorum = items[0]

    def _free(self, name: bytes, where: str) -> None:
        if name == NONE or name in self.witnesses or name in self.groups:
            raise no_policy("name-taken", where)


def _threshold(asked: bytes, members: int, where: str) -> int:
    if asked in (b"all", b"any"):
        return members if asked == b"all" else 1
    if not _COUNT.fullmatch(asked) or int(asked) > members:
        raise no_policy("threshold", where)
    return int(asked)


def _read_key(vkey: bytes, where: str) -> PolicyKey:
    """A key of any signature type. Of a type that we check, id and length must be right; of others only the form."""
    try:
        text = vkey.decode("utf-8")
        name, shown, material = text.split("+", 2)
        raw = strict_base64(material)
        kind, public = raw[0], raw[1:]
        if kind in (ED25519, ML_DSA_44):
            name, kind, public = read_vkey(text)
        if not (name and public and _KEY_ID.fullmatch(shown)) or any(letter.isspace() for letter in name):
            raise ValueError("a key has a name, an id and bytes")
        if kind == ML_DSA_44 and len(name.encode()) > _MAX_COSIGNER_BYTES:
            raise ValueError("a cosigner's name is at most 255 bytes")
    except (ValueError, IndexError, Broken):
        raise no_policy("vkey", where) from None
    return PolicyKey(name, bytes.fromhex(shown), kind, public)
