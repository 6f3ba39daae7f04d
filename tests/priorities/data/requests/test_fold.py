# SPDX-License-Identifier: EUPL-1.2
"""How a data request stands, from its messages alone."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stelsel.kernel.problem import BadInput
from stelsel.nouns.agreement import AgreedField
from stelsel.priorities.data.requests import (
    ACTS,
    MOST_BYTES,
    MOST_VERSIONS,
    PARTIES,
    Advised,
    Escalated,
    Explained,
    Inquired,
    Proposed,
    Refused,
    Withdrawn,
    against,
    encoded,
    raw_agreement,
    read,
    read_kept,
    standing,
)
from tests.priorities.data.requests.course import BODY, Course, changed


def test_from_ask_to_force() -> None:
    course = Course().begin()
    assert (course.now().status, course.now().waits_for) == ("requested", ("gatekeeper",))
    course.advise()
    assert (course.now().status, course.now().waits_for) == ("negotiating", ("provider",))
    course.agree("provider")
    assert (course.now().status, course.now().waits_for) == ("agreed", ("provider",))
    course.publish()
    assert (course.now().status, course.now().waits_for) == ("published", ("consumer", "provider"))
    course.sign("provider")
    assert course.now().waits_for == ("consumer",)
    found = course.sign("consumer").now()
    assert (found.status, found.over, found.waits_for, found.due) == ("signed", True, (), None)
    assert found.findings == ()
    assert len(found.taken) == 6
    assert all(line.met is not None for line in found.terms)
    assert all(not acts for acts in found.acts.values())


def test_the_provider_does_not_agree_before_the_gatekeeper_looked() -> None:
    course = Course().begin().agree("provider")
    assert [one.code for one in course.now().findings] == ["request-not-now"]
    assert "agree" not in course.now().acts["provider"]


def test_a_version_with_less_needs_no_new_advice_and_one_with_more_does() -> None:
    less = changed(agreed_fields=BODY.agreed_fields[:2])
    more = changed(agreed_fields=(*BODY.agreed_fields, AgreedField("telefoonnummer", necessity="om te bellen")))
    assert Course().begin().advise().propose("provider", less).now().status == "negotiating"
    found = Course().begin().advise().propose("provider", more).now()
    assert (found.status, found.waits_for) == ("requested", ("gatekeeper",))
    assert [one.number for one in found.versions] == [1, 2]
    assert found.agreed == {"provider"}


def test_less_than_what_was_advised_on_is_compared_with_that_and_not_with_the_last() -> None:
    """First a field more, which is advised on; then back to what it was: that asks no more."""
    more = changed(agreed_fields=(*BODY.agreed_fields, AgreedField("telefoonnummer", necessity="om te bellen")))
    found = Course().begin().advise().propose("provider", more).propose("consumer", BODY).now()
    assert found.status == "negotiating"
    assert found.waits_for == ("provider",)


def test_a_question_stops_it_until_it_is_answered() -> None:
    course = Course().begin().say(Inquired, "gatekeeper", text="Welke inwoners?")
    assert (course.now().status, course.now().waits_for) == ("questioned", ("consumer",))
    assert course.say(Explained, "consumer", text="Die langs de rivier.").now().status == "requested"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"text_type": "policy"}, "request-not-sharing"),
        ({"identifier": "iets-anders"}, "request-other-parties"),
        ({"agreement_parties": BODY.agreement_parties[:2]}, "request-other-parties"),
        ({}, "request-same-version"),
    ],
)
def test_a_version_that_cannot_be_one(change: dict[str, object], code: str) -> None:
    found = Course().begin().advise().propose("provider", changed(**change)).now()
    assert [one.code for one in found.findings] == [code]
    assert len(found.versions) == 1


def test_an_older_version_is_not_agreed_with() -> None:
    less = changed(agreed_fields=BODY.agreed_fields[:2])
    course = Course().begin().advise().propose("provider", less).agree("consumer", 1)
    assert [one.code for one in course.now().findings] == ["request-old-version"]
    course.messages.pop()
    assert course.agree("consumer", 2).now().status == "agreed"


def test_terms_are_met_or_late_and_late_is_told_once() -> None:
    course = Course().begin()
    line = course.now().terms[0]
    assert (line.ground.name, line.party, line.met) == ("advise", "gatekeeper", None)
    assert not course.now((line.last_day - course.day).days).overdue
    after = (line.last_day - course.day).days + 1
    assert course.now(after).overdue
    assert "escalate" in course.now(after).acts["node"]
    course.say(Escalated, "node", days=after)
    assert course.now().escalated
    assert "escalate" not in course.now().acts["node"]
    assert against(course.messages, Escalated(course.messages[0].data_request, 3, "node", "2026-12-01T09:00:00Z", 1))
    assert course.advise().now().terms[0].met == course.day


def test_who_refuses_or_withdraws_ends_it() -> None:
    refused = Course().begin().say(Refused, "provider", text="Dat mag niet van de wet.")
    withdrawn = Course().begin().say(Withdrawn, "consumer", text="Niet meer nodig.")
    assert (refused.now().status, withdrawn.now().status) == ("refused", "withdrawn")
    assert [one.lapsed for one in refused.now().terms] == [True]
    assert [one.lapsed for one in withdrawn.now().terms] == [True]
    answered = Course().begin().advise().say(Refused, "provider", text="Dat mag niet van de wet.")
    assert [one.lapsed for one in answered.now().terms] == [False, False]
    assert [one.code for one in refused.advise().now().findings] == ["request-over"]


def test_who_signed_does_not_refuse_any_more_and_there_is_always_a_way_out() -> None:
    signed = Course().begin().advise().agree("provider").publish().sign("provider").now()
    assert signed.acts["provider"] == ()
    assert signed.acts["consumer"] == ("sign", "withdraw")
    course = Course().begin().advise()
    for at in range(MOST_VERSIONS - 1):
        course.propose("consumer", changed(title=f"Versie {at}"))
    assert "propose" not in course.now().acts["consumer"]
    assert "refuse" in course.now().acts["provider"]


def test_a_question_meets_no_advice_and_its_term_can_be_late_again() -> None:
    course = Course().begin()
    course.say(Escalated, "node", days=40).say(Inquired, "gatekeeper", text="Wie?")
    assert [(one.ground.name, one.lapsed) for one in course.now().terms] == [("advise", True), ("explain", False)]
    course.say(Explained, "consumer", text="Wij.")
    assert "escalate" in course.now(40).acts["node"]


def test_advice_after_a_question_on_the_same_day_was_given() -> None:
    course = (
        Course().begin().say(Inquired, "gatekeeper", days=0, text="Wie?").say(Explained, "consumer", 0, text="Wij.")
    )
    course.say(Advised, "gatekeeper", 0, about_version=1, advice="go-ahead", text="Het kan.")
    assert [(one.ground.name, one.lapsed) for one in course.now().terms] == [
        ("advise", True),
        ("explain", False),
        ("advise", False),
        ("answer", False),
    ]


def test_an_organisation_asks_itself_for_nothing() -> None:
    course = Course().begin()
    raw = encoded(course.messages[0]).replace(b'"aanbiederUitgever":"gemeente"', b'"aanbiederUitgever":"waterschap"')
    assert [one.code for one in standing([read(raw)], course.day).findings] == ["request-to-oneself"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b'"versie":1,"afnemerUitgever"', b'"versie":2,"afnemerUitgever"', "request-version"),
        (b'"afnemerUitgever":', b'"iets":1,"afnemerUitgever":', "request-form"),
        (b'"delingsdoel":"Inwoners waarschuwen bij hoog water."', b'"delingsdoel":" "', "no-purpose"),
        (b'"volgnummer":1', b'"volgnummer":0', "request-form"),
        (b"T09:00:00Z", b"T29:00:00Z", "request-form"),
    ],
)
def test_a_message_that_is_not_right_is_refused_by_name(old: bytes, new: bytes, code: str) -> None:
    raw = encoded(Course().begin().messages[0])
    assert old in raw
    with pytest.raises(BadInput) as problem:
        read(raw.replace(old, new))
    assert code in [one.code for one in problem.value.findings]


def test_what_is_no_message_at_all() -> None:
    for raw in (b"", b"[]", b"{", b"[" * 5_000, b'{"versie":1}', b"\xff\xfe", b'"' + b"x" * MOST_BYTES + b'"'):
        with pytest.raises(BadInput):
            read(raw)


def test_the_bytes_say_it_whole() -> None:
    for one in Course().begin().advise().agree("provider").publish().sign("provider").messages:
        assert read(encoded(one)) == one == read_kept(encoded(one))


@given(st.lists(st.tuples(st.sampled_from(PARTIES), st.sampled_from(sorted(ACTS))), max_size=14))
@settings(max_examples=150, deadline=None)
def test_whoever_does_whatever_it_stands_somewhere(steps: list[tuple[str, str]]) -> None:
    """Any order of any acts: only what was possible counts, and what is offered as possible is taken."""
    course = Course().begin()
    texts = {"text": "Omdat het zo is."}
    for at, (party, act) in enumerate(steps):
        found = course.now()
        newest = {"about_version": len(found.versions)}
        body = changed(title=f"Versie {at}")
        more: dict[str, dict[str, object]] = {
            "advise": {**texts, **newest, "advice": "go-ahead"},
            "propose": {**texts, "proposed_agreement": raw_agreement(body)},
            "agree": newest,
            "publish": {**newest, "entry": "a/agreement/b", "log": "log.invalid", "index": 1, "hash": "ab" * 32},
            "sign": {"entry": "a/agreement-signature/b", "hash": "ab" * 32},
            "escalate": {},
        }
        kind = ACTS[act]
        before, possible = len(found.taken), act in found.acts[party]
        if act == "escalate":
            continue
        sent = f"{(course.day + timedelta(days=at)).isoformat()}T09:00:00Z"
        message = kind(course.messages[0].data_request, before + 1, party, sent, 1, **more.get(act, texts))
        assert (against(found.taken, message) is None) == possible
        course.messages = [*found.taken, message]
        after = course.now(30)
        assert len(after.taken) == before + possible
        assert after.over == (not after.waits_for)
        assert isinstance(message, Proposed) == (len(after.versions) > len(found.versions)) or not possible
