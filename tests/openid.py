# SPDX-License-Identifier: EUPL-1.2
"""OpenID providers for tests: one that lies on demand, in this process, and a real one (npm oidc-provider)."""

from __future__ import annotations

import contextlib
import json
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.contrib.auth.models import User
from django.test import Client
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

from stelsel.node import clock
from stelsel.node.identity import outbound
from stelsel.node.models import Subject

HERE = Path(__file__).resolve().parent
SUBSTANTIAL = "http://eidas.europa.eu/LoA/substantial"
LEVELS = ["http://eidas.europa.eu/LoA/low", SUBSTANTIAL, "http://eidas.europa.eu/LoA/high"]
CLIENT_ID = "stelsel-test"


def key_file(folder: Path, key: ECKey | RSAKey | None = None) -> Path:
    """A private key in a PEM file that only its owner reads."""
    path = folder / "client.pem"
    path.write_bytes((key or ECKey.generate_key("P-256")).as_pem(private=True))
    path.chmod(0o600)
    return path


def configured(folder: Path, issuer: str, **more: str) -> dict[str, dict[str, str]]:
    """The setting OIDC with employees who sign in at this issuer."""
    told = {"issuer": issuer, "client_id": CLIENT_ID, "key_file": str(key_file(folder)), "acr": SUBSTANTIAL}
    return {"employees": {**told, "label": "Proefaanbieder", "name_claim": "", "role_claim": "", **more}}


@dataclass
class Pretender:
    """Answers `outbound.request` as a provider would. `claims` and `header` are laid over what an honest one signs
    (None: left out); `signs` is the key that it signs with; `published` are the keys that it shows."""

    issuer: str = "https://provider.invalid"
    claims: dict[str, Any] = field(default_factory=dict)
    header: dict[str, Any] = field(default_factory=dict)
    metadata: dict[str, Any] = field(default_factory=dict)
    asked: list[tuple[str, Mapping[str, str] | None]] = field(default_factory=list)
    nonce: str = ""
    code: str = "code-1"
    token: str | None = None
    seconds: str = ""

    def __post_init__(self) -> None:
        self.signs: ECKey | RSAKey = ECKey.generate_key("P-256", {"use": "sig", "alg": "ES256", "kid": "one"})
        self.published: list[ECKey | RSAKey] = [self.signs]

    def answer(self, address: str, form: Mapping[str, str] | None = None) -> outbound.Reply:
        """One request."""
        self.asked.append((address, form))
        path = urlsplit(address).path
        headers = {"cache-control": self.seconds} if self.seconds else {}
        if path.endswith("openid-configuration"):
            return outbound.Reply(200, headers, json.dumps(self.told()).encode())
        if path == "/jwks":
            keys = {"keys": [key.as_dict(private=False) for key in self.published]}
            return outbound.Reply(200, headers, json.dumps(keys).encode())
        assert form is not None
        if form["code"] != self.code:
            return outbound.Reply(400, {}, b'{"error": "invalid_grant"}')
        self.code = "used"
        token = self.token if self.token is not None else self.sign()
        given = {"id_token": token, "access_token": "at", "token_type": "Bearer"}
        return outbound.Reply(200, {}, json.dumps(given).encode())

    def told(self) -> dict[str, Any]:
        """Its metadata."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/auth",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "authorization_response_iss_parameter_supported": True,
            **self.metadata,
        }

    def sign(self) -> str:
        """An ID Token."""
        now = clock.posix()
        claims = {
            "iss": self.issuer,
            "aud": CLIENT_ID,
            "sub": "pairwise-7f3a",
            "nonce": self.nonce,
            "acr": SUBSTANTIAL,
            "iat": now,
            "exp": now + 300,
            **self.claims,
        }
        header = {"alg": "ES256", "kid": self.signs.kid, **self.header}
        kept = {name: value for name, value in claims.items() if value is not None}
        head = {name: value for name, value in header.items() if value is not None}
        return jwt.encode(head, kept, self.signs, algorithms=[head["alg"]])

    def walk(self, client: Client, onward: str = "/nl/account", **answer: str) -> Any:
        """Sign in: to the provider and back. Keywords change what comes back (an empty one: left out)."""
        query = self.begin(client, onward)
        back = {"code": self.code, "state": query["state"], "iss": self.issuer, **answer}
        return client.get("/oidc/medewerkers/terug", {name: value for name, value in back.items() if value})

    def begin(self, client: Client, onward: str = "/nl/account") -> dict[str, str]:
        """What the browser is sent to the provider with."""
        away = client.get("/nl/aanmelden/bij/medewerkers", {"verder": onward})
        assert away.status_code == 302, away.content.decode()[:3000]
        query = {name: values[0] for name, values in parse_qs(urlsplit(away.headers["Location"]).query).items()}
        self.nonce = query["nonce"]
        return query


@contextlib.contextmanager
def real_provider(node: Path, tools: Path, redirect_uri: str, jwks: dict[str, Any]) -> Iterator[str]:
    """npm oidc-provider on loopback, with one client; gives its issuer."""
    client = {
        "client_id": CLIENT_ID,
        "redirect_uris": [redirect_uri],
        "response_types": ["code"],
        "grant_types": ["authorization_code"],
        "subject_type": "pairwise",
        "token_endpoint_auth_method": "private_key_jwt",
        "token_endpoint_auth_signing_alg": "ES256",
        "id_token_signed_response_alg": "PS256",
        "jwks": jwks,
    }
    told = json.dumps({"tools": str(tools), "client": client, "levels": LEVELS})
    command = [str(node), str(HERE / "openid-provider.mjs"), told]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline().strip()
            while line and not line.startswith("http"):
                line = process.stdout.readline().strip()
            assert line, "the provider did not start"
            yield line
        finally:
            process.kill()


def said(response: Any) -> str:
    page: str = response.content.decode()
    return page


def signed_in_as(client: Client) -> str:
    return User.objects.get(pk=client.session["_auth_user_id"]).username if "_auth_user_id" in client.session else ""


def refused(response: Any, client: Client, audited: list[dict[str, Any]], reason: str, words: str) -> None:
    assert response.status_code == 403
    assert "U bent niet aangemeld" in said(response)
    assert words in said(response)
    assert not signed_in_as(client)
    assert audited[-1]["outcome"] == "refused"
    assert audited[-1]["reason"] == reason
    assert not Subject.objects.exists()
