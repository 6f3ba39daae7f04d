# SPDX-License-Identifier: EUPL-1.2
"""A demand as requirements: the verdict per offer, and the words for failing, not knowing and giving way."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np

from stelsel.engines.match import UNKNOWN, Requirement, at_least, equal
from stelsel.engines.match.tri import Tri, at_most, certain, known
from stelsel.kernel.text import Text, number, same
from stelsel.kernel.values import WITHIN
from stelsel.priorities.cloud import words
from stelsel.priorities.cloud.policy import GATE, framework
from stelsel.priorities.cloud.questions._arrays import OfferArrays
from stelsel.priorities.cloud.questions._claims import Proven, certificate
from stelsel.priorities.cloud.questions._inputs import Inputs

Give = Callable[[int], Text]
"""What must change for the offer at a position to meet this requirement."""


@dataclass(frozen=True)
class Spoken:
    """A requirement with its words: `asks` what is asked, `fails` and `unknown` why offers fall out, `ask` whom to ask,
    `give` the smallest change, `gap` how far off each offer is (0 is met, 1 is a whole step; for ordering only)."""

    filter: Requirement
    asks: Text
    fails: Text
    unknown: Text
    ask: Text
    give: Give
    rule: Text | None = None
    gap: np.ndarray = field(default_factory=lambda: np.empty(0))


def requirements(inputs: Inputs, arrays: OfferArrays, facts: Proven) -> list[Spoken]:
    """Every requirement of a demand, cheapest to explain first."""
    return [
        *_basic(inputs, arrays),
        *_capacity(inputs, arrays),
        *_place(inputs, arrays),
        *_certificates(inputs, arrays, facts),
        *_seal(inputs, facts),
    ]


def _basic(inputs: Inputs, arrays: OfferArrays) -> Iterator[Spoken]:
    yield _plain("service", equal(arrays.service.codes, arrays.service.code(inputs.service_type)), words.SERVICE)
    yield _plain("available", certain(~arrays.gone), words.AVAILABLE)
    if not inputs.include_samples:
        yield _plain("real", certain(~arrays.sample), words.REAL)
    if not inputs.include_spot:
        yield _plain("term", certain(~arrays.spot), words.SPOT)
    if inputs.day:
        yield _plain("day", certain(arrays.observed <= inputs.day.toordinal()), words.LATER)
    if inputs.architecture:
        wanted = arrays.architecture.code(inputs.architecture)
        yield _plain("architecture", equal(arrays.architecture.codes, wanted), words.ARCHITECTURE)
    yield _plain("price", known(arrays.month >= 0), words.PRICE)


def _plain(key: str, verdict: Tri, said: words.Said) -> Spoken:
    gap = np.where(verdict == UNKNOWN, 0.5, np.where(verdict < UNKNOWN, 1.0, 0.0))
    return Spoken(
        Requirement(key, verdict), said.asks, said.fails, said.unknown, said.ask, lambda at: said.give, gap=gap
    )


def _capacity(inputs: Inputs, arrays: OfferArrays) -> Iterator[Spoken]:
    asked = (
        ("vcpus", inputs.vcpus, arrays.vcpus, words.VCPUS),
        ("memory", inputs.memory_mib, arrays.memory, words.MEMORY),
        ("storage", inputs.storage_gb, arrays.storage, words.STORAGE),
        ("gpus", inputs.gpu_count, arrays.gpus, words.GPUS),
    )
    for key, wanted, values, unit in asked:
        if wanted:
            yield _amount(key, float(wanted), values, unit)


def _amount(key: str, wanted: float, values: np.ndarray, unit: Text) -> Spoken:
    shown = _shown(wanted)

    def give(at: int) -> Text:
        if np.isnan(values[at]):
            return words.TELL_AMOUNT.fill(unit=unit)
        return words.LESS.fill(have=_shown(values[at]), unit=unit, wanted=shown)

    gap = np.nan_to_num(np.clip((wanted - values) / wanted, 0, None), nan=0.5)
    return Spoken(
        Requirement(key, at_least(values, wanted)),
        words.AT_LEAST.fill(wanted=shown, unit=unit),
        words.TOO_FEW.fill(wanted=shown, unit=unit),
        words.UNKNOWN_AMOUNT.fill(unit=unit),
        words.ASK_SUPPLIER,
        give,
        gap=gap,
    )


def _shown(value: float) -> Text:
    decimals = None if value != int(value) else 0
    return Text(nl=number(value, "nl", decimals), en=number(value, "en", decimals))


def _place(inputs: Inputs, arrays: OfferArrays) -> Iterator[Spoken]:
    if inputs.place_within == "world":
        return
    wanted = WITHIN.index(inputs.place_within)
    circle = words.CIRCLES[inputs.place_within]

    def give(at: int) -> Text:
        found = arrays.circle[at]
        return words.TELL_PLACE if found < 0 else words.WIDEN.fill(circle=words.CIRCLES[WITHIN[found]])

    yield Spoken(
        Requirement("place", at_most(arrays.circle, wanted)),
        words.WITHIN_CIRCLE.fill(circle=circle),
        words.OUTSIDE.fill(circle=circle),
        words.UNKNOWN_PLACE,
        words.ASK_SUPPLIER,
        give,
        gap=np.where(arrays.circle < 0, 0.5, np.clip(arrays.circle - wanted, 0, None)),
    )


def _certificates(inputs: Inputs, arrays: OfferArrays, facts: Proven) -> Iterator[Spoken]:
    for scheme in dict.fromkeys(inputs.certificates):
        said = words.CERTIFICATE.fill(scheme=scheme)
        yield _plain(f"certificate:{scheme}", certificate(arrays, facts, scheme), said)


def _seal(inputs: Inputs, facts: Proven) -> Iterator[Spoken]:
    rules = framework()
    for minimum in sorted(inputs.minimum_seal, key=lambda asked: asked.objective):
        if minimum.level == 0:
            continue
        column = rules.ids.index(minimum.objective)
        yield _objective(minimum.objective, minimum.level, facts.levels[:, column].astype(np.int64), column)


def _objective(objective: str, wanted: int, levels: np.ndarray, column: int) -> Spoken:
    name = framework().objectives[column].name
    filled = {"objective": same(objective), "name": name, "level": wanted}
    verdict = np.where(levels < 0, 0, np.where(levels >= wanted, 1, -1)).astype(np.int8)

    def give(at: int) -> Text:
        if levels[at] < 0:
            return words.SEAL_CLAIM.fill(**filled)
        return words.SEAL_LOWER.fill(**filled, have=levels[at])

    return Spoken(
        Requirement(f"seal:{objective}", verdict),
        words.SEAL_ASKS.fill(**filled),
        words.SEAL_FAILS.fill(**filled),
        words.SEAL_UNKNOWN.fill(**filled),
        words.SEAL_ASK,
        give,
        GATE,
        np.where(levels < 0, 0.5, np.clip(wanted - levels, 0, None) / 4),
    )
