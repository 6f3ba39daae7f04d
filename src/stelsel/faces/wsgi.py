# SPDX-License-Identifier: EUPL-1.2
"""The WSGI application that granian serves."""

import os
import threading

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stelsel.node.settings")
application = get_wsgi_application()

from stelsel.book.audience import ANYONE  # noqa: E402
from stelsel.node.audit import process_log  # noqa: E402
from stelsel.node.keeper import keep_going  # noqa: E402
from stelsel.node.log_lines import configure  # noqa: E402
from stelsel.node.node import node  # noqa: E402 - only once Django knows its settings
from stelsel.node.serve import ends_with_its_parent  # noqa: E402
from stelsel.priorities.services.route import ready  # noqa: E402

configure(afresh=True)  # the command that started this process keeps quiet; whoever serves tells what it does
process_log.on = True
ends_with_its_parent()
node().warm()
threading.Thread(target=lambda: ready(node().book(ANYONE)), daemon=True).start()
threading.Thread(target=keep_going, args=(node(), threading.Event()), daemon=True).start()
