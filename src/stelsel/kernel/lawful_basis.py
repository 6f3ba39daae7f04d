# SPDX-License-Identifier: EUPL-1.2
"""The six grounds on which personal data may be processed: General Data Protection Regulation (AVG), article 6(1).

A legal obligation (c) and a public task (e) must be laid down in law (article 6(3)): with those comes the law.
"""

from dataclasses import dataclass
from typing import Literal, get_args

from stelsel.kernel.problem import Finding
from stelsel.kernel.text import Text
from stelsel.kernel.vocabulary import wire

Ground = Literal["a", "b", "c", "d", "e", "f"]
"""The letter in article 6, paragraph 1."""
GROUNDS: tuple[Ground, ...] = get_args(Ground)
NEEDS_LAW: frozenset[Ground] = frozenset({"c", "e"})
"""Grounds whose basis must stand in law (AVG, article 6, paragraph 3)."""

WORDS: dict[Ground, Text] = {
    "a": Text(nl="a. toestemming van de betrokkene", en="a. consent of the data subject"),
    "b": Text(nl="b. nodig voor een overeenkomst", en="b. necessary for a contract"),
    "c": Text(nl="c. nodig voor een wettelijke plicht", en="c. necessary for a legal obligation"),
    "d": Text(nl="d. nodig voor een vitaal belang", en="d. necessary for a vital interest"),
    "e": Text(nl="e. nodig voor een taak van algemeen belang", en="e. necessary for a task in the public interest"),
    "f": Text(nl="f. nodig voor een gerechtvaardigd belang", en="f. necessary for a legitimate interest"),
}
_MOST = 300


@dataclass(frozen=True)
class LawfulBasis:
    """A ground, and the law with its article where the ground needs one (empty otherwise, or where it is not told)."""

    ground: Ground
    law: str = ""

    @property
    def words(self) -> Text:
        """As people read it, with the article."""
        said, law = WORDS[self.ground], f"; {self.law}" if self.law else ""
        return Text(
            nl=f"{said.nl} (AVG art. 6 lid 1 {self.ground}{law})",
            en=f"{said.en} (GDPR art. 6(1)({self.ground}){law})",
        )


def basis_of(ground: str, law: str) -> tuple[LawfulBasis | None, list[Finding]]:
    """The lawful basis of what somebody gave, or what is wrong with it."""
    found = next((one for one in GROUNDS if one == ground), None)
    law = law.strip()
    if found is None:
        what = Text(nl="Kies een grond uit artikel 6 van de AVG.", en="Choose a ground of article 6 of the GDPR.")
        cure = Text(nl="Kies a, b, c, d, e of f.", en="Choose a, b, c, d, e or f.")
        return None, [Finding("no-ground", wire("legal_basis"), what, cure)]
    if found in NEEDS_LAW and not law:
        what = Text(nl=f"Bij grond {found} hoort een wet.", en=f"Ground {found} needs a law.")
        cure = Text(
            nl="Noem de wet en het artikel, zoals “Gemeentewet, art. 160” (AVG art. 6 lid 3).",
            en="Name the law and the article, such as “Gemeentewet, art. 160” (GDPR art. 6(3)).",
        )
        return None, [Finding("no-law", wire("law"), what, cure)]
    if len(law) > _MOST:
        what = Text(nl="De naam van de wet is te lang.", en="The name of the law is too long.")
        cure = Text(nl=f"Gebruik hoogstens {_MOST} tekens.", en=f"Use at most {_MOST} characters.")
        return None, [Finding("too-long", wire("law"), what, cure)]
    return LawfulBasis(found, law), []
