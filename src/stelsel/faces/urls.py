# SPDX-License-Identifier: EUPL-1.2
"""All addresses: pages, the API, and the static files of the logs."""

from django.urls import include, path

urlpatterns = [
    path("api/", include("stelsel.faces.api.urls")),
    path("", include("stelsel.faces.web.urls")),
]
