# SPDX-License-Identifier: EUPL-1.2
"""The WSGI application that granian serves."""

import os
import threading

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stelsel.node.settings")
application = get_wsgi_application()

from stelsel.node.keeper import keep_going  # noqa: E402
from stelsel.node.node import node  # noqa: E402 - only once Django knows its settings

node().warm()
threading.Thread(target=keep_going, args=(node(), threading.Event()), daemon=True).start()
