# SPDX-License-Identifier: EUPL-1.2
"""Jobs beside the rows of the queue, and when the schedule last ran."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
        ("node", "0007_budgets"),
    ]

    operations = [
        migrations.CreateModel(
            name="Job",
            fields=[
                (
                    "result",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="job",
                        serialize=False,
                        to="django_tasks_database.dbtaskresult",
                    ),
                ),
                ("name", models.CharField(max_length=60)),
                ("publisher", models.CharField(blank=True, default="", max_length=60)),
                ("key", models.CharField(max_length=200, null=True, unique=True)),
                ("done", models.BigIntegerField(default=0)),
                ("total", models.BigIntegerField(default=0)),
                ("message_nl", models.CharField(blank=True, default="", max_length=200)),
                ("message_en", models.CharField(blank=True, default="", max_length=200)),
                ("checkpoint", models.JSONField(null=True)),
                ("furthest", models.BigIntegerField(default=0)),
                ("failures", models.IntegerField(default=0)),
                ("token", models.CharField(blank=True, default="", max_length=32)),
                ("beat", models.BigIntegerField(default=0)),
                ("cancel_asked", models.BooleanField(default=False)),
                ("end", models.CharField(blank=True, default="", max_length=10)),
                ("findings", models.JSONField(default=list)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["publisher", "result"], name="job_publisher"),
                    models.Index(fields=["end", "result"], name="job_end"),
                ]
            },
        ),
        migrations.CreateModel(
            name="LastRun",
            fields=[
                ("name", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("period", models.CharField(max_length=20)),
                (
                    "job",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to="node.job"),
                ),
            ],
        ),
    ]
