# SPDX-License-Identifier: EUPL-1.2
"""A dossier: who gets in, what is kept, what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection

from stelsel.kernel.lawful_basis import LawfulBasis
from stelsel.kernel.problem import BadInput, Broken, NotAllowed
from stelsel.node import clock, dossiers
from stelsel.node.identity import NOBODY
from stelsel.node.models import Dossier, DossierRevision
from stelsel.node.node import Node
from tests.node.dossiers.people import BASIS, KEEP, SECRET, note, opening, person, until

ELSEWHERE = "0" * 32


def test_the_owner_reads_back_what_was_written(fresh_node: Node) -> None:
    ans = person("ans")
    made = dossiers.open_dossier(ans, opening(kind="supplier", subjects=(dossiers.Subject("p-17"),)))
    first = dossiers.write(ans, made, note())
    second = dossiers.write(ans, made, note("anders"), first.id, 1)
    assert (first.revision, second.revision) == (1, 2)
    found = dossiers.look(ans, made)
    assert [(one.text, one.revision, one.by) for one in found.documents] == [("anders", 2, "ans")]
    assert found.subjects == (dossiers.Subject("p-17"),)
    assert dossiers.read(ans, made, first.id, 1).text == SECRET
    raw = dossiers.write(ans, made, dossiers.Content("foto", "image/png", b"\x89PNG\xff"))
    assert (raw.content.media_type, raw.text, raw.content.data) == (dossiers.BYTES, None, b"\x89PNG\xff")
    (line,) = dossiers.mine(ans)
    assert (line.id, line.purpose, line.kind) == (made, "Bezwaar behandelen", "supplier")


def test_nothing_of_it_lies_readable_in_the_database(fresh_node: Node) -> None:
    ans = person("ans")
    made = dossiers.open_dossier(ans, opening(subjects=(dossiers.Subject("medewerker-0042"),)))
    dossiers.write(ans, made, note(name="een-heel-eigen-naam"))
    dump = list(stored())
    assert any("Bezwaar behandelen" in one for one in dump), "what is not secret stands there"
    for secret in (SECRET, "een-heel-eigen-naam", "medewerker-0042"):
        assert not any(secret in one or secret.encode().hex() in one for one in dump)


def stored() -> Iterator[str]:
    """Every value in every table; bytes as they are read, and as hexadecimal digits."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for value in (one for row in cursor.fetchall() for one in row):
                raw = bytes(value) if isinstance(value, bytes | memoryview) else b""
                yield raw.decode("latin-1") + raw.hex() if raw else str(value)


def test_who_is_no_reader_is_told_the_same_as_for_one_that_is_not_there(fresh_node: Node) -> None:
    ans, bob = person("ans"), person("bob")
    made = dossiers.open_dossier(ans, opening())
    document = dossiers.write(ans, made, note()).id
    told = set()
    for asked in (made, ELSEWHERE, "../etc", ""):
        for attempt in (
            lambda asked=asked: dossiers.look(bob, asked),
            lambda asked=asked: dossiers.read(bob, asked, document),
            lambda asked=asked: dossiers.write(bob, asked, note()),
            lambda asked=asked: dossiers.share(bob, asked, "ans", True, True),
            lambda asked=asked: dossiers.close(fresh_node, bob, asked),
            lambda asked=asked: dossiers.accesses(bob, asked),
            lambda asked=asked: dossiers.hold(bob, asked, "een lange reden"),
            lambda asked=asked: dossiers.discard(bob, asked),
        ):
            with pytest.raises(dossiers.NotThere) as refused:
                attempt()
            told.add((str(refused.value), refused.value.finding))
    assert len(told) == 1
    with pytest.raises(dossiers.NotThere):
        dossiers.look(NOBODY, made)
    assert dossiers.mine(bob) == []
    assert dossiers.mine(NOBODY) == []


def test_a_reader_reads_and_a_writer_also_writes(fresh_node: Node) -> None:
    ans, bob = person("ans"), person("bob", role="reader")
    made = dossiers.open_dossier(ans, opening())
    document = dossiers.write(ans, made, note())
    dossiers.share(ans, made, "bob", True, False)
    assert dossiers.read(bob, made, document.id).text == SECRET
    with pytest.raises(NotAllowed):
        dossiers.write(bob, made, note("van bob"), document.id, 1)
    dossiers.share(ans, made, "bob", True, True)
    assert dossiers.write(bob, made, note("van bob"), document.id, 1).revision == 2
    for forbidden in (lambda: dossiers.accesses(bob, made), lambda: dossiers.share(bob, made, "bob", True, True)):
        with pytest.raises(NotAllowed):
            forbidden()
    dossiers.share(ans, made, "bob", False, False)
    with pytest.raises(dossiers.NotThere):
        dossiers.look(bob, made)
    with pytest.raises(BadInput, match="no such account"):
        dossiers.share(ans, made, "niemand", True, False)


def test_an_account_with_the_same_name_later_is_somebody_else(fresh_node: Node) -> None:
    ans, _ = person("ans"), person("bob")
    made = dossiers.open_dossier(ans, opening())
    dossiers.share(ans, made, "bob", True, True)
    User.objects.get(username="bob").delete()
    with pytest.raises(dossiers.NotThere):
        dossiers.look(person("bob"), made)


