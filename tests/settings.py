# SPDX-License-Identifier: EUPL-1.2
"""The product's settings with a home of its own, so that a test never touches the node in var/."""

import atexit
import os
import shutil
import tempfile

HOME_OF_TESTS = tempfile.mkdtemp(prefix="stelsel-tests-")
atexit.register(shutil.rmtree, HOME_OF_TESTS, ignore_errors=True)
os.environ["STELSEL_HOME"] = HOME_OF_TESTS

from stelsel.node.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick; the product keeps Django's own
