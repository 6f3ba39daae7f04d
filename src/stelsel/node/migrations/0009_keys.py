# SPDX-License-Identifier: EUPL-1.2
"""Service accounts with keys, and accounts that an identity system keeps."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("node", "0008_jobs"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="membership",
            name="machine",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="subject",
            name="switched_off",
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name="membership",
            name="role",
            field=models.CharField(
                choices=[
                    ("reader", "reader"),
                    ("publisher", "publisher"),
                    ("administrator", "administrator"),
                    ("provisioner", "provisioner"),
                ],
                max_length=20,
            ),
        ),
        migrations.CreateModel(
            name="ServiceKey",
            fields=[
                ("id", models.CharField(max_length=10, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=60)),
                ("digest", models.CharField(max_length=64)),
                ("made_by", models.CharField(max_length=150)),
                ("made_on", models.DateField()),
                ("last_day", models.DateField()),
                ("last_used", models.DateField(null=True)),
                ("revoked_on", models.DateField(null=True)),
                ("revoked_by", models.CharField(default="", max_length=150)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="keys", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Provisioned",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("publisher", models.CharField(max_length=60)),
                ("user_name", models.CharField(max_length=150)),
                ("folded", models.CharField(max_length=300)),
                ("external_id", models.CharField(default="", max_length=255)),
                ("active", models.BooleanField(default=True)),
                ("groups", models.CharField(default="", max_length=60)),
                ("version", models.IntegerField(default=1)),
                ("made_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="provisioned",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["publisher", "external_id"], name="provisioned_external")],
                "constraints": [
                    models.UniqueConstraint(fields=("publisher", "user"), name="provisioned_account"),
                    models.UniqueConstraint(fields=("publisher", "folded"), name="provisioned_name"),
                ],
            },
        ),
    ]
