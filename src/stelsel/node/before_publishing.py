# SPDX-License-Identifier: EUPL-1.2
"""What is looked at before something new is published: a bottleneck that was reported already or names what is not
there; agreements that would rest on each other in a circle; and for other kinds the lessons of solved bottlenecks. A
lesson never forbids: who goes on says why, and that is kept. Every face publishes through `node.desk`, which asks
here."""

from collections.abc import Mapping, Sequence
from typing import Any, get_args

from stelsel.book.audience import Asker
from stelsel.book.book import Book
from stelsel.catalogue import KINDS
from stelsel.kernel.ids import entry_id
from stelsel.kernel.kind import AudienceName, Body, Kind
from stelsel.kernel.problem import BadInput
from stelsel.kernel.problem import Finding as Problem
from stelsel.kernel.text import Text
from stelsel.kernel.vocabulary import wire, words
from stelsel.node import lessons_shown
from stelsel.node.node import Node
from stelsel.node.signatures_stay import refuse_undoing
from stelsel.nouns.agreement import AGREEMENT, Agreement, Link, chain_of
from stelsel.nouns.bottleneck import (
    BOTTLENECK,
    CHECK,
    Bottleneck,
    BottleneckCheck,
    Finding,
    against,
    kinds_of,
    same_words,
    text_of,
)
from stelsel.nouns.dispute import readable
from stelsel.register.log import LogName, Submission

DESPITE = wire("despite")
"""The place of the reason for going on, in every face."""
MET = "solved-before"
"""The code of a lesson that is not heeded."""


def refuse_report(book: Book, publisher: str, body: Bottleneck) -> None:
    """BadInput for a report that this organisation made before, or that names a dataset or agreement which is not
    there. Nothing has been written, and what stands there stays as it is."""
    findings = [*_not_there(book, body), *_twice(book, publisher, body)]
    if findings:
        raise BadInput(*findings)


def refuse_circle(book: Book, address: str, body: Agreement, beside: Mapping[str, Agreement] | None = None) -> None:
    """BadInput for an agreement at this address that would replace or refine itself, by itself or over others that this
    asker sees, and for one that names an entry of another kind. `beside`: agreements that are to be published together
    with it, by address. Nothing has been written."""
    findings = [*_no_agreement(body)]
    for link in get_args(Link):
        chain, circle = chain_of(book, address, body, link, beside)
        if circle:
            what = _CIRCLE.fill(what=words(link), chain=" → ".join(chain))
            findings.append(Problem("agreement-circle", wire(link), what, _CIRCLE_CURE))
    if findings:
        raise BadInput(*findings)


def refuse_held(node: Node, publisher: str, item: Submission) -> None:
    """The same for a change that waited for a second person: others may have been published meanwhile, and days went
    by."""
    book = node.book(Asker(frozenset({publisher}), government=True))
    if entry_id(item.id).kind == AGREEMENT.name and item.op in ("put", "correct"):
        refuse_circle(book, item.id, AGREEMENT.decode(item.payload).body)
    if item.op in ("correct", "withdraw", "erase"):
        refuse_undoing(book, item.id, item.op)


def met(book: Book, kind: Kind[Any], body: Body, log: LogName) -> tuple[Finding, ...]:
    """The lessons that a new entry does not heed, as far as all who read its log may read of them."""
    if kind.name not in kinds_of():
        return ()
    return tuple(
        one
        for one in against(book, kind, body)
        if one.state == "missing" and readable(one.learned.step.record.log, log)
    )


def told(found: Sequence[Finding]) -> tuple[Problem, ...]:
    """The findings as people read them: what is missing, where that went wrong before, what to change."""
    return tuple(Problem(MET, "", _what(one), _cure(one)) for one in found)


def note(address: str, found: Sequence[Finding]) -> None:
    """Note that these lessons were shown for what is to be published at this address."""
    lessons_shown.note(address, [_key(one) for one in found])


def ask_reason(address: str, found: Sequence[Finding]) -> None:
    """Note that these lessons were shown, and refuse until they are heeded or a reason is given."""
    note(address, found)
    last = Problem("reason-needed", DESPITE, _REASON, _REASON_CURE)
    raise BadInput(*told(found), last)


def keep_checks(node: Node, publisher: str, audience: AudienceName, item: Submission, by_others: Asker) -> None:
    """After a change was published: an entry for each lesson that was heeded (it was shown before, or gone on in spite
    of, and is met now), and for each that was gone on in spite of, with the reason in the envelope. `by_others`:
    whoever reads the logs that lessons come from."""
    kind, log = KINDS[item.type.partition("/")[0]], node.logs.named(publisher, audience)
    if item.op not in ("put", "correct") or kind.name not in kinds_of() or log is None:
        return
    book = node.book(by_others)
    body = kind.decode(item.payload).body
    missing = {_key(one) for one in met(book, kind, body, log)}
    there = {_key(one) for one in against(book, kind, body) if one.state == "there"}
    before = lessons_shown.take(item.id) if item.op == "put" else _gone_on(book, item.id)
    bodies = [BottleneckCheck(item.id, step, number, "heeded") for step, number in sorted(before & there)]
    if item.op == "put" and item.why:
        bodies += [BottleneckCheck(item.id, step, number, "gone-on", item.why) for step, number in sorted(missing)]
    fresh = [one for one in (_submission(log, body) for body in bodies) if book.get(one.id) is None]
    if fresh:
        node.publish(publisher, audience, fresh)


