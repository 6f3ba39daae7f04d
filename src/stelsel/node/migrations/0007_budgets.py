# SPDX-License-Identifier: EUPL-1.2
"""The audit log, which its own database refuses to change, and budgets of askers."""

from django.db import migrations, models

SQLITE = (
    "CREATE TRIGGER node_auditevent_stays BEFORE UPDATE ON node_auditevent"
    " BEGIN SELECT RAISE(ABORT, 'an audit event is never changed'); END",
)
POSTGRESQL = (
    """CREATE FUNCTION node_auditevent_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' THEN
            IF OLD.sequence <= COALESCE((SELECT cut FROM node_audithead WHERE id = 1), 0) THEN RETURN OLD; END IF;
        END IF;
        RAISE EXCEPTION 'an audit event is never changed or deleted';
    END $$""",
    "CREATE TRIGGER node_auditevent_stays BEFORE UPDATE OR DELETE ON node_auditevent"
    " FOR EACH ROW EXECUTE FUNCTION node_auditevent_stays()",
)
SQLITE_BACK = ("DROP TRIGGER node_auditevent_stays",)
POSTGRESQL_BACK = ("DROP TRIGGER node_auditevent_stays ON node_auditevent", "DROP FUNCTION node_auditevent_stays()")


def guard(apps, editor):  # noqa: ANN001, ANN201
    """Let the database itself refuse what the code does not do."""
    for statement in SQLITE if editor.connection.vendor == "sqlite" else POSTGRESQL:
        editor.execute(statement)


def unguard(apps, editor):  # noqa: ANN001, ANN201
    """Take the guard away."""
    for statement in SQLITE_BACK if editor.connection.vendor == "sqlite" else POSTGRESQL_BACK:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("node", "0006_tasks")]

    operations = [
        migrations.CreateModel(
            name="AuditEvent",
            fields=[
                ("sequence", models.BigIntegerField(primary_key=True, serialize=False)),
                ("moment", models.CharField(max_length=20)),
                ("action", models.CharField(max_length=60)),
                ("actor", models.CharField(max_length=150)),
                ("subject", models.CharField(max_length=300)),
                ("outcome", models.CharField(max_length=10)),
                ("publisher", models.CharField(max_length=60)),
                ("facts", models.TextField()),
                ("former_hash", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "ordering": ["sequence"],
                "indexes": [models.Index(fields=["publisher", "sequence"], name="audit_publisher")],
            },
        ),
        migrations.CreateModel(
            name="AuditHead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sequence", models.BigIntegerField(default=0)),
                ("hash", models.CharField(max_length=64)),
                ("cut", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="BudgetUse",
            fields=[
                ("asker", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("full_at", models.BigIntegerField()),
            ],
            options={"indexes": [models.Index(fields=["full_at"], name="budget_full_at")]},
        ),
        migrations.RunPython(guard, unguard),
    ]
