# SPDX-License-Identifier: EUPL-1.2
"""Which data requests there are."""

import django.db.models.deletion
from django.db import migrations, models

_DOSSIER = {
    "null": True,
    "on_delete": django.db.models.deletion.SET_NULL,
    "related_name": "+",
    "to": "node.dossier",
}


class Migration(migrations.Migration):
    dependencies = [("node", "0014_lessons_shown")]

    operations = [
        migrations.CreateModel(
            name="DataRequest",
            fields=[
                ("id", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("consumer", models.CharField(max_length=60)),
                ("provider", models.CharField(max_length=60)),
                ("gatekeeper", models.CharField(max_length=60)),
                ("asked_hash", models.CharField(max_length=64)),
                ("requested_on", models.DateField()),
                ("status", models.CharField(max_length=12)),
                ("waits_for", models.CharField(default="", max_length=40)),
                ("due", models.DateField(null=True)),
                ("escalated", models.BooleanField(default=False)),
                ("consumer_dossier", models.ForeignKey(**_DOSSIER)),
                ("provider_dossier", models.ForeignKey(**_DOSSIER)),
                ("gatekeeper_dossier", models.ForeignKey(**_DOSSIER)),
            ],
            options={
                "ordering": ["-requested_on", "id"],
                "indexes": [
                    models.Index(fields=["consumer", "status"], name="data_request_consumer"),
                    models.Index(fields=["provider", "status"], name="data_request_provider"),
                    models.Index(fields=["gatekeeper", "status"], name="data_request_gatekeeper"),
                ],
            },
        ),
    ]
