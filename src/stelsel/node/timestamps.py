# SPDX-License-Identifier: EUPL-1.2
"""Time-stamps (RFC 3161): authorities that give them, and the check of a token by `openssl ts`.

A token is the DER of a TimeStampToken; a digest is 32 bytes of SHA-256.
"""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from stelsel.kernel.problem import Finding
from stelsel.kernel.text import Text
from stelsel.node import fetch
from stelsel.node.disk import Disk
from stelsel.node.openssl import files, openssl
from stelsel.node.serve import Unavailable
from stelsel.register.seal_words import wrong

Fetch = Callable[[str, bytes, dict[str, str]], bytes]
"""(address, body, headers) -> body of the answer. OSError where there is none."""
MAX_REPLY_BYTES = 200_000
_SECONDS = 30
_TIME = re.compile(r"^Time stamp: (\w{3}) +(\d+) (\d\d:\d\d:\d\d)(?:\.\d+)? (\d{4}) GMT$", re.MULTILINE)
_HASH = re.compile(r"^Hash Algorithm: sha256$", re.MULTILINE)
_DUMP = re.compile(r"^    [0-9a-f]{4} - ((?:[0-9a-f]{2}[ -]){1,16})", re.MULTILINE)
_NONCE = re.compile(r"^Nonce: (.+)$", re.MULTILINE)
_TSA = re.compile(r"^TSA: (.+)$", re.MULTILINE)


class Authority(Protocol):
    """Whoever says when something was there."""

    def stamp(self, digest: bytes) -> bytes:
        """A token over this digest. Unavailable where none can be had, Broken for one about something else."""


@dataclass(frozen=True)
class Stamp:
    """What a token says: when, about which digest, and who says so (empty where the token leaves that out)."""

    time: datetime
    digest: bytes
    authority: str
    nonce: str


class OpensslAuthority:
    """Implements `Authority` with `openssl ts -reply` and a configuration of our own; one request at a time."""

    def __init__(self, config: Path, disk: Disk | None = None) -> None:
        self._config = config
        self._disk = disk or Disk()

    def stamp(self, digest: bytes) -> bytes:
        """A token of this authority."""
        query = query_for(digest)
        with self._disk.locked(self._config.with_suffix(".lock")), files(query=query, reply=b"") as path:
            done = openssl(
                "ts", "-reply", "-config", str(self._config), "-queryfile", path["query"], "-out", path["reply"]
            )
            if done.returncode:
                raise _no_token(str(self._config), done.stderr.decode("utf-8", "replace").strip()[-200:])
            return token_in(Path(path["reply"]).read_bytes(), query, digest)


class HttpAuthority:
    """Implements `Authority` over HTTP (RFC 3161, 3.4), with the fetching handed in."""

    def __init__(self, address: str, fetch: Fetch) -> None:
        self._address = address
        self._fetch = fetch

    def stamp(self, digest: bytes) -> bytes:
        """A token of the authority at this address."""
        query = query_for(digest)
        headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
        try:
            reply = self._fetch(self._address, query, headers)
        except OSError as error:
            raise _no_token(self._address, str(error)[:200]) from error
        return token_in(reply, query, digest)


def post(address: str, body: bytes, headers: dict[str, str]) -> bytes:
    """Over the network to the address in STELSEL_TIMESTAMP_URL, which may be http and private; implements `Fetch`."""
    asked = fetch.Request(
        address,
        "POST",
        headers,
        body,
        own=(address,),
        accept=(headers["Accept"],),
        seconds=_SECONDS,
        max_bytes=MAX_REPLY_BYTES,
    )
    reply = fetch.fetch(asked)
    if reply.status != 200:
        raise OSError(f"status {reply.status}")
    return reply.body


def query_for(digest: bytes) -> bytes:
    """A TimeStampReq in DER with a fresh nonce, which asks for the certificate of the authority."""
    done = openssl("ts", "-query", "-digest", digest.hex(), "-sha256", "-cert")
    if done.returncode:
        raise _no_token("openssl ts -query", done.stderr.decode("utf-8", "replace").strip()[-200:])
    return done.stdout


def token_in(reply: bytes, query: bytes, digest: bytes) -> bytes:
    """The token of a TimeStampResp; Broken unless it answers this query about this digest."""
    with files(reply=reply[:MAX_REPLY_BYTES], query=query) as path:
        done = openssl("ts", "-reply", "-in", path["reply"], "-token_out")
        asked = _NONCE.search(_text("-query", "-in", path["query"]))
    if done.returncode or not done.stdout:
        raise wrong("token-form")
    stamp = read_token(done.stdout)
    if stamp.digest != digest:
        raise wrong("token-imprint")
    if asked is None or stamp.nonce != asked[1]:
        raise wrong("token-nonce")
    return done.stdout


def read_token(token: bytes) -> Stamp:
    """What a token says. Broken for what is none, for another hash than SHA-256, and for a token that is not signed as
    it stands by the certificate in it (RFC 5652, 5.4). Who stands behind that certificate is not looked at."""
    with files(token=token) as path:
        text = _text("-reply", "-token_in", "-in", path["token"])
        whole = openssl("ts", "-reply", "-token_in", "-in", path["token"], "-token_out").stdout
        kept = ("-inform", "DER", "-in", path["token"], "-noverify", "-out", os.devnull)
        signed = openssl("cms", "-verify", *kept).returncode == 0
    if whole != token:
        raise wrong("token-form")
    if not signed:
        raise wrong("token-signature")
    time, dump = _TIME.search(text), text.partition("Message data:\n")[2].partition("Serial number:")[0]
    digest = bytes.fromhex("".join(_DUMP.findall(dump)).replace("-", " "))
    if time is None or not _HASH.search(text) or len(digest) != 32:
        raise wrong("token-form")
    moment = datetime.strptime(f"{time[4]} {time[1]} {time[2]} {time[3]}", "%Y %b %d %H:%M:%S").replace(tzinfo=UTC)
    nonce, tsa = _NONCE.search(text), _TSA.search(text)
    return Stamp(moment, digest, tsa[1] if tsa else "", nonce[1] if nonce else "")


def verify_token(token: bytes, digest: bytes, trust: Path) -> None:
    """Broken unless `openssl ts -verify` says that an authority below a CA in `trust` (PEM) gave this token for this
    digest, with a certificate that is valid now. Revocation is not looked at."""
    with files(token=token) as path:
        done = openssl(
            "ts", "-verify", "-digest", digest.hex(), "-token_in", "-in", path["token"], "-CAfile", str(trust)
        )
    if done.returncode:
        raise wrong("token-trust")


def _text(*arguments: str) -> str:
    done = openssl("ts", *arguments, "-text")
    if done.returncode:
        raise wrong("token-form")
    return done.stdout.decode("utf-8", "replace")


def _no_token(where: str, why: str) -> Unavailable:
    return Unavailable(
        Finding(
            "no-timestamp",
            where,
            Text(nl=f"Er kwam geen tijdstempel ({why}).", en=f"There came no timestamp ({why})."),
            Text(
                nl="Controleer STELSEL_TIMESTAMP_URL en het netwerk, en probeer het opnieuw.",
                en="Check STELSEL_TIMESTAMP_URL and the network, and try again.",
            ),
        )
    )
