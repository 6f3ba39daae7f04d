# SPDX-License-Identifier: EUPL-1.2
"""All addresses: pages, the API, and the static files of the logs."""

from django.urls import include, path

from stelsel.faces.api.log_files import log_file

urlpatterns = [
    path("api/", include("stelsel.faces.api.urls")),
    path("logboek/<slug:publisher>/<slug:audience>/<path:rest>", log_file),
    path("", include("stelsel.faces.web.urls")),
]
