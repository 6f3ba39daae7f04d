# SPDX-License-Identifier: EUPL-1.2
"""One file per claim: `python -m bench NAME ...` measures ours and the peer in one run."""
