# SPDX-License-Identifier: EUPL-1.2
"""Attachments over the API: sent as a form, fetched as a download, seen by whom the log is for."""

from __future__ import annotations

import hashlib
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.wsgi import WSGIRequest
from django.test import Client

from stelsel.faces.api.attachments import MULTIPART
from stelsel.kernel.problem import BadInput
from stelsel.node.node import Node
from stelsel.node.uploads import received
from tests.faces.api.conftest import Api

BYTES = b"inhoud " * 30_000
SHA256 = hashlib.sha256(BYTES).hexdigest()


def send(account: dict[str, str] | None, content: bytes = BYTES, name: str = "plan.pdf", **typed: str) -> Any:
    """A form with a file, as curl -F sends it."""
    client = Client(raise_request_exception=False)
    file = SimpleUploadedFile(name, content, "application/pdf")
    return client.post("/api/v1/bijlagen", {**typed, "bestand": file}, headers=account or {})


def content(response: Any) -> bytes:
    """The whole body."""
    return b"".join(response.streaming_content)


def test_a_file_goes_in_and_comes_out(api: Api, account: dict[str, str], small_node: Node) -> None:
    done = send(account, titel="Plan", kring="public", sha256=SHA256.upper(), bewarenTot="2031-12-31")
    assert done.status_code == 201, done.json()
    entry = api.get(done.headers["Location"].removeprefix("/api/v1")).json()
    assert entry["inhoud"] == {
        "titel": "Plan",
        "bestandsnaam": "plan.pdf",
        "mediatype": "application/pdf",
        "bytesize": len(BYTES),
        "sha256": SHA256,
        "bewarenTot": "2031-12-31",
    }
    path = entry["_links"]["bestand"].removeprefix("/api/v1")
    response = api.get(path)
    assert content(response) == BYTES
    assert response.headers["ETag"] == f'"{SHA256}"'
    assert response.headers["Content-Disposition"] == 'attachment; filename="plan.pdf"'
    assert response.headers["Content-Length"] == str(len(BYTES))
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert api.get(path, **{"If-None-Match": f'"{SHA256}"'}).status_code == 304
    bare = api.call("HEAD", f"/api/v1{path}")
    assert (bare.headers["Content-Length"], bare.content) == (str(len(BYTES)), b"")


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [("bytes=0-9", 0, 10), ("bytes=100-", 100, len(BYTES)), ("bytes=-7", len(BYTES) - 7, len(BYTES))],
)
def test_a_part_can_be_asked_for(api: Api, account: dict[str, str], asked: str, start: int, end: int) -> None:
    path = send(account, kring="public").headers["Location"].removeprefix("/api/v1") + "/bestand"
    response = api.get(path, Range=asked)
    assert response.status_code == 206
    assert content(response) == BYTES[start:end]
    assert response.headers["Content-Range"] == f"bytes {start}-{end - 1}/{len(BYTES)}"
    assert api.get(path, Range="bytes=999999999-").status_code == 416
    assert content(api.get(path, Range="bytes=0-9", **{"If-Range": '"anders"'})) == BYTES


def test_who_may_not_see_the_log_sees_no_file(api: Api, account: dict[str, str]) -> None:
    path = send(account).headers["Location"].removeprefix("/api/v1")
    assert content(api.get(f"{path}/bestand", **account)) == BYTES
    assert api.get(path).status_code == api.get(f"{path}/bestand").status_code == 404
    assert api.get("/bijlagen/wolk/er-niet/bestand").status_code == 404


def test_a_flipped_byte_is_not_sent(api: Api, account: dict[str, str], small_node: Node) -> None:
    path = send(account, kring="public").headers["Location"].removeprefix("/api/v1")
    place = small_node.attachments.place("wolk", "public", SHA256)
    place.write_bytes(BYTES[:-1] + b"!")
    response = api.get(f"{path}/bestand")
    assert response.status_code == 500
    assert SHA256 in response.json()["errors"][0]["name"]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"sha256": "00"}, "hash-differs"),
        ({"kring": "iedereen"}, "audience"),
        ({"hoortBij": "wolk/supplier/er-niet"}, "not-there"),
        ({"hoortBij": "wolk/supplier/geheim", "kring": "public"}, "audience"),
        ({"bewarenTot": "31-12-2031"}, "date-format"),
        ({"naam": "Niet Zo"}, "entry-id"),
        ({"onzin": "1"}, "unknown-field"),
    ],
)
def test_what_does_not_fit_is_told_and_nothing_is_kept(
    api: Api, account: dict[str, str], small_node: Node, typed: dict[str, str], code: str
) -> None:
    response = send(account, **typed)
    assert response.status_code == 400
    assert [one["code"] for one in response.json()["errors"]] == [code]
    assert not [path for path in small_node.attachments.folder.rglob("*") if path.is_file() and path.name != ".writing"]


def test_who_may_not_publish_sends_nothing(api: Api, account: dict[str, str], small_node: Node) -> None:
    assert send(None).status_code == 401
    assert send(account, gepubliceerdDoor="importeur").status_code == 403
    assert api.send("/bijlagen", {"inhoud": {}}, **account).status_code == 415
    assert send(account, b"").json()["errors"][0]["code"] == "empty-file"
    small_node.attachments.most = 1000
    large = send(account)
    assert (large.status_code, large.json()["errors"][0]["code"]) == (413, "file-too-large")
    broken = api.send("/bijlagen", b"geen formulier", f"{MULTIPART}; boundary=x", **account)
    assert (broken.status_code, broken.json()["errors"][0]["code"]) == (400, "no-file")
    no_boundary = api.send("/bijlagen", b"geen formulier", MULTIPART, **account)
    assert (no_boundary.status_code, no_boundary.json()["errors"][0]["code"]) == (400, "form")


def test_a_full_disk_is_told_as_such(
    api: Api, account: dict[str, str], small_node: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int, raw: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(small_node.attachments._disk, "write", full)
    response = send(account)
    assert response.status_code == 507
    assert "schijf" in response.json()["detail"]
    assert small_node.attachments.halves() == []


@pytest.mark.parametrize("kept", [0, 10, 150, 5_000, -1])
def test_a_form_that_breaks_off_keeps_nothing(small_node: Node, kept: int) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="bestand"; filename="a.pdf"\r\n\r\n' + BYTES + b"\r\n--x--\r\n"
    request = WSGIRequest(
        {
            "REQUEST_METHOD": "POST",
            "CONTENT_TYPE": f"{MULTIPART}; boundary=x",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body[:kept]),
        }
    )
    with pytest.raises(BadInput) as caught, received(request, small_node.attachments):
        pass
    assert [one.code for one in caught.value.findings] == ["interrupted"]
    assert small_node.attachments.halves() == []
