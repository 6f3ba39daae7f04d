# SPDX-License-Identifier: EUPL-1.2
"""Starts a chore with a Python that is new enough, or says in one line which one is missing.

Any Python may read this file, also one from years ago, so it keeps to the oldest syntax.
Usage: python bootstrap.py {up|environment|check|...} [arguments]
"""

import os
import subprocess
import sys

NEEDED = (3, 11)
NEWER = ("python3.14", "python3.13", "python3.12", "python3.11")
ONCE = "STELSEL_BOOTSTRAP"


def works(name):
    """True where this command is a Python that is new enough (a shim without a version behind it is not)."""
    test = "import sys; sys.exit(sys.version_info < (%d, %d))" % NEEDED
    try:
        with open(os.devnull, "w") as nowhere:
            return subprocess.call([name, "-c", test], stdout=nowhere, stderr=nowhere) == 0
    except OSError:
        return False


def main():
    """Hands over to tools.chores, with another Python if this one is too old."""
    if sys.version_info >= NEEDED:
        sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
        from tools import chores

        sys.exit(chores.main(sys.argv[1:]))
    if ONCE not in os.environ:
        for name in NEWER:
            if works(name):
                os.environ[ONCE] = "1"
                sys.stdout.flush()
                os.execvp(name, [name, os.path.abspath(__file__)] + sys.argv[1:])
    sys.stderr.write(
        "Stelsel needs Python 3.11 or newer; this is Python %d.%d. Install a newer one "
        "(Debian, Ubuntu: apt-get install python3.11 python3.11-venv) or name it: make up PYTHON=/path/to/python3.11\n"
        % sys.version_info[:2]
    )
    sys.exit(1)


if __name__ == "__main__":
    main()
