# SPDX-License-Identifier: EUPL-1.2
"""Each source format on a few rows of our own: units, terms, joins and what a source leaves out."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest

from stelsel.kernel.problem import BadInput
from stelsel.kernel.values import Place
from stelsel.nouns.claim import standing
from stelsel.priorities.cloud.exchange import (
    cloudlandscape,
    libcloud_gce,
    libcloud_prices,
    scaleway_baremetal,
    scaleway_instances,
    scs_environments,
    sparecores_places,
    sparecores_servers,
    sparecores_storage,
    sparecores_vendors,
    upcloud_prices,
)
from stelsel.priorities.cloud.exchange._offers import Known
from stelsel.priorities.cloud.kinds import PRICE_NOTES

SERVERS = b"""vendor_id,server_id,name,api_reference,vcpus,cpu_allocation,cpu_architecture,memory_amount,gpu_count,\
storage_size,storage_type,status
azure,Standard_D2_v3,D2_v3,Standard_D2_v3,2,DEDICATED,X86_64,8192,0,50,SSD,ACTIVE
aws,m5.large,m5.large,m5.large,2,DEDICATED,X86_64,8192,0,0,,INACTIVE
aws,mac2.metal,mac2.metal,mac2.metal,8,DEDICATED,ARM64_MAC,16384,,0,,ACTIVE
aws,odd,odd,odd,2,DEDICATED,Z80,8192,0,0,,ACTIVE
"""
VENDORS = {"aws": "Amazon Web Services", "azure": "Microsoft Azure", "gcp": "Google Cloud", "upcloud": "UpCloud"}
KNOWN = Known(
    vendors=VENDORS,
    servers=sparecores_servers.servers(SERVERS, "s.csv"),
    volumes={("upcloud", "maxiops"): Decimal(4096)},
    places={
        ("gcp", "europe-west4"): Place(country="NL", city="Groningen"),
        ("upcloud", "nl-ams1"): Place(country="NL", city="Amsterdam"),
    },
)


def test_server_types_have_capacity_a_status_and_no_price() -> None:
    reading = sparecores_servers.read(SERVERS, "s.csv", KNOWN)
    azure, aws, mac = (draft.body for draft in reading.drafts)
    assert (azure.title, azure.vcpus, azure.memory_mib, azure.storage_gb) == ("D2_v3", 2, 8192, 50)
    assert (azure.price, azure.price_note, azure.place) == (None, "no-price", Place())
    assert (aws.offer_status, aws.storage_type) == ("inactive", None)
    assert (mac.architecture, mac.gpu_count) == ("other", None)
    assert [(refused.line, refused.code) for refused in reading.refused] == [(5, "unknown-word")]


def test_a_storage_list_gives_the_largest_volume() -> None:
    raw = b"""vendor_id,storage_id,name,storage_type,max_size,status
upcloud,maxiops,MaxIOPS,SSD,4096,ACTIVE
gcp,30001,pd-standard,HDD,,ACTIVE
"""
    reading = sparecores_storage.read(raw, "d.csv", KNOWN)
    assert [draft.body.storage_gb for draft in reading.drafts] == [4096, None]
    assert sparecores_storage.volumes(reading) == {("upcloud", "maxiops"): 4096}


def test_regions_are_known_by_the_name_of_price_lists_and_a_wrong_country_is_unknown() -> None:
    raw = b"""vendor_id,region_id,api_reference,country_id,city
gcp,1100,europe-west1,BE,
gcp,1200,mars-north1,Mars,Olympus
gcp,short
"""
    assert sparecores_places.read(raw, "r.csv") == {
        ("gcp", "europe-west1"): Place(country="BE"),
        ("gcp", "mars-north1"): Place(),
    }


def test_azure_joins_without_punctuation_and_low_priority_is_spot() -> None:
    raw = b"""vendor,server,region,country,os,price_usd_per_hour
azure,standardd2v3,westeurope,NL,linux,0.12
azure,lowpriorityd2v3,westeurope,NL,linux,0.024
aws,m5.large,eu-west-1,IE,linux,0.107
aws,unheard.of,eu-west-1,IE,linux,0.1
aws,m5.large,eu-west-1,IE,windows,0.2
"""
    reading = libcloud_prices.read(raw, "l.csv", KNOWN)
    found = [(draft.body.vcpus, draft.body.memory_mib, draft.body.term) for draft in reading.drafts]
    assert found == [(2, 8192, "on-demand"), (None, None, "spot"), (2, 8192, "on-demand"), (None, None, "on-demand")]
    assert [(refused.line, refused.code) for refused in reading.refused] == [(6, "operating-system")]


def test_google_components_are_no_machines_and_zero_is_no_price() -> None:
    raw = b"""vendor,family,component,commitment,region,price_usd,sku
