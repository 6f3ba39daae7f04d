# SPDX-License-Identifier: EUPL-1.2
"""Mail addresses and profile pages of persons, in text and inside links."""

import re
from collections.abc import Iterator
from functools import lru_cache

from stelsel.kernel.personal_data._names import FUNCTIONAL, GIVEN, PRIVATE_HOSTS, STEMS

_LOCAL_END = re.compile(r"(?<![\w.%+'-])([\w.%+'-]{1,64})( ?)$")
_HOST_PART = re.compile(r"( ?)([\w-]{1,63}(?:\.[\w-]{1,63}){1,8})")
_HOST = re.compile(r"(?!v?[0-9])[\w-]+(?:\.[\w-]+)*\.[a-z]{2,24}")
_PARTS = re.compile(r"[._+-]")
_PROFILE = re.compile(
    r"(?:linkedin\.com/(?:in|pub)/|facebook\.com/(?:people/|profile\.php\?id=)|xing\.com/profile/|"
    r"orcid\.org/\d{4}-|(?:wa\.me|api\.whatsapp\.com/send\?phone=)/?(?:00|\+|%2B)?316|t\.me/\+?316|"
    r"viadeo\.com/p/|researchgate\.net/profile/|scholar\.google\.[a-z.]{2,6}/citations\?user=)[\w%+-]*",
    re.IGNORECASE,
)


def personal_mails(text: str) -> Iterator[str]:
    """Every mail address in a text that is not plainly functional."""
    at = text.find("@")
    while at >= 0:
        host = _HOST_PART.match(text, at + 1)
        begin = _LOCAL_END.search(text, max(0, at - 66), at) if host else None
        loose = begin and host and (begin[2], host[1]).count(" ") == 1  # "post aan @gemeente" is no address
        if begin and host and not loose and _is_personal(begin[1], host[2]):
            yield text[begin.start() : host.end()]
        at = text.find("@", at + 1)


def profiles(text: str) -> Iterator[str]:
    """Every link to the page of one person on a social network."""
    return (found[0] for found in _PROFILE.finditer(text))


@lru_cache(maxsize=4096)
def _is_personal(local: str, host: str) -> bool:
    """Whether a mail address is not plainly functional. What stands after the @ of a package version is no host."""
    name, domain = local.lower().strip("'.%"), host.lower().rstrip("_-")
    if not name or not _HOST.fullmatch(domain):
        return False
    if domain in PRIVATE_HOSTS:
        return True
    parts = [part for part in _PARTS.split(name) if part]
    if len(parts) > 1 and _of_one_person(parts):
        return True
    words = {*parts, name}
    if words & FUNCTIONAL or any(word.startswith(STEMS) for word in words):
        return False
    return not any(stem in name for stem in STEMS if len(stem) > 5) and name != domain.split(".")[0]


def _of_one_person(parts: list[str]) -> bool:
    """j.raadsma, jan.inkoop: begins with an initial or a given name, and goes on with more than a functional word."""
    if parts[0] in GIVEN:
        return True
    return len(parts[0]) == 1 and parts[0].isalpha() and parts[-1] not in FUNCTIONAL | _EXACT


_EXACT = frozenset(STEMS) | {"archief", "klachten", "financien", "communicatie", "informatie", "meldingen", "zaken"}
