# SPDX-License-Identifier: EUPL-1.2
"""`stelsel rules receipt`: a signed receipt of an outcome, and the same computation again years later."""

import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from stelsel.faces.cli import say
from stelsel.faces.cli.ends import End, Finished
from stelsel.faces.cli.receipt import read_file, write_file
from stelsel.faces.cli.rules_facts import exact
from stelsel.faces.cli.rules_question import one_case, question
from stelsel.faces.cli.shared_options import As, Json, Lang, asker, has_node, language, open_node, spoken
from stelsel.faces.needs import needing
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text

if TYPE_CHECKING:
    from stelsel.book.book import Book
    from stelsel.faces.cli.rules_given import Asked
    from stelsel.register.document_signature import DocumentSignature

app = typer.Typer(help=spoken("Bewijs van een uitkomst.", "Receipt of an outcome."), no_args_is_help=True)
Out = Annotated[
    str, typer.Option("-o", "--output", help=spoken("Schrijf in dit bestand.", "Write to this file."), metavar="FILE")
]


def make(asked: "Asked", facts: str, json: bool, receipt_file: str) -> None:
    """Two files: the receipt, and beside it the facts with their salt, which are for the person alone."""
    from stelsel.kernel.entry import SALT_BYTES
    from stelsel.nouns.rule_text import receipt_of
    from stelsel.register.document_signature import written

    if not receipt_file:
        raise bad_input("no-file", "-o", _NO_FILE, _NO_FILE_CURE)
    if asked.given.own:
        raise bad_input("receipt-texts", "--texts", _OWN_TEXTS, _OWN_TEXTS_CURE)
    for one in (receipt_file, _kept(receipt_file)):
        if Path(one).exists():
            raise bad_input("receipt-there", one, _THERE, _THERE_CURE)
    given, salt = one_case(facts), secrets.token_bytes(SALT_BYTES)
    outcome = asked.outcome(given)
    document = receipt_of(outcome, asked.given.rules, given, salt, asked.about)
    signatures: tuple[DocumentSignature, ...] = ()
    if asked.given.book is not None:
        from stelsel.node.rule_receipts import sign

        signatures = sign(open_node(), document, asked.given.rules, outcome)
    kept = _kept(receipt_file)
    write_file(receipt_file, written(document, signatures))
    Path(kept).touch(0o600)
    write_file(kept, f'{{"zout": "{salt.hex()}", "gegevens": {exact(given)}}}\n')
    print(spoken(f"Houd {kept} bij u: het zijn uw gegevens.", f"Keep {kept} to yourself: it holds your facts."))
    if not signatures:
        print(_NOT_SIGNED.to(language()), file=sys.stderr)


@app.command("verify", help=spoken("Controleer een bewijs en reken het na.", "Check a receipt and compute it again."))
@needing("see")
def verify(
    file: Annotated[str, typer.Argument(help=spoken("Het bewijs.", "The receipt."), metavar="FILE")],
    facts: Annotated[
        str, typer.Option(help=spoken("De bewaarde gegevens.", "The facts that were kept."), metavar="FILE")
    ] = "",
    policy: Annotated[
        str, typer.Option(help=spoken("Beleid: wie u vertrouwt.", "Policy: whom you trust."), metavar="FILE")
    ] = "",
    texts: Annotated[
        str,
        typer.Option(
            help=spoken("Map met teksten en tabellen die u hebt.", "Folder with texts and tables that you have.")
        ),
    ] = "",
    publisher: As = "",
    json: Json = False,
    lang: Lang = "",
) -> None:
    """Without facts only the signature is checked; the facts are on the other file that was written."""
    from stelsel.engines.rules.receipt import read_receipt
    from stelsel.faces.cli.rules_say import faults
    from stelsel.register.document_signature import MAX_BYTES, read_signed

    raw, signatures = read_signed(read_file(file, MAX_BYTES), file)
    document = read_receipt(raw)
    book = open_node().book(asker(publisher)) if has_node() else None
    signed_by = who_signed(raw, signatures, policy)
    findings, absent = _again(document, facts, book, texts) if facts else ([], False)
    if json:
        say.as_json(
            {
                "ondertekend": bool(signatures),
                "ondertekendDoor": signed_by or None,
                "nagerekend": bool(facts) and not absent,
                "gelijk": bool(facts) and not findings,
                "verschillen": faults(findings),
                "software": document.get("software"),
            }
        )
    else:
        _told(document, bool(signatures), signed_by, bool(facts), findings, absent)
    if findings or not signed_by or not facts:
        raise Finished(End.NO)


def _again(document: dict[str, Any], facts: str, book: "Book | None", texts: str) -> tuple[list[Any], bool]:
    """What differs; or, where a text or table is not here, which ones, and that it was not computed."""
    from stelsel.engines.rules.receipt import reproduces
    from stelsel.nouns.rule_text import rules_of_receipt

    given, salt = _with_salt(facts)
    library, figures, missing = rules_of_receipt(book, document, brought(texts))
    return (missing, True) if missing else (list(reproduces(document, given, salt, library, figures)), False)


