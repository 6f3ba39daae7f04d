# SPDX-License-Identifier: EUPL-1.2
"""Which handovers there are, without a word of what stands in them."""

from django.db import models

from stelsel.node.models.dossiers import Dossier


class Handover(models.Model):
    """An index of one handover: `id` 32 random hexadecimal digits, both publishers, the dossier of each (null once it
    was destroyed), the hash of the code of the case, the UPL code of the product, how it stands, for whom it waits,
    and the nearest last day. Everything but the code can be made anew from either dossier."""

    id = models.CharField(max_length=32, primary_key=True)
    giver = models.CharField(max_length=60)
    taker = models.CharField(max_length=60)
    giver_dossier = models.ForeignKey(Dossier, on_delete=models.SET_NULL, null=True, related_name="+")
    taker_dossier = models.ForeignKey(Dossier, on_delete=models.SET_NULL, null=True, related_name="+")
    case_hash = models.CharField(max_length=64, unique=True)
    product = models.CharField(max_length=255, default="")
    offered_on = models.DateField()
    status = models.CharField(max_length=12)
    waits_for = models.CharField(max_length=10, default="")
    due = models.DateField(null=True)
    escalated = models.BooleanField(default=False)

    class Meta:
        ordering = ["-offered_on", "id"]
        indexes = [
            models.Index(fields=["giver", "status"], name="handover_giver"),
            models.Index(fields=["taker", "status"], name="handover_taker"),
        ]
