# SPDX-License-Identifier: EUPL-1.2
"""What one asker may ask of this node in a while: ONE table of budgets, and the setting that changes it.

An asker is an account, or a network address for whoever is not signed in. A budget is so many units per so many
seconds, as a token bucket: the whole budget at once at most, refilled evenly. A page, search, file or API call costs
one unit; a question costs what it declares (`book.question.Question.cost`).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from stelsel.kernel.problem import Finding
from stelsel.kernel.text import Text
from stelsel.node.serve import Unavailable


@dataclass(frozen=True)
class Policy:
    """A budget: its name, units (`quota`) per `seconds`, what it is for. `unit` is the quota unit of the RateLimit
    headers, `requests` where every request costs one."""

    name: str
    quota: int
    seconds: int
    what: Text
    unit: str = "requests"


POLICIES = (
    Policy("pages", 3000, 60, Text(nl="pagina's", en="pages")),
    Policy("search", 600, 60, Text(nl="zoeken", en="searching")),
    Policy(
        "questions", 1200, 60, Text(nl="vragen, naar wat zij kosten", en="questions, by their cost"), "stelsel-units"
    ),
    Policy("exports", 120, 60, Text(nl="lijsten en bestanden ophalen", en="fetching lists and files")),
    Policy("api", 3000, 60, Text(nl="de API, behalve vragen en zoeken", en="the API, but for questions and search")),
    Policy("logs", 12_000, 60, Text(nl="bestanden van de logboeken", en="files of the logs")),
    Policy("reports", 40, 86_400, Text(nl="knelpunten melden, per dag", en="raising bottlenecks, a day")),
    Policy("handovers", 60, 3600, Text(nl="vragen overdragen", en="handing questions over")),
    Policy("data-requests", 60, 3600, Text(nl="gegevens vragen", en="asking for data")),
    Policy("sign-in", 600, 60, Text(nl="aanmelden, per netwerkadres", en="signing in, per network address")),
)
"""The budgets of one asker. Wrong passwords have stricter limits of their own (`node.identity`)."""

_CHANGE = re.compile(r"([a-z-]+)=([1-9][0-9]{0,8})/([1-9][0-9]{0,5})")


def read_limits(changes: str) -> Mapping[str, Policy]:
    """The budgets by name with the changes of a setting: `off` for none at all, or `search=120/60,pages=500/60` (units
    per seconds). Unavailable for anything else: a limit that was meant and does not hold is no limit."""
    found = {policy.name: policy for policy in POLICIES}
    if changes.strip() == "off":
        return {}
    for change in filter(None, (part.strip() for part in changes.split(","))):
        match = _CHANGE.fullmatch(change)
        if match is None or match[1] not in found:
            raise Unavailable(Finding("setting", "STELSEL_LIMITS", _WRONG.fill(change=change[:60]), _CURE))
        old = found[match[1]]
        found[old.name] = Policy(old.name, int(match[2]), int(match[3]), old.what, old.unit)
    return found


_NAMES = ", ".join(policy.name for policy in POLICIES)
_WRONG = Text(nl="“{change}” is geen budget.", en="“{change}” is no budget.")
_CURE = Text(
    nl=f"Schrijf naam=eenheden/seconden, zoals search=120/60, met een naam uit {_NAMES}; of off.",
    en=f"Write name=units/seconds, such as search=120/60, with a name from {_NAMES}; or off.",
)
