# SPDX-License-Identifier: EUPL-1.2
"""The inbox on the pages: what waits, why, deciding, passing on, standing in, four eyes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client

from stelsel.book.audience import Asker
from stelsel.kernel.text import Text
from stelsel.node import clock, dispute_desk, tasks
from stelsel.node.identity import OPERATOR
from stelsel.node.models import Membership, Substitution, Task
from stelsel.node.node import Node
from stelsel.nouns.supplier import SUPPLIER
from stelsel.nouns.task import NewTask, Receiver, TaskReason
from tests.faces.web.small_country import PASSWORD
from tests.faces.web.test_publishing import hidden, send

Sign = Callable[[str], Client]
ENTRY = "wolk/supplier/wolk"


@pytest.fixture
def second(country: Node) -> None:
    """A second publisher of wolk."""
    user = User.objects.create_user("tweede", password=PASSWORD)
    Membership.objects.create(user=user, publisher="wolk", role="publisher")


def judge(receiver: str = "role:wolk/publisher", asked_by: str = "") -> int:
    why = TaskReason(Text(nl="Het <b>contract</b> loopt af.", en="The contract ends."), entry=ENTRY)
    title = Text(nl="Verleng het contract", en="Renew the contract")
    return tasks.open_task(NewTask("judge", "wolk", Receiver.read(receiver), title, (why,), "dossier:12", asked_by)).pk


def read(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status
    return response.content.decode()


def test_the_inbox_asks_who_you_are(visitor: Client) -> None:
    for path in ("/nl/taken", "/nl/taken/1", "/nl/taken/vervanging", "/nl/taken/wensen"):
        response = visitor.get(path)
        assert response.status_code == 302
        assert response.headers["Location"] == f"/nl/aanmelden?verder={path}"
    assert "Taken (" not in read(visitor, "/nl/")


def test_what_waits_stands_in_the_header_on_the_start_page_and_in_the_inbox(signed_in: Sign) -> None:
    ans, other = signed_in("uitgever"), signed_in("lezer")
    assert "Taken (0)" in read(ans, "/nl/")
    assert "Er wacht niets op u" in read(ans, "/nl/taken")
    number = judge()
    for path in ("/nl/", "/nl/account"):
        assert "Er wacht 1 taak op u" in read(ans, path)
    assert "1 task waits for you" in read(ans, "/en/")
    page = read(ans, "/nl/taken")
    assert "Taken (1)" in page
    assert f'href="/nl/taken/{number}"' in page
    assert "Verleng het contract" in page
    assert "uitgever bij Wolk zelf" in page
    assert "Het &lt;b&gt;contract&lt;/b&gt; loopt af." in page
    assert "Taken (0)" in read(other, "/nl/taken")


def test_a_task_says_why_it_came_and_how_its_term_was_counted(signed_in: Sign) -> None:
    number = judge()
    page = read(signed_in("uitgever"), f"/nl/taken/{number}")
    assert "Waarom dit bij u komt" in page
    assert f'href="/nl/vermelding/{ENTRY}"' in page
    assert "2 weken, dus tot en met" in page
    assert "Renew the contract" in read(signed_in("uitgever"), f"/en/taken/{number}")


def test_a_task_of_another_is_not_there(signed_in: Sign, second: None) -> None:
    number = judge("account:tweede")
    for name in ("uitgever", "buurman", "lezer"):
        read(signed_in(name), f"/nl/taken/{number}", 404)
        sent = send(signed_in(name), f"/nl/taken/{number}", "goedkeuren", {"redenen": "ja"})
        assert sent.status_code == 404
    assert Task.objects.get(pk=number).state == "open"


def test_deciding_needs_a_reason_and_happens_once(signed_in: Sign, second: None) -> None:
    number, ans, late = judge(), signed_in("uitgever"), signed_in("tweede")
    path = f"/nl/taken/{number}"
    empty = send(ans, path, "goedkeuren", {"redenen": " "})
    assert empty.status_code == 400
    assert 'href="#redenen"' in empty.content.decode()
    assert send(ans, path, "goedkeuren", {"redenen": "Akkoord <i>zo</i>."}).status_code == 302
    page = read(ans, path)
    assert "Akkoord &lt;i&gt;zo&lt;/i&gt;." in page
    assert 'value="goedkeuren"' not in page
    told = send(late, path, "weigeren", {"redenen": "Nee."})
    assert told.status_code == 400
    assert "al goedgekeurd, door uitgever op" in told.content.decode()
    assert send(ans, path, "iets", {"redenen": "x"}).status_code == 400


def test_passing_on_keeps_what_was_typed(signed_in: Sign, second: None) -> None:
    number, ans = judge(), signed_in("uitgever")
    path = f"/nl/taken/{number}"
    page = read(ans, path)
    assert '<option value="tweede"' in page
    assert '<option value="uitgever"' not in page
    wrong = send(ans, path, "doorgeven", {"redenen": "Ik ben weg.", "aan": "buurman"})
    assert wrong.status_code == 400
    assert "Ik ben weg." in wrong.content.decode()
    assert 'href="#aan"' in wrong.content.decode()
    assert send(ans, path, "doorgeven", {"redenen": "Ik ben weg.", "aan": "tweede"}).status_code == 302
    assert "Taken (1)" in read(signed_in("tweede"), "/nl/")
    assert "doorgegeven" in read(ans, path)


def test_four_eyes_hold_a_publication_until_somebody_else_approves(
    signed_in: Sign, second: None, country: Node
) -> None:
    boss, ans = signed_in("baas"), signed_in("uitgever")
    wish = {"uitgever": "wolk", "soort": "publish-entry", "vierogen": "ja", "dagen": "2"}
    assert boss.post("/nl/taken/wensen", {**wish, "dagen": "veel"}).status_code == 400
    assert boss.post("/nl/taken/wensen", {**wish, "uitgever": "buur"}).status_code == 403
    assert boss.post("/nl/taken/wensen", wish).status_code == 302
    assert ans.get("/nl/taken/wensen").status_code == 403
    path = "/nl/publiceren/leverancier"
    form = {"stelsel-uitgever": "wolk", "stelsel-kring": "public", "stelsel-wijze": "stated", "naam": "Nieuwe Wolk"}
    preview = send(ans, path, "voorbeeld", form).content.decode()
    held = send(ans, path, "publiceren", hidden(preview))
    number = Task.objects.get().pk
    assert held.headers["Location"] == f"/nl/taken/{number}"
    mine = Asker(frozenset({"wolk"}))
    assert country.book(mine).get("wolk/supplier/nieuwe-wolk") is None
    own = read(ans, f"/nl/taken/{number}")
    assert "iemand anders moet het goedkeuren" in own
    assert 'value="goedkeuren"' not in own
    assert 'value="terugtrekken"' in own
    assert "Wat u aan anderen vroeg" in read(ans, "/nl/taken")
    page = read(signed_in("tweede"), f"/nl/taken/{number}")
    assert "Wat er dan in het logboek komt" in page
    assert "Nieuwe Wolk" in page
    assert send(signed_in("tweede"), f"/nl/taken/{number}", "goedkeuren", {"redenen": "Klopt."}).status_code == 302
    record = country.book(mine).get("wolk/supplier/nieuwe-wolk")
    assert record is not None
    assert record.body(SUPPLIER).name == "Nieuwe Wolk"


def test_a_dispute_is_a_task_with_the_link_to_answer_it(signed_in: Sign, country: Node) -> None:
    book = country.book(Asker(frozenset({"buur"})))
    said = dispute_desk.Objection("De naam klopt niet.")
    about = dispute_desk.dispute(country, book, "buur", ENTRY, said, OPERATOR).id
    ans, number = signed_in("uitgever"), Task.objects.get().pk
    page = read(ans, f"/nl/taken/{number}")
    assert f'href="/nl/beantwoorden/{about}"' in page
    assert 'value="goedkeuren"' not in page
    form = {"oordeel": "rejected", "redenen": "Zo heten wij."}
    preview = send(ans, f"/nl/beantwoorden/{about}", "voorbeeld", form).content.decode()
    assert send(ans, f"/nl/beantwoorden/{about}", "publiceren", hidden(preview)).status_code == 302
    assert "Er wacht niets op u" in read(ans, "/nl/taken")
    assert "gesloten" in read(ans, f"/nl/taken/{number}")


def test_standing_in_is_arranged_and_ended(signed_in: Sign, second: None) -> None:
    ans, today = signed_in("uitgever"), clock.today()
    days = {"van": today.isoformat(), "tot": (today + timedelta(days=7)).isoformat()}
    form = {"uitgever": "wolk", "vervangene": "uitgever", "vervanger": "tweede", **days}
    path = "/nl/taken/vervanging"
    for field, typed in (("vervanger", "uitgever"), ("tot", "morgen"), ("tot", "2020-01-01"), ("van", "")):
        response = send(ans, path, "regelen", {**form, field: typed})
        assert response.status_code == 400
        assert f'href="#{field}"' in response.content.decode()
    assert not Substitution.objects.exists()
    assert send(ans, path, "regelen", form).status_code == 302
    number = judge("account:uitgever")
    assert "uitgever, die u vervangt" in read(signed_in("tweede"), "/nl/taken")
    assert send(signed_in("tweede"), f"/nl/taken/{number}", "goedkeuren", {"redenen": "ja"}).status_code == 302
    row = Substitution.objects.get()
    assert send(signed_in("tweede"), path, "beeindigen", {"vervanging": str(row.pk)}).status_code == 400
    assert send(ans, path, "beeindigen", {"vervanging": str(row.pk)}).status_code == 302
    assert "Er is nu geen vervanging" in read(ans, path)
