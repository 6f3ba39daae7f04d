# SPDX-License-Identifier: EUPL-1.2
"""Coverage and scope in words."""

from collections.abc import Sequence

from stelsel.kernel.text import Text
from stelsel.nouns.agreement._coverage import Coverage, Covered, RulePart
from stelsel.nouns.agreement._scope import ScopeVerdict

COVERED: dict[Covered, Text] = {
    "technical": Text(nl="technisch: het kan niet anders", en="technical: it cannot be otherwise"),
    "afterwards": Text(nl="achteraf te zien", en="seen afterwards"),
    "people": Text(nl="door mensen", en="by people"),
    "nowhere": Text(nl="nergens", en="nowhere"),
}
RULE_PARTS: dict[RulePart, Text] = {
    "permission": Text(nl="toestemming", en="permission"),
    "prohibition": Text(nl="verbod", en="prohibition"),
    "duty": Text(nl="plicht", en="duty"),
}
SCOPE_VERDICTS: dict[ScopeVerdict, Text] = {
    "within": Text(nl="Binnen de afspraak.", en="Within the agreement."),
    "outside": Text(nl="Buiten de afspraak.", en="Outside the agreement."),
    "unknown": Text(
        nl="Onbekend: op een of meer plaatsen kan van alles staan, of mag iets ontbreken dat verplicht is.",
        en="Unknown: in one or more places anything may be, or something mandatory may be left out.",
    ),
}
_COUNT = Text(
    nl="{open} van {all} plichten en verboden worden nergens afgedwongen.",
    en="{open} of {all} duties and prohibitions are enforced nowhere.",
)


def coverage_headline(found: Sequence[Coverage]) -> Text:
    """How many duties and prohibitions are enforced nowhere."""
    binding = [one for one in found if one.part != "permission"]
    return _COUNT.fill(open=sum(one.covered == "nowhere" for one in binding), all=len(binding))
