# SPDX-License-Identifier: EUPL-1.2
"""How sure a law is in a year: official, provisional or refused, and which figure or line of doubt decides that.

The formal part of a text is read as it stands (no case is computed). Of two branches of an IF the better one counts,
branches that give nothing (0) excepted: so a law-year is official when an ordinary case computes with official
figures only, and what is worse elsewhere is named as an exception.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal

import msgspec

from stelsel.engines.rules.parameters import OFFICIAL, Parameters

Standing = Literal["official", "provisional", "refused"]
_ORDER: tuple[Standing, ...] = ("official", "provisional", "refused")


class Reason(msgspec.Struct, frozen=True, order=True):
    """What keeps a case from being official: a line of doubt, a figure of grade S or I, a figure that is missing, or a
    text that was read from a poor source or is not there (`what` "text")."""

    what: Literal["doubt", "figure", "missing", "text"]
    name: str


class Finding(msgspec.Struct, frozen=True):
    """The best case of a part of a text, with what decides it, and all reasons that any of its cases meets."""

    standing: Standing
    because: frozenset[Reason]
    anywhere: frozenset[Reason]
    figures: frozenset[tuple[str, str]]


class LawYear(msgspec.Struct, frozen=True):
    """One law in one year. `because` decides a standing that is not official; `except_for` are the reasons that only
    some cases meet. `figures` are all figures in use: (law, name or family of bands)."""

    law: str
    year: int
    standing: Standing
    because: tuple[Reason, ...]
    except_for: tuple[Reason, ...]
    figures: tuple[tuple[str, str], ...]


NOTHING = Finding("official", frozenset(), frozenset(), frozenset())


def law_year(
    texts: Sequence[Mapping[str, Any]], law: str, outputs: Sequence[str], year: int, known: Parameters
) -> LawYear:
    """The standing of some outputs of a law in a year. `texts` are parsed documents in our format; of each version of a
    text that holds on a day of the year the worst counts."""
    own = [text for text in in_force(texts, year) if text["$id"] == law]
    if not own:
        return LawYear(law, year, "refused", (Reason("text", law),), (), ())
    walk = _Walk(in_force(texts, year), year, known)
    found = together([walk.output(text, name) for text in own for name in outputs])
    rest = found.anywhere - found.because
    return LawYear(
        law, year, found.standing, tuple(sorted(found.because)), tuple(sorted(rest)), tuple(sorted(found.figures))
    )


def in_force(texts: Sequence[Mapping[str, Any]], year: int) -> list[Mapping[str, Any]]:
    """The versions that hold on a day of a year: each lasts until the next version of the same text."""
    kept = []
    for text in texts:
        later = [
            day
            for one in texts
            if one["$id"] == text["$id"] and (day := str(one["valid_from"])) > str(text["valid_from"])
        ]
        if str(text["valid_from"]) <= f"{year}-12-31" and (not later or min(later) > f"{year}-01-01"):
            kept.append(text)
    return kept


def together(some: Sequence[Finding]) -> Finding:
    """What needs all of some parts: the worst standing, with the reasons for that."""
    worst: Standing = max((one.standing for one in some), key=_ORDER.index, default="official")
    because = (one.because for one in some if one.standing == worst)
    return Finding(
        worst,
        frozenset[Reason]().union(*because),
        frozenset[Reason]().union(*(one.anywhere for one in some)),
        frozenset[tuple[str, str]]().union(*(one.figures for one in some)),
    )


def _either(some: Sequence[Finding]) -> Finding:
    """What needs one of some parts: the best standing."""
    best = min(some, key=lambda one: _ORDER.index(one.standing))
    every = together(some)
    return Finding(best.standing, best.because, every.anywhere, every.figures)


class _Walk:
    """One walk through the formal parts of some texts in one year; every output is looked at once."""

    def __init__(self, texts: Sequence[Mapping[str, Any]], year: int, known: Parameters) -> None:
        self._texts, self._known = texts, known
        self._first, self._last = date(year, 1, 1), date(year, 12, 31)
        self._seen: dict[tuple[int, str], Finding] = {}

    def output(self, text: Mapping[str, Any], name: str) -> Finding:
        """What an output of a text needs. A text of which the source is poor keeps all it gives from being official."""
        key = (id(text), name)
        if key not in self._seen:
            self._seen[key] = NOTHING
            for article in text["articles"]:
                for action in article["machine_readable"]["execution"]["actions"]:
                    if action["output"] == name:
                        self._seen[key] = together([self._action(text, article, action), _read(text)])
        return self._seen[key]

    def _action(self, text: Mapping[str, Any], article: Mapping[str, Any], action: Mapping[str, Any]) -> Finding:
        lines = frozenset(Reason("doubt", line) for line in action.get("uncertain", ()))
        own = Finding("provisional", lines, lines, frozenset()) if lines else NOTHING
        return together([own, self._value(text, article, action["value"])])

    def _value(self, text: Mapping[str, Any], article: Mapping[str, Any], value: Any) -> Finding:
        if isinstance(value, str) and value.startswith("$"):
            return self._name(text, article, value[1:].split(".")[0])
        if not isinstance(value, Mapping):
            return NOTHING
        if "parameter" in value:
            return self._figure(value["parameter"], str(text.get("bwb_id", "")))
        if value["operation"] == "IF":
            conditions = [self._value(text, article, case["when"]) for case in value["cases"]]
            results = [*(case["then"] for case in value["cases"]), value["default"]]
            counted = [one for one in results if one not in (0, False)] or results
            return together([*conditions, _either([self._value(text, article, one) for one in counted])])
        return together([self._value(text, article, one) for one in _parts(value)])

    def _name(self, text: Mapping[str, Any], article: Mapping[str, Any], name: str) -> Finding:
        formal = article["machine_readable"]
        for given in formal["execution"].get("input", ()):
            if given["name"] == name:
                return self._input(text, given["source"])
        for term in formal.get("open_terms", ()):
            if term["id"] == name:
                return self._term(text, article, term)
        return self.output(text, name)

    def _input(self, text: Mapping[str, Any], source: Mapping[str, Any]) -> Finding:
        if not source:
            return NOTHING
        named = source.get("regulation", text["$id"])
        texts = [one for one in self._texts if one["$id"] == named] if named != text["$id"] else [text]
        given = [source["parameters"][key][1:] for key in source.get("parameters", {}) if key != "bsn"]
        needs = [self.output(text, name) for name in given]
        return together([*needs, *(self.output(one, source["output"]) for one in texts)])

    def _term(self, text: Mapping[str, Any], article: Mapping[str, Any], term: Mapping[str, Any]) -> Finding:
        """An open term: the best of who fills it in; the default where there is one."""
        filled = [self.output(other, term["id"]) for other in self._texts if _fills(other, text["$id"], term["id"])]
        filled += [self._action(text, article, one) for one in term.get("default", {}).get("actions", ())]
        missing = frozenset({Reason("missing", term["id"])})
        return _either(filled) if filled else Finding("refused", missing, missing, frozenset())

    def _figure(self, parameter: Mapping[str, Any], own: str) -> Finding:
        law, name = parameter.get("law", own), parameter.get("name") or parameter["band"]
        used = frozenset({(law, name)})
        found = self._known.versions(law, name)
        names = {one.name for one in found}
        if not names or any(self._known.gaps(law, one, self._first, self._last) for one in names):
            missing = frozenset({Reason("missing", name)})
            return Finding("refused", missing, missing, used)
        here = [one for one in found if one.meets(self._first, self._last)]
        poor = {Reason("doubt", line) for one in here for line in one.uncertain}
        if any(one.grade not in OFFICIAL for one in here):
            poor.add(Reason("figure", name))
        return Finding("provisional" if poor else "official", frozenset(poor), frozenset(poor), used)


def _read(text: Mapping[str, Any]) -> Finding:
    if text.get("grade", "I") in OFFICIAL:
        return NOTHING
    poor = frozenset({Reason("text", str(text["$id"]))})
    return Finding("provisional", poor, poor, frozenset())


def _fills(text: Mapping[str, Any], law: str, term: str) -> bool:
    return any(
        one["law"] == law and one["open_term"] == term
        for article in text["articles"]
        for one in article["machine_readable"].get("implements", ())
    )


def _parts(value: Mapping[str, Any]) -> Iterator[Any]:
    for key, part in value.items():
        if key not in ("operation", "legal_basis", "as", "combine"):
            yield from part if isinstance(part, list) else [part]
