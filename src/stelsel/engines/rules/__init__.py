# SPDX-License-Identifier: EUPL-1.2
"""Rules: law and agreement text that executes and explains one case."""
