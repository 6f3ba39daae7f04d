# SPDX-License-Identifier: EUPL-1.2
"""The short job of the peer."""

from django.db import connection
from django_tasks import task


@task()
def mark(number):
    """One row."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO mark (number) VALUES (%s)", [number])
