# SPDX-License-Identifier: EUPL-1.2
"""From what somebody says in own words to the things that are meant: by the letters of words, and by meaning."""

from stelsel.engines.route.language import is_english
from stelsel.engines.route.letters import Letters
from stelsel.engines.route.meaning import Meaning, Model, model
from stelsel.engines.route.router import Router, Said, Scored

__all__ = ["Letters", "Meaning", "Model", "Router", "Said", "Scored", "is_english", "model"]
