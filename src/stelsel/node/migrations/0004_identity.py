# SPDX-License-Identifier: EUPL-1.2
"""Sign-ins by an account elsewhere, mandates, representation, and roles that a provider gives."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("node", "0003_files_are_the_book"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="membership",
            name="by_claim",
            field=models.BooleanField(default=False),
        ),
        migrations.CreateModel(
            name="Representation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("called", models.CharField(max_length=60)),
                ("services", models.JSONField()),
                ("until", models.DateField()),
                ("code_hash", models.CharField(max_length=64, null=True, unique=True)),
                ("made_on", models.DateField()),
                ("revoked_on", models.DateField(null=True)),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="represented_by",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "representative",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="represents",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Mandate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("publisher", models.CharField(max_length=60)),
                ("operation", models.CharField(default="", max_length=40)),
                ("kind", models.CharField(default="", max_length=60)),
                ("limit_eur", models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ("start", models.DateField()),
                ("end", models.DateField(null=True)),
                ("granted_by", models.CharField(max_length=150)),
                ("granted_on", models.DateField()),
                ("revoked_on", models.DateField(null=True)),
                ("revoked_by", models.CharField(default="", max_length=150)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mandates",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["publisher", "user"], name="mandate_publisher")],
            },
        ),
        migrations.CreateModel(
            name="Subject",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("issuer", models.CharField(max_length=255)),
                ("subject", models.CharField(max_length=255)),
                ("citizen", models.BooleanField(default=False)),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="subject", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("issuer", "subject"), name="one_account_per_subject")],
            },
        ),
    ]
