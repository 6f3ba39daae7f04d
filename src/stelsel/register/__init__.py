# SPDX-License-Identifier: EUPL-1.2
"""Signed append-only logs (C2SP tiled transparency logs). The door of this floor is `stelsel.register.log`."""
