# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the API. What is not there is a problem document too."""

from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET
from django.views.generic import RedirectView

from stelsel.faces.api.contract import API, openapi
from stelsel.faces.api.problems import problem
from stelsel.faces.needs import needing


@needing("see")
@csrf_exempt
def not_found(request: HttpRequest) -> HttpResponse:
    """404 for every other address, also with a trailing slash."""
    return problem(request, 404)


urlpatterns = [
    path("v1/openapi.json", needing("see")(require_GET(openapi))),
    path("v1/docs", needing("see")(RedirectView.as_view(url="/api/v1/openapi.json"))),
    path("v1/", API.urls),
    re_path(r"^", not_found),
]
