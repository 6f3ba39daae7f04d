# SPDX-License-Identifier: EUPL-1.2
"""The private keys in the signer's memory: every generation of every publisher, loaded once.

Private seeds are in this process only. The ML-DSA-44 key is a key file; the Ed25519 key may live in a token."""

import dataclasses
from pathlib import Path

from stelsel.node import clock
from stelsel.node.keys import (
    Generation,
    add_file,
    key_path,
    new_generation,
    publishers,
    read_generations,
    replace_file,
)
from stelsel.node.signing.token import Token, TokenKey
from stelsel.node.signing.troubles import away, refused, wrong
from stelsel.register.signer import Ed25519Seed, HybridKey, KeySource, MlDsa44Seed


class Keyring:
    """Key files in `folder` and, when there is one, a token. Generations count from 1."""

    def __init__(self, folder: Path, token: Token | None = None) -> None:
        self._folder, self._token = folder, token
        self._generations: dict[str, tuple[Generation, ...]] = {}
        self._loaded: dict[tuple[str, int], HybridKey] = {}

    def publishers(self) -> list[str]:
        """Who has a key here, sorted."""
        return publishers(self._folder)

    def generations(self, publisher: str) -> tuple[Generation, ...]:
        """Every generation of a publisher, oldest first; Broken when there is no good key file."""
        if publisher not in self._generations:
            self._generations[publisher] = read_generations(self._folder, publisher)
        return self._generations[publisher]

    def newest(self, publisher: str) -> int:
        """The newest generation."""
        return len(self.generations(publisher))

    def key(self, publisher: str, number: int) -> HybridKey:
        """The keys of a generation; BadInput when it is not there or retired."""
        if (publisher, number) not in self._loaded:
            self._loaded[publisher, number] = self._load(publisher, number)
        return self._loaded[publisher, number]

    def make(self, publisher: str) -> None:
        """Keys for a new publisher; one that has them keeps them. With a token its Ed25519 key is made there."""
        if not key_path(self._folder, publisher).exists():
            add_file(self._folder, publisher, self._new(publisher, 1))

    def add_generation(self, publisher: str) -> int:
        """A next pair of keys, which signs nothing until it is activated; returns its number."""
        known = self.generations(publisher)
        self._replace(publisher, (*known, self._new(publisher, len(known) + 1)))
        return len(known) + 1

    def retire(self, publisher: str, number: int) -> None:
        """Destroy the private keys of a generation, first in the token; its public keys stay in the inventory."""
        known = list(self.generations(publisher))
        old = self._usable(publisher, number)
        self._loaded.pop((publisher, number), None)
        if old.in_token:
            self._need_token(old).destroy(old.ed25519)
        known[number - 1] = dataclasses.replace(old, ed25519="", ml_dsa_44="", retired=clock.now())
        self._replace(publisher, tuple(known))

    def _new(self, publisher: str, number: int) -> Generation:
        return new_generation(self._token.make(f"{publisher}-{number}") if self._token else None)

    def _replace(self, publisher: str, generations: tuple[Generation, ...]) -> None:
        self._generations.pop(publisher, None)
        replace_file(self._folder, publisher, generations)

    def _usable(self, publisher: str, number: int) -> Generation:
        known = self.generations(publisher)
        if not 1 <= number <= len(known) or known[number - 1].retired:
            raise refused("signer-generation", f"{publisher} {number}")
        return known[number - 1]

    def _load(self, publisher: str, number: int) -> HybridKey:
        one = self._usable(publisher, number)
        ed25519: KeySource = self._token_key(one) if one.in_token else Ed25519Seed(bytes.fromhex(one.ed25519))
        return HybridKey(ed25519, MlDsa44Seed(bytes.fromhex(one.ml_dsa_44)))

    def _token_key(self, one: Generation) -> TokenKey:
        token = self._need_token(one)
        if token.public(one.ed25519) != one.ed25519_public:
            raise wrong("token-key", one.ed25519)
        return TokenKey(token, one.ed25519, one.ed25519_public)

    def _need_token(self, one: Generation) -> Token:
        if self._token is None:
            raise away("signer-settings", "signer/token", one.ed25519)
        return self._token
