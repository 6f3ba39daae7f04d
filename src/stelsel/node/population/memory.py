# SPDX-License-Identifier: EUPL-1.2
"""How much memory a connection of DuckDB may take, and where it puts what does not fit."""

from __future__ import annotations

from pathlib import Path

MEMORY = "2GB"


def limits(spill: Path) -> dict[str, str]:
    """The settings of a connection; it makes the folder `spill` when it needs it."""
    return {
        "memory_limit": MEMORY,
        "temp_directory": str(spill),
        "preserve_insertion_order": "false",
        "autoinstall_known_extensions": "false",  # nothing is fetched
    }
