# SPDX-License-Identifier: EUPL-1.2
"""The command line: one file per command. Exit codes stand in `ends`."""
