# SPDX-License-Identifier: EUPL-1.2
"""Tables for dossiers and the processing log, and a trigger that keeps the log as it was written."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

NEVER = "the processing log is append-only"


def add_triggers(apps, schema_editor):  # noqa: ANN001, ANN201
    """Rows of the processing log cannot be changed; on PostgreSQL not removed one by one either."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            "CREATE TRIGGER processing_record_stays BEFORE UPDATE ON node_processingrecord"
            f" BEGIN SELECT RAISE(ABORT, '{NEVER}'); END"
        )
        return
    schema_editor.execute(
        "CREATE FUNCTION processing_record_stays() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{NEVER}'; END $$"
    )
    schema_editor.execute(
        "CREATE TRIGGER processing_record_stays BEFORE UPDATE OR DELETE ON node_processingrecord"
        " FOR EACH ROW EXECUTE FUNCTION processing_record_stays()"
    )


def drop_triggers(apps, schema_editor):  # noqa: ANN001, ANN201
    """The way back."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER processing_record_stays")
        return
    schema_editor.execute("DROP FUNCTION processing_record_stays CASCADE")


class Migration(migrations.Migration):
    dependencies = [
        ("node", "0004_identity"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ProcessingActivity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("content", models.TextField()),
                ("since", models.CharField(max_length=20)),
            ],
        ),
        migrations.CreateModel(
            name="ProcessingExport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.CharField(max_length=300, unique=True)),
                ("last", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="DataSubject",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=400)),
                ("type", models.CharField(max_length=200)),
            ],
            options={
                "unique_together": {("type", "token")},
            },
        ),
        migrations.CreateModel(
            name="Dossier",
            fields=[
                ("id", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("publisher", models.CharField(default="", max_length=60)),
                ("kind", models.CharField(default="", max_length=60)),
                ("purpose", models.CharField(max_length=300)),
                ("ground", models.CharField(max_length=1)),
                ("law", models.CharField(default="", max_length=300)),
                ("years", models.IntegerField(null=True)),
                ("until", models.DateField(null=True)),
                ("term_basis", models.CharField(max_length=500)),
                ("term_source", models.CharField(max_length=300)),
                ("draft", models.BooleanField(default=False)),
                ("opened_at", models.CharField(max_length=20)),
                ("closed_at", models.CharField(default="", max_length=20)),
                ("entry", models.CharField(default="", max_length=255)),
                ("held", models.CharField(default="", max_length=300)),
                ("data_key", models.BinaryField()),
                ("generation", models.IntegerField()),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="dossiers",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="DossierReader",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("writes", models.BooleanField(default=False)),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="readers", to="node.dossier"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "unique_together": {("dossier", "user")},
            },
        ),
        migrations.CreateModel(
            name="DossierRevision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("document", models.CharField(max_length=32)),
                ("number", models.IntegerField()),
                ("at", models.CharField(max_length=20)),
                ("by", models.CharField(max_length=150)),
                ("sealed", models.BinaryField()),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="revisions", to="node.dossier"
                    ),
                ),
            ],
            options={
                "ordering": ["dossier", "document", "number"],
                "unique_together": {("dossier", "document", "number")},
            },
        ),
        migrations.CreateModel(
            name="DossierSubject",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="subjects", to="node.dossier"
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="node.datasubject"
                    ),
                ),
            ],
            options={
                "unique_together": {("dossier", "subject")},
            },
        ),
        migrations.CreateModel(
            name="ProcessingRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("trace_id", models.BinaryField(max_length=16)),
                ("span_id", models.BinaryField(max_length=8)),
                ("status_code", models.SmallIntegerField()),
                ("name", models.CharField(max_length=100)),
                ("start_time", models.BigIntegerField()),
                ("end_time", models.BigIntegerField()),
                ("parent_span_id", models.BinaryField(max_length=8, null=True)),
                ("foreign_operation", models.JSONField(null=True)),
                ("resource", models.JSONField()),
                ("attributes", models.JSONField()),
                ("dossier", models.CharField(default="", max_length=32)),
                (
                    "subject",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="node.datasubject"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [models.Index(fields=["dossier", "id"], name="processing_dossier")],
            },
        ),
        migrations.RunPython(add_triggers, drop_triggers),
    ]
