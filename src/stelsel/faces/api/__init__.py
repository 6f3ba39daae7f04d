# SPDX-License-Identifier: EUPL-1.2
"""The API under /api/v1, after the NL GOV API Design Rules 2.2, and the files of the public logs under /logboek."""

VERSION = "1.0.0"
"""Full version of the API (semantic versioning); the major one stands in the address."""
