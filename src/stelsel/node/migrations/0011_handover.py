# SPDX-License-Identifier: EUPL-1.2
"""An index of warm handovers."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("node", "0010_passkeys")]

    operations = [
        migrations.CreateModel(
            name="Handover",
            fields=[
                ("id", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("giver", models.CharField(max_length=60)),
                ("taker", models.CharField(max_length=60)),
                (
                    "giver_dossier",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="node.dossier"
                    ),
                ),
                (
                    "taker_dossier",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="node.dossier"
                    ),
                ),
                ("case_hash", models.CharField(max_length=64, unique=True)),
                ("product", models.CharField(default="", max_length=255)),
                ("offered_on", models.DateField()),
                ("status", models.CharField(max_length=12)),
                ("waits_for", models.CharField(default="", max_length=10)),
                ("due", models.DateField(null=True)),
                ("escalated", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["-offered_on", "id"],
                "indexes": [
                    models.Index(fields=["giver", "status"], name="handover_giver"),
                    models.Index(fields=["taker", "status"], name="handover_taker"),
                ],
            },
        ),
    ]
