# SPDX-License-Identifier: EUPL-1.2
"""Raising a bottleneck. What tells about a person goes in a dossier of whoever reports; the entry holds only the
neutral summary that this person confirmed. Either both are kept, or neither is."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.conf import settings

from stelsel.book.book import Book
from stelsel.kernel.ids import slug
from stelsel.kernel.lawful_basis import LawfulBasis
from stelsel.kernel.personal_data import HIDDEN_CODES, hidden
from stelsel.kernel.problem import BadInput
from stelsel.kernel.text import Text
from stelsel.kernel.vocabulary import wire
from stelsel.node import before_publishing, clock, desk, dossiers
from stelsel.node.identity import Person
from stelsel.node.node import Node
from stelsel.node.permission import require
from stelsel.node.tasks import Held
from stelsel.nouns.bottleneck import BOTTLENECK, Bottleneck
from stelsel.register.log import Receipt

PURPOSE = "Eigen woorden bij een melding van een knelpunt, om de melding te kunnen uitleggen"
_BASIS = LawfulBasis("e", "De taak waarbij het knelpunt optreedt; AVG art. 5 lid 1 c: alleen wat voor uitleg nodig is")
_KEEP_DAYS = 365
_KEEP = Text(
    nl="Voorlopig: een jaar na de melding, om haar te kunnen uitleggen; de selectielijst van de organisatie beslist",
    en="Provisional: a year after the report, to explain it; the selection list of the organisation decides",
)
_DOCUMENT = "Eigen woorden"


@dataclass(frozen=True)
class Report:
    """What somebody reports: values by English field name of a bottleneck, and own words that must stay out of the
    entry (empty: there are none)."""

    values: dict[str, Any] = field(default_factory=dict)
    own_words: str = ""
    audience: str = ""


def report_body(values: dict[str, Any]) -> Bottleneck:
    """What will stand in the log; BadInput names every field that does not fit."""
    plain = {wire(name): value for name, value in values.items() if value not in (None, "", (), [])}
    body: Bottleneck = BOTTLENECK.convert(plain).body
    return body


def raise_one(node: Node, publisher: str, report: Report, by: Person) -> Receipt | Held:
    """Publish a bottleneck of this publisher; durable on return. With own words a dossier is opened first and closed by
    the publication. NotAllowed or BadInput: then there is neither an entry nor a dossier."""
    require(by, "publish", publisher, kind=BOTTLENECK.name)
    body = report_body(report.values)
    before_publishing.refuse_report(node.book(by.asker), publisher, body)
    local = f"{slug(body.title)[:80].rstrip('-._')}-{clock.salt(3).hex()}"
    wish = desk.Wish(BOTTLENECK, body, local=local, audience=report.audience)
    if not report.own_words.strip() or by.operator:
        return desk.publish(node, publisher, wish, by)
    dossier = _dossier(by, report.own_words)
    try:
        done = dossiers.close(node, by, dossier, dossiers.Publication(publisher, wish))
    except BadInput:
        dossiers.undo(by, dossier)
        raise
    assert done is not None, "a publication gives a receipt"
    return done


def steward_here(book: Book) -> str:
    """Who brings bottlenecks together here, to propose in a form: the publisher that the setting names, else the one
    that most bottlenecks name; empty where there is none. Whoever reports decides."""
    if settings.STEWARD:
        return str(settings.STEWARD)
    named = Counter(body.steward for _, body in book.rows(BOTTLENECK) if body.steward)
    return min(named, key=lambda one: (-named[one], one)) if named else ""


def _dossier(by: Person, words: str) -> str:
    """A dossier of this person with the own words; numbers of citizens and accounts in it are made unreadable."""
    until = clock.today() + timedelta(days=_KEEP_DAYS)
    keep = dossiers.Keep(None, until, _KEEP.nl)
    made = dossiers.open_dossier(by, dossiers.Opening(PURPOSE, _BASIS, keep, kind=BOTTLENECK.name))
    plain, _ = hidden(words, HIDDEN_CODES)
    dossiers.write(by, made, dossiers.Content(_DOCUMENT, dossiers.PLAIN, plain.encode("utf-8", "replace")))
    return made
