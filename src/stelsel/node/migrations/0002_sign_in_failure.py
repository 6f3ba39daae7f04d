# SPDX-License-Identifier: EUPL-1.2
"""Wrong passwords, to slow down guessing."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds SignInFailure."""

    dependencies = [("node", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="SignInFailure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("account", models.CharField(max_length=150)),
                ("address", models.CharField(max_length=60)),
                ("at", models.DateTimeField()),
            ],
            options={"indexes": [models.Index(fields=["address", "at"], name="sign_in_failure")]},
        ),
    ]
