# SPDX-License-Identifier: EUPL-1.2
"""What a comparison found, in words."""

from collections.abc import Mapping
from typing import Any

from stelsel.engines.refinement import Checked, Conflict, Rules, Term
from stelsel.kernel.text import Text, same


def headline(found: Checked, base: str, domain: str) -> Text:
    """The verdict in one sentence."""
    if found.verdict == "IN LINE":
        return Text(
            nl=f"In lijn: alles wat “{domain}” toestaat, staat “{base}” ook toe.",
            en=f"In line: all that “{domain}” allows, “{base}” allows too.",
        )
    if found.verdict == "CONFLICT":
        return Text(
            nl=f"Strijdig: “{domain}” staat iets toe dat “{base}” niet toestaat.",
            en=f"Conflict: “{domain}” allows something that “{base}” does not.",
        )
    return Text(
        nl=f"Onbekend: “{domain}” gebruikt woorden die in “{base}” niets betekenen.",
        en=f"Unknown: “{domain}” uses words that mean nothing in “{base}”.",
    )


def act_words(conflict: Conflict) -> Text:
    """The act of a conflict: only what matters, since the rest may be anything."""
    parts = [(name, value) for name, value in conflict.act.items() if name not in conflict.any]
    if not parts:
        return Text(nl="elke deling", en="any act of sharing")
    return Text(
        nl="; ".join(f"{name}: {_value(value, 'nl')}" for name, value in parts),
        en="; ".join(f"{name}: {_value(value, 'en')}" for name, value in parts),
    )


def _value(value: Any, language: str) -> str:
    if isinstance(value, bool):
        return {"nl": ("nee", "ja"), "en": ("no", "yes")}[language][value]
    return f"{value}"


def conflict_words(conflict: Conflict, base: Rules, domain: Rules) -> Text:
    """Why an act is a conflict: the rule of the base that it breaks, and what of the domain lets it through."""
    broken, through = _broken(conflict, base), _through(conflict, domain)
    return Text(nl=f"{broken.nl} {through.nl}", en=f"{broken.en} {through.en}")


def _broken(conflict: Conflict, base: Rules) -> Text:
    rule = _named(conflict.rule, _titles(base))
    if conflict.what == "permission":
        return Text(nl="Geen toestemming van de basis dekt dit.", en="No permission of the base covers this.")
    if conflict.what == "prohibition":
        return Text(nl=f"De basis verbiedt dit ({rule}).", en=f"The base prohibits this ({rule}).")
    if conflict.what == "duty":
        return Text(
            nl=f"De basis verplicht hier tot iets wat dan ontbreekt ({rule}).",
            en=f"The base has a duty here that is not met ({rule}).",
        )
    return Text(
        nl=f"Wat onbekende woorden ook betekenen: een van deze regels van de basis wordt geschonden ({rule}).",
        en=f"Whatever unknown words mean: one of these rules of the base is broken ({rule}).",
    )


def _through(conflict: Conflict, domain: Rules) -> Text:
    if not conflict.permissions:
        return _BY_DEFAULT
    titles = _titles(domain)
    named = ", ".join(_named(one, titles) for one in conflict.permissions)
    return Text(nl=f"De afspraak laat het door ({named}).", en=f"The agreement lets it through ({named}).")


_BY_DEFAULT = Text(
    nl="De afspraak laat het door: zij verbiedt het niet.",
    en="The agreement lets it through: it does not prohibit it.",
)


def _titles(rules: Rules) -> Mapping[str, str]:
    return {one.id: one.title for part in (rules.permissions, rules.prohibitions, rules.duties) for one in part}


def _named(rule: str, titles: Mapping[str, str]) -> str:
    title = titles.get(rule, "")
    return f"{rule}: {title}" if title else rule


def missing_words(term: Term) -> Text:
    """What somebody has to say about an unknown term."""
    if not term.value:
        return Text(
            nl=f"Zeg wat het kenmerk “{term.attribute}” in de basis is.",
            en=f"Say what the attribute “{term.attribute}” is in the base.",
        )
    told = same(f"“{term.value}”")
    return Text(
        nl=f"Zeg wat {told.nl} bij “{term.attribute}” in de basis betekent.",
        en=f"Say what {told.en} of “{term.attribute}” means in the base.",
    )
