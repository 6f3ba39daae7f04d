# SPDX-License-Identifier: EUPL-1.2
"""The contract: every operation in one list, and the OpenAPI 3.1 document that describes them."""

from functools import cache
from typing import Any

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from stelsel.book.permission import allows
from stelsel.catalogue import KINDS
from stelsel.faces.api import (
    VERSION,
    answers,
    attachments,
    bottlenecks,
    catalogue,
    data_request_shapes,
    data_requests,
    dossiers,
    effect_shapes,
    entries,
    job_shapes,
    jobs,
    lookups,
    rule_shapes,
    rules,
    shapes,
    task_shapes,
    tasks,
)
from stelsel.faces.api.operation import JSON, Operation
from stelsel.faces.api.problems import MEDIA_TYPE, Problem
from stelsel.kernel.kind import Kind
from stelsel.nouns import ABOUT_A_LEAF
from stelsel.nouns.attachment import ATTACHMENT

_ABOUT = """Vermeldingen van overheidsorganisaties en leveranciers, en vragen daarover met antwoord en redenen.

Lezen kan zonder account; u ziet dan wat openbaar is. Publiceren, verbeteren, intrekken, wissen en betwisten kan met
een account dat de rol *publisher* heeft bij de uitgever (HTTP Basic), of
een dienstaccount met zijn sleutel. Wil een uitgever vier ogen, dan wacht wat u
aanlevert op een tweede persoon: antwoord 202 met het nummer van de taak. Elk antwoord noemt de stand (`stand`): wat u
op dat moment kon zien.

Wijzigingen: 1.0.0 is de eerste versie. Een oude hoofdversie blijft na een nieuwe minstens zes maanden beschikbaar."""

_STRUCTS = (
    shapes.Vermelding,
    shapes.Lijst,
    shapes.Zoekresultaten,
    shapes.Historie,
    shapes.Ontvangstbewijs,
    shapes.Intrekking,
    shapes.Wissing,
    shapes.Bezwaar,
    shapes.Weerwoord,
    shapes.Logboeken,
    shapes.Bewijs,
    shapes.Stand,
    shapes.Vragen,
    shapes.Bron,
    *dossiers.SHAPES,
    *data_request_shapes.SHAPES,
    shapes.Aangehouden,
    task_shapes.Taken,
    task_shapes.Taakbesluit,
    task_shapes.NieuweVervanging,
    task_shapes.Vervangingen,
    *rule_shapes.SHAPES,
    *bottlenecks.SHAPES,
    job_shapes.Opdracht,
    job_shapes.Opdrachten,
    job_shapes.NieuweOpdracht,
    effect_shapes.Gevolgen,
    job_shapes.Niets,
    Problem,
)


def all_operations() -> tuple[Operation, ...]:
    """Every operation of the API."""
    usual = (kind for kind in KINDS.values() if kind is not ATTACHMENT)
    kinds = tuple(operation for kind in usual for operation in entries.operations(kind))
    return (
        *kinds,
        *attachments.operations(),
        *bottlenecks.operations(),
        *dossiers.operations(),
        *data_requests.operations(),
        *answers.operations(),
        *lookups.operations(),
        *tasks.operations(),
        *jobs.operations(),
        *rules.operations(),
        *catalogue.operations(),
    )


OPERATIONS = {operation.id: operation for operation in all_operations()}
"""Operation id -> operation."""

API = NinjaAPI(
    title="Stelsel API",
    version=VERSION,
    description=_ABOUT,
    openapi_url=None,
    docs_url=None,
    urls_namespace="api",
    openapi_extra={
        "info": {
            "contact": {
                "name": "Beheerders van Stelsel",
                "email": "stelsel@stelsel.example",
                "url": "https://stelsel.example/contact",
            },
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        },
    },
)
for _operation in OPERATIONS.values():
    _operation.add_to(API)


