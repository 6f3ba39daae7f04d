# SPDX-License-Identifier: EUPL-1.2
"""Everything that SCIM clients can ask, in one list, and the addresses that follow from it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path
from django.views.decorators.csrf import csrf_exempt

from stelsel.faces.needs import needing
from stelsel.faces.scim import groups, schemas, users
from stelsel.faces.scim.errors import rendered, scim_error
from stelsel.faces.scim.operation import Call, Operation, Reply, View, listing, not_there
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text


def _config(call: Call) -> Reply:
    return Reply(schemas.config())


def _list_of(found: Any) -> View:
    def view(call: Call) -> Reply:
        if call.request.GET.get("filter"):  # RFC 7644, section 4
            raise bad_input("fixed-groups", "filter", _NO_FILTER, _LEAVE_OUT)
        return listing(call, len(found()), found())

    return view


def _one_of(found: Any) -> View:
    def view(call: Call) -> Reply:
        for one in found():
            if one["id"].lower() == call.id.lower():
                return Reply(one)
        raise not_there()

    return view


def _not_supported(call: Call) -> Reply:
    raise bad_input("not-supported", "", _NOT_SUPPORTED, _LEAVE_OUT)


OPERATIONS = (
    Operation("GET", "/ServiceProviderConfig", "Wat deze dienst kan", _config),
    Operation("GET", "/ResourceTypes", "Soorten van dingen", _list_of(schemas.resource_types)),
    Operation("GET", "/ResourceTypes/{id}", "Eén soort", _one_of(schemas.resource_types)),
    Operation("GET", "/Schemas", "Wat wij bewaren", _list_of(schemas.schemas)),
    Operation("GET", "/Schemas/{id}", "Eén schema", _one_of(schemas.schemas)),
    Operation("GET", "/Users", "Accounts, alle of met een filter", users.find),
    Operation("POST", "/Users", "Maak een account", users.create),
    Operation("GET", "/Users/{id}", "Eén account", users.show),
    Operation("PUT", "/Users/{id}", "Vervang een account", users.put),
    Operation("PATCH", "/Users/{id}", "Wijzig een account", users.patch),
    Operation("DELETE", "/Users/{id}", "Verwijder een account", users.delete),
    Operation("GET", "/Groups", "Groepen: de rollen bij de uitgever", groups.find),
    Operation("POST", "/Groups", "Kan niet: groepen staan vast", groups.fixed),
    Operation("GET", "/Groups/{id}", "Eén groep met haar leden", groups.show),
    Operation("PUT", "/Groups/{id}", "Vervang de leden", groups.put),
    Operation("PATCH", "/Groups/{id}", "Wijzig de leden", groups.patch),
    Operation("DELETE", "/Groups/{id}", "Kan niet: groepen staan vast", groups.fixed),
    Operation("POST", "/Bulk", "Kan niet: geen bulk", _not_supported),
    Operation("GET", "/Me", "Kan niet: een sleutel is geen mens", _not_supported),
)
"""Every operation, with what it needs."""


def _view(mine: dict[str, Operation]) -> Any:
    @needing("provision-accounts")
    @csrf_exempt
    def answer(request: HttpRequest, id: str = "") -> HttpResponse:
        found = mine.get(request.method or "")
        try:
            if found is not None:
                return found.answer(request, id)
        except Exception as error:  # the edge of the product: whatever it is, it becomes an error of SCIM
            return rendered(request, error)
        response = scim_error(request, 405)
        response.headers["Allow"] = ", ".join(mine)
        return response

    return answer


@needing("see")
@csrf_exempt
def _nothing(request: HttpRequest) -> HttpResponse:
    return scim_error(request, 404)


def _patterns() -> list[URLPattern]:
    found: dict[str, dict[str, Operation]] = {}
    for one in OPERATIONS:
        found.setdefault(one.path, {})[one.method] = one
    routes = {place[1:].replace("{id}", "<str:id>"): mine for place, mine in found.items()}
    return [*(path(f"v2/{route}", _view(mine)) for route, mine in routes.items()), re_path(r"^", _nothing)]


_NO_FILTER = Text(nl="Hier kan geen filter.", en="No filter is possible here.")
_NOT_SUPPORTED = Text(nl="Dit kan deze dienst niet.", en="This service does not support this.")
_LEAVE_OUT = Text(nl="Laat het weg; zie ServiceProviderConfig.", en="Leave it out; see ServiceProviderConfig.")

urlpatterns = _patterns()
