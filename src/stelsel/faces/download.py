# SPDX-License-Identifier: EUPL-1.2
"""Sends the file of an attachment: verified first, then in pieces, as a download that a browser opens nothing of.

ETag is the hash; one range of bytes is understood (RFC 9110, sections 8.8.3 and 14).
"""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from typing import BinaryIO

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from stelsel.book.view import Record
from stelsel.node.attachments import CHUNK
from stelsel.node.node import node
from stelsel.nouns.attachment import ATTACHMENT, Attachment, inert

_RANGE = re.compile(r"bytes=([0-9]{0,15})-([0-9]{0,15})")


class _Pieces:
    """The bytes [start, end) of an open file; closes it at the end, also when nobody asks for the rest."""

    def __init__(self, file: BinaryIO, start: int, end: int, stack: ExitStack) -> None:
        file.seek(start)
        self._file, self._left, self._stack = file, end - start, stack

    def __iter__(self) -> Iterator[bytes]:
        while self._left and (chunk := self._file.read(min(CHUNK, self._left))):
            self._left -= len(chunk)
            yield chunk

    def close(self) -> None:
        """Let the file go."""
        self._stack.close()


def download(request: HttpRequest, record: Record) -> HttpResponseBase:
    """The file of an attachment that this asker may see. Broken names the file when it is not what was signed."""
    body: Attachment = record.body(ATTACHMENT)
    tag = f'"{body.sha256}"'
    response: HttpResponseBase
    if tag in request.headers.get("If-None-Match", ""):
        response = HttpResponse(status=304)
    else:
        response = _sent(request, record, body, tag)
    public = record.log.audience == "public"
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "public, no-cache" if public else "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
    return response


def _sent(request: HttpRequest, record: Record, body: Attachment, tag: str) -> HttpResponseBase:
    size = body.byte_size
    span = _span(request, tag, size)
    if span is None:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    start, end = span
    if request.method == "HEAD":
        return _described(HttpResponse(), body, start, end)
    stack = ExitStack()
    log = record.log
    file = stack.enter_context(node().attachments.reading(log.publisher, log.audience, body.sha256))
    return _described(StreamingHttpResponse(_Pieces(file, start, end, stack)), body, start, end)


def _described(response: HttpResponseBase, body: Attachment, start: int, end: int) -> HttpResponseBase:
    """With the headers of these bytes of the file."""
    response.headers["Content-Type"] = inert(body.media_type)
    response.headers["Content-Length"] = str(end - start)
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Content-Disposition"] = content_disposition_header(True, body.file_name)
    if end - start < body.byte_size:
        response.status_code = 206
        response.headers["Content-Range"] = f"bytes {start}-{end - 1}/{body.byte_size}"
    return response


def _span(request: HttpRequest, tag: str, size: int) -> tuple[int, int] | None:
    """From and to of the bytes that are asked for; all of them without one plain range, None when it lies outside."""
    match = _RANGE.fullmatch(request.headers.get("Range", ""))
    if match is None or match.groups() == ("", "") or request.headers.get("If-Range", tag) != tag:
        return 0, size
    first, last = match.groups()
    if not first:
        return (max(size - int(last), 0), size) if int(last) else None
    start, end = int(first), min(int(last) + 1 if last else size, size)
    return (start, end) if start < end else None
