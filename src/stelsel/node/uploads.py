# SPDX-License-Identifier: EUPL-1.2
"""A form with a file (multipart/form-data, RFC 7578) goes straight to disk; never whole in memory, and never half kept.

What is wrong with the file is remembered and told with the form, so that a page can keep what was typed.
"""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError

from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text
from stelsel.node.attach import FIELD
from stelsel.node.attachments import Attachments, Incoming


@dataclass(frozen=True)
class Upload:
    """What came in: the typed fields (the last of each name), the file with its name and type as sent, and what is
    wrong with it."""

    typed: Mapping[str, str]
    file: Incoming | None
    file_name: str = ""
    media_type: str = ""
    problem: BadInput | OSError | None = None

    def whole(self) -> Incoming:
        """The file. BadInput or OSError says why there is none."""
        if self.problem is not None:
            raise self.problem
        if self.file is None:
            raise bad_input(
                "no-file",
                FIELD,
                Text(nl="U koos nog geen bestand.", en="You chose no file yet."),
                Text(nl="Kies een bestand van uw computer.", en="Choose a file from your computer."),
            )
        return self.file


class _ToDisk(FileUploadHandler):
    """Hands the one file of a form to disk as it comes."""

    def __init__(self, attachments: Attachments, stack: ExitStack) -> None:
        super().__init__()
        self._attachments = attachments
        self._stack = stack
        self.incoming: Incoming | None = None
        self.sent: tuple[str, str] = ("", "")
        self.problem: BadInput | OSError | None = None

    def new_file(self, field_name: str, file_name: str, content_type: str, *rest: Any, **more: Any) -> None:
        """A file begins."""
        if field_name != FIELD or self.sent != ("", ""):
            raise SkipFile
        self.sent = (file_name, content_type or "")
        try:
            self.incoming = self._stack.enter_context(self._attachments.incoming())
        except OSError as error:
            self._stop(error)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Its next bytes."""
        assert self.incoming is not None, "a file began"
        try:
            self.incoming.add(raw_data)
        except (BadInput, OSError) as error:
            self._stop(error)

    def file_complete(self, file_size: int) -> None:
        """Its end."""
        assert self.incoming is not None, "a file began"
        try:
            self.incoming.finish()
        except (BadInput, OSError) as error:
            self.problem = error

    def _stop(self, error: BadInput | OSError) -> None:
        self.problem = error
        raise SkipFile


class _Counted:
    """A stream that knows how much was read of it: a form that ends too early looks whole to its parser."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self.seen = 0

    def read(self, *size: int) -> bytes:
        """The next bytes."""
        found: bytes = self._stream.read(*size)
        self.seen += len(found)
        return found

    def readline(self, *size: int) -> bytes:
        """The next line."""
        found: bytes = self._stream.readline(*size)
        self.seen += len(found)
        return found

    def close(self) -> None:
        """Nothing more will be read."""


@contextmanager
def received(request: HttpRequest, attachments: Attachments) -> Iterator[Upload]:
    """Read the form of a request that nobody has read yet. A file that was not kept when this ends is gone. BadInput
    for a form that cannot be read, and for one that broke off."""
    with ExitStack() as stack:
        handler = _ToDisk(attachments, stack)
        request.upload_handlers = [handler]
        counted = request._stream = _Counted(request._stream)  # type: ignore[attr-defined]
        try:
            typed = {name: values[-1] for name, values in request.POST.lists()}
        except UnreadablePostError:
            raise _broken_off() from None
        except (MultiPartParserError, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent) as error:
            raise _no_form(error) from None
        if counted.seen < int(request.headers.get("Content-Length") or 0):
            raise _broken_off()
        yield Upload(typed, handler.incoming, *handler.sent, handler.problem)


def _broken_off() -> BadInput:
    return bad_input(
        "interrupted",
        FIELD,
        Text(nl="Het versturen brak af. Er is niets bewaard.", en="Sending broke off. Nothing has been kept."),
        Text(nl="Verstuur het bestand opnieuw.", en="Send the file again."),
    )


def _no_form(error: Exception) -> BadInput:
    return bad_input(
        "form",
        "",
        Text(nl=f"Dit formulier is niet te lezen ({error}).", en=f"This form cannot be read ({error})."),
        Text(
            nl=f"Stuur multipart/form-data met het bestand in het veld {FIELD}.",
            en=f"Send multipart/form-data with the file in the field {FIELD}.",
        ),
    )
