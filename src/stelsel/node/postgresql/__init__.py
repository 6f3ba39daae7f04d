# SPDX-License-Identifier: EUPL-1.2
"""PostgreSQL under the node: its address as one setting, and Django's backend with errors that say what to do."""