def openapi(request: HttpRequest) -> HttpResponse:
    """The contract at the root of the version (API Design Rules publish-openapi)."""
    return HttpResponse(document(settings.URL), content_type=JSON)


@cache
def document(url: str) -> bytes:
    """The OpenAPI document for a node at this address. An address without TLS (this machine only) is left out of it."""
    plain: dict[str, Any] = dict(API.get_openapi_schema(path_prefix=""))
    plain["servers"] = [{"url": (url if url.startswith("https://") else "") + shapes.BASE}]
    plain["tags"] = [{"name": name} for name in sorted({operation.tag for operation in OPERATIONS.values()})]
    for methods in plain["paths"].values():
        for details in methods.values():
            details.update(_details(OPERATIONS[details["operationId"]], details["parameters"]))
    plain["paths"]["/openapi.json"] = {"get": _contract_itself()}
    plain["components"] = {
        "schemas": _schemas(),
        "headers": {"API-Version": {"description": "Volledige versie van de API.", "schema": {"type": "string"}}},
        "securitySchemes": {
            "account": {"type": "http", "scheme": "basic", "description": "Account van deze node."},
            "sleutel": {"type": "http", "scheme": "bearer", "description": "Sleutel van een dienstaccount (stl_...)."},
        },
    }
    return msgspec.json.encode(plain)


_HEADERS = {"API-Version": {"$ref": "#/components/headers/API-Version"}}
_ETAG = {"ETag": {"description": "Zelfde vraag, zelfde stand.", "schema": {"type": "string"}}}
_GOOD = {200: "Gelukt.", 201: "Vastgelegd in het logboek.", 202: "Aangenomen; het gebeurt op de achtergrond."}
_PROBLEMS = {
    400: "De aanvraag klopt niet; elke fout staat erin met plaats en oplossing.",
    401: "Account ontbreekt of klopt niet.",
    403: "Dit account heeft hier geen rol voor.",
    404: "Niet gevonden, of niet voor u.",
    406: "Geen van de soorten inhoud die u aanneemt.",
    409: "Iemand anders schreef intussen een nieuwere versie.",
    413: "De aanvraag is te groot.",
    415: "Ander soort inhoud dan dit contract noemt.",
    429: "Te veel verkeerde wachtwoorden, of uw budget is op; Retry-After zegt wanneer het weer kan.",
    500: "Fout bij ons.",
    507: "De schijf van deze node neemt het bestand niet aan.",
}


def _details(operation: Operation, path: list[dict[str, Any]]) -> dict[str, Any]:
    reading = operation.method == "GET"
    publishing = operation.status == 201 and not operation.private
    account = not allows("anyone", operation.needs)
    good = {
        "description": _good(operation),
        "headers": {**_HEADERS, **(_ETAG if reading and not operation.private else {})},
        "content": {
            kind: {"schema": operation.answers} if operation.answers else {}
            for kind in (operation.gives_type, *operation.also_gives)
        },
    }
    codes = [400, 401, 429, 500]
    codes += [406] * bool(operation.also_gives)
    codes += [507] * (operation.takes_type != JSON)
    codes += [409] * (operation.private and operation.status == 201)
    codes += [404] * operation.missing + [413, 415] * (not reading) + [403] * account
    details: dict[str, Any] = {
        "parameters": [
            *({**one, "schema": {"type": "string"}} for one in path),
            *(p.document() for p in operation.params),
        ],
        "responses": {
            str(operation.status): good,
            **_held(publishing or operation.may_wait),
            **{str(code): _problem(code) for code in sorted(codes)},
        },
        "security": [*([] if account else [{}]), {"account": []}, {"sleutel": []}],
        "description": (operation.view.__doc__ and operation.summary) or operation.summary,
    }
    if operation.takes:
        shown = {"example": operation.example} if operation.example else {}
        content = {operation.takes_type: {"schema": operation.takes, **shown}}
        details["requestBody"] = {"required": True, "content": content}
    return details