def _gone_on(book: Book, address: str) -> frozenset[lessons_shown.Lesson]:
    """The lessons that were gone on in spite of, when this entry was published."""
    rows = [body for _, body in book.rows(CHECK) if body.entry == address and body.outcome == "gone-on"]
    return frozenset((one.lesson_step, one.lesson_number) for one in rows)


def _submission(log: LogName, body: BottleneckCheck) -> Submission:
    """Once per entry, lesson and outcome; the address says which."""
    entry, step = entry_id(body.entry), entry_id(body.lesson_step)
    name = f"{entry.kind}-{entry.local[:40]}.{step.publisher[:20]}-{step.local[-30:].lstrip('-._')}"
    local = f"{name}.{body.lesson_number}.{body.outcome}"
    address = f"{log.publisher}/{CHECK.name}/{local}"
    return Submission("put", CHECK.type, address, CHECK.encode(body), log.organisation)


def _key(one: Finding) -> lessons_shown.Lesson:
    return one.learned.step.record.id, one.learned.number


def _what(one: Finding) -> Text:
    solved, need = one.learned.standing, one.learned.need
    return _MISSING.fill(need=need.words, title=solved.body.title)


def _cure(one: Finding) -> Text:
    return _CHANGE.fill(fix=one.learned.need.fix, solution=one.learned.step.body.what_changed or "-")


def _not_there(book: Book, body: Bottleneck) -> list[Problem]:
    """What names an entry that this asker cannot see. An IRI of elsewhere is not looked up."""
    found = []
    for field, kinds in (("datasets", ("dataset", "data-service", "distribution")), ("agreements", ())):
        for address in getattr(body, field):
            if "://" in address:
                continue
            kind = entry_id(address).kind
            if kind not in KINDS or (kinds and kind not in kinds) or book.get(address) is None:
                found.append(Problem("unknown-dataset", wire(field), _UNKNOWN.fill(address=address), _UNKNOWN_CURE))
    return found


def _no_agreement(body: Agreement) -> list[Problem]:
    """What names an entry of another kind. An address of elsewhere is not looked up, nor one that nobody sees here."""
    found = []
    for link in get_args(Link):
        address = getattr(body, link)
        if address and _kind_at(address) not in (None, AGREEMENT.name):
            what = _OTHER_KIND.fill(address=address)
            found.append(Problem("not-an-agreement", wire(link), what, _OTHER_KIND_CURE))
    return found


def _kind_at(address: str) -> str | None:
    try:
        return entry_id(address).kind
    except BadInput:
        return None


def _twice(book: Book, publisher: str, body: Bottleneck) -> list[Problem]:
    mine = [row for row in book.rows(BOTTLENECK) if row[0].log.publisher == publisher]
    again = same_words(text_of(body), [text_of(one) for _, one in mine])
    if again is None:
        return []
    first = mine[again][0].id
    return [Problem("reported-before", wire("summary"), _TWICE.fill(address=first), _TWICE_CURE)]


_MISSING = Text(
    nl="Hier ontbreekt {need}. Dat ging eerder mis: “{title}”.",
    en="This lacks {need}. That went wrong before: “{title}”.",
)
_CHANGE = Text(nl="{fix} Zo werd het opgelost: {solution}", en="{fix} It was solved like this: {solution}")
_REASON = Text(
    nl="Dit staat eerder opgeloste knelpunten weer in de weg.", en="This stands in the way again, as solved before."
)
_REASON_CURE = Text(
    nl="Pas het aan, of geef een reden om toch door te gaan. Die reden wordt openbaar bij de publicatie bewaard.",
    en="Change it, or give a reason to go on all the same. That reason is kept with what you publish.",
)
_UNKNOWN = Text(nl="“{address}” staat niet in het register.", en="“{address}” is not in the register.")
_UNKNOWN_CURE = Text(
    nl="Zoek de dataset op en neem het adres over, of gebruik een webadres dat met https:// begint.",
    en="Look the dataset up and copy its address, or use a web address that begins with https://.",
)
_CIRCLE = Text(nl="Zo komt “{what}” bij zichzelf terug: {chain}.", en="So “{what}” comes back to itself: {chain}.")
_CIRCLE_CURE = Text(
    nl="Haal het adres hier weg, of laat een van de andere afspraken eerst naar een andere wijzen.",
    en="Take the address away here, or let one of the other agreements point to another one first.",
)
_OTHER_KIND = Text(nl="“{address}” is geen afspraak.", en="“{address}” is no agreement.")
_OTHER_KIND_CURE = Text(
    nl="Geef het adres van een afspraak; u vindt ze bij de vermeldingen, onder Afspraken.",
    en="Give the address of an agreement; you find them with the entries, under Agreements.",
)
_TWICE = Text(nl="Uw organisatie meldde dit al: {address}.", en="Your organisation reported this before: {address}.")
_TWICE_CURE = Text(
    nl="Werk die melding bij, of schrijf wat er anders is. Beide blijven zoals ze waren.",
    en="Bring that report up to date, or write what is different. Both stay as they were.",
)
