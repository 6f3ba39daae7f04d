# SPDX-License-Identifier: EUPL-1.2
"""Who lives alone, with a partner, as a single parent, with a parent, in an institution: the roles of one unit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from stelsel.engines.synthetic._drawing import Bools, Floats, Ints, around, fitting, matched, pick
from stelsel.engines.synthetic.assumptions import by_age, number, numbers
from stelsel.engines.synthetic.marginals import AGES

MAN, WOMAN = 0, 1


@dataclass(frozen=True)
class People:
    """One unit: age in years and sex (0 man, 1 woman) of each."""

    age: Ints
    sex: Ints


@dataclass(frozen=True)
class Roles:
    """Indexes of people: `couples` is (K, 2), the woman in the second place where there is one of each."""

    couples: Ints
    parents: Ints
    singles: Ints
    children: Ints
    live_in: Ints
    institution: Ints


def people(random: np.random.Generator, counts: Ints) -> People:
    """People by the 40 counts; within five years each year is as likely, from 95 on fewer and fewer."""
    first = np.repeat(np.tile(np.array(AGES, dtype=np.int64), 2), counts)
    age = first + random.integers(0, 5, len(first))
    old = first == AGES[-1]
    age[old] = AGES[-1] + np.minimum(random.geometric(number("oldest_age_step"), int(old.sum())) - 1, 15)
    sex = np.repeat(np.repeat([MAN, WOMAN], len(AGES)), counts).astype(np.int64)
    return People(age, sex)


@dataclass(frozen=True)
class Sizes:
    """How many of each: couples, single parents, singles, adult children at home."""

    couples: int
    parents: int
    singles: int
    at_home: int


def roles(random: np.random.Generator, folk: People, size: float, single_share: float) -> Roles:
    """The roles of everyone, so that mean household size and the share of one-person households hold."""
    age, sex = folk.age, folk.sex
    minor = age < 18
    away = ~minor & (random.random(len(age)) < by_age("institution_share", age))
    live_in = ~minor & ~away & (age >= 72) & (random.random(len(age)) < number("live_in_parent_share"))
    free = ~minor & ~away & ~live_in
    young = free & (age < 40)
    weight = np.where(young, by_age("at_home_share", age), 0.0)
    home = sizes(int((~away).sum()), int(minor.sum()), int(live_in.sum()), weight, size, single_share)
    odds = weight / (1 - np.minimum(weight, 0.95)) * np.where(sex == MAN, number("at_home_men"), 1.0)
    at_home = pick(random, odds, home.at_home)
    pool = free & ~at_home
    parents = _parents(random, folk, pool, home.parents)
    couples = _couples(random, folk, pool & ~parents, home)
    single = pool & ~parents
    single[couples.ravel()] = False
    found = (parents, single, minor | at_home, live_in, away)
    return Roles(couples, *(np.flatnonzero(one) for one in found))


def sizes(housed: int, minors: int, live_in: int, at_home: Floats, size: float, single_share: float) -> Sizes:
    """Numbers of households from mean size and share of one person. With H households, S = share x H of one person and
    P single parents, the rest are couples, and children at home are what is left: H is taken within the rounding of the
    published size so that the number of adult children comes as near as it can to what is assumed by age."""
    parents_share = number("single_parent_share")
    heads = 2 - single_share - parents_share * (1 - single_share)
    slack = number("size_slack")
    wished = (housed - minors - live_in - at_home.sum()) / heads
    homes = round(float(np.clip(wished, housed / (size + slack), housed / (size - slack))))
    singles = round(single_share * homes)
    several = homes - singles
    parents = min(round(parents_share * several), minors)
    couples = several - parents
    left = housed - minors - live_in - singles - parents - 2 * couples
    most = int(0.97 * np.count_nonzero(at_home > 0.02))
    if left < 0:
        couples += left // 2
        left = housed - minors - live_in - singles - parents - 2 * couples
    elif left > most:
        couples += (left - most + 1) // 2
        left = housed - minors - live_in - singles - parents - 2 * couples
    if left < 0:
        singles, left = singles + left, 0
    return Sizes(couples, parents, singles, left)


def _parents(random: np.random.Generator, folk: People, pool: Bools, count: int) -> Bools:
    women = round(count * number("single_parent_women"))
    weight = np.where(pool, by_age("single_parent_weight", folk.age), 0.0)
    found = pick(random, np.where(folk.sex == WOMAN, weight, 0.0), women)
    return found | pick(random, np.where((folk.sex == MAN) & ~found, weight, 0.0), count - women)


def _couples(random: np.random.Generator, folk: People, pool: Bools, home: Sizes) -> Ints:
    """Men by their chance not to be alone; women so that their ages fit those men; then pairs by rank."""
    men, women = (np.flatnonzero(pool & (folk.sex == one)) for one in (MAN, WOMAN))
    single_men = int(np.clip(len(men) - home.couples, 0, min(home.singles, len(men))))
    single_men = max(single_men, home.singles - len(women))
    alone = np.clip(by_age("single_man_share", folk.age[men]), 0.01, 0.99)
    men = men[~pick(random, alone / (1 - alone), single_men)]
    gap = numbers("partner_age_gap")
    wished = np.clip(folk.age[men] - around(random, gap, len(men)), 18, 110).astype(np.int64)
    women = women[fitting(random, folk.age[women], wished, 2 * home.couples - len(men))]
    return np.concatenate(_paired(random, folk, men, women, gap))


def _paired(
    random: np.random.Generator, folk: People, men: Ints, women: Ints, gap: tuple[float, ...]
) -> tuple[Ints, Ints, Ints]:
    same = round(number("same_sex_couples") * (len(men) + len(women)) / 4) * 2
    same_men = min(len(men), same + max(len(men) - len(women), 0))
    same_women = min(len(women), same + max(len(women) - len(men), 0))
    found = []
    rest = []
    for some, count in ((men, same_men), (women, same_women)):
        drawn = pick(random, np.ones(len(some)), count)
        two = some[drawn]
        two = two[np.argsort(folk.age[two] + random.normal(0.0, gap[1], len(two)), kind="stable")]
        found.append(two[: len(two) // 2 * 2].reshape(-1, 2))
        rest.append(some[~drawn])
    both = min(map(len, rest))
    rest = [some[:both] for some in rest]
    wished = folk.age[rest[0]] - around(random, gap, both)
    left, right = matched(wished, folk.age[rest[1]] + random.random(both))
    return found[0], found[1], np.stack([rest[0][left], rest[1][right]], axis=1)
