# SPDX-License-Identifier: EUPL-1.2
"""Names in ODRL: prefixes, and which IRI stands for a word of an agreement and back.

An address or IRI stands for itself. Any other word (an attribute, a concept, an address in a register) is put in our
own namespace by its role, percent-encoded, so that it comes back letter by letter.
"""

import re
from collections.abc import Mapping
from urllib.parse import quote, unquote

APNL = "https://standaarden.overheid.nl/odrl-ap-nl/"
"""The profile itself, and its namespace (work version of 2026)."""
ODRL = "http://www.w3.org/ns/odrl/2/"
OWN = "urn:stelsel:odrl:"
"""What ODRL and ODRL-AP-NL have no word for; docs/decisions/0039 lists it."""
PREFIXES: Mapping[str, str] = {
    "odrl": ODRL,
    "apnl": APNL,
    "stelsel": OWN,
    "dct": "http://purl.org/dc/terms/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "prov": "http://www.w3.org/ns/prov#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dpv": "https://w3id.org/dpv#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
KNOWN_PROFILES = frozenset(
    {
        APNL,
        f"{APNL}profiel",
        OWN,
        "https://standaarden.overheid.nl/odrl-geo-nl/",
        "https://standaarden.overheid.nl/odrl-brp-nl/",
    }
)
"""Profiles that are met without a warning: ODRL-AP-NL, ODRL-Geo-NL, ODRL-BRP-NL and our own terms."""
WETTEN = "https://wetten.overheid.nl/"
_SHORT = ("odrl", "apnl", "dpv")
"""Prefixes that an attribute keeps in its name."""
_IRI = re.compile(r"(?:https?://|urn:)[^\x00-\x20<>\"{}|\\^`]+")
_BWB = re.compile(r"BWBR[0-9]{7}")


def node_of(role: str, word: str) -> str:
    """The IRI of a word in a role, such as `kenmerk` (attribute), `begrip` (concept) or `adres` (address)."""
    if role == "kenmerk":
        prefix, colon, rest = word.partition(":")
        if colon and prefix in _SHORT and re.fullmatch(r"[A-Za-z][\w.-]*", rest, re.ASCII):
            return PREFIXES[prefix] + rest
        if any(word.startswith(PREFIXES[one]) for one in _SHORT):
            return _own(role, word)
    if _IRI.fullmatch(word) and not word.startswith("urn:stelsel:"):
        return word
    return _own(role, word)


def _own(role: str, word: str) -> str:
    return f"urn:stelsel:{role}:{quote(word, safe='/')}"


def word_of(role: str, iri: str) -> str:
    """The word that an IRI stands for in a role; an IRI of others stands for itself (an attribute of a known prefix
    for its short name)."""
    own = f"urn:stelsel:{role}:"
    if iri.startswith(own):
        return unquote(iri.removeprefix(own))
    if role == "kenmerk":
        for prefix in _SHORT:
            rest = iri.removeprefix(PREFIXES[prefix])
            if rest != iri and re.fullmatch(r"[A-Za-z][\w.-]*", rest, re.ASCII):
                return f"{prefix}:{rest}"
    return iri


def law_of(identifier: str) -> str:
    """The IRI of a law: of a BWB identifier its page at wetten.overheid.nl."""
    return f"{WETTEN}{identifier}" if _BWB.fullmatch(identifier) else node_of("wet", identifier)


def law_in(iri: str) -> str:
    """The identifier of a law."""
    rest = iri.removeprefix(WETTEN)
    return rest if rest != iri and _BWB.fullmatch(rest) else word_of("wet", iri)


def expanded(short: str) -> str:
    """odrl:use -> its IRI."""
    prefix, _, rest = short.partition(":")
    return PREFIXES[prefix] + rest


def shortened(iri: str) -> str:
    """An IRI with a known prefix, else as it is: for words to people."""
    for prefix, start in PREFIXES.items():
        if iri.startswith(start):
            return f"{prefix}:{iri.removeprefix(start)}"
    return iri
