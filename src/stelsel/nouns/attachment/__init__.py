# SPDX-License-Identifier: EUPL-1.2
"""Attachments: files that are too large for an entry, or no text, named in the log by their hash."""

from stelsel.nouns.attachment._kinds import ATTACHMENT, Attachment
from stelsel.nouns.attachment._names import FALLBACK, clean_name, inert

__all__ = ["ATTACHMENT", "FALLBACK", "Attachment", "clean_name", "inert"]
