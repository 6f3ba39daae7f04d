# SPDX-License-Identifier: EUPL-1.2
"""Words everyone shares. Imports nothing of ours, does no input or output."""
