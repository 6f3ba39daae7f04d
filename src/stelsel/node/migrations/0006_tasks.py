# SPDX-License-Identifier: EUPL-1.2
"""Tasks with their steps, substitutions, wishes of publishers, and digests."""

import django.db.models.deletion
from django.db import migrations, models

KEY = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")
STATES = [(name, name) for name in ("open", "busy", "approved", "refused", "closed")]


class Migration(migrations.Migration):
    """Adds Task, TaskDecision, Substitution, TaskRule, DigestChannel and Digest."""

    dependencies = [("node", "0005_dossiers")]

    operations = [
        migrations.CreateModel(
            name="Task",
            fields=[
                ("id", KEY),
                ("kind", models.CharField(max_length=40)),
                ("publisher", models.CharField(max_length=60)),
                ("receiver", models.CharField(max_length=200)),
                ("title", models.JSONField()),
                ("reasons", models.JSONField()),
                ("about", models.CharField(max_length=300)),
                ("open_key", models.CharField(max_length=400, null=True, unique=True)),
                ("asked_by", models.CharField(default="", max_length=150)),
                ("asked_at", models.DateTimeField()),
                ("due", models.DateField(null=True)),
                ("calculation", models.JSONField(null=True)),
                ("lapses", models.BooleanField(default=False)),
                ("needed", models.IntegerField(default=1)),
                ("change", models.JSONField(null=True)),
                ("state", models.CharField(choices=STATES, default="open", max_length=10)),
                ("turn", models.IntegerField(default=0)),
                ("escalated", models.BooleanField(default=False)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["state", "receiver"], name="task_waiting"),
                    models.Index(fields=["state", "publisher"], name="task_publisher"),
                ]
            },
        ),
        migrations.CreateModel(
            name="TaskDecision",
            fields=[
                ("id", KEY),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="node.task"
                    ),
                ),
                ("turn", models.IntegerField()),
                ("step", models.CharField(max_length=10)),
                ("by", models.CharField(default="", max_length=150)),
                ("instead_of", models.CharField(default="", max_length=150)),
                ("at", models.DateTimeField()),
                ("why", models.TextField()),
                ("to", models.CharField(default="", max_length=200)),
            ],
            options={
                "ordering": ["turn"],
                "constraints": [models.UniqueConstraint(fields=("task", "turn"), name="task_turn_once")],
            },
        ),
        migrations.CreateModel(
            name="Substitution",
            fields=[
                ("id", KEY),
                ("publisher", models.CharField(max_length=60)),
                ("replaced", models.CharField(max_length=150)),
                ("by", models.CharField(max_length=150)),
                ("first_day", models.DateField()),
                ("last_day", models.DateField()),
                ("ended", models.BooleanField(default=False)),
            ],
            options={"indexes": [models.Index(fields=["by", "last_day"], name="substitution_by")]},
        ),
        migrations.CreateModel(
            name="TaskRule",
            fields=[
                ("id", KEY),
                ("publisher", models.CharField(max_length=60)),
                ("kind", models.CharField(max_length=40)),
                ("four_eyes", models.BooleanField(default=False)),
                ("escalate_after", models.IntegerField(null=True)),
            ],
            options={"unique_together": {("publisher", "kind")}},
        ),
        migrations.CreateModel(
            name="DigestChannel",
            fields=[
                ("id", KEY),
                ("publisher", models.CharField(max_length=60)),
                ("way", models.CharField(choices=[("mail", "mail"), ("webhook", "webhook")], max_length=10)),
                ("address", models.CharField(max_length=500)),
                ("salt", models.CharField(default="", max_length=40)),
                ("active", models.BooleanField(default=True)),
            ],
            options={"unique_together": {("publisher", "way")}},
        ),
        migrations.CreateModel(
            name="Digest",
            fields=[
                ("id", KEY),
                (
                    "channel",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="node.digestchannel"),
                ),
                ("day", models.DateField()),
                ("sequence", models.IntegerField(null=True, unique=True)),
                ("waiting", models.IntegerField()),
                ("made_at", models.DateTimeField()),
                ("attempts", models.IntegerField(default=0)),
                ("delivered", models.BooleanField(default=False)),
            ],
            options={"unique_together": {("channel", "day")}},
        ),
    ]
