# SPDX-License-Identifier: EUPL-1.2
"""Which suppliers somebody may mean by a name: the name itself, else the name without what stands between brackets at
its end, else what the name begins with, else its words."""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")
_WORD = re.compile(r"\w+")
LEAST = 3
"""Letters from which the beginning or the words of a name may mean it."""
NEAR = 0.6
"""How alike a name must be to be suggested, 0..1 (difflib)."""
MOST = 6
"""Names that are suggested at most."""


def plain(name: str) -> str:
    """A name to compare by: small letters, single spaces, without a leading article."""
    words = " ".join(name.casefold().split())
    return words.removeprefix("the ").rstrip(".")


def bare(name: str) -> str:
    """A plain name without what stands between brackets at its end: Voorbeeldwolk (verzonnen) -> voorbeeldwolk."""
    return plain(_BRACKETS.sub("", name)) or plain(name)


def meant(asked: str, names: Iterable[str]) -> list[str]:
    """The names (plain) that somebody may mean, by the surest way that finds any; sorted."""
    known, wanted = sorted(set(names)), plain(asked)
    if wanted in known:
        return [wanted]
    short = bare(asked)
    same = [name for name in known if bare(name) == short]
    if same or len(short) < LEAST:
        return same
    said = set(_WORD.findall(short))
    starts = [name for name in known if name.startswith(short)]
    return starts or [name for name in known if said and said <= set(_WORD.findall(name))]


def near(asked: str, names: Mapping[str, object]) -> list[str]:
    """The names (plain) that look most like what was asked, the best first."""
    by_bare = {bare(name): name for name in sorted(names, reverse=True)}
    return [by_bare[name] for name in get_close_matches(bare(asked), by_bare, MOST, NEAR)]
