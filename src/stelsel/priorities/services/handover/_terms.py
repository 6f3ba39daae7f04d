# SPDX-License-Identifier: EUPL-1.2
"""The terms of a handover in one table, each with where it comes from. Days are counted by `kernel.working_days`, which
extends a term that ends on a free day (Algemene termijnenwet art. 1).

Read on 27 November 2026: Awb art. 2:3 as it holds since 1 January 2026 (Wet modernisering elektronisch bestuurlijk
verkeer, Stb. 2023, 183), art. 2:1(1) and art. 4:13. Art. 4:15 lets the term of 4:13 stand still while the person was
asked for more; we do not count that, so what we call late may by law be in time, never the other way round.
"""

from dataclasses import dataclass
from typing import Literal

from stelsel.kernel.text import Text
from stelsel.kernel.working_days import Term

TermName = Literal["forward", "respond", "decide", "return"]


@dataclass(frozen=True)
class Ground:
    """A term: its name, how long it is (None: at once), what must happen in it, where that stands, and whether that is
    law or only a promise of this product."""

    name: TermName
    term: Term | None
    what: Text
    source: Text
    law: bool


TERMS: dict[TermName, Ground] = {
    one.name: one
    for one in (
        Ground(
            "forward",
            None,
            Text(nl="Uw vraag meteen doorsturen, en u dat zeggen", en="Send your question on at once, and tell you so"),
            Text(
                nl="Algemene wet bestuursrecht, artikel 2:3 lid 1",
                en="General Administrative Law Act (Awb), article 2:3(1)",
            ),
            law=True,
        ),
        Ground(
            "respond",
            Term(2, "working-days"),
            Text(nl="De vraag aannemen of weigeren", en="Accept or refuse the question"),
            Text(
                nl="Een belofte van deze dienst, geen wet",
                en="A promise of this service, not law",
            ),
            law=False,
        ),
        Ground(
            "decide",
            Term(8, "weeks"),
            Text(
                nl="Antwoord geven. Vraagt u een besluit aan, dan geldt de termijn van de wet die daarover gaat; "
                "zegt die niets, dan een redelijke termijn van hoogstens acht weken",
                en="Answer. If you apply for a decision, the term of the law about it holds; where that says "
                "nothing, a reasonable term of at most eight weeks",
            ),
            Text(
                nl="Algemene wet bestuursrecht, artikel 4:13",
                en="General Administrative Law Act (Awb), article 4:13",
            ),
            law=True,
        ),
        Ground(
            "return",
            Term(2, "working-days"),
            Text(
                nl="U zeggen waar u wel terechtkunt, omdat de andere organisatie uw vraag niet aannam",
                en="Tell you where you can go, because the other organisation did not take your question",
            ),
            Text(
                nl="Zo spoedig mogelijk: Algemene wet bestuursrecht, artikel 2:3 lid 2. De twee werkdagen zijn een "
                "belofte van deze dienst",
                en="As soon as possible: General Administrative Law Act (Awb), article 2:3(2). The two working days "
                "are a promise of this service",
            ),
            law=False,
        ),
    )
}
"""Name -> term. `respond` and `decide` count from the day of the offer, `return` from that of the refusal."""
