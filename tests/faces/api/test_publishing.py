# SPDX-License-Identifier: EUPL-1.2
"""Publishing over the API: signed, durable, corrected, withdrawn."""

from __future__ import annotations

from typing import Any


def test_from_publishing_to_withdrawing(api: Any, account: dict[str, str]) -> None:
    made = api.send("/leveranciers", {"inhoud": {"naam": "Wolk BV", "nieuwVeld": 7}, "naam": "wolk"}, **account)
    assert made.status_code == 201
    path = made.headers["Location"].removeprefix("/api/v1")
    one = api.get(path).json()
    assert one["wijze"] == "stated"
    assert one["inhoud"] == {"naam": "Wolk BV", "nieuwVeld": 7}
    assert one["hash"] == made.json()["hash"]

    better = {"inhoud": {"naam": "Wolk NV"}, "toelichting": "Naam gewijzigd"}
    assert api.send(f"{path}/correcties", better, **account).status_code == 201
    assert api.get(path).json()["inhoud"]["naam"] == "Wolk NV"

    assert api.send(f"{path}/intrekkingen", {"toelichting": "Gestopt"}, **account).status_code == 201
    assert api.get(path).status_code == 404
    history = api.get(f"{path}/historie").json()["vermeldingen"]
    assert [(one["bewerking"], one.get("toelichting")) for one in history] == [
        ("put", None),
        ("correct", "Naam gewijzigd"),
        ("withdraw", "Gestopt"),
    ]


def test_with_a_source_it_is_recorded(api: Any, account: dict[str, str]) -> None:
    body = {
        "inhoud": {"naam": "Regen BV"},
        "betreft": "regen",
        "bron": {"naam": "Handelsregister", "datum": "2026-11-01"},
    }
    made = api.send("/leveranciers", body, **account)
    one = api.get(made.headers["Location"].removeprefix("/api/v1")).json()
    assert (one["wijze"], one["betreft"], one["adres"]) == ("recorded", "regen", "wolk/supplier/regen-bv")


def test_an_address_stands_in_one_log(api: Any, account: dict[str, str]) -> None:
    body = {"inhoud": {"naam": "Geheim"}, "naam": "geheim", "kring": "public"}
    answer = api.send("/leveranciers", body, **account)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["code"] == "address-in-other-log"


def test_a_second_time_is_refused(api: Any, account: dict[str, str]) -> None:
    body = {"inhoud": {"naam": "Wolk BV"}, "naam": "wolk"}
    assert api.send("/leveranciers", body, **account).status_code == 201
    assert api.send("/leveranciers", body, **account).json()["errors"][0]["code"] == "exists"


def test_nobody_corrects_what_is_not_theirs(api: Any, account: dict[str, str]) -> None:
    body = {"toelichting": "weg ermee"}
    assert api.send("/leveranciers/importeur/wolk/intrekkingen", body, **account).status_code == 403
    assert api.send("/leveranciers/wolk/niets/intrekkingen", body, **account).json()["errors"][0]["code"] == "not-there"
    assert api.send("/leveranciers/wolk/geheim/intrekkingen", {"toelichting": " "}, **account).status_code == 400