def _good(operation: Operation) -> str:
    """What is made and private stands in no log."""
    return _GOOD[200 if operation.private and operation.status == 201 else operation.status]


def _held(may_wait: bool) -> dict[str, Any]:
    """What comes back where a publisher wants four eyes."""
    content = {JSON: {"schema": entries.ref("Aangehouden")}}
    held = {"description": "Aangehouden: een tweede persoon moet meekijken.", "headers": _HEADERS, "content": content}
    return {"202": held} if may_wait else {}


def _problem(code: int) -> dict[str, Any]:
    content = {MEDIA_TYPE: {"schema": entries.ref("Problem")}}
    return {"description": _PROBLEMS[code], "headers": _HEADERS, "content": content}


def _contract_itself() -> dict[str, Any]:
    good = {"description": "Dit contract.", "headers": _HEADERS, "content": {JSON: {"schema": {"type": "object"}}}}
    return {
        "operationId": "toon-contract",
        "summary": "Dit contract (OpenAPI 3.1)",
        "description": "Dit contract (OpenAPI 3.1)",
        "tags": ["soorten"],
        "responses": {"200": good, "500": _problem(500)},
    }


def _schemas() -> dict[str, Any]:
    bodies = [kind.body for kind in KINDS.values()]
    structs = list(dict.fromkeys((*_STRUCTS, *bodies)))
    _, parts = msgspec.json.schema_components(structs, ref_template="#/components/schemas/{name}")
    found = {**answers.input_schemas(), **parts, **answers.answer_schemas()}
    for kind in KINDS.values():
        name = kind.body.__name__
        found[name] |= kind.about_retention
        found[f"Vermelding{name}"] = _with("Vermelding", {"inhoud": entries.ref(name)})
        rows = {"type": "array", "items": entries.ref(f"Vermelding{name}")}
        found[f"Lijst{name}"] = _with("Lijst", {"vermeldingen": rows})
        found[f"Correctie{name}"] = _taking({"inhoud": entries.ref(name), "toelichting": {"type": "string"}})
        if kind.name not in ABOUT_A_LEAF:
            found[f"Publicatie{name}"] = _publication(kind)
    flat: dict[str, Any] = _flat(found)
    return flat


def _publication(kind: Kind[Any]) -> dict[str, Any]:
    return _taking(
        {
            "inhoud": entries.ref(kind.body.__name__),
            "naam": {
                "type": "string",
                "description": "Naam onder die van de uitgever; leeg: uit de inhoud gemaakt.",
            },
            "kring": {"type": "string", "enum": sorted(kind.allowed), "default": kind.audience},
            "gepubliceerdDoor": {
                "type": "string",
                "description": "De uitgever; nodig als u er voor meer dan één bent.",
            },
            "betreft": {"type": "string", "description": "TOOI-adres van de organisatie; leeg: de uitgever zelf."},
            "bron": entries.ref("Bron"),
            "ondanks": {
                "type": "string",
                "description": "Waarom u doorgaat, al stond dit eerder in de weg (les van een opgelost knelpunt).",
            },
        },
        ("inhoud",),
    )


def _with(base: str, properties: dict[str, Any]) -> dict[str, Any]:
    return {"allOf": [entries.ref(base), {"type": "object", "properties": properties}]}


def _taking(properties: dict[str, Any], required: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required or properties),
        "additionalProperties": False,
    }


def _flat(part: Any) -> Any:
    """`anyOf: [X, null]` as X with two types, so that a format stands beside its field."""
    if isinstance(part, list):
        return [_flat(item) for item in part]
    if not isinstance(part, dict):
        return part
    found = {key: _flat(value) for key, value in part.items()}
    choices = found.get("anyOf", [])
    plain = [choice for choice in choices if choice != {"type": "null"}]
    if len(choices) == 2 and len(plain) == 1 and isinstance(plain[0].get("type"), str) and "enum" not in plain[0]:
        del found["anyOf"]
        found |= {**plain[0], "type": [plain[0]["type"], "null"]}
    return found
