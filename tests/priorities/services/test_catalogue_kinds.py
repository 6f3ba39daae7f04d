# SPDX-License-Identifier: EUPL-1.2
"""The kinds of the catalogue: written and read back, old services still readable, and no person in any of them."""

from __future__ import annotations

import json

import msgspec
import pytest

from stelsel.kernel.problem import BadInput
from stelsel.priorities.services.catalogue_rules import catalogue_rules
from stelsel.priorities.services.kinds import KINDS, PUBLIC_SERVICE
from stelsel.priorities.services.part_kinds import CHANNEL, COST
from stelsel.priorities.services.sayings import sayings
from stelsel.priorities.services.written import written
from tests.priorities.services import cpsv_samples as samples

OLD = {"titel": "paspoort", "identificatie": "http://standaarden.overheid.nl/owms/terms/paspoort",
       "bestuurslagen": ["municipality"], "waargenomenOp": "2021-12-24"}  # fmt: skip


@pytest.mark.parametrize("draft", samples.DRAFTS, ids=lambda one: f"{one.kind.name}-{one.local}")
def test_each_is_written_and_read_back(draft: samples.Draft) -> None:
    assert draft.kind.decode(draft.kind.encode(draft.body)).body == draft.body
    assert draft.kind.label(draft.body).nl
    assert draft.kind.label(draft.body).en


def test_a_service_of_before_is_read_and_has_the_same_bytes() -> None:
    found = PUBLIC_SERVICE.decode(json.dumps(OLD).encode())
    assert found.unknown == {}
    assert found.body.descriptions == ()
    assert found.body.rule is None
    assert json.loads(PUBLIC_SERVICE.encode(found.body)) == OLD


def test_a_service_only_grew_by_fields_that_may_be_left_out() -> None:
    needed = [one.name for one in msgspec.structs.fields(PUBLIC_SERVICE.body) if one.required]
    assert needed == ["title", "identifier"]


def test_every_kind_and_field_says_where_its_name_comes_from() -> None:
    for kind in KINDS:
        assert kind.room == "services"
        shape = kind.schema()
        assert shape["x-bewaartermijn"]
        assert kind.body.__doc__


@pytest.mark.parametrize("contact", ["jan.de.vries@gmail.com", "j.jansen@utrecht.nl"])
def test_a_contact_is_never_a_person(contact: str) -> None:
    body = {"identificatie": "1", "soortKanaal": "mail", "contactpunt": contact}
    with pytest.raises(BadInput):
        CHANNEL.convert(body)
    assert CHANNEL.convert({**body, "contactpunt": "info@voorbeeldstad.example"}).body.contact


@pytest.mark.parametrize("duration", ["", "P", "PT", "8 weken", "P1.5D", "-P1D", "P1W\n"])
def test_what_is_no_duration_is_refused(duration: str) -> None:
    with pytest.raises(BadInput):
        CHANNEL.convert({"identificatie": "1", "soortKanaal": "mail", "doorlooptijd": duration})


@pytest.mark.parametrize("duration", ["P56D", "P8W", "P3M", "PT30M", "P1Y2M3DT4H5M"])
def test_a_duration_is_whole_numbers(duration: str) -> None:
    body = {"identificatie": "1", "soortKanaal": "mail", "doorlooptijd": duration}
    assert CHANNEL.convert(body).body.processing_time == duration


def test_an_amount_that_is_not_given_is_unknown() -> None:
    assert COST.convert({"identificatie": "1"}).body.price is None


def test_the_list_beside_the_written_services_fits_them() -> None:
    found = catalogue_rules()
    assert set(found.events) == {event for one in written().values() for event in one.events}
    assert set(found.rules) <= set(sayings())
    assert set(found.durations) <= set(written())
