# SPDX-License-Identifier: EUPL-1.2
"""Counts of how journeys went."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("node", "0011_handover")]

    operations = [
        migrations.CreateModel(
            name="JourneyCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("journey", models.CharField(max_length=40)),
                ("week", models.DateField()),
                ("what", models.CharField(max_length=60)),
                ("times", models.PositiveBigIntegerField(default=0)),
            ],
            options={"ordering": ["journey", "week", "what"]},
        ),
        migrations.AddConstraint(
            model_name="journeycount",
            constraint=models.UniqueConstraint(fields=("journey", "week", "what"), name="journey_count_once"),
        ),
    ]
