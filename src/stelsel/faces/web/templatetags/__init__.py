# SPDX-License-Identifier: EUPL-1.2
"""What templates may say: words in two languages (say), components (components) and charts (charts)."""
