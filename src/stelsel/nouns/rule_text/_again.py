# SPDX-License-Identifier: EUPL-1.2
"""For a receipt: which texts and tables were used, and the same ones again years later, by their hash. Any revision in
the register will do, also one that was superseded or taken back, and the shipped files too."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

import msgspec

from stelsel import __version__
from stelsel.book.book import Book
from stelsel.kernel.entry import Ref
from stelsel.kernel.problem import BadInput, Finding
from stelsel.kernel.text import Text
from stelsel.nouns.rule_text._decide import GRADES, Source, ref
from stelsel.nouns.rule_text._kinds import ADOPTION, FIGURE_TABLE, RULE_TEXT, Adoption
from stelsel.nouns.rule_text._places import place_of
from stelsel.nouns.rule_text._reading import read_text
from stelsel.nouns.rule_text._rules import Rules
from stelsel.nouns.rule_text._shipped import shipped_figures, shipped_texts
from stelsel.nouns.rule_text._standing import every
from stelsel.nouns.rule_text._tables import Table, united

if TYPE_CHECKING:
    from stelsel.engines.rules.library import Library
    from stelsel.engines.rules.model import RuleText
    from stelsel.engines.rules.outcome import Outcome
    from stelsel.engines.rules.parameters import Parameters

Plain = dict[str, Any]


class Computed(Protocol):
    """What was computed with texts: an outcome for one case, or a program for a population."""

    @property
    def texts(self) -> Mapping[str, str]:
        """The hash of each text that was used, by its file."""
        ...


def texts_used(rules: Rules, computed: Computed) -> list[Plain]:
    """Each text that something was computed with: its name, hash, days and place, and where it stands."""
    texts = {one.text.file: one.text for one in rules.library.versions}
    return [
        {**text_said(texts[file], computed.texts[file]), **_place(rules.sources.get(file))}
        for file in sorted(computed.texts)
        if file in texts
    ]


def text_said(text: RuleText, digest: str) -> Plain:
    """A text as a receipt names it: name, hash, rule, place, days and grade."""
    return {
        "bestand": text.file,
        "hash": digest,
        "regel": text.id,
        "plaats": text.place,
        "begin": text.valid_from.isoformat(),
        "einde": text.valid_to.isoformat() if text.valid_to else None,
        "graad": text.grade,
    }


def tables_used(rules: Rules, laws: Sequence[str]) -> list[Plain]:
    """Each table of figures of some laws: its name and hash, and where it stands."""
    return [
        {"bestand": one.file, "hash": one.hash, "wet": law, "besteGraad": one.best, **_place(one)}
        for law in sorted(set(laws))
        for one in rules.tables.get(law, ())
    ]


def receipt_of(outcome: Outcome, rules: Rules, facts: object, salt: bytes, about: str) -> bytes:
    """The receipt of an outcome that these rules gave, canonical JSON. `salt`: 16 fresh random bytes for the person."""
    from stelsel.engines.rules.receipt import figures_used, receipt

    laws = [str(one["wet"]) for one in figures_used(outcome)]
    texts, tables = texts_used(rules, outcome), tables_used(rules, laws)
    return receipt(outcome, facts, salt, __version__, about=about, texts=texts, tables=tables)


def _place(source: Source | None) -> Plain:
    if source is None:
        return {}
    refs = {"vermelding": source.entry, "overname": source.adoption}
    return {"wijze": source.how, "uitgever": source.publisher} | {
        key: {"logboek": one.log, "index": one.index, "hash": one.hash} for key, one in refs.items() if one
    }


def rules_of_receipt(
    book: Book | None, document: Mapping[str, Any], files: Iterable[str] = ()
) -> tuple[Library, Parameters, list[Finding]]:
    """The texts and tables that a receipt names, and what is not there any more (or does not say what it says).
    `files` are texts and tables of whoever checks; a hash says whether one is what was used."""
    from stelsel.engines.rules.library import Library

    missing: list[Finding] = []
    brought = tuple(files)
    known = {hashlib.sha256(one.encode()).hexdigest(): one for one in (*_texts(book), *brought)}
    texts = [text for one in document["teksten"] if (text := _again(one, known, book, missing))]
    rows = {hashlib.sha256(one.encode()).hexdigest(): one for one in brought} | dict(_tables(book))
    tables = []
    for one in document["tabellen"]:
        found = rows.get(str(one.get("hash")))
        if found is None:
            missing.append(Finding("receipt-table", str(one.get("bestand")), _GONE, _GONE_CURE))
        else:
            best = one.get("besteGraad")
            source = Source(
                "recorded", str(one.get("bestand")), str(one.get("hash")), best=best if best in GRADES else "S"
            )
            tables.append(Table(found, "", frozenset({str(one.get("wet"))}), source))
    return Library(texts), united(tables)[0], missing


def _again(
    said: Mapping[str, Any], known: Mapping[str, str], book: Book | None, missing: list[Finding]
) -> RuleText | None:
    file, yaml = str(said.get("bestand")), known.get(str(said.get("hash")))
    if yaml is None:
        missing.append(Finding("receipt-text", file, _GONE, _GONE_CURE))
        return None
    try:
        text = msgspec.structs.replace(read_text(yaml), file=file)
        if said.get("graad") in GRADES:
            text = msgspec.structs.replace(text, grade=max(text.grade, said["graad"], key=GRADES.index))
    except BadInput as problem:
        missing.extend(problem.findings)
        return None
    if said.get("overname"):
        adopted = _adopted(text, said["overname"], book)
        if adopted is None:
            missing.append(Finding("receipt-adoption", file, _GONE, _GONE_CURE))
            return None
        text = adopted
    days = {"begin": text.valid_from.isoformat(), "einde": text.valid_to.isoformat() if text.valid_to else None}
    if any(said.get(key) != one for key, one in {**days, "plaats": text.place, "regel": text.id}.items()):
        missing.append(Finding("receipt-text-says", file, _SAYS, _GONE_CURE))
    return text


def _adopted(text: RuleText, at: object, book: Book | None) -> RuleText | None:
    try:
        wanted = msgspec.convert(
            {"log": at["logboek"], "index": at["index"], "hash": at["hash"]},  # type: ignore[index]
            Ref,
        )
    except (msgspec.ValidationError, KeyError, TypeError):
        return None
    record = next((one for one in every(book, ADOPTION) if ref(one) == wanted), None) if book else None
    if record is None:
        return None
    body: Adoption = record.body(ADOPTION)
    return msgspec.structs.replace(
        text,
        place=place_of(record.envelope.org),
        valid_from=body.valid.start or date.min,
        valid_to=body.valid.end,
    )


def _texts(book: Book | None) -> Iterator[str]:
    yield from (text for _, text in shipped_texts())
    if book:
        yield from (one.body(RULE_TEXT).rule_text for one in every(book, RULE_TEXT))


def _tables(book: Book | None) -> Iterator[tuple[str, str]]:
    found = [figures for _, _, figures, _ in shipped_figures()]
    if book:
        found += [one.body(FIGURE_TABLE).figure_rows for one in every(book, FIGURE_TABLE)]
    for figures in found:
        yield hashlib.sha256(figures.encode()).hexdigest(), figures


_GONE = Text(nl="Dit is hier niet (meer).", en="This is not here (any more).")
_GONE_CURE = Text(
    nl="Vraag het aan de uitgever die het bewijs noemt, en geef het met --texts.",
    en="Ask the publisher that the receipt names for it, and give it with --texts.",
)
_SAYS = Text(
    nl="Deze tekst gold op andere dagen of een andere plaats.", en="This text held on other days or elsewhere."
)
