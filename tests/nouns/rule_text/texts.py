# SPDX-License-Identifier: EUPL-1.2
"""A small law with a term that municipalities fill in, and logs of several organisations to publish it in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from stelsel.book.audience import ANYONE, Asker
from stelsel.book.book import Book
from stelsel.book.view import LogView
from stelsel.catalogue import KINDS
from stelsel.engines.rules import Facts, Outcome, evaluate
from stelsel.kernel.draft import Draft
from stelsel.kernel.entry import Envelope, Ref, Source, commitment
from stelsel.kernel.ids import TOOI_PREFIX
from stelsel.kernel.kind import AudienceName, Kind
from stelsel.kernel.time import Period
from stelsel.kernel.vocabulary import wire
from stelsel.nouns.rule_text import ADOPTION, RULE_TEXT, Adoption, PublishedText, Rules, rules_in
from stelsel.register.log import LogName, Stored
from stelsel.register.tree import leaf_hash
from tests.books import SALT, Shelf

MINISTRY = TOOI_PREFIX + "ministerie/mnre1018"
TOWN, OTHER_TOWN = TOOI_PREFIX + "gemeente/gm0928", TOOI_PREFIX + "gemeente/gm0344"
SOURCE = Source("Staatsblad", "2025-01-01", "https://wetten.overheid.nl/")


def law(amount: int = 100, first: str = "2025-01-01", name: str = "wet_op_iets", published: str = "2024-12-01") -> str:
    """A national law: twice an amount, or the amount that a municipality sets."""
    return f"""$id: {name}
name: Wet op iets
regulatory_layer: WET
publication_date: '{published}'
valid_from: '{first}'
grade: L
url: https://wetten.overheid.nl/
articles:
- number: '1'
  summary: {{nl: De gemeente bepaalt het bedrag., en: The municipality sets the amount.}}
  url: https://wetten.overheid.nl/
  machine_readable:
    open_terms:
    - {{id: plaatselijk, type: amount, required: false, default: {{actions: [{{output: plaatselijk, value: 7}}]}}}}
    execution:
      parameters: [{{name: bsn, type: string, required: true}}]
      output: [{{name: bedrag, type: amount}}, {{name: hier, type: amount}}]
      actions:
      - {{output: bedrag, value: {{operation: MULTIPLY, values: [2, {amount}]}}}}
      - {{output: hier, value: {{operation: ADD, values: [$plaatselijk, 0]}}}}
"""


def ordinance(
    amount: int,
    place: str = "GM0928",
    first: str = "2025-01-01",
    name: str = "verordening_iets",
    of: str = "wet_op_iets",
) -> str:
    """A municipal ordinance that sets the amount; a model when it has no place."""
    place_line = f"gemeente_code: {place}\n" if place else ""
    return f"""$id: {name}
name: Verordening iets
regulatory_layer: GEMEENTELIJKE_VERORDENING
publication_date: '{first}'
valid_from: '{first}'
grade: L
{place_line}url: https://lokaleregelgeving.overheid.nl/
articles:
- number: '1'
  summary: {{nl: Dit is het bedrag., en: This is the amount.}}
  url: https://lokaleregelgeving.overheid.nl/
  machine_readable:
    implements: [{{law: {of}, article: '1', open_term: plaatselijk}}]
    execution:
      parameters: [{{name: bsn, type: string, required: true}}]
      output: [{{name: plaatselijk, type: amount}}]
      actions: [{{output: plaatselijk, value: {amount}}}]
