# SPDX-License-Identifier: EUPL-1.2
"""Which child lives with whom: children are grouped to brothers and sisters, and those to parents of a fitting age."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from stelsel.engines.synthetic._drawing import Bools, Ints, around, fitting, matched, pick
from stelsel.engines.synthetic._roles import WOMAN, People, Roles
from stelsel.engines.synthetic.assumptions import number, numbers

ROUNDS = 16
"""How often pairs outside the bounds of age may change places with others."""


@dataclass(frozen=True)
class Families:
    """Of each child and each live-in parent the household (couples first, then single parents) and whether the ages
    fit; who does not fit lives there as a co-resident."""

    child_home: Ints
    child_fits: Bools
    live_in_home: Ints
    live_in_fits: Bools


@dataclass(frozen=True)
class _Heads:
    """Per household that can hold children: the age of its youngest head, of the mother (or only head), of the oldest
    head."""

    low: Ints
    mother: Ints
    high: Ints
    has_mother: Bools


def families(random: np.random.Generator, folk: People, roles: Roles) -> Families:
    """Every child and live-in parent placed."""
    heads = _heads(folk, roles)
    age = folk.age[roles.children]
    group, count = siblings(random, age, len(roles.parents), len(heads.low))
    eldest, youngest = np.zeros(count, dtype=np.int64), np.full(count, 200, dtype=np.int64)
    np.maximum.at(eldest, group, age)
    np.minimum.at(youngest, group, age)
    homes = _homes(random, heads, len(roles.couples), eldest, youngest)
    child_home = homes[group] if count else np.zeros(0, dtype=np.int64)
    least, most = numbers("parent_age_bounds")
    fits = heads.low[child_home] - age >= least
    fits &= ~heads.has_mother[child_home] | (heads.mother[child_home] - age <= most)
    return Families(child_home, fits, *_live_in(random, folk.age[roles.live_in], heads))


def siblings(random: np.random.Generator, age: Ints, least: int, most: int) -> tuple[Ints, int]:
    """The group of each child, and how many groups: at least `least`, at most `most` (or none without homes)."""
    total = len(age)
    count = int(np.clip(round(total / number("children_per_family")), min(least, total), min(most, total)))
    group = np.full(total, -1, dtype=np.int64)
    if not count:
        return group, 0
    at_birth, per_year = numbers("eldest_weight")
    first = pick(random, at_birth + per_year * age.astype(np.float64), count)
    group[first] = np.arange(count)
    head, left = np.flatnonzero(first), np.flatnonzero(~first)
    sizes, (gap, more) = np.ones(count, dtype=np.int64), numbers("sibling_gap")
    shares = numbers("further_children")
    rank = 0
    while len(left):
        open_ones = np.flatnonzero(sizes == sizes.min()) if rank >= len(shares) else np.flatnonzero(sizes == rank + 1)
        wanted = round(shares[rank] * (total - count)) if rank + 1 < len(shares) else len(left)
        take = min(wanted, len(open_ones), len(left))
        some = left[pick(random, np.ones(len(left)), take)]
        wished = age[some] + (gap + random.exponential(more, len(some))) * (rank + 1)
        chosen = open_ones[fitting(random, age[head[open_ones]], wished.astype(np.int64), take)]
        low, high = matched(wished, age[head[chosen]] + random.random(take))
        group[some[low]] = chosen[high]
        sizes[chosen] += 1
        left = left[group[left] < 0]
        rank += 1
    return group, count


def _heads(folk: People, roles: Roles) -> _Heads:
    first, second = folk.age[roles.couples[:, 0]], folk.age[roles.couples[:, 1]]
    alone = folk.age[roles.parents]
    woman = np.concatenate([folk.sex[roles.couples[:, 1]], folk.sex[roles.parents]]) == WOMAN
    low, high = np.minimum(first, second), np.maximum(first, second)
    return _Heads(np.concatenate([low, alone]), np.concatenate([second, alone]), np.concatenate([high, alone]), woman)


def _homes(random: np.random.Generator, heads: _Heads, couples: int, eldest: Ints, youngest: Ints) -> Ints:
    """The household of each group: all single parents, and couples whose ages fit; then pairs by rank."""
    mean, spread, low, high = numbers("parent_age_at_birth")
    wished = eldest.astype(np.float64) + np.clip(random.normal(mean, spread, len(eldest)), low, high)
    alone = np.arange(couples, len(heads.low))[: len(eldest)]
    pairs = fitting(random, heads.mother[:couples], wished.astype(np.int64), len(eldest) - len(alone))
    homes = np.concatenate([np.flatnonzero(pairs), alone])
    left, right = matched(wished, heads.mother[homes] + random.random(len(homes)))
    found: Ints = np.empty(len(eldest), dtype=np.int64)
    found[left] = homes[right]
    for _ in range(ROUNDS):
        wrong = np.flatnonzero(~_fit(heads, found, eldest, youngest))
        if not len(wrong):
            return found
        _swap(random, heads, found, eldest, youngest, wrong)
    return found


def _swap(random: np.random.Generator, heads: _Heads, found: Ints, eldest: Ints, youngest: Ints, wrong: Ints) -> None:
    """Groups that do not fit change places with groups drawn at random, where both fit after it."""
    other = np.unique(random.integers(0, len(found), 4 * len(wrong)))
    other = random.permutation(other[~np.isin(other, wrong)])[: len(wrong)]
    wrong = random.permutation(wrong)[: len(other)]
    good = _fit(heads, found[other], eldest[wrong], youngest[wrong])
    good &= _fit(heads, found[wrong], eldest[other], youngest[other])
    a, b = wrong[good], other[good]
    found[a], found[b] = found[b], found[a]


def _fit(heads: _Heads, home: Ints, eldest: Ints, youngest: Ints) -> Bools:
    least, most = numbers("parent_age_bounds")
    fits: Bools = (heads.low[home] - eldest >= least) & (
        ~heads.has_mother[home] | (heads.mother[home] - youngest <= most)
    )
    return fits


def _live_in(random: np.random.Generator, age: Ints, heads: _Heads) -> tuple[Ints, Bools]:
    mean, spread, *_ = numbers("parent_age_at_birth")
    count = min(len(age), len(heads.low))
    wished = age[:count] - around(random, (mean, spread), count)
    homes = np.flatnonzero(fitting(random, heads.high, np.clip(wished, 0, 129).astype(np.int64), count))
    left, right = matched(wished, heads.high[homes] + random.random(count))
    home = np.zeros(len(age), dtype=np.int64)
    home[left] = homes[right]
    return home, age - heads.high[home] >= numbers("parent_age_bounds")[0]
