# SPDX-License-Identifier: EUPL-1.2
"""Leaves and tiles leave the tables: an index of revisions stays, and what is not in the files yet waits in a queue."""

import django.db.models.deletion
from django.db import migrations, models

INDEX = (
    'INSERT INTO node_revision (log_id, "index", entry, rev, op) SELECT log_id, "index", entry, rev, op FROM node_leaf'
)
QUEUE = (
    'INSERT INTO node_queued (log_id, "index", leaf, salt, payload)'
    ' SELECT log_id, "index", leaf, salt, payload FROM node_leaf'
)


def fields(**more):  # noqa: ANN003, ANN201
    """What both tables begin with."""
    key = models.CompositePrimaryKey("log_id", "index", blank=True, editable=False, primary_key=True, serialize=False)
    log = models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to="node.log")
    return [("pk", key), ("index", models.BigIntegerField()), *more.items(), ("log", log)]


class Migration(migrations.Migration):
    dependencies = [("node", "0002_sign_in_failure")]

    operations = [
        migrations.CreateModel(
            name="Revision",
            fields=fields(
                entry=models.CharField(max_length=255), rev=models.IntegerField(), op=models.CharField(max_length=10)
            ),
            options={"indexes": [models.Index(fields=["entry", "log", "rev"], name="revision_entry")]},
        ),
        migrations.CreateModel(
            name="Queued",
            fields=fields(leaf=models.BinaryField(), salt=models.BinaryField(), payload=models.BinaryField()),
        ),
        migrations.RunSQL(INDEX, migrations.RunSQL.noop),
        migrations.RunSQL(QUEUE, migrations.RunSQL.noop),
        migrations.DeleteModel(name="Leaf"),
        migrations.DeleteModel(name="Tile"),
    ]
