# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the pages: the language in front, Dutch words in the path."""

from django.urls import URLPattern, path, register_converter

from stelsel.faces.web import (
    account,
    attachments,
    disputes,
    entries,
    erase,
    jobs,
    kinds,
    manage,
    organisations,
    pages,
    publish,
    questions,
    receipts,
    rooms,
    search,
    start,
)
from stelsel.faces.web.shell import LanguageInPath

register_converter(LanguageInPath, "lang")

_ENTRY = "<slug:publisher>/<slug:kind>/<str:local>"

urlpatterns: list[URLPattern] = [
    path("", pages.choose_language),
    path("stijl", pages.choose_language, {"path": "stijl"}),
    path("healthz", pages.healthy),
    path("readyz", pages.ready),
    path("robots.txt", pages.robots),
    path("thema.css", pages.theme),
    path(".well-known/security.txt", pages.security),
    path("<lang:language>/", start.start),
    path("<lang:language>/organisaties", organisations.index),
    path("<lang:language>/organisaties/<str:code>", organisations.organisation),
    path(f"<lang:language>/vermelding/{_ENTRY}", entries.entry),
    path(f"<lang:language>/vermelding/{_ENTRY}/bewijs/<slug:audience>/<int:index>", receipts.receipt),
    path(f"<lang:language>/vermelding/{_ENTRY}/bewijs/<slug:audience>/<int:index>/<str:file>", receipts.proof_file),
    path("<lang:language>/vermelding/<slug:publisher>/attachment/<str:local>/bestand", attachments.file),
    path("<lang:language>/vragen", questions.index),
    path("<lang:language>/vragen/<slug:wire>", questions.question),
    path("<lang:language>/zoeken", search.search),
    path("<lang:language>/kamers/<slug:wire>", rooms.room),
    path("<lang:language>/soorten", kinds.index),
    path("<lang:language>/soorten/<slug:wire_plural>", kinds.listing),
    path("<lang:language>/soorten/<slug:wire_plural>/uitleg", kinds.reference),
    path("<lang:language>/soorten/<slug:wire_plural>/schema.json", kinds.schema),
    path("<lang:language>/publiceren", publish.index),
    path("<lang:language>/publiceren/bijlage", attachments.attach),
    path("<lang:language>/publiceren/<slug:wire>", publish.publish),
    path(f"<lang:language>/verbeteren/{_ENTRY}", publish.correct),
    path(f"<lang:language>/intrekken/{_ENTRY}", publish.withdraw),
    path(f"<lang:language>/wissen/{_ENTRY}", erase.erase),
    path(f"<lang:language>/betwisten/{_ENTRY}", disputes.dispute),
    path(f"<lang:language>/beantwoorden/{_ENTRY}", disputes.answer),
    path("<lang:language>/aanmelden", account.sign_in),
    path("<lang:language>/afmelden", account.sign_out),
    path("<lang:language>/account", account.account),
    path("<lang:language>/beheer", manage.manage),
    path("<lang:language>/werk", jobs.jobs),
    path("<lang:language>/werk/<uuid:number>", jobs.job),
    path("<lang:language>/stand", pages.position),
    path("<lang:language>/bronnen", pages.attribution),
    path("<lang:language>/broncode", pages.source),
    path("<lang:language>/stijl", pages.style),
    path("<lang:language>/toegankelijkheid", pages.accessibility),
]
