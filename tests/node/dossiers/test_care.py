# SPDX-License-Identifier: EUPL-1.2
"""Keys that are replaced, dossiers that go on time or are held, drafts, closing with a receipt, access requests."""

from __future__ import annotations

import io
import json
import stat
import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from stelsel.book.audience import Asker
from stelsel.kernel.problem import BadInput, Broken, NotAllowed
from stelsel.node import clock, desk, dispute_desk, dossiers
from stelsel.node.identity import OPERATOR
from stelsel.node.models import Dossier, DossierRevision
from stelsel.node.node import Node
from stelsel.node.processing_log import find
from stelsel.nouns.supplier import SUPPLIER, Supplier
from tests.node.dossiers.people import SECRET, note, opening, person, until

KEYS = "dossier-keys/keys.json"


def key_file() -> Path:
    """The node's keys for dossiers."""
    return Path(settings.HOME) / KEYS


def test_the_node_key_is_replaced_and_the_old_one_opens_nothing(fresh_node: Node) -> None:
    ans = person("ans")
    made = dossiers.open_dossier(ans, opening())
    document = dossiers.write(ans, made, note()).id
    assert stat.S_IMODE(key_file().stat().st_mode) == 0o600
    before, row = key_file().read_bytes(), Dossier.objects.values().get(pk=made)
    (old,) = dossiers.key_lines(datetime.now(UTC))
    number, count = dossiers.rotate_keys()
    assert (number, count) == (old.number + 1, 1)
    assert dossiers.read(ans, made, document).text == SECRET
    (new,) = dossiers.key_lines(datetime.now(UTC))
    assert (new.number, new.active, new.dossiers) == (number, True, 1)
    assert new.fingerprint != old.fingerprint
    plain_old = json.loads(before)["generations"][0]["key"]
    assert plain_old not in key_file().read_text()
    Dossier.objects.filter(pk=made).update(data_key=row["data_key"], generation=row["generation"])
    with pytest.raises(Broken, match="gone"):
        dossiers.read(ans, made, document)
    key_file().write_bytes(before)
    assert dossiers.read(ans, made, document).text == SECRET


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (lambda path: path.chmod(0o644), "dossier-key-mode"),
        (lambda path: path.write_text("{}"), "dossier-key-format"),
        (lambda path: path.unlink(), "dossier-key-file"),
        (lambda path: path.write_text(path.read_text().replace('"key": "', '"key": "00')), "dossier-key-format"),
    ],
)
def test_a_key_file_that_is_wrong_is_named_and_never_made_anew(fresh_node: Node, harm: Any, code: str) -> None:
    ans = person("ans")
    made = dossiers.open_dossier(ans, opening())
    dossiers.write(ans, made, note())
    kept = key_file().read_bytes()
    harm(key_file())
    try:
        with pytest.raises(Broken) as refused:
            dossiers.look(ans, made)
        assert refused.value.findings[0].code == code
        assert key_file().exists() is (code != "dossier-key-file")
    finally:
        key_file().write_bytes(kept)
        key_file().chmod(0o600)


def test_a_term_of_years_begins_when_a_dossier_is_closed(fresh_node: Node) -> None:
    ans = person("ans")
    made = dossiers.open_dossier(ans, opening())
    dossiers.write(ans, made, note())
    today = clock.today()
    assert list(dossiers.due(fresh_node, date(2999, 1, 1))) == []
    dossiers.close(fresh_node, ans, made)
    last = today.replace(year=today.year + 7) if (today.month, today.day) != (2, 29) else date(today.year + 7, 3, 1)
    assert list(dossiers.due(fresh_node, last - timedelta(days=1))) == []
    (one,) = dossiers.due(fresh_node, last)
    assert (one.id, one.may_go, one.held) == (made, last, None)
    gone, held = dossiers.clean(fresh_node, last)
    assert ([one.id for one in gone], held) == ([made], [])
    assert not Dossier.objects.exists()
    assert not DossierRevision.objects.exists()
    assert [one.name for one in find(dossier=made)][-1] == "dossier.vernietigen"
    with pytest.raises(dossiers.NotThere):
        dossiers.look(ans, made)
    assert dossiers.clean(fresh_node, last) == ([], [])


