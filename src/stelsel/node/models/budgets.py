# SPDX-License-Identifier: EUPL-1.2
"""What askers used of their budgets in the last moments."""

from django.db import models


class BudgetUse(models.Model):
    """One asker under one policy. `asker` is a keyed hash, never a name or an address; `full_at` is the moment, in
    microseconds since 1970, at which the whole budget is there again. A row past that moment says nothing and goes."""

    asker = models.CharField(max_length=32, primary_key=True)
    full_at = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["full_at"], name="budget_full_at")]
