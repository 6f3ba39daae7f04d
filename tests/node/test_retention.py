# SPDX-License-Identifier: EUPL-1.2
"""What may go today: by the term of the kind, by the last day of an attachment, and never without a term."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from stelsel.catalogue import KINDS
from stelsel.kernel.draft import Draft
from stelsel.kernel.problem import BadInput
from stelsel.kernel.retention import UNDECIDED, Retention
from stelsel.kernel.text import same
from stelsel.node import clock, desk
from stelsel.node.identity import OPERATOR
from stelsel.node.node import Node, node
from stelsel.node.retention import destroy, due
from stelsel.nouns.supplier import SUPPLIER, Supplier
from stelsel.nouns.system import SYSTEM, System
from tests.node.test_attachments import files, give

NEVER = date(2999, 1, 1)


@pytest.fixture
def made(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Node]:
    """A node in 2026, with systems (five years) and a supplier (no term)."""
    monkeypatch.setattr(clock, "now", lambda: "2026-03-01T10:00:00Z")
    node.cache_clear()
    found = node()
    found.enrol("wolk")
    found.publish_drafts("wolk", "own", [Draft(SYSTEM, name, System(name=name)) for name in ("oud", "nieuw", "vast")])
    found.publish_drafts("wolk", "own", [Draft(SUPPLIER, "wolk", Supplier(name="Wolk"))])
    yield found
    node.cache_clear()


def told(made: Node, today: date) -> list[tuple[str, str, int]]:
    """Name, why, revisions."""
    return [(one.id.rpartition("/")[2], one.why, one.revisions) for one in due(made, today)]


def test_a_term_counts_from_the_day_that_content_went_out_of_use(made: Node) -> None:
    desk.withdraw(made, "wolk", "wolk/system/oud", "uit gebruik", OPERATOR)
    better = SYSTEM.convert({"naam": "nieuwer"})
    desk.correct(made, "wolk", "wolk/system/nieuw", better, "andere naam", OPERATOR)
    desk.correct(made, "wolk", "wolk/system/nieuw", SYSTEM.convert({"naam": "nieuwst"}), "andere naam", OPERATOR)
    desk.withdraw(made, "wolk", "wolk/supplier/wolk", "weg", OPERATOR)
    assert told(made, date(2031, 2, 28)) == []
    assert told(made, date(2031, 3, 1)) == [("oud", "withdrawn", 1), ("nieuw", "superseded", 2)]
    assert told(made, NEVER) == [("oud", "withdrawn", 1), ("nieuw", "superseded", 2)]


def test_destroying_erases_what_was_withdrawn_and_nothing_that_lives(made: Node) -> None:
    desk.withdraw(made, "wolk", "wolk/system/oud", "uit gebruik", OPERATOR)
    desk.correct(made, "wolk", "wolk/system/nieuw", SYSTEM.convert({"naam": "nieuwer"}), "andere naam", OPERATOR)
    with pytest.raises(BadInput):
        list(destroy(made, "wolk", "", NEVER, OPERATOR))
    assert [one.id for one in destroy(made, "buur", "lijst 2020", NEVER, OPERATOR)] == []
    assert [one.id for one in destroy(made, "wolk", "lijst 2020", NEVER, OPERATOR)] == ["wolk/system/oud"]
    assert told(made, NEVER) == [("nieuw", "superseded", 1)]
    assert desk.current(made, "wolk", "wolk/system/nieuw").body(SYSTEM).name == "nieuwer"
    log = made.logs.named("wolk", "own")
    assert log is not None
    rows = list(made.logs.stored(log.origin, 0, made.logs.sizes()[log]))
    assert [bool(row.salt) for row in rows if b"system/oud" in row.leaf] == [False, False, True]


def test_an_attachment_goes_after_its_own_day(made: Node) -> None:
    give(made, b"kort", local="kort", kept_until=date(2026, 6, 30))
    give(made, b"lang", local="lang")
    assert told(made, date(2026, 6, 30)) == []
    assert told(made, date(2026, 7, 1)) == [("kort", "past-its-day", 1)]
    assert [one.id for one in destroy(made, "wolk", "dag voorbij", date(2026, 7, 1), OPERATOR)] == [
        "wolk/attachment/kort"
    ]
    assert [path.read_bytes() for path in files(made)] == [b"lang"]


def test_terms_end_on_a_day() -> None:
    two = Retention(2, same("?"), "?")
    assert two.ends(date(2024, 2, 29)) == date(2026, 3, 1)
    assert two.ends(date(2024, 12, 31)) == date(2026, 12, 31)
    assert UNDECIDED.ends(date(2024, 1, 1)) is None
    assert Retention("permanent", same("?"), "?").ends(date(2024, 1, 1)) is None


def test_every_kind_names_a_source_and_says_provisional_in_words() -> None:
    for kind in KINDS.values():
        told = kind.retention
        assert told.source
        assert not told.provisional or ("voorlopig" in told.words.nl and "provisional" in told.words.en)
        assert kind.schema()["x-bewaartermijn"]["voorlopig"] == told.provisional
    assert KINDS["organisation"].retention.term == "permanent"
    assert {KINDS[name].retention.term for name in ("attachment", "system")} == {5}
    assert KINDS["cloud-offer"].retention.term == 7
