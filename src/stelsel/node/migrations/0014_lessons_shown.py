# SPDX-License-Identifier: EUPL-1.2
"""Which lessons were shown before something was published."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("node", "0012_experience")]

    operations = [
        migrations.CreateModel(
            name="LessonShown",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entry", models.CharField(max_length=250)),
                ("lesson_step", models.CharField(max_length=250)),
                ("lesson_number", models.PositiveSmallIntegerField()),
                ("shown_on", models.DateField()),
            ],
            options={"ordering": ["entry", "lesson_step", "lesson_number"]},
        ),
        migrations.AddConstraint(
            model_name="lessonshown",
            constraint=models.UniqueConstraint(
                fields=("entry", "lesson_step", "lesson_number"), name="lesson_shown_once"
            ),
        ),
    ]
