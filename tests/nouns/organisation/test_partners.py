# SPDX-License-Identifier: EUPL-1.2
"""Who works with whom."""

from __future__ import annotations

from datetime import date

from stelsel.kernel.time import Period
from stelsel.nouns.organisation import JOINT_ARRANGEMENT, JointArrangement, Participant, example, partners
from tools.derive_organisations import SHIPPED

GM = "https://identifier.overheid.nl/tooi/id/gemeente/"


def arrangement(name: str, *who: tuple[str, str | None, date | None], ended: date | None = None) -> JointArrangement:
    return JointArrangement(
        name=name,
        active=ended is None,
        in_force=Period(date(2000, 1, 1), ended),
        participants=tuple(Participant(name=n, organisation=GM + c if c else None, joined=j) for n, c, j in who),
    )


A, B, STADT = ("A", "gm0001", date(2001, 1, 1)), ("B", "gm0002", date(2005, 1, 1)), ("Stadt Rhede", None, None)
ALL = (
    ("1", arrangement("Afval", A, B)),
    ("2", arrangement("Belasting", A, B, STADT)),
    ("3", arrangement("Vroeger", A, B, ended=date(2010, 12, 31))),
    ("4", arrangement("Zonder A", B, STADT)),
)


def test_partners_by_number_of_shared_arrangements() -> None:
    found = partners(ALL, GM + "gm0001")
    assert [(partner.name, partner.organisation, partner.count) for partner in found] == [
        ("B", GM + "gm0002", 2),
        ("Stadt Rhede", None, 1),
    ]
    assert [(item.entry, item.name, item.since) for item in found[0].together] == [
        ("1", "Afval", date(2005, 1, 1)),
        ("2", "Belasting", date(2005, 1, 1)),
    ]
    assert found[1].together[0].since is None, "when it joined is unknown"


def test_partners_on_a_day() -> None:
    assert partners(ALL, GM + "gm0001", date(2010, 1, 1))[0].count == 3
    assert [partner.name for partner in partners(ALL, GM + "gm0001", date(2003, 1, 1))] == ["Stadt Rhede"]
    assert partners(ALL, GM + "gm0001", date(1999, 1, 1)) == ()
    assert partners(ALL, GM + "gm9999") == ()


def test_partners_of_utrecht_in_the_example_country() -> None:
    arrangements = [(draft.local, draft.body) for draft in example(SHIPPED).drafts if draft.kind is JOINT_ARRANGEMENT]
    found = partners(arrangements, GM + "gm0344")
    assert len(found) == 28
    assert ("Gemeente Houten", 7) in [(partner.name, partner.count) for partner in found]
    back = next(partner for partner in partners(arrangements, GM + "gm0321") if partner.organisation == GM + "gm0344")
    assert back.count == 7, "working together goes both ways"
