# SPDX-License-Identifier: EUPL-1.2
"""A conclusion of the decision aid in our own words: role, what it is, its class; and from which day each article
applies."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from stelsel.kernel.text import Text
from stelsel.kernel.time import say_day
from stelsel.priorities.ai.policy import Article, Tree
from stelsel.priorities.ai.questions._walk import Taken

_ROLES = {
    "12": Text(nl="aanbieder", en="provider"),
    "13": Text(nl="gebruiksverantwoordelijke", en="deployer"),
    "14": Text(nl="aanbieder en gebruiksverantwoordelijke", en="provider and deployer"),
    "15": Text(nl="importeur", en="importer"),
    "16": Text(nl="distributeur", en="distributor"),
}
_THINGS = {
    "0": Text(nl="een AI-systeem", en="an AI system"),
    "1": Text(nl="een AI-systeem voor algemene doeleinden", en="a general-purpose AI system"),
    "2": Text(nl="een AI-model voor algemene doeleinden", en="a general-purpose AI model"),
}
_CLASSES = {
    "0": ("prohibited", Text(nl="dat verboden is", en="that is prohibited")),
    "1": (
        "high-risk-transparency",
        Text(nl="met een hoog risico en de plicht om open te zijn", en="with a high risk and a duty to be transparent"),
    ),
    "2": ("high-risk", Text(nl="met een hoog risico", en="with a high risk")),
    "3": (
        "transparency",
        Text(
            nl="zonder hoog risico, met de plicht om open te zijn",
            en="without a high risk, with a duty to be transparent",
        ),
    ),
    "4": ("minimal", Text(nl="zonder hoog risico", en="without a high risk")),
}
_TRADE_CLASSES = {
    "0": _CLASSES["0"],
    "1": ("high-risk", _CLASSES["2"][1]),
    "3": (
        "minimal",
        Text(
            nl="zonder hoog risico; voor die rol gelden dan geen plichten",
            en="without a high risk; that role then has no duties",
        ),
    ),
}
"""Of importers and distributors the aid does not ask about transparency."""
_MODELS = {
    "1": ("systemic-risk", Text(nl="met een systeemrisico", en="with a systemic risk")),
    "2": ("open-source-model", Text(nl="met een open licentie", en="with an open licence")),
    "3": ("model", Text(nl="zonder systeemrisico", en="without a systemic risk")),
}
_OUT = {
    "11.0": Text(nl="er is geen algoritme", en="there is no algorithm"),
    "11.1": Text(nl="dit is geen AI-systeem en geen AI-model", en="this is no AI system and no AI model"),
    "11.2": Text(nl="er geldt een uitzondering", en="an exception applies"),
    "11.3": Text(nl="u heeft geen rol die de verordening kent", en="you have no role that the Act knows"),
}
_APPLIES = Text(
    nl="De AI-verordening geldt: u bent {role} van {thing} {klass}.",
    en="The AI Act applies: you are {role} of {thing} {klass}.",
)
_APPLIES_MODEL = Text(
    nl="De AI-verordening geldt: u bent {role} van {thing}.", en="The AI Act applies: you are {role} of {thing}."
)
_APPLIES_NOT = Text(nl="De AI-verordening geldt niet: {why}.", en="The AI Act does not apply: {why}.")
_UNTIL = Text(nl="{day} (overheid die het al gebruikte)", en="{day} (public bodies that used it already)")


@dataclass(frozen=True)
class Outcome:
    """A conclusion: its id, its class for machines, whether the Act applies, and one sentence."""

    id: str
    klass: str
    applies: bool
    words: Text

    @property
    def has_duties(self) -> bool:
        """Importers and distributors have duties for high-risk systems only; outside the Act nobody has."""
        trade = self.id.startswith(("15.", "16."))
        return self.applies and not (trade and self.klass in ("minimal", "model"))


def outcome(id: str) -> Outcome:
    """The words of a conclusion, from its number: role, kind, class."""
    if id in _OUT:
        return Outcome(id, "out-of-scope", False, _APPLIES_NOT.fill(why=_OUT[id]))
    role, thing, last = id.split(".")
    said: dict[str, object] = {"role": _ROLES[role], "thing": _THINGS[thing]}
    if thing == "2" and role in ("13", "15", "16"):
        return Outcome(id, "model", True, _APPLIES_MODEL.fill(**said))
    classes = _MODELS if thing == "2" else _TRADE_CLASSES if role in ("15", "16") else _CLASSES
    klass, words = classes[last]
    return Outcome(id, klass, True, _APPLIES.fill(**said, klass=words))


def since(tree: Tree, article: Article, path: Iterable[Taken]) -> date | None:
    """From which day an article applies here; None where it has none, or where an answer that decides is unknown. For
    high risk it hangs on the annex, and on whether a public body used the system already (article 111)."""
    if article.since != "high-risk":
        return date.fromisoformat(article.since) if article.since else None
    answers: Mapping[str, str] = {taken.step.id: taken.option.key for taken in path if taken.option}
    use, product = answers.get("1.3"), answers.get("2.3")
    if use == "in-gebruik":
        return tree.high_risk_from["inUseByGovernment"]
    if use is None or product is None:
        return None
    return tree.high_risk_from["annex-iii" if product == "geen" else "annex-i"]


def said_since(tree: Tree, article: Article, path: Iterable[Taken]) -> Text | None:
    """That day in words."""
    taken = tuple(path)
    day = since(tree, article, taken)
    if day is None:
        return None
    said = Text(nl=say_day(day, "nl"), en=say_day(day, "en"))
    return _UNTIL.fill(day=said) if day == tree.high_risk_from["inUseByGovernment"] else said
