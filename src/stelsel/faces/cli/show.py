# SPDX-License-Identifier: EUPL-1.2
"""`stelsel show`: one entry, its history and its proof."""

from typing import Annotated, Any

import typer

from stelsel.book.book import Book
from stelsel.book.view import Record
from stelsel.faces.cli import say
from stelsel.faces.cli.correct import Id
from stelsel.faces.cli.ends import End, Finished
from stelsel.faces.cli.shared_options import As, Json, Lang, asker, language, open_node, spoken
from stelsel.faces.needs import needing
from stelsel.kernel.form import form_fields, to_form
from stelsel.kernel.ids import entry_id
from stelsel.kernel.kind import Kind
from stelsel.kernel.text import Text
from stelsel.nouns.dispute import Disputed, disputes_of


@needing("see")
def show(
    id: Id,
    history: Annotated[bool, typer.Option("--history", help=spoken("Alle revisies.", "All revisions."))] = False,
    proof: Annotated[bool, typer.Option("--proof", help=spoken("Bewijs, nagerekend.", "Proof, checked."))] = False,
    publisher: As = "",
    json: Json = False,
    lang: Lang = "",
) -> None:
    node = open_node()
    from stelsel.faces.api.shapes import vermelding

    entry_id(id, "ID")
    book = node.book(asker(publisher))
    revisions = book.history(id)
    record = book.get(id)
    if not revisions or (record is None and not (history or proof)):
        _say_gone(id, revisions)
        raise Finished(End.NO)
    newest = record or revisions[-1]
    checked = proof_of(newest) if proof else None
    if json:
        plain: dict[str, Any] = {"vermelding": vermelding(book, newest)}
        if history:
            plain["historie"] = [vermelding(book, one) for one in revisions]
        if checked:
            plain["bewijs"] = checked
        say.as_json(plain)
        return
    _entry(book, newest)
    say.lines(Text(nl="Betwistingen", en="Disputes"), (_disputed(one) for one in disputes_of(book, id)))
    if history:
        _history(revisions)
    if checked:
        say.lines(
            Text(nl="Bewijs (klopt)", en="Proof (holds)"), (f"{name}: {value}" for name, value in checked.items())
        )


def _say_gone(id: str, revisions: list[Record]) -> None:
    """Why there is nothing to show: taken back on a day, or never there for this reader."""
    if not revisions:
        print(spoken(f"{id}: niet gevonden, of niet voor u.", f"{id}: not found, or not for you."))
        return
    last = revisions[-1].envelope
    nl, en = {"erase": ("gewist", "erased")}.get(last.op, ("ingetrokken", "withdrawn"))
    print(spoken(f"{id}: {nl} op {last.at[:10]}. Meer: --history", f"{id}: {en} on {last.at[:10]}. More: --history"))


def proof_of(record: Record) -> dict[str, Any]:
    """The proof of a record, checked with both keys of its log; Broken when it does not hold."""
    from stelsel.node.node import node
    from stelsel.register.keys import verifier
    from stelsel.register.log import check_proof, prove, read

    origin = record.log.origin
    _, stored = read(node().logs, origin, record.index)
    found = prove(node().logs, origin, record.index)
    keys = node().vkeys(record.log)
    checkpoint = check_proof(stored.leaf, found, [verifier(one) for one in keys])
    return {
        "logboek": origin,
        "index": record.index,
        "omvang": checkpoint.size,
        "hash": record.hash.hex(),
        "hashpad": [one.hex() for one in found.hashes],
        "ijkpunt": found.note,
        "sleutels": list(keys),
    }


def _entry(book: Book, record: Record) -> None:
    spoken_now, envelope = language(), record.envelope
    kind: Kind[Any] = book.kinds[envelope.type.rpartition("/")[0]]
    mode = {"stated": spoken("zelf verklaard", "stated"), "recorded": spoken("vastgelegd", "recorded")}[envelope.mode]
    source = f" ({envelope.src.name}, {envelope.src.day})" if envelope.src else ""
    if envelope.op == "withdraw":
        print(spoken(f"{record.id}: ingetrokken ({envelope.why}).", f"{record.id}: withdrawn ({envelope.why})."))
        return
    if not record.payload or envelope.op == "erase":
        print(spoken(f"{record.id}: gewist ({envelope.why}).", f"{record.id}: erased ({envelope.why})."))
        return
    decoded = kind.decode(record.payload, int(envelope.type.rpartition("/")[2]))
    print(f"{kind.title.to(spoken_now)}: {kind.label(decoded.body).to(spoken_now)}")
    print(f"[{mode}] {record.log.publisher}{source}, {envelope.at}, {record.log.origin} {record.index}")
    import msgspec

    plain = to_form(kind.body, msgspec.to_builtins(decoded.body))
    fields = {field.wire: field for field in form_fields(kind.body)}
    rows = [(_said(fields[wire], spoken_now), text.replace("\n", "; ")) for wire, text in plain.items() if text]
    rows += [(name, str(value)) for name, value in decoded.unknown.items()]
    say.rows((Text(nl="Veld", en="Field"), Text(nl="Waarde", en="Value")), rows)


def _disputed(one: Disputed) -> str:
    """One dispute: who, when, what is wrong, how it stands, and where."""
    state = {
        "open": spoken("nog niet beantwoord", "not yet answered"),
        "answered": spoken("beantwoord", "answered"),
        "withdrawn": spoken("ingetrokken", "withdrawn"),
    }[one.state]
    by, when = one.record.log.publisher, one.record.envelope.at[:10]
    what = f": {one.body.what_is_wrong}" if one.body else ""
    answer = ""
    if one.answer:
        verdict = {"accepted": spoken("terecht", "accepted"), "rejected": spoken("niet terecht", "rejected")}
        answer = f" — {verdict[one.answer.body.verdict]}: {one.answer.body.reasons}"
    return spoken("Betwist door", "Disputed by") + f" {by}, {when} [{state}]{what}{answer} ({one.record.id})"


def _said(field: Any, spoken_now: str) -> str:
    return f"{field.words.to(spoken_now)}{f' ({field.unit})' if field.unit else ''}"


def _history(revisions: list[Record]) -> None:
    headings = (
        Text(nl="Revisie", en="Revision"),
        Text(nl="Wanneer", en="When"),
        Text(nl="Wat", en="What"),
        Text(nl="Waarom", en="Why"),
        Text(nl="Plaats", en="Place"),
    )
    say.rows(
        headings,
        (
            (str(one.envelope.rev), one.envelope.at, one.envelope.op, one.envelope.why or "", str(one.index))
            for one in revisions
        ),
    )


show.__doc__ = spoken("Toon een vermelding.", "Show an entry.")
