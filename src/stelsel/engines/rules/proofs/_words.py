# SPDX-License-Identifier: EUPL-1.2
"""What a proof says, in one sentence."""

from __future__ import annotations

from stelsel.kernel.text import Text, same

_CLAIMS = {
    "not-negative": Text(nl="“{output}” is nooit negatief", en="“{output}” is never negative"),
    "monotone": Text(nl="“{output}” gaat met “{input}” maar één kant op", en="“{output}” goes one way with “{input}”"),
    "no-gap": Text(nl="“{output}” heeft bij elke “{input}” een uitkomst",
                   en="“{output}” has an outcome for every “{input}”"),
    "no-overlap": Text(nl="geen “{input}” valt in twee gevallen van één keuze van “{output}”",
                       en="no “{input}” is in two cases of one choice of “{output}”"),
    "agrees": Text(nl="recht en bedrag van “{output}” spreken elkaar bij geen “{input}” tegen",
                   en="right and amount of “{output}” contradict each other for no “{input}”"),
    "no-cliff": Text(nl="een euro meer “{input}” kost nooit meer dan een euro “{output}”",
                     en="a euro more of “{input}” never costs more than a euro of “{output}”"),
}  # fmt: skip
_WAYS = {
    "falls": Text(nl="“{output}” gaat nooit omhoog als “{input}” stijgt",
                  en="“{output}” never rises when “{input}” rises"),
    "rises": Text(nl="“{output}” gaat nooit omlaag als “{input}” stijgt",
                  en="“{output}” never falls when “{input}” rises"),
    "flat": Text(nl="“{output}” hangt niet van “{input}” af", en="“{output}” does not depend on “{input}”"),
}  # fmt: skip
_VERDICTS = {
    "proved": Text(nl="Bewezen: {claim} ({cases}).", en="Proved: {claim} ({cases})."),
    "refuted": Text(nl="Niet waar: {claim}. Het tegenvoorbeeld laat het zien.",
                    en="Not true: {claim}. The counterexample shows it."),
    "not-proved": Text(nl="Niet bewezen: {claim}.", en="Not proved: {claim}."),
}  # fmt: skip
_ONE = Text(nl="1 geval", en="1 case")
_CASES = Text(nl="{cases} gevallen", en="{cases} cases")
MANY = Text(nl="Er zijn meer gevallen dan we nagaan.", en="There are more cases than we go through.")
MANY_CURE = Text(nl="Geef een deel van de antwoorden mee.", en="Give some of the answers.")


def says(prop: str, verdict: str, output: str, key: str, cases: int, direction: str) -> Text:
    """The claim with its verdict."""
    claim = (_WAYS[direction] if direction else _CLAIMS[prop]).fill(output=same(output), input=same(key))
    counted = _ONE if cases == 1 else _CASES.fill(cases=cases)
    return _VERDICTS[verdict].fill(claim=claim, cases=counted)
