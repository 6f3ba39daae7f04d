# SPDX-License-Identifier: EUPL-1.2
"""A client of its own, from the specifications alone (C2SP tlog-tiles, tlog-checkpoint, signed-note), checks a whole
log from its files. It uses nothing of ours."""

from __future__ import annotations

import base64
import hashlib
import json
import struct
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.test import Client

from stelsel.kernel.draft import Draft
from stelsel.kernel.entry import Source
from stelsel.node.node import Node
from stelsel.nouns.supplier import SUPPLIER, Supplier

LOG = "/logboek/importeur/public"


class Reader:
    """Fetches files and knows one Ed25519 key."""

    def __init__(self, vkey: str) -> None:
        self.name, shown, material = vkey.split("+", 2)
        self.key = base64.b64decode(material)[1:]
        self.key_id = bytes.fromhex(shown)
        self.client = Client()

    def fetch(self, path: str) -> bytes:
        response = self.client.get(f"{LOG}/{path}")
        assert response.status_code == 200, path
        content: bytes = response.content
        return content

    def checkpoint(self) -> tuple[int, bytes]:
        text, _, lines = self.fetch("checkpoint").decode().rpartition("\n\n")
        body = text + "\n"
        blobs = [base64.b64decode(line.split(" ")[2]) for line in lines.splitlines() if f" {self.name} " in line]
        mine = next(blob[4:] for blob in blobs if blob[:4] == self.key_id)
        Ed25519PublicKey.from_public_bytes(self.key).verify(mine, body.encode())
        origin, size, root = body.splitlines()[:3]
        assert origin == self.name
        return int(size), base64.b64decode(root)

    def leaves(self, size: int) -> list[bytes]:
        found: list[bytes] = []
        for number in range(-(-size // 256)):
            width = min(256, size - number * 256)
            suffix = f".p/{width}" if width < 256 else ""
            bundle = self.fetch(f"tile/entries/{number:03d}{suffix}")
            tile = self.fetch(f"tile/0/{number:03d}{suffix}")
            at = 0
            for place in range(width):
                (length,) = struct.unpack_from(">H", bundle, at)
                leaf = bundle[at + 2 : at + 2 + length]
                at += 2 + length
                assert hashlib.sha256(b"\0" + leaf).digest() == tile[place * 32 : place * 32 + 32]
                found.append(leaf)
            assert at == len(bundle)
            assert len(tile) == 32 * width
        return found


def root_of(hashes: list[bytes]) -> bytes:
    """RFC 6962 2.1, word for word."""
    if len(hashes) == 1:
        return hashes[0]
    k = 1
    while k * 2 < len(hashes):
        k *= 2
    return hashlib.sha256(b"\1" + root_of(hashes[:k]) + root_of(hashes[k:])).digest()


def more(node: Node, count: int) -> None:
    """Publishes so many more entries."""
    source = Source("Fixture", "2026-01-31")
    drafts = [Draft(SUPPLIER, f"s{n}", Supplier(name=f"Nummer {n}"), "wolk", source) for n in range(count)]
    node.publish_drafts("importeur", "public", drafts)


def test_a_stranger_checks_every_entry_from_the_files(api: Any, small_node: Node) -> None:
    more(small_node, 600)
    shown = {one["oorsprong"]: one for one in api.get("/logboeken").json()["logboeken"]}
    reader = Reader(shown["stelsel.example/importeur/public"]["sleutels"][0])
    size, root = reader.checkpoint()
    assert size == 608
    leaves = reader.leaves(size)
    assert root_of([hashlib.sha256(b"\0" + leaf).digest() for leaf in leaves]) == root
    for index, leaf in enumerate(leaves):
        if index % 50 == 0:
            content = reader.fetch(f"payload/by-index/{index}")
            committed = base64.b64encode(hashlib.sha256(b"\2" + content).digest()).decode()
            assert json.loads(leaf)["h"] == committed
    above = reader.fetch("tile/1/000.p/2")
    assert above[:32] == root_of([hashlib.sha256(b"\0" + leaf).digest() for leaf in leaves[:256]])


@pytest.mark.parametrize(
    "path",
    [
        "tile/0/000",
        "tile/0/000.p/9",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/001.p/1",
        "tile/0/0",
        "tile/64/000",
        "tile/00/000",
        "tile/1/000.p/1",
        "tile/entries/000.p/9",
        "tile/entries/000",
        "tile/entries/x000/000",
        "payload/8",
        "payload/01",
        "payload/-1",
        "checkpoint/",
        "",
        "tile",
        "../own/checkpoint",
    ],
)
def test_what_was_not_committed_is_not_there(small_node: Node, path: str) -> None:
    assert Client().get(f"{LOG}/{path}").status_code == 404


def test_partial_tiles_of_older_checkpoints_stay(small_node: Node) -> None:
    whole = Client().get(f"{LOG}/tile/0/000.p/8").content
    assert Client().get(f"{LOG}/tile/0/000.p/3").content == whole[:96]


def test_types_and_caching(small_node: Node) -> None:
    head = Client().get(f"{LOG}/checkpoint")
    assert head.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "max-age=2" in head.headers["Cache-Control"]
    tile = Client().get(f"{LOG}/tile/0/000.p/8")
    assert tile.headers["Content-Type"] == "application/octet-stream"
    assert "immutable" in tile.headers["Cache-Control"]
    assert Client().post(f"{LOG}/checkpoint").status_code == 405


def test_other_audiences_are_not_there_for_strangers(small_node: Node, account: dict[str, str]) -> None:
    assert Client().get("/logboek/wolk/own/checkpoint").status_code == 404
    assert Client().get("/logboek/wolk/niets/checkpoint").status_code == 404
    mine = Client().get("/logboek/wolk/own/checkpoint", headers=account)
    assert mine.status_code == 200
    assert mine.headers["Cache-Control"] == "no-store"
