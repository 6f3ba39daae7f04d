# SPDX-License-Identifier: EUPL-1.2
"""Mandates: who may bind an organisation to what, and every way in which one is not enough."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import User

from stelsel.kernel.problem import BadInput, NotAllowed
from stelsel.node import clock
from stelsel.node.identity import NOBODY, OPERATOR, Person, person_for
from stelsel.node.mandates import Act, Wish, grant, mandated, mandates_of, revoke, state
from stelsel.node.models import Mandate, Membership

pytestmark = pytest.mark.django_db
KINDS = {"cloud-demand", "initiative"}
TODAY = clock.today()


@pytest.fixture(autouse=True)
def one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Midnight may pass while the tests run."""
    monkeypatch.setattr(clock, "today", lambda: TODAY)


def somebody(name: str, role: str = "publisher", publisher: str = "wolk") -> Person:
    user, _ = User.objects.get_or_create(username=name)
    Membership.objects.create(user=user, publisher=publisher, role=role)
    return person_for(user)


@pytest.fixture
def boss() -> Person:
    return somebody("baas", "administrator")


@pytest.fixture
def clerk() -> Person:
    return somebody("inkoper")


def granted(boss: Person, **more: str) -> Mandate:
    return grant(boss, "wolk", Wish("inkoper", **more), KINDS)


def test_without_a_mandate_nobody_is_mandated(boss: Person, clerk: Person) -> None:
    for person in (boss, clerk, NOBODY):
        verdict = mandated(person, "wolk", Act("publish"), TODAY)
        assert not verdict.holds
        assert verdict.reasons
    assert "geen mandaat" in mandated(clerk, "wolk", Act("publish"), TODAY).reasons[0].nl


def test_a_mandate_holds_for_its_operation_and_kind(boss: Person, clerk: Person) -> None:
    made = granted(boss, operation="publish", kind="cloud-demand")
    verdict = mandated(clerk, "wolk", Act("publish", "cloud-demand"), TODAY)
    assert verdict.holds
    assert verdict.mandate == made.pk
    assert f"Mandaat {made.pk} geldt" in verdict.reasons[0].nl
    for act in (Act("withdraw", "cloud-demand"), Act("publish", "initiative"), Act("publish")):
        assert not mandated(clerk, "wolk", act, TODAY).holds
    assert not mandated(boss, "wolk", Act("publish", "cloud-demand"), TODAY).holds
    assert not mandated(clerk, "buur", Act("publish", "cloud-demand"), TODAY).holds


def test_the_limit_includes_itself_and_unknown_stays_below_none(boss: Person, clerk: Person) -> None:
    granted(boss, limit_eur="25000")

    def holds(amount: str | None) -> bool:
        return mandated(clerk, "wolk", Act("publish", "", Decimal(amount) if amount else None), TODAY).holds

    assert holds("0")
    assert holds("25000")
    assert holds("25000.00")
    assert not holds("25000.01")
    assert not holds(None)
    assert not holds("NaN")
    assert not holds("Infinity")
    assert "bedrag is onbekend" in mandated(clerk, "wolk", Act("publish"), TODAY).reasons[0].nl


def test_a_second_mandate_may_be_enough(boss: Person, clerk: Person) -> None:
    granted(boss, limit_eur="100")
    second = granted(boss, operation="publish", limit_eur="1000")
    verdict = mandated(clerk, "wolk", Act("publish", "", Decimal(500)), TODAY)
    assert verdict.mandate == second.pk
    assert len(mandated(clerk, "wolk", Act("publish", "", Decimal(5000)), TODAY).reasons) == 2


def test_first_and_last_day_count(boss: Person, clerk: Person) -> None:
    first, last = TODAY + timedelta(days=1), TODAY + timedelta(days=9)
    granted(boss, start=first.isoformat(), end=last.isoformat())

    def holds(day: date) -> bool:
        return mandated(clerk, "wolk", Act("publish"), day).holds

    assert not holds(TODAY)
    assert holds(first)
    assert holds(last)
    assert not holds(last + timedelta(days=1))


def test_revoking_counts_from_that_day(boss: Person, clerk: Person) -> None:
    made = granted(boss, start="2020-01-01")
    yesterday = TODAY - timedelta(days=1)
    assert mandated(clerk, "wolk", Act("publish"), TODAY).holds
    revoke(boss, made.pk)
    assert not mandated(clerk, "wolk", Act("publish"), TODAY).holds
    assert mandated(clerk, "wolk", Act("publish"), yesterday).holds
    assert "ingetrokken op" in mandated(clerk, "wolk", Act("publish"), TODAY).reasons[0].nl
    (kept,) = mandates_of(boss, "wolk")
    assert (kept.revoked_by, state(kept, TODAY)) == ("baas", "revoked")


def test_a_mandate_ends_with_the_role(boss: Person, clerk: Person) -> None:
    granted(boss)
    Membership.objects.filter(user_id=clerk.id).delete()
    verdict = mandated(clerk, "wolk", Act("publish"), TODAY)
    assert not verdict.holds
    assert "Geen rol" in verdict.reasons[0].nl


def test_only_an_administrator_of_that_organisation_grants(boss: Person, clerk: Person) -> None:
    neighbour = somebody("buurman", "administrator", "buur")
    made = granted(boss)
    for other in (clerk, neighbour, NOBODY):
        with pytest.raises(NotAllowed):
            grant(other, "wolk", Wish("inkoper"), KINDS)
        with pytest.raises(NotAllowed):
            mandates_of(other, "wolk")
        with pytest.raises(BadInput):
            revoke(other, made.pk)
    assert Mandate.objects.get().revoked_on is None
    assert grant(OPERATOR, "wolk", Wish("inkoper"), KINDS).granted_by == "(operator)"


@pytest.mark.parametrize(
    ("wish", "where"),
    [
        (Wish("niemand"), "account"),
        (Wish("buurman"), "account"),
        (Wish("baas"), "account"),
        (Wish("inkoper", operation="alles"), "handeling"),
        (Wish("inkoper", kind="taart"), "soort"),
        (Wish("inkoper", limit_eur="veel"), "bedrag"),
        (Wish("inkoper", limit_eur="-1"), "bedrag"),
        (Wish("inkoper", limit_eur="NaN"), "bedrag"),
        (Wish("inkoper", limit_eur="1e99"), "bedrag"),
        (Wish("inkoper", limit_eur="0.001"), "bedrag"),
        (Wish("inkoper", limit_eur="10.000,50"), "bedrag"),
        (Wish("inkoper", start="morgen"), "vanaf"),
        (Wish("inkoper", end="2020-01-01"), "tot-en-met"),
        (Wish("inkoper", start="2099-01-02", end="2099-01-01"), "tot-en-met"),
    ],
)
def test_bad_input_names_the_field(boss: Person, clerk: Person, wish: Wish, where: str) -> None:
    somebody("buurman", "administrator", "buur")
    with pytest.raises(BadInput) as error:
        grant(boss, "wolk", wish, KINDS)
    assert error.value.findings[0].where == where
    assert error.value.findings[0].cure.nl
    assert not Mandate.objects.exists()
