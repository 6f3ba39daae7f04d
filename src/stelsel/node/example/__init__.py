# SPDX-License-Identifier: EUPL-1.2
"""The example country: real public organisations and cloud offers, recorded by an importer, and a few
invented publishers that state something themselves. Everything invented says so."""
