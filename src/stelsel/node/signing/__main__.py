# SPDX-License-Identifier: EUPL-1.2
"""`python -m stelsel.node.signing HOME`: the signer as somebody's child."""

import sys
from pathlib import Path

from stelsel.node.signing.process import main

sys.exit(main(Path(sys.argv[1])))
