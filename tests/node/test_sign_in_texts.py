# SPDX-License-Identifier: EUPL-1.2
"""Whatever somebody types as a name or password is a wrong one, not a fault: also what PostgreSQL cannot hold."""

from __future__ import annotations

import base64

import pytest
from django.test import Client

TEXTS = ("nul\0teken", "x" * 5_000, "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"), "é☂'\"\\%_")


@pytest.mark.django_db
@pytest.mark.parametrize("text", TEXTS, ids=("nul", "long", "replaced", "signs"))
def test_an_odd_name_is_a_wrong_name(text: str) -> None:
    page = Client().post("/nl/aanmelden", {"naam": text, "wachtwoord": text})
    assert page.status_code == 400
    basic = base64.b64encode(f"{text}:{text}".encode()).decode()
    headers = {"Authorization": f"Basic {basic}"}
    answer = Client().post("/api/v1/leveranciers", b"{}", "application/json", headers=headers)
    assert answer.status_code == 401


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["nul%00teken", "x" * 5_000, "é", "' OR 1=1"])
def test_an_odd_session_is_nobodys(key: str) -> None:
    visitor = Client()
    visitor.cookies["sessionid"] = key
    assert visitor.get("/nl/account").status_code == 302
