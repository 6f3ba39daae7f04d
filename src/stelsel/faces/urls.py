# SPDX-License-Identifier: EUPL-1.2
"""All addresses: pages, the API, SCIM, and the static files of the logs."""

from django.urls import include, path

from stelsel.faces.api.log_files import log_file

urlpatterns = [
    path("api/", include("stelsel.faces.api.urls")),
    path("scim/", include("stelsel.faces.scim.operations")),
    path("logboek/<slug:publisher>/<slug:audience>/<path:rest>", log_file),
    path("", include("stelsel.faces.web.urls")),
]

handler400 = "stelsel.faces.web.problems.bad_request"
handler403 = "stelsel.faces.web.problems.forbidden"
handler404 = "stelsel.faces.web.problems.not_found"
handler500 = "stelsel.faces.web.problems.failed"