gcp,n2,cpu,on_demand,europe-west4,0.0348,A
gcp,n2,ram,preemptible,europe-west4,0.0,B
gcp,n2,disk,on_demand,europe-west4,0.1,C
gcp,n2,cpu,on_demand,europe-west9,0.03,D
"""
    reading = libcloud_gce.read(raw, "g.csv", KNOWN)
    cpu, ram, elsewhere = (draft.body for draft in reading.drafts)
    assert {cpu.service_type, ram.service_type} == {"compute-component"}
    assert (cpu.vcpus, cpu.memory_mib, cpu.price.per, cpu.place.country) == (1, None, "vcpu-hour", "NL")
    assert (ram.price, ram.price_note, ram.term, ram.memory_mib) == (None, "zero-price", "spot", 1024)
    assert elsewhere.place == Place()
    assert [(refused.line, refused.code) for refused in reading.refused] == [(4, "unknown-word")]


SCALEWAY = (
    b"vendor,sku,product,range,zone,country,vcpus,arch,memory_bytes,storage,storage_bytes,gpu_count,price_eur,currency,"
    b"unit,unit_size,kg_co2e_per_unit,status\n"
)


def test_scaleway_per_minute_becomes_per_hour_and_bytes_become_mib() -> None:
    raw = SCALEWAY + (
        b"scaleway,a,L4-1-24G,GPU,fr-par-1,FR,8,x64,51539607552,Block,0,1,0.013125,EUR,minute,1,0.0001,x_y\n"
        b'scaleway,b,DEV1-S,Development,nl-ams-2,NL,2,x64,2147483648,"Dynamic local: 1 x SSD",0,,0.0088,EUR,hour,1,,x\n'
        b"scaleway,c,C,Development,nl-ams-2,NL,2,x64,2147483648,Block,0,,0.0088,USD,hour,1,,x\n"
        b"scaleway,d,D,Development,nl-ams-2,NL,2,x64,2147483648,Block,0,,0.0088,EUR,hour,100,,x\n"
        b"scaleway,e,E,GPU,nl-ams-2,NL,2,x64,2147483648,Block,0,,0.0088,EUR,hour,1,,x\n"
    )
    reading = scaleway_instances.read(raw, "w.csv")
    gpu, dev = (draft.body for draft in reading.drafts)
    assert (gpu.price.amount, gpu.price.per, gpu.price_note) == (Decimal("0.7875"), "hour", "per-minute")
    assert (gpu.carbon_kg_per_hour, gpu.memory_mib, gpu.gpu_count) == (Decimal("0.006"), 49152, 1)
    assert (dev.storage_gb, dev.gpu_count, dev.carbon_kg_per_hour) == (None, 0, None)
    assert [refused.code for refused in reading.refused] == ["currency", "unit", "empty"]


def test_bare_metal_rounds_memory_down_and_prints_prices_short() -> None:
    raw = (
        b"vendor,name,zone,country,subscription,cpu,cpu_threads,memory_bytes,disk_bytes,disk_types,price_per_hour_eur,"
        b"price_per_month_eur,fee_eur,stock\n"
        b"scaleway,EM-I,fr-par-1,FR,hourly,AMD EPYC 1,96,384000000000,30720000000000,NVMe,1.7810000000000001,,0,empty\n"
        b"scaleway,EM-M,fr-par-1,FR,monthly,Power9,96,384000000000,30720000000000,NVMe,,900,99.0,low\n"
        b"scaleway,EM-0,fr-par-1,FR,hourly,Power9,96,384000000000,30720000000000,NVMe,,,0.0,low\n"
    )
    hourly, monthly, none = (draft.body for draft in scaleway_baremetal.read(raw, "b.csv").drafts)
    assert (hourly.price.amount, hourly.memory_mib, hourly.storage_gb) == (Decimal("1.781"), 366210, 30720)
    assert (hourly.architecture, hourly.cpu_allocation, hourly.offer_status) == ("x86-64", "dedicated", "no-stock")
    assert (monthly.price.per, monthly.price_note, monthly.architecture) == ("month", "one-off-fee", None)
    assert (none.price, none.price_note) == (None, "no-price")


def test_upcloud_stays_in_its_own_unit_and_names_what_it_refuses() -> None:
    raw = b"""vendor,zone,country,item,amount,price_credits,vcpus,memory_gb
