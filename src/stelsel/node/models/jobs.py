# SPDX-License-Identifier: EUPL-1.2
"""Work in the background: what the queue of django-tasks-db does not keep of a job, and when the schedule last ran."""

from django.db import models


class Job(models.Model):
    """A job beside its row in the queue (`result`: state, arguments, when, outcome). `publisher` is for whom it works
    (empty: for the node); `key` makes asking twice the same as asking once; `furthest` is the most that a saved place
    ever stood for; `token` is held by whoever runs it now, who lets `beat` grow; `end`: done, cancelled, set-aside."""

    result = models.OneToOneField(
        "django_tasks_database.DBTaskResult", on_delete=models.CASCADE, primary_key=True, related_name="job"
    )
    name = models.CharField(max_length=60)
    publisher = models.CharField(max_length=60, blank=True, default="")
    key = models.CharField(max_length=200, unique=True, null=True)
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(default=0)
    message_nl = models.CharField(max_length=200, blank=True, default="")
    message_en = models.CharField(max_length=200, blank=True, default="")
    checkpoint = models.JSONField(null=True)
    furthest = models.BigIntegerField(default=0)
    failures = models.IntegerField(default=0)
    token = models.CharField(max_length=32, blank=True, default="")
    beat = models.BigIntegerField(default=0)
    cancel_asked = models.BooleanField(default=False)
    end = models.CharField(max_length=10, blank=True, default="")
    findings = models.JSONField(default=list)

    class Meta:
        indexes = [
            models.Index(fields=["publisher", "result"], name="job_publisher"),
            models.Index(fields=["end", "result"], name="job_end"),
        ]


class LastRun(models.Model):
    """When a scheduled job was last asked for: the day (2026-11-27) or the hour (2026-11-27T10), in UTC."""

    name = models.CharField(max_length=60, primary_key=True)
    period = models.CharField(max_length=20)
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True)
