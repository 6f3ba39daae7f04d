# SPDX-License-Identifier: EUPL-1.2
"""The files of a log over HTTP (C2SP tlog-tiles v0.1.0), below /logboek/<publisher>/<audience>/.

checkpoint, tile/<L>/<N>[.p/<W>], tile/entries/<N>[.p/<W>], payload/<N>[.p/<W>] (salts and payloads of the same 256
leaves) and payload/by-index/<i>: 16 bytes of salt, then the payload that the leaf commits to. Only what was committed
is served; a log that the caller may not see is not there. But for the last, any web server can serve the same files.
"""

import re

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from stelsel.book.audience import ANYONE
from stelsel.faces.api.caller import caller
from stelsel.faces.api.problems import Refused, problem, rendered
from stelsel.faces.needs import needing
from stelsel.kernel.problem import BadInput
from stelsel.node.node import node
from stelsel.register.bundles import entry_bundle, payload_bundle
from stelsel.register.log import LogName, head
from stelsel.register.tiles import HASH, WIDTH, read_number_path

_TILE = re.compile(r"^tile/(0|[1-9][0-9]?|entries)/(.+)$")
_ONE = re.compile(r"^payload/by-index/(0|[1-9][0-9]{0,17})$")
_PAYLOADS = re.compile(r"^payload/(.+)$")
_MOST_LEVEL = 63
_BYTES = "application/octet-stream"
_FOREVER = "public, max-age=31536000, immutable"
_SHORT = "public, max-age=2"


@needing("see")
@csrf_exempt
def log_file(request: HttpRequest, publisher: str, audience: str, rest: str) -> HttpResponse:
    """One file of one log."""
    if request.method not in ("GET", "HEAD"):
        response = problem(request, 405)
        response.headers["Allow"] = "GET, HEAD"
        return response
    try:
        log = _log(request, publisher, audience)
        response = _file(log, rest)
    except BadInput:
        return problem(request, 404)
    except Exception as error:  # the edge of the product
        return rendered(request, error)
    if log.audience != "public":
        response.headers["Cache-Control"] = "no-store"
    elif "Authorization" not in request.headers:
        response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _log(request: HttpRequest, publisher: str, audience: str) -> LogName:
    log = node().logs.named(publisher, audience)
    if log is not None and ANYONE.may_see(log):
        return log
    who = caller(request)  # also where there is no such log: a wrong password gets the same answer
    if log is None or not who.asker.may_see(log):
        raise Refused(404)
    return log


def _file(log: LogName, rest: str) -> HttpResponse:
    if rest == "checkpoint":
        note = node().logs.note(log.origin)
        return _missing() if note is None else _send(note.encode(), _SHORT, "text/plain; charset=utf-8")
    if match := _ONE.match(rest):
        return _payload(log, int(match[1]))
    if match := _PAYLOADS.match(rest):
        return _payloads(log, *read_number_path(match[1]))
    match = _TILE.match(rest)
    if match is None:
        return _missing()
    number, width = read_number_path(match[2])
    if match[1] == "entries":
        return _entries(log, number, width)
    level = int(match[1])
    if level > _MOST_LEVEL:
        return _missing()
    hashes = node().logs.tile(log.origin, level, number)
    return _missing() if len(hashes) < width * HASH else _send(hashes[: width * HASH], _FOREVER)


def _entries(log: LogName, number: int, width: int) -> HttpResponse:
    start = number * WIDTH
    if start + width > head(node().logs, log.origin).size:
        return _missing()
    leaves = [stored.leaf for stored in node().logs.stored(log.origin, start, start + width)]
    return _send(entry_bundle(leaves), _FOREVER)


def _payloads(log: LogName, number: int, width: int) -> HttpResponse:
    start = number * WIDTH
    if start + width > head(node().logs, log.origin).size:
        return _missing()
    stored = node().logs.stored(log.origin, start, start + width)
    return _send(payload_bundle((one.salt, one.payload) for one in stored), "no-cache")


def _payload(log: LogName, index: int) -> HttpResponse:
    for stored in node().logs.stored(log.origin, index, index + 1):
        if stored.salt:
            return _send(stored.salt + stored.payload, "no-cache")
    return _missing()


def _send(content: bytes, cache: str, kind: str = _BYTES) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Cache-Control": cache})


def _missing() -> HttpResponse:
    raise Refused(404)
