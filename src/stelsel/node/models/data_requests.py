# SPDX-License-Identifier: EUPL-1.2
"""Which data requests there are, without a word of what stands in them."""

from django.db import models

from stelsel.node.models.dossiers import Dossier


class DataRequest(models.Model):
    """An index of one data request: `id` 32 random hexadecimal digits, the publishers of the three parties, the dossier
    of each (null once it was destroyed, and for a gatekeeper that is one of the other two), a hash of what was asked so
    that the same is not asked twice, how it stands, for whom it waits (parties with spaces between), and the nearest
    last day. It can be made anew from any of the dossiers."""

    id = models.CharField(max_length=32, primary_key=True)
    consumer = models.CharField(max_length=60)
    provider = models.CharField(max_length=60)
    gatekeeper = models.CharField(max_length=60)
    consumer_dossier = models.ForeignKey(Dossier, on_delete=models.SET_NULL, null=True, related_name="+")
    provider_dossier = models.ForeignKey(Dossier, on_delete=models.SET_NULL, null=True, related_name="+")
    gatekeeper_dossier = models.ForeignKey(Dossier, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_hash = models.CharField(max_length=64)
    requested_on = models.DateField()
    status = models.CharField(max_length=12)
    waits_for = models.CharField(max_length=40, default="")
    due = models.DateField(null=True)
    escalated = models.BooleanField(default=False)

    class Meta:
        ordering = ["-requested_on", "id"]
        indexes = [
            models.Index(fields=["consumer", "status"], name="data_request_consumer"),
            models.Index(fields=["provider", "status"], name="data_request_provider"),
            models.Index(fields=["gatekeeper", "status"], name="data_request_gatekeeper"),
        ]