upcloud,nl-ams1,NL,server_plan_2xCPU-4GB,1,2.9761,2,4
upcloud,nl-ams1,NL,storage_maxiops,1,0.031,,
upcloud,nl-ams1,NL,ipv4_address,1,0.336,,
upcloud,nl-ams1,NL,teleport,1,0.336,,
upcloud,uk-tst1,GB,server_plan_2xCPU-4GB,1,2.9761,2,4
upcloud,nl-ams1,NL,storage_hdd,1000,0.031,,
"""
    reading = upcloud_prices.read(raw, "u.csv", KNOWN)
    plan, disk = (draft.body for draft in reading.drafts)
    assert (plan.price.currency, plan.price.provisional, plan.memory_mib) == ("UpCloud credit", True, 4096)
    assert (disk.price.amount, disk.price.per, disk.storage_gb) == (Decimal("22.63"), "gb-month", 4096)
    assert plan.price_note == disk.price_note == "credit-unconfirmed"
    assert [refused.code for refused in reading.refused] == [
        "not-offered-here", "not-offered-here", "unknown-region", "unit"
    ]  # fmt: skip
    assert "netwerkadres" in reading.refused[0].why.nl


def test_vendors_become_suppliers_with_establishment_and_no_guess_about_control() -> None:
    vendors = [
        {"vendor_id": "ovh", "name": "OVHcloud", "country_id": "FR", "homepage": "https://ovh.example"},
        {"vendor_id": "ovh", "name": "OVHcloud", "country_id": "FR"},
        {"vendor_id": "x", "name": "X", "country_id": "France"},
        "not a vendor",
    ]
    reading = sparecores_vendors.read(json.dumps({"vendor": vendors}).encode(), "v.json")
    (draft,) = reading.drafts
    assert draft.body.country_of_establishment == "FR"
    assert (draft.body.country_of_control, draft.body.ultimate_parent) == (None, None)
    found = [(refused.line, refused.code) for refused in reading.refused]
    assert found == [(2, "duplicate"), (3, "country"), (4, "empty")]


@pytest.mark.parametrize("raw", [b"[]", b"{}", b"{", b'{"vendor": 1}', b"\xff", b"[" * 100_000])
def test_another_json_is_bad_input(raw: bytes) -> None:
    with pytest.raises(BadInput):
        sparecores_vendors.read(raw, "v.json")


def test_a_directory_is_no_evidence() -> None:
    raw = b"""provider_id,provider,claim,asserted_by,evidence_link,as_of
ovhcloud,OVHcloud,secnumcloud,community directory,,2026-02-27
ovhcloud,OVHcloud,magic,community directory,,2026-02-27
"""
    reading = cloudlandscape.read_claims(raw, "c.csv")
    (draft,) = reading.drafts
    assert draft.body.subject == draft.about == "importeur/supplier/ovh"
    assert standing(draft.body, date(2026, 6, 1)) == "unverified"
    assert [refused.code for refused in reading.refused] == ["unknown-word"]


def test_an_environment_changes_status_on_one_day_per_scope() -> None:
    raw = b"""environment,operator,scope,status,listed_from,listed_until,first_commit,link
Wolk,O GmbH,SCS-compatible IaaS,listed,2024-06-11,2026-07-21,a,https://o.example
Wolk,O GmbH,SCS-compatible IaaS,certified,2026-07-21,,b,https://scs.example/wolk
Wolk,O GmbH,SCS-compatible KaaS,"listed, not certified",2026-07-21,,b,https://o.example
Wolk,O GmbH,SCS-compatible KaaS,listed,2026-07-21,2026-07-21,b,https://o.example
"""
    reading = scs_environments.read(raw, "e.csv")
    before, day = date(2026, 7, 20), date(2026, 7, 21)
    claims = [draft.body for draft in reading.drafts]
    assert [standing(claim, before) for claim in claims] == ["unverified", "not-in-force", "not-in-force"]
    assert [standing(claim, day) for claim in claims] == ["not-in-force", "verified", "refused"]
    assert all(claim.subject is None for claim in claims)
    assert [(refused.line, refused.code) for refused in reading.refused] == [(5, "period")]
    assert [draft.local for draft in scs_environments.read_operators(raw, "e.csv").drafts] == ["o-gmbh"]


def test_every_price_note_has_words() -> None:
    assert {"no-price", "zero-price", "per-minute", "one-off-fee", "credit-unconfirmed"} == set(PRICE_NOTES)