def test_a_last_day_counts_whether_it_was_closed_or_not(fresh_node: Node) -> None:
    today = clock.today()
    made = dossiers.open_dossier(person("ans"), opening(keep=until(today)))
    assert list(dossiers.due(fresh_node, today)) == []
    assert [one.id for one in dossiers.due(fresh_node, today + timedelta(days=1))] == [made]


def test_what_is_held_stays_and_says_why(fresh_node: Node) -> None:
    ans, today = person("ans"), clock.today()
    made = dossiers.open_dossier(ans, opening(keep=until(today)))
    with pytest.raises(BadInput, match="why"):
        dossiers.hold(ans, made, " ")
    dossiers.hold(ans, made, "Er loopt een rechtszaak")
    gone, held = dossiers.clean(fresh_node, today + timedelta(days=1))
    assert gone == []
    assert [(one.id, str(one.held)) for one in held] == [(made, "Er loopt een rechtszaak")]
    dossiers.release(ans, made)
    gone, _ = dossiers.clean(fresh_node, today + timedelta(days=1))
    assert [one.id for one in gone] == [made]


def published(fresh_node: Node, who: Any) -> str:
    """A draft that became an entry; its dossier."""
    fresh_node.enrol("wolk")
    fresh_node.enrol("buur")
    saved = dossiers.save_draft(who, "supplier", {"naam": ["Wolk BV"]})
    wish = desk.Wish(SUPPLIER, Supplier(name="Wolk BV"), local="wolk", audience="public")
    receipt = dossiers.close(fresh_node, who, saved.dossier, dossiers.Publication("wolk", wish))
    assert receipt is not None
    assert receipt.id == "wolk/supplier/wolk"
    return saved.dossier


def test_closing_publishes_and_keeps_the_receipt(fresh_node: Node) -> None:
    ans = person("ans")
    made = published(fresh_node, ans)
    found = dossiers.look(ans, made)
    assert found.shown.entry == "wolk/supplier/wolk"
    kept = json.loads(dossiers.read(ans, made, dossiers.RECEIPT).content.data)
    assert kept["adres"] == "wolk/supplier/wolk"
    assert "c2sp.org/tlog-proof" in kept["bewijs"]


def test_closing_that_cannot_publish_leaves_the_dossier_open(fresh_node: Node) -> None:
    fresh_node.enrol("wolk")
    reader = person("lezer", role="reader")
    made = dossiers.open_dossier(reader, opening())
    wish = desk.Wish(SUPPLIER, Supplier(name="Wolk BV"), audience="public")
    with pytest.raises(NotAllowed):
        dossiers.close(fresh_node, reader, made, dossiers.Publication("wolk", wish))
    assert dossiers.look(reader, made).shown.closed_at == ""


def test_an_open_dispute_about_its_entry_holds_a_dossier(fresh_node: Node) -> None:
    ans = person("ans")
    made = published(fresh_node, ans)
    book = fresh_node.book(Asker(frozenset({"buur"})))
    receipt = dispute_desk.dispute(
        fresh_node, book, "buur", "wolk/supplier/wolk", dispute_desk.Objection("Fout"), OPERATOR
    )
    later = clock.today() + timedelta(days=800)
    (one,) = dossiers.due(fresh_node, later)
    assert receipt.id in str(one.held)
    assert dossiers.clean(fresh_node, later)[0] == []
    dispute_desk.answer(
        fresh_node,
        fresh_node.book(Asker(frozenset({"wolk"}))),
        "wolk",
        receipt.id,
        dispute_desk.REJECTED,
        "Klopt wel",
        OPERATOR,
    )
    assert [one.id for one in dossiers.clean(fresh_node, later)[0]] == [made]


def test_a_draft_is_saved_taken_up_and_thrown_away(fresh_node: Node) -> None:
    ans = person("ans")
    first = dossiers.save_draft(ans, "supplier", {"naam": ["Wolk"], "tags": ["a", "b"]})
    found = dossiers.read_draft(ans, first.dossier, first.document)
    assert found.typed == {"naam": ["Wolk"], "tags": ["a", "b"]}
    second = dossiers.save_draft(ans, "supplier", {"naam": ["Wolk BV"]}, first.dossier, first.document, 1)
    assert (second.revision, second.theirs) == (2, False)
    overtaken = dossiers.save_draft(ans, "supplier", {"naam": ["Anders"]}, first.dossier, first.document, 1)
    assert overtaken.theirs
    names = [dossiers.fields_in(one)["naam"] for one in dossiers.look(ans, first.dossier).documents]
    assert sorted(names) == [["Anders"], ["Wolk BV"]]
    dossiers.discard(ans, first.dossier)
    assert not Dossier.objects.exists()
    real = dossiers.open_dossier(ans, opening())
    with pytest.raises(BadInput, match="draft"):
        dossiers.discard(ans, real)


