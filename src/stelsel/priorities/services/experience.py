# SPDX-License-Identifier: EUPL-1.2
"""What people found of a journey, with how sure that is, and where they stopped: from counts alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

Z = 1.959964
"""95 of 100 such bands hold the true share (normal distribution, two-sided)."""
FEWEST = 5
"""Fewer answers than this are not told: then somebody might know who it was."""
FOUND = ("yes", "partly", "no")
EFFORTS = (1, 2, 3, 4, 5)
"""From very easy to very hard."""


@dataclass(frozen=True)
class Band:
    """A share (0..1) or a mean (1..5), and between which it lies with 95% confidence."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Stop:
    """A screen, how often it was shown, and how many of those went no further."""

    screen: str
    shown: int
    left: int


@dataclass(frozen=True)
class Experience:
    """A journey: how often begun and finished, how many found what to do, how much effort it took (1..5), and where
    people stopped, most first. None where too few said so."""

    begun: int
    finished: int
    answered: int
    found: Band | None
    effort: Band | None
    stops: tuple[Stop, ...]


def experience_of(counts: Mapping[str, int], screens: Sequence[str]) -> Experience:
    """From counts (`at-<screen>`, `found-<answer>`, `effort-<n>`); `screens` in the order in which they come."""
    shown = {name: counts.get(f"at-{name}", 0) for name in screens}
    found = {name: counts.get(f"found-{name}", 0) for name in FOUND}
    efforts = {number: counts.get(f"effort-{number}", 0) for number in EFFORTS}
    answered = sum(found.values())
    return Experience(
        shown[screens[0]] if screens else 0,
        shown[screens[-1]] if screens else 0,
        answered,
        share(found["yes"], answered) if answered >= FEWEST else None,
        mean(efforts) if sum(efforts.values()) >= FEWEST else None,
        tuple(sorted(_stops(shown, screens), key=lambda one: -one.left)),
    )


def _stops(shown: Mapping[str, int], screens: Sequence[str]) -> list[Stop]:
    """Who saw a screen and none that comes after it. Screens can be passed over, so what counts is the most that any
    later screen was shown."""
    stops = []
    for at, name in enumerate(screens[:-1]):
        later = max(shown[other] for other in screens[at + 1 :])
        if shown[name] >= FEWEST and shown[name] > later:
            stops.append(Stop(name, shown[name], shown[name] - later))
    return stops


def share(some: int, all_of: int) -> Band:
    """A share with its band (E.B. Wilson, Probable inference, 1927: the score interval). ValueError for none."""
    if all_of <= 0 or not 0 <= some <= all_of:
        raise ValueError("a share needs 0 <= some <= all, and not nothing")
    part, below = some / all_of, 1 + Z**2 / all_of
    middle = (part + Z**2 / (2 * all_of)) / below
    half = Z * sqrt(part * (1 - part) / all_of + Z**2 / (4 * all_of**2)) / below
    return Band(part, max(0.0, middle - half), min(1.0, middle + half))


def mean(counts: Mapping[int, int]) -> Band:
    """The mean of answers on a scale, with the band of the normal distribution, within the scale. ValueError for fewer
    than two."""
    number = sum(counts.values())
    if number < 2:
        raise ValueError("a mean with a band needs two answers")
    middle = sum(value * times for value, times in counts.items()) / number
    spread = sum(times * (value - middle) ** 2 for value, times in counts.items()) / (number - 1)
    half = Z * sqrt(spread / number)
    return Band(middle, max(min(counts), middle - half), min(max(counts), middle + half))
