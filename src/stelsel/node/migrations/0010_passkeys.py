# SPDX-License-Identifier: EUPL-1.2
"""Passkeys of local accounts."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("node", "0009_keys"),
    ]

    operations = [
        migrations.CreateModel(
            name="PasskeyOwner",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="passkey_owner",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("handle", models.CharField(max_length=43, unique=True)),
                ("kept_password", models.CharField(blank=True, default="", max_length=128)),
            ],
        ),
        migrations.CreateModel(
            name="Passkey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60)),
                ("credential_id", models.CharField(max_length=1364, unique=True)),
                ("credential", models.BinaryField()),
                ("counter", models.BigIntegerField(default=0)),
                ("made", models.DateField()),
                ("last_used", models.DateField(null=True)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="passkeys",
                        to="node.passkeyowner",
                    ),
                ),
            ],
        ),
    ]