def test_an_access_request_gives_everything_about_one_subject_and_who_looked(fresh_node: Node) -> None:
    ans, boss = person("ans"), person("baas", role="administrator")
    mine, other = dossiers.Subject("p-17"), dossiers.Subject("p-99")
    made = dossiers.open_dossier(ans, opening(publisher="wolk", subjects=(mine, other)))
    document = dossiers.write(ans, made, note())
    dossiers.write(ans, made, note("<b>nieuw</b>"), document.id, 1)
    dossiers.write(ans, made, dossiers.Content("foto", "", b"\x00\xff"))
    dossiers.write(ans, dossiers.open_dossier(ans, opening(publisher="wolk", subjects=(other,))), note("van een ander"))
    with pytest.raises(NotAllowed):
        dossiers.answer_access_request(ans, "wolk", mine)
    with pytest.raises(NotAllowed):
        dossiers.answer_access_request(boss, "buur", mine)
    with pytest.raises(BadInput):
        dossiers.answer_access_request(boss, "wolk", dossiers.Subject("111222333"))
    with zipfile.ZipFile(io.BytesIO(dossiers.answer_access_request(boss, "wolk", mine))) as file:
        names, page = file.namelist(), file.read("inzage.html").decode()
        plain = json.loads(file.read("inzage.json"))
        raw = [file.read(name) for name in names if name.endswith(".bin")]
    (found,) = plain["dossiers"]
    assert [one.get("inhoud") for one in found["stukken"]] == [SECRET, "<b>nieuw</b>", None]
    assert raw == [b"\x00\xff"]
    assert "van een ander" not in json.dumps(plain) + page
    assert "&lt;b&gt;nieuw" in page
    acts = [one["name"] for one in plain["verwerkingen"]]
    assert acts == ["dossier.openen", *["dossier.stuk.schrijven"] * 3]
    assert len({one["trace_id"] for one in plain["verwerkingen"]}) == 4
    assert [one.name for one in find(dossier=made)][-2:] == ["dossier.inzageverzoek"] * 2
    own = dossiers.open_dossier(ans, opening(subjects=(mine,)))
    dossiers.write(ans, own, note("alleen van mij"))
    with zipfile.ZipFile(io.BytesIO(dossiers.answer_access_request(boss, "wolk", mine))) as file:
        whole = file.read("inzage.json") + file.read("inzage.html")
        assert json.loads(file.read("inzage.json"))["nietBijgevoegd"] == [{"adres": own, "eigenaar": "ans"}]
    assert b"alleen van mij" not in whole
    assert f"ans: dossier {own}".encode() in whole
    empty = dossiers.answer_access_request(boss, "wolk", dossiers.Subject("niemand"))
    with zipfile.ZipFile(io.BytesIO(empty)) as file:
        assert json.loads(file.read("inzage.json"))["dossiers"] == []


def test_who_looked_is_told_also_when_the_dossier_is_gone(fresh_node: Node) -> None:
    ans, boss = person("ans"), person("baas", role="administrator")
    made = dossiers.open_dossier(
        ans, opening(publisher="wolk", subjects=(dossiers.Subject("p-17"),), keep=until(clock.today()))
    )
    dossiers.clean(fresh_node, clock.today() + timedelta(days=1))
    answer = dossiers.answer_access_request(boss, "wolk", dossiers.Subject("p-17"))
    with zipfile.ZipFile(io.BytesIO(answer)) as file:
        plain = json.loads(file.read("inzage.json"))
    assert plain["dossiers"] == []
    assert [one["name"] for one in plain["verwerkingen"]] == ["dossier.openen", "dossier.vernietigen"]
    assert made in json.dumps(plain["verwerkingen"])
