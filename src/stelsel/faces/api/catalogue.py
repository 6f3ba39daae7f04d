# SPDX-License-Identifier: EUPL-1.2
"""The catalogue of services over the API, after CPSV-AP: Turtle or JSON-LD, as the caller accepts."""

import hashlib

from django.http import HttpResponse

import stelsel
from stelsel.faces.api.operation import Call, Operation
from stelsel.faces.api.problems import Refused
from stelsel.faces.api.query import Param
from stelsel.faces.catalogue import MEDIA_TYPES, catalogue_bytes
from stelsel.kernel.text import Text
from stelsel.priorities.services.catalogue_of import PATH

_FORM = Param("formaat", "choice", "turtle of jsonld; leeg: wat de kop Accept vraagt.", tuple(MEDIA_TYPES))


def operations() -> tuple[Operation, ...]:
    """The one thing that can be asked."""
    turtle, json_ld = MEDIA_TYPES.values()
    return (
        Operation(
            "GET",
            f"/{PATH}",
            "toon-diensten-catalogus",
            "Alle diensten als catalogus volgens CPSV-AP 3.2.0",
            "diensten",
            show,
            {"type": "string"},
            (_FORM,),
            gives_type=turtle,
            also_gives=(json_ld,),
            needs="see",
        ),
    )


def show(call: Call) -> HttpResponse:
    """The catalogue of what the caller may see. Refused 406 where neither form is accepted."""
    form = call.query["formaat"] or accepted(call.request.headers.get("Accept", ""))
    if not form:
        raise Refused(406, detail=_NEITHER)
    tag = _etag(call, form)
    if tag in call.request.headers.get("If-None-Match", ""):
        response = HttpResponse(status=304)
    else:
        kind = MEDIA_TYPES[form] + ("; charset=utf-8" if form == "turtle" else "")
        response = HttpResponse(catalogue_bytes(call.book, form), content_type=kind)
    response.headers["ETag"] = tag
    response.headers["Vary"] = "Accept"
    return response


def accepted(header: str) -> str:
    """The form that an Accept header prefers (RFC 9110, section 12.5.1); Turtle where both are as good; empty for
    neither."""
    ranges = [_range(part) for part in header.split(",") if part.strip()] or [("*/*", 1.0)]
    weights = {form: _weight(kind, ranges) for form, kind in MEDIA_TYPES.items()}
    best = max(weights, key=lambda form: weights[form])
    return best if weights[best] > 0 else ""


def _weight(kind: str, ranges: list[tuple[str, float]]) -> float:
    """The weight of the most specific range that a media type falls in."""
    for wanted in (kind, f"{kind.partition('/')[0]}/*", "*/*"):
        found = [weight for name, weight in ranges if name == wanted]
        if found:
            return max(found)
    return 0.0


def _range(part: str) -> tuple[str, float]:
    name, *parameters = (piece.strip().lower() for piece in part.split(";"))
    given = next((one.partition("=")[2] for one in parameters if one.startswith("q=")), "1")
    try:
        weight = min(max(float(given), 0.0), 1.0)
    except ValueError:
        weight = 0.0
    return name, weight if weight == weight else 0.0  # noqa: PLR0124 - not a number


def _etag(call: Call, form: str) -> str:
    parts = (call.book.position.hash, form, stelsel.__version__, str(call.book.day))
    return f'"{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:32]}"'


_NEITHER = Text(
    nl="Deze catalogus is er als text/turtle en als application/ld+json. Vraag een van die twee in de kop Accept, of "
    "met formaat=turtle of formaat=jsonld.",
    en="This catalogue is there as text/turtle and as application/ld+json. Ask one of these in the header Accept, or "
    "with formaat=turtle or formaat=jsonld.",
)