"""


def text_of(yaml: str) -> PublishedText:
    """The entry of a text."""
    return RULE_TEXT.convert({wire("rule_text"): yaml}).body


@dataclass
class Register:
    """Logs of some organisations, that grow by what they publish; what comes later is a day later."""

    rows: dict[tuple[str, str, AudienceName], list[Stored]] = field(default_factory=dict)
    heads: dict[str, int] = field(default_factory=dict)
    day: date = date(2026, 1, 1)

    def says(
        self,
        publisher: str,
        local: str,
        body: Any,
        *,
        organisation: str = "",
        about: str = "",
        source: Source | None = None,
        audience: AudienceName = "public",
        kind: Kind[Any] = RULE_TEXT,
        op: str = "put",
    ) -> Ref:
        """Publish a body, and wait a day. An address that is there already is corrected."""
        rows = self.rows.setdefault((publisher, organisation or publisher, audience), [])
        payload = kind.encode(body) if body is not None else b"{}"
        address = f"{publisher}/{kind.name}/{local}"
        self.heads[address] = self.heads.get(address, 0) + 1
        leaf = Envelope(
            op=op if self.heads[address] == 1 or op != "put" else "correct",  # type: ignore[arg-type]
            type=kind.type,
            id=address,
            rev=self.heads[address],
            at=f"{self.day}T10:00:00Z",
            h=commitment(SALT, payload),
            org=about or organisation or publisher,
            mode="recorded" if source else "stated",
            src=source,
        ).encode()
        rows.append(Stored(len(rows), leaf, SALT, payload))
        self.day = date.fromordinal(self.day.toordinal() + 1)
        return Ref(f"test.example/{publisher}/{audience}", len(rows) - 1, leaf_hash(leaf).hex())

    def records(self, publisher: str, local: str, yaml: str, about: str = "https://wetten.overheid.nl/X") -> Ref:
        """Record a text of somebody else."""
        return self.says(publisher, local, text_of(yaml), about=about, source=SOURCE)

    def states(self, publisher: str, local: str, yaml: str, organisation: str) -> Ref:
        """State a text of one's own."""
        return self.says(publisher, local, text_of(yaml), organisation=organisation)

    def adopts(self, publisher: str, organisation: str, ref: Ref, first: date, last: date | None = None) -> Ref:
        """Take a text over from a day."""
        body = Adoption("Overname", ref.log, ref.index, ref.hash, Period(first, last))
        return self.says(publisher, "overname", body, organisation=organisation, kind=ADOPTION)

    def takes_back(self, publisher: str, local: str, organisation: str = "", kind: Kind[Any] = RULE_TEXT) -> None:
        """Withdraw an entry."""
        self.says(publisher, local, None, organisation=organisation, kind=kind, op="withdraw")

    def book(self, asker: Asker = ANYONE) -> Book:
        """What this asker sees."""
        logs = (
            (LogName(f"test.example/{publisher}/{audience}", publisher, audience, organisation), rows)
            for (publisher, organisation, audience), rows in self.rows.items()
        )
        views = [LogView(log, KINDS).grown(rows) for log, rows in logs if asker.may_see(log)]
        return Book(views, KINDS, asker, Shelf(), self.day)

    def rules(self, known_at: date | None = None, asker: Asker = ANYONE) -> Rules:
        """The rules that hold."""
        return rules_in(self.book(asker), known_at)

    def asked(
        self, output: str = "bedrag", on: str = "2026-01-01", place: str = "", known_at: date | None = None
    ) -> Any:
        """The value of an output of the law on a day, at a place, as known on a day."""
        return self.outcome(output, on, place, known_at).value

    def outcome(self, output: str, on: str, place: str = "", known_at: date | None = None) -> Outcome:
        """The outcome of an output of the law."""
        rules = self.rules(known_at)
        facts = Facts({"personen": {"aanvrager": {}}, **({"gemeente": place} if place else {})})
        day = date.fromisoformat(on)
        return evaluate(rules.library, "wet_op_iets", output, facts, day, known_at=known_at, figures=rules.figures)


def codes(rules: Rules) -> Sequence[tuple[str, str]]:
    """What does not count, and why."""
    return [(one.file, one.code) for one in rules.refused]


def draft(yaml: str, local: str = "x") -> Draft:
    """A draft of a text."""
    return Draft(RULE_TEXT, local, text_of(yaml))
