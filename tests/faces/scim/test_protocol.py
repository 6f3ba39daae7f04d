# SPDX-License-Identifier: EUPL-1.2
"""SCIM as its clients speak it: what is supported, lists, filters, PATCH in every form, and what cannot be."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest

from stelsel.faces.scim import GROUP, MOST, USER
from stelsel.faces.scim.read_filter import read_filter
from stelsel.faces.scim.read_patch import PATCH
from stelsel.kernel.problem import BadInput
from stelsel.node.models import Provisioned
from tests.faces.scim.conftest import Scim, role_of, user


def test_what_is_supported(scim: Scim) -> None:
    told = scim.call("GET", "/ServiceProviderConfig").json()
    assert [name for name, value in told.items() if isinstance(value, dict) and value.get("supported")] == [
        "patch", "filter", "etag",
    ]  # fmt: skip
    assert told["bulk"]["supported"] is False
    assert [one["id"] for one in scim.call("GET", "/ResourceTypes").json()["Resources"]] == ["User", "Group"]
    assert scim.call("GET", f"/Schemas/{USER}").json()["id"] == USER
    names = [one["name"] for one in scim.call("GET", f"/Schemas/{USER}").json()["attributes"]]
    assert names == ["userName", "externalId", "active", "groups"]
    assert scim.call("GET", "/ResourceTypes/Group").json()["schema"] == GROUP
    assert scim.call("GET", "/Schemas/nergens").status_code == 404
    assert scim.call("GET", "/Schemas?filter=id+eq+%22x%22").status_code == 403


def test_what_is_not(scim: Scim) -> None:
    assert scim.call("POST", "/Bulk", {}).status_code == 501
    assert scim.call("GET", "/Me").status_code == 501
    assert scim.call("POST", "/Groups", {"schemas": [GROUP], "displayName": "nieuw"}).status_code == 403
    assert scim.call("DELETE", "/Groups/wolk:reader").status_code == 403
    refused = scim.call("POST", "/ServiceProviderConfig", {})
    assert (refused.status_code, refused.headers["Allow"]) == (405, "GET")
    assert scim.call("GET", "/nergens").status_code == 404


def query(**more: Any) -> str:
    return "?" + urlencode(more)


def names(scim: Scim, text: str, kind: str = "Users") -> list[str]:
    found = scim.call("GET", f"/{kind}{query(filter=text)}")
    assert found.status_code == 200, found.content
    return [one["userName" if kind == "Users" else "id"] for one in found.json()["Resources"]]


def test_filters(scim: Scim) -> None:
    jan, piet = scim.make("Jan@Wolk.example"), scim.make("piet")
    scim.patch(f"/Users/{piet['id']}", {"op": "replace", "path": "active", "value": False})
    assert names(scim, 'userName eq "jan@wolk.EXAMPLE"') == ["Jan@Wolk.example"]
    assert names(scim, 'externalId eq "sub-piet"') == ["piet"]
    assert names(scim, 'externalId eq "SUB-piet"') == [], "externalId has case"
    assert names(scim, f'id eq "{jan["id"]}"') == ["Jan@Wolk.example"]
    assert names(scim, f'id Eq "{jan["id"]}" AND userName eq "piet"') == []
    assert names(scim, 'urn:ietf:params:scim:schemas:core:2.0:User:userName eq "piet" and active eq false') == ["piet"]
    assert names(scim, "active eq true") == ["Jan@Wolk.example"]
    assert names(scim, 'id eq "geen"') == names(scim, 'userName eq "a\\u0000b"') == []
    scim.into("wolk:reader", jan["id"])
    assert names(scim, 'displayName eq "Wolk:Reader"', "Groups") == ["wolk:reader"]
    assert names(scim, f'id eq "wolk:reader" and members eq "{jan["id"]}"', "Groups") == ["wolk:reader"]
    assert names(scim, f'members.value eq "{piet["id"]}"', "Groups") == []


@pytest.mark.parametrize(
    "text",
    [
        "userName",
        'userName co "jan"',
        'userName eq "jan" or id eq "x"',
        'userName eq "jan"; DROP TABLE node_provisioned',
        "userName eq 'jan' OR 1=1",
        'not (userName eq "jan")',
        'password eq "x"',
        'user__password eq "x"',
        'folded eq "x"',
        'userName eq "jan" and',
        'userName eq "jan"and active eq true',
        'userName eq "jan" and and active eq true',
        'userName eq "\\x"',
        "userName eq true",
        'active eq "true"',
        "userName eq " + '"' + "a" * 2000 + '"',
        '"' * 900,
        "\\" * 900,
        "(" * 900,
        "\0",
    ],
)
def test_other_filters_are_refused_by_name(scim: Scim, text: str) -> None:
    scim.make("jan")
    refused = scim.call("GET", f"/Users{query(filter=text)}")
    assert (refused.status_code, refused.json()["scimType"]) == (400, "invalidFilter")
    assert Provisioned.objects.count() == 1


def test_quotes_in_a_filter_are_of_the_value(scim: Scim) -> None:
    assert read_filter('userName eq "a\\" or \\"1"') == [("username", 'a" or "1')]
    with pytest.raises(BadInput):
        read_filter('userName eq "a" or "1"')


def test_pages(scim: Scim) -> None:
    for number in range(5):
        scim.make(f"m{number}")
    page = scim.call("GET", f"/Users{query(startIndex=2, count=2)}").json()
    told = {name: page[name] for name in ("totalResults", "startIndex", "itemsPerPage")}
    assert told == {"totalResults": 5, "startIndex": 2, "itemsPerPage": 2}
    assert [one["userName"] for one in page["Resources"]] == ["m1", "m2"]
    assert scim.call("GET", f"/Users{query(count=0)}").json()["Resources"] == []
    assert scim.call("GET", f"/Users{query(startIndex=-4, count=-1)}").json()["startIndex"] == 1
    assert len(scim.call("GET", f"/Users{query(count=10**8)}").json()["Resources"]) == 5 <= MOST
    assert scim.call("GET", f"/Users{query(startIndex=900)}").json()["Resources"] == []
    for wrong in ("x", "1.5", "٣", "9" * 30, "--1"):
        assert scim.call("GET", f"/Users{query(count=wrong)}").status_code == 400


def test_attributes(scim: Scim) -> None:
    scim.make("jan")
    only = scim.call("GET", f"/Users{query(attributes='userName,emails.value')}").json()["Resources"][0]
    assert set(only) == {"schemas", "id", "userName"}
    without = scim.call("GET", f"/Groups/wolk:reader{query(excludedAttributes='members')}").json()
    assert "members" not in without
    assert "displayName" in without


ENTRA = [
    {"op": "Add", "path": "members", "value": [{"value": "ID"}]},
    {"op": "add", "value": {"members": [{"value": "ID"}]}},
    {"op": "Replace", "path": "members", "value": [{"value": "ID"}]},
    {"op": "Add", "path": f"{GROUP}:members", "value": {"value": "ID"}},
]
GONE = [
    {"op": "Remove", "path": "members", "value": [{"value": "ID"}]},
    {"op": "remove", "path": 'members[value eq "ID"]'},
    {"op": "Remove", "path": "members"},
    {"op": "replace", "path": "members", "value": []},
]


def with_id(step: Any, id: str) -> Any:
    if isinstance(step, dict):
        return {name: with_id(value, id) for name, value in step.items()}
    if isinstance(step, list):
        return [with_id(one, id) for one in step]
    return step.replace("ID", id)


@pytest.mark.parametrize("come", ENTRA)
@pytest.mark.parametrize("go", GONE)
def test_members_come_and_go_in_every_form(scim: Scim, come: Any, go: Any) -> None:
    made = scim.make("jan")
    assert scim.patch("/Groups/wolk:publisher", with_id(come, made["id"])).status_code == 200
    assert role_of(made) == "publisher"
    assert scim.patch("/Groups/wolk:publisher", with_id(go, made["id"])).status_code == 200
    assert role_of(made) == ""


def test_steps_follow_each_other(scim: Scim) -> None:
    jan, piet = scim.make("jan"), scim.make("piet")
    scim.into("wolk:reader", jan["id"])
    scim.patch(
        "/Groups/wolk:reader",
        {"op": "remove", "path": "members"},
        {"op": "add", "path": "members", "value": [{"value": piet["id"]}, {"value": jan["id"]}]},
        {"op": "remove", "path": f'members[value eq "{jan["id"]}"]'},
        {"op": "replace", "value": {"displayName": "wolk:reader", "id": "wolk:reader"}},
    )
    assert scim.members("wolk:reader") == ["piet"]


@pytest.mark.parametrize("value", ["False", "false", False, [{"value": "False"}]])
def test_active_in_every_form(scim: Scim, value: Any) -> None:
    made = scim.make("jan")
    off = scim.patch(f"/Users/{made['id']}", {"op": "Replace", "path": "Active", "value": value})
    assert off.json()["active"] is False
    scim.patch(f"/Users/{made['id']}", {"op": "Add", "value": {f"{USER}:active": "True", "userName": "jannes"}})
    assert scim.call("GET", f"/Users/{made['id']}").json()["userName"] == "jannes"


def patched(*steps: Any) -> dict[str, Any]:
    return {"schemas": [PATCH], "Operations": list(steps)}


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ({}, "invalidValue"),
        ({"schemas": [USER], "Operations": []}, "invalidValue"),
        (patched(), "invalidSyntax"),
        (patched("x"), "invalidSyntax"),
        (patched({"op": "move", "path": "active", "value": True}), "invalidSyntax"),
        (patched({"op": "replace", "path": "acti ve", "value": True}), "invalidPath"),
        (patched({"op": "replace", "path": "onbekend", "value": True}), "invalidPath"),
        (patched({"op": "replace", "path": ["active"], "value": True}), "invalidPath"),
        (patched({"op": "replace", "path": "active", "value": "misschien"}), "invalidValue"),
        (patched({"op": "replace", "path": "active", "value": 1}), "invalidValue"),
        (patched({"op": "replace", "value": "active"}), "invalidValue"),
        (patched({"op": "remove"}), "noTarget"),
        (patched({"op": "remove", "path": "userName"}), "mutability"),
        (patched({"op": "replace", "path": "id", "value": "x"}), "mutability"),
        (patched({"op": "replace", "path": "groups", "value": ["wolk:administrator"]}), "mutability"),
        (patched({"op": "replace", "path": "externalId", "value": "sub-ander"}), "mutability"),
        (patched({"op": "replace", "path": "userName", "value": ""}), "invalidValue"),
        (patched({"op": "replace", "path": "userName", "value": "a\u200bb"}), "invalidValue"),
        (patched({"op": "replace", "path": "userName", "value": "a" * 151}), "invalidValue"),
        (patched(*[{"op": "replace", "path": "active", "value": True}] * 1001), "invalidSyntax"),
    ],
)
def test_a_wrong_patch_changes_nothing(scim: Scim, body: Any, kind: str) -> None:
    made = scim.make("jan")
    first = {"op": "replace", "path": "userName", "value": "ander"}
    refused = scim.call("PATCH", f"/Users/{made['id']}", body)
    assert (refused.status_code, refused.json().get("scimType")) == (400, kind)
    if body.get("Operations") and len(body["Operations"]) < 1000:
        with_first = scim.call("PATCH", f"/Users/{made['id']}", {**body, "Operations": [first, *body["Operations"]]})
        assert with_first.status_code == 400
    assert scim.call("GET", f"/Users/{made['id']}").json() == made


@pytest.mark.parametrize(
    ("step", "kind"),
    [
        ({"op": "add", "path": "members", "value": [{"value": "geen"}]}, "invalidValue"),
        (
            {"op": "add", "path": "members", "value": [{"value": "00000000-0000-0000-0000-000000000000"}]},
            "invalidValue",
        ),
        ({"op": "remove", "path": 'members[value co "x"]'}, "invalidPath"),
        ({"op": "add", "path": 'members[value eq "x"]', "value": []}, "invalidPath"),
        ({"op": "replace", "path": "displayName", "value": "wolk:administrator"}, "mutability"),
        ({"op": "replace", "path": "onbekend", "value": "x"}, "invalidPath"),
    ],
)
def test_a_wrong_step_on_a_group(scim: Scim, step: Any, kind: str) -> None:
    made = scim.make("jan")
    good = {"op": "add", "path": "members", "value": [{"value": made["id"]}]}
    refused = scim.patch("/Groups/wolk:reader", good, step)
    assert (refused.status_code, refused.json().get("scimType")) == (400, kind)
    assert scim.members("wolk:reader") == []


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"{", 400),
        (b"[]", 400),
        (b'"x"', 400),
        (b"\xff\xfe", 400),
        (b'{"schemas": ["urn:x"], "userName": "jan"}', 400),
        (b'{"schemas": "' + USER.encode() + b'", "userName": "jan"}', 400),
        (b'{"userName": "jan"}', 400),
        (b'{"schemas": ["' + USER.encode() + b'"]}', 400),
        (b'{"schemas": ["' + USER.encode() + b'"], "userName": ["jan"]}', 400),
        (b'{"schemas": ["' + USER.encode() + b'"], "userName": "jan", "userName": "piet"}', 400),
        (b'{"a":' * 500 + b"1" + b"}" * 500, 400),
        (b" " * 1_100_000, 413),
        (b" " * 2_000_000, 413),
    ],
)
def test_a_wrong_body_makes_nothing(scim: Scim, raw: bytes, status: int) -> None:
    assert scim.call("POST", "/Users", raw).status_code == status
    assert not Provisioned.objects.exists()


def test_another_type_of_content(scim: Scim) -> None:
    assert scim.call("POST", "/Users", user("jan"), content_type="text/plain").status_code == 415
    assert scim.call("POST", "/Users", user("jan"), content_type="application/json; charset=utf-8").status_code == 201


def test_errors_speak_the_language_of_the_request(scim: Scim) -> None:
    assert scim.call("GET", "/Users/x").json()["detail"].startswith("Dit is er niet")
    assert scim.call("GET", "/Users/x", Accept_Language="en").json()["detail"].startswith("This is not there")


def test_an_unforeseen_error_tells_nothing(scim: Scim, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    def fail(*parts: object, **more: object) -> None:
        raise RuntimeError("geheim")

    monkeypatch.setattr("stelsel.node.identity.provisioning.listed", fail)
    failed = scim.call("GET", "/Users")
    assert failed.status_code == 500
    assert "geheim" not in failed.content.decode() + str(capsys.readouterr())