def brought(folder: str) -> list[str]:
    """The texts (.yaml) and tables (.csv) below a folder."""
    from stelsel.register.document_signature import MAX_BYTES

    some = sorted(path for kind in ("*.yaml", "*.csv") for path in Path(folder).rglob(kind)) if folder else []
    return [read_file(str(path), MAX_BYTES).decode("utf-8", "surrogateescape") for path in some]


def who_signed(raw: bytes, signatures: "tuple[DocumentSignature, ...]", policy: str) -> str:
    """The log that signed, as the policy says or else this node; empty where nobody signed or nobody can say. Broken
    where a signature does not hold."""
    from stelsel.register.document_signature import check_signatures
    from stelsel.register.policy_file import MAX_POLICY_BYTES, read_policy

    if not signatures:
        return ""
    if policy:
        trusted = read_policy(read_file(policy, MAX_POLICY_BYTES))
        keys = [(one.name, one.kind, one.public) for one in (*trusted.logs, *trusted.witnesses.values())]
        return check_signatures(raw, signatures, keys)
    if has_node():
        from stelsel.node.rule_receipts import keys_of_log

        known = keys_of_log(open_node(), signatures[0].log)
        return check_signatures(raw, signatures, known) if known else ""
    return ""


def _with_salt(file: str) -> tuple[Any, bytes]:
    from stelsel.faces.cli.rules_facts import read_cases

    found = read_cases(file).cases[0].facts
    try:
        salt = bytes.fromhex(found["zout"])
        if len(salt) == 16:
            return found["gegevens"], salt
    except (KeyError, TypeError, ValueError):
        pass
    raise bad_input("receipt-facts", file, _NO_SALT, _NO_SALT_CURE)


def _told(
    document: dict[str, Any], signed: bool, signed_by: str, computed: bool, findings: list[Any], absent: bool
) -> None:
    on = document["peildatum"]
    print(f"{document['regel']} {document['uitkomst']} {on}: {document.get('waarde')} {document.get('eenheid', '')}")
    open_said = (_OPEN if signed else _UNSIGNED).to(language())
    print(spoken(f"Ondertekend door {signed_by}.", f"Signed by {signed_by}.") if signed_by else open_said)
    if not computed:
        print(_NOT_AGAIN.to(language()))
    elif not findings:
        print(spoken("Nagerekend: het is precies hetzelfde.", "Computed again: it is exactly the same."))
    say.lines(
        _ABSENT if absent else Text(nl="Verschillen", en="Differences"), (one.line(language()) for one in findings)
    )


def _kept(file: str) -> str:
    path = Path(file)
    return str(path.with_name(f"{path.stem}.gegevens.json"))


_MORE = (("receipt_file", Out, ""),)
app.command("make", help=spoken("Maak een bewijs van een uitkomst.", "Make a receipt of an outcome."))(
    question(make, _MORE)
)

_THERE = Text(nl="Dit bestand is er al.", en="This file is there already.")
_THERE_CURE = Text(nl="Kies een andere naam, of haal het eerst weg.", en="Choose another name, or take it away first.")
_ABSENT = Text(nl="Niet nagerekend, want hier ontbreekt", en="Not computed again, for what is missing here")
_NO_FILE = Text(nl="Een bewijs is een bestand.", en="A receipt is a file.")
_NO_FILE_CURE = Text(nl="Noem het met -o.", en="Name it with -o.")
_OWN_TEXTS = Text(nl="Van eigen bestanden maken we geen bewijs.", en="Of your own files we make no receipt.")
_OWN_TEXTS_CURE = Text(nl="Laat --texts weg.", en="Leave --texts out.")
_NOT_SIGNED = Text(
    nl="Niet ondertekend: deze regel staat in geen logboek van deze node.",
    en="Not signed: this rule stands in no log of this node.",
)
_UNSIGNED = Text(
    nl="Dit bewijs is niet ondertekend: niemand staat ervoor in.",
    en="This receipt is not signed: nobody vouches for it.",
)
_OPEN = Text(
    nl="Wie dit heeft ondertekend is open: wijs met --policy aan wie u vertrouwt.",
    en="Who signed this is open: name with --policy whom you trust.",
)
_NOT_AGAIN = Text(
    nl="Niet nagerekend: geef met --facts de bewaarde gegevens.",
    en="Not computed again: give the kept facts with --facts.",
)
_NO_SALT = Text(nl="Dit zijn geen gegevens met hun zout.", en="These are no facts with their salt.")
_NO_SALT_CURE = Text(
    nl="Geef het bestand .gegevens.json dat bij het bewijs hoort.",
    en="Give the file .gegevens.json that came with the receipt.",
)
