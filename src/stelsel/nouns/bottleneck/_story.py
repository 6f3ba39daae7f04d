# SPDX-License-Identifier: EUPL-1.2
"""Whether a text tells about a person: a cautious look, besides the lint for numbers, names and mail addresses. It
would rather ask for other words than let a story through; what it misses, the person who publishes still answers
for."""

import re

_FIRST_PERSON = re.compile(
    r"\b(?:ik|mij|mijn|mezelf|m'n)\b|\bI'(?:m|ve|d)\b|\b(?:my|myself)\b|\bme\b(?=[.,;]|\s+(?:and|at|that|to)\b)"
    r"|\bI\s+(?:am|was|have|had|can|cannot|could|did|do|got|get|need|want|went|wrote|applied|asked|called|live|lost|never"
    r"|tried|waited|received|will|would)\b",
)
_CAPITALS = re.compile(r"^(?:Ik|Mij|Mijn|My)\b|(?<=[.!?]\s)(?:Ik|Mij|Mijn|My)\b")
_FAMILY = re.compile(
    r"\b(?:zijn|haar|hun|onze|een|de|his|her|their|our|a|the)\s+(?:zwangere|zieke|overleden|demente|pregnant|sick|late)?\s*"
    r"(?:moeder|vader|zoon|dochter|zus|broer|oma|opa|buurman|buurvrouw|echtgenoot|echtgenote|collega|cliënte?|cliente?"
    r"|mother|father|son|daughter|sister|brother|grandmother|grandfather|neighbour|husband|wife|colleague|client)\b",
    re.IGNORECASE,
)
_AGED = re.compile(
    r"\b(?:man|vrouw|jongen|meisje|inwoner|inwoonster|bewoner|burger|cliënte?|cliente?|patiënte?|woman|boy|girl|resident"
    r"|citizen|client|patient)\s+(?:van|of|aged)\s+\d{1,3}\b|\b\d{1,3}[- ](?:jarige|year-old)\b"
    r"|\b\d{1,3}\s+years? old\b",
    re.IGNORECASE,
)


def personal_story(text: str) -> bool:
    """Whether a text seems to tell what happened to somebody: first person singular, family, an age."""
    return any(one.search(text) for one in (_FIRST_PERSON, _CAPITALS, _FAMILY, _AGED))
