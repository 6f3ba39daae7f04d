# SPDX-License-Identifier: EUPL-1.2
"""CycloneDX lets a publisher be a person or an organisation. We take over only what says that it is an organisation.

A name counts when each of its parts between commas carries the mark of an organisation, is a plain domain, or is in the
reviewed list of organisations. Everything else may be a person and is turned away.
"""

import re

MARKS = frozenset(
    "bv board ci college committee community company consortium consulting corp corporation division foundation "
    "framework gmbh government group inc institute labs limited llc ltd ministry nv organisation organization project "
    "sa sarl software stichting systems team technologies university vereniging".split()
)
"""Words that make a name one of an organisation or project."""

REVIEWED = frozenset(
    "antlr apache assertj codehaus eclipse fasterxml google hibernate ibm jacorb jboss junit microsoft objectweb "
    "opensymphony oracle owasp ow2 pqca smallrye sonarsource springsource sun webtide".split()
) | {"codehaus plexus", "jboss by red hat", "red hat", "spring io", "sun microsystems"}
"""Names without such a word that a person looked up: companies and projects."""

_DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*\.(ch|com|de|eu|io|net|nl|org)")


def organisation_name(name: str | None) -> str | None:
    """The name when it surely is one of an organisation, else None."""
    plain = " ".join((name or "").split())
    parts = [part.strip() for part in plain.split(",") if part.strip()]
    return plain if parts and all(_is_organisation(part) for part in parts) else None


def _is_organisation(part: str) -> bool:
    low = part.casefold()
    words = re.findall(r"[a-z0-9]+", low)
    return low in REVIEWED or bool(_DOMAIN.fullmatch(low)) or bool(MARKS.intersection(words))
