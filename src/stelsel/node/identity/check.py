# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with how signing in is set up, for an administrator: each provider checks itself."""

import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from django.conf import settings

from stelsel.kernel.problem import Finding
from stelsel.kernel.text import Text
from stelsel.node.identity import outbound
from stelsel.node.identity.client_key import client_key
from stelsel.node.identity.id_token import ALGORITHMS
from stelsel.node.identity.levels import acceptable, level_of
from stelsel.node.identity.provider import Metadata, Provider, metadata, providers, usable_keys
from stelsel.node.identity.refusals import SignInRefused

Weight = Literal["wrong", "note"]


@dataclass(frozen=True)
class Line:
    """One thing about a provider: it keeps people out (`wrong`), or is worth knowing (`note`)."""

    provider: Provider
    weight: Weight
    finding: Finding


def check() -> tuple[Line, ...]:
    """Everything that is wrong, for every provider that is set up; empty when nothing is. It asks the providers."""
    found: list[Line] = []
    for one in providers():
        found += [Line(one, weight, finding) for weight, finding in (*_settings(one), *_answers(one))]
    return tuple(found)


def _settings(one: Provider) -> list[tuple[Weight, Finding]]:
    prefix = "STELSEL_OIDC" if one.group == "employees" else "STELSEL_CITIZEN_OIDC"
    found: list[tuple[Weight, Finding]] = []
    if not outbound.is_safe(one.issuer) or urlsplit(one.issuer).query:
        found.append(
            _wrong(
                "issuer",
                f"{prefix}_ISSUER",
                "Dit is geen https-adres.",
                "This is no https address.",
                "Neem het adres letterlijk over van de aanbieder.",
                "Copy the address from the provider as it is.",
            )
        )
    if not one.client_id:
        found.append(
            _wrong(
                "client-id",
                f"{prefix}_CLIENT_ID",
                "De naam van deze node bij de aanbieder ontbreekt.",
                "The name of this node at the provider is missing.",
                "Vraag de aanbieder om een client-id.",
                "Ask the provider for a client id.",
            )
        )
    if not outbound.is_safe(settings.URL):
        found.append(
            _wrong(
                "address",
                "STELSEL_URL",
                "Mensen komen terug op een adres zonder https.",
                "People come back to an address without https.",
                "Zet het https-adres van deze node in STELSEL_URL.",
                "Put the https address of this node in STELSEL_URL.",
            )
        )
    return [*found, *_key_file(one, f"{prefix}_KEY_FILE"), *_level(one, f"{prefix}_ACR")]


def _key_file(one: Provider, where: str) -> list[tuple[Weight, Finding]]:
    try:
        client_key(one)
    except SignInRefused as refused:
        return [
            _wrong(
                "key",
                where,
                f"Hier staat geen bruikbare sleutel ({refused.detail}).",
                f"There is no usable key here ({refused.detail}).",
                "Maak een PEM-bestand met een privésleutel: RSA vanaf 2048 bits, P-256 of P-384.",
                "Make a PEM file with a private key: RSA from 2048 bits, P-256 or P-384.",
            )
        ]
    if not Path(one.key_file).stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        return []
    what = Text(nl="Anderen op deze machine kunnen de sleutel lezen.", en="Others on this machine can read the key.")
    return [("note", Finding("key-rights", where, what, Text(nl="Geef het de rechten 0600.", en="Give it 0600.")))]


def _level(one: Provider, where: str) -> list[tuple[Weight, Finding]]:
    if not one.acr:
        what = Text(nl="Er wordt geen betrouwbaarheidsniveau gevraagd.", en="No level of assurance is asked.")
        return [("note", Finding("no-level", where, what, _ASK))]
    if level_of(one.acr) is None:
        what = Text(
            nl="Dit niveau kennen we niet: alleen precies deze waarde telt.",
            en="We do not know this level: only exactly this value counts.",
        )
        return [("note", Finding("own-level", where, what, _ASK))]
    return []


_ASK = Text(
    nl="Vraag zo mogelijk http://eidas.europa.eu/LoA/substantial, of een niveau van DigiD of eHerkenning.",
    en="Ask for http://eidas.europa.eu/LoA/substantial where you can, or a level of DigiD or eHerkenning.",
)


def _answers(one: Provider) -> list[tuple[Weight, Finding]]:
    """What the provider itself says, against what this node needs."""
    try:
        told = metadata(one)
    except SignInRefused as refused:
        return [_away(one, refused)]
    found = [
        _keys(one),
        _offers(told, "code_challenge_methods_supported", ("S256",), "PKCE (S256)"),
        _offers(told, "token_endpoint_auth_methods_supported", ("private_key_jwt",), "private_key_jwt"),
        _offers(told, "id_token_signing_alg_values_supported", ALGORITHMS, ", ".join(ALGORITHMS)),
        _offers(told, "response_types_supported", ("code",), "code"),
    ]
    if one.acr:
        found.append(_offers(told, "acr_values_supported", acceptable(one.acr), one.acr, needed=False))
    return [line for line in found if line is not None]


def _away(one: Provider, refused: SignInRefused) -> tuple[Weight, Finding]:
    """What the provider answered, or that it did not, with what the operator looks at."""
    cure = Text(
        nl=f"Controleer het adres, de verbinding en het certificaat ({refused.detail}).",
        en=f"Check the address, the connection and the certificate ({refused.detail}).",
    )
    return ("wrong", Finding(refused.code, one.issuer, refused.findings[0].what, cure))


def _keys(one: Provider) -> tuple[Weight, Finding] | None:
    try:
        if usable_keys(one):
            return None
    except SignInRefused as refused:
        return _away(one, refused)
    return _wrong(
        "keys",
        "jwks_uri",
        "De aanbieder geeft geen sleutel die wij aannemen.",
        "The provider gives no key that we take.",
        "Vraag om een sleutel RSA vanaf 2048 bits of EC, met een kid.",
        "Ask for a key RSA from 2048 bits or EC, with a kid.",
    )


def _offers(
    told: Metadata, name: str, wanted: tuple[str, ...], words: str, needed: bool = True
) -> tuple[Weight, Finding] | None:
    """A line where the provider lists what it can, and nothing of what is wanted stands in it."""
    listed = told.whole.get(name)
    if not isinstance(listed, list) or any(one in listed for one in wanted):
        return None
    what = Text(
        nl=f"De aanbieder zegt niet dat hij {words} kan.", en=f"The provider does not say that it can do {words}."
    )
    cure = Text(nl="Laat dat bij de aanbieder aanzetten.", en="Have that switched on at the provider.")
    return ("wrong" if needed else "note", Finding("offers", name, what, cure))


def _wrong(code: str, where: str, nl: str, en: str, cure_nl: str, cure_en: str) -> tuple[Weight, Finding]:
    return ("wrong", Finding(code, where, Text(nl=nl, en=en), Text(nl=cure_nl, en=cure_en)))