def test_a_dossier_of_a_publisher_is_managed_by_its_administrators(fresh_node: Node) -> None:
    ans, boss, other = person("ans"), person("baas", role="administrator"), person("buur", "buur", "administrator")
    made = dossiers.open_dossier(ans, opening(publisher="wolk"))
    dossiers.write(ans, made, note())
    assert dossiers.look(boss, made).shown.rights.manages
    with pytest.raises(NotAllowed):
        dossiers.share(ans, made, "buur", True, False)
    with pytest.raises(dossiers.NotThere):
        dossiers.look(other, made)
    with pytest.raises(NotAllowed):
        dossiers.open_dossier(ans, opening(publisher="buur"))
    dossiers.share(boss, made, "buur", True, False)
    assert dossiers.look(other, made).shown.rights == dossiers.Rights(reads=True)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"purpose": " "}, "no-purpose"),
        ({"purpose": "Zaak van mevrouw A. de Vries"}, "person-name"),
        ({"keep": dossiers.Keep(None, None, "lijst")}, "no-term"),
        ({"keep": dossiers.Keep(7, date(2999, 1, 1), "lijst")}, "no-term"),
        ({"keep": dossiers.Keep(0, None, "lijst")}, "no-term"),
        ({"keep": until(date(2020, 1, 1))}, "past-term"),
        ({"keep": dossiers.Keep(7, None, "")}, "no-term-basis"),
        ({"kind": "geen-soort"}, "unknown-kind"),
        ({"subjects": (dossiers.Subject("111222333"),)}, "subject-not-opaque"),
        ({"subjects": (dossiers.Subject("jan jansen"),)}, "subject-not-opaque"),
        ({"subjects": (dossiers.Subject("p-1", ""),)}, "subject-type"),
    ],
)
def test_what_a_dossier_must_have_is_asked_by_name(fresh_node: Node, more: dict[str, object], code: str) -> None:
    with pytest.raises(BadInput) as refused:
        dossiers.open_dossier(person("ans"), opening(**more))
    assert code in [finding.code for finding in refused.value.findings]
    assert not Dossier.objects.exists()


def test_two_writers_at_once_and_the_second_sees_what_the_first_wrote(fresh_node: Node) -> None:
    ans, bob = person("ans"), person("bob")
    made = dossiers.open_dossier(ans, opening())
    dossiers.share(ans, made, "bob", True, True)
    document = dossiers.write(ans, made, note("eerste"))
    dossiers.write(bob, made, note("van bob"), document.id, 1)
    with pytest.raises(dossiers.Conflict) as conflict:
        dossiers.write(ans, made, note("van ans"), document.id, 1)
    assert (conflict.value.theirs.text, conflict.value.theirs.revision) == ("van bob", 2)
    assert "van" not in str(conflict.value).replace("van dit", "")
    assert dossiers.write(ans, made, note("samen"), document.id, 2).revision == 3


def test_too_large_closed_and_past_its_day_are_refused(fresh_node: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    ans = person("ans")
    made = dossiers.open_dossier(ans, opening(keep=until(clock.today())))
    with pytest.raises(BadInput, match="700 kB"):
        dossiers.write(ans, made, note("x" * (dossiers.MOST_BYTES + 1)))
    dossiers.write(ans, made, note("x" * dossiers.MOST_BYTES))
    with pytest.raises(BadInput, match="name"):
        dossiers.write(ans, made, note(name=" "))
    tomorrow = clock.today() + timedelta(days=1)
    with monkeypatch.context() as later:
        later.setattr(clock, "today", lambda: tomorrow)
        with pytest.raises(BadInput, match="last day"):
            dossiers.write(ans, made, note())
    dossiers.close(fresh_node, ans, made)
    with pytest.raises(BadInput, match="closed"):
        dossiers.write(ans, made, note())
    with pytest.raises(BadInput, match="closed"):
        dossiers.close(fresh_node, ans, made)


@pytest.mark.parametrize("change", ["byte", "short", "other-document", "other-number", "other-dossier", "key"])
def test_a_changed_or_moved_document_is_named_and_nothing_leaks(fresh_node: Node, change: str) -> None:
    ans = person("ans")
    made, other = dossiers.open_dossier(ans, opening()), dossiers.open_dossier(ans, opening())
    document = dossiers.write(ans, made, note()).id
    rows = DossierRevision.objects.filter(document=document)
    raw = bytes(rows.get().sealed)
    if change == "byte":
        rows.update(sealed=raw[:-1] + bytes([raw[-1] ^ 1]))
    elif change == "short":
        rows.update(sealed=raw[:5])
    elif change == "other-document":
        document = "1" * 32
        rows.update(document=document)
    elif change == "other-number":
        rows.update(number=2)
    elif change == "other-dossier":
        rows.update(dossier=other)
        made = other
    else:
        Dossier.objects.filter(pk=made).update(data_key=bytes(Dossier.objects.get(pk=other).data_key))
    with pytest.raises(Broken) as refused:
        dossiers.read(ans, made, document)
    (finding,) = refused.value.findings
    assert finding.code == ("dossier-key" if change == "key" else "dossier-tampered")
    assert made in finding.where
    assert SECRET not in str(refused.value) + repr(refused.value.__context__)
    last = dossiers.accesses(ans, made)[1]
    assert (last.name, last.status_code) == ("dossier.stuk.lezen", 2)


def test_what_holds_content_does_not_show_it_by_accident() -> None:
    content = note()
    assert SECRET not in repr(content) + repr(dossiers.Document("d", 1, "", "ans", content))


def test_without_law_or_ground_there_is_no_basis() -> None:
    from stelsel.kernel.lawful_basis import basis_of

    assert basis_of("e", "Gemeentewet, art. 160") == (BASIS, [])
    assert basis_of("a", "") == (LawfulBasis("a"), [])
    assert [one.code for one in basis_of("e", " ")[1]] == ["no-law"]
    assert [one.code for one in basis_of("g", "")[1]] == ["no-ground"]
    assert KEEP.words.en == "7 years after closing"
