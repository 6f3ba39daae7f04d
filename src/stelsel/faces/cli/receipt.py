# SPDX-License-Identifier: EUPL-1.2
"""`stelsel receipt`: give a receipt away, write down whom to trust, and check a receipt without a node."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from stelsel.faces.cli import say
from stelsel.faces.cli.correct import Id
from stelsel.faces.cli.ends import End, Finished
from stelsel.faces.cli.publish import unreadable
from stelsel.faces.cli.shared_options import As, Json, Lang, asker, language, open_node, spoken
from stelsel.kernel.ids import entry_id
from stelsel.kernel.problem import Broken, bad_input, broken
from stelsel.kernel.text import Text, number
from stelsel.kernel.time import instant
from stelsel.register.cose_receipt import ALGORITHMS, Algorithm
from stelsel.register.policy_file import MAX_POLICY_BYTES, read_policy
from stelsel.register.proof import MAX_PROOF_BYTES, Receipt, check_receipt

app = typer.Typer(help=spoken("Ontvangstbewijzen.", "Receipts."), no_args_is_help=True)
_ONE_OF = Text(nl="Kies ed25519 of ml-dsa-44.", en="Choose ed25519 or ml-dsa-44.")
Out = Annotated[
    str, typer.Option("-o", "--output", help=spoken("Schrijf in dit bestand.", "Write to this file."), metavar="FILE")
]


@app.command("get", help=spoken("Schrijf het ontvangstbewijs.", "Write the receipt of an entry."))
def get(
    id: Id,
    revision: Annotated[
        int, typer.Option(help=spoken("Versie; anders de nieuwste.", "Revision; else the newest."), min=0)
    ] = 0,
    cose: Annotated[
        str,
        typer.Option(
            help=spoken(
                "Als COSE Receipt: ed25519 of ml-dsa-44; met -o.", "As a COSE Receipt: ed25519 or ml-dsa-44; with -o."
            ),
            metavar="ALGORITHM",
        ),
    ] = "",
    output: Out = "",
    publisher: As = "",
    json: Json = False,
    lang: Lang = "",
) -> None:
    algorithm = _algorithm(cose, output)
    node = open_node()
    from stelsel.node.receipts import issue, issue_cose

    entry_id(id, "ID")
    revisions = node.book(asker(publisher)).history(id)
    chosen = [one for one in revisions if revision in (0, one.envelope.rev)]
    if not chosen:
        print(spoken(f"{id}: niet gevonden, of niet voor u.", f"{id}: not found, or not for you."))
        raise Finished(End.NO)
    if algorithm is not None:
        write_file(output, issue_cose(chosen[-1], algorithm))
        return
    issued = issue(chosen[-1])
    if json:
        say.as_json({**_facts(issued.receipt), "ontvangstbewijs": issued.text})
    else:
        write_file(output, issued.text)


def _algorithm(cose: str, output: str) -> Algorithm | None:
    """The algorithm that was asked for; None for a tlog-proof. BadInput for another one, or without a file: the
    receipt is bytes."""
    found = next((one for one in ALGORITHMS if one == cose), None)
    if cose and found is None:
        what = Text(nl=f"“{cose[:40]}” kennen we niet.", en=f"We do not know “{cose[:40]}”.")
        raise bad_input("algorithm", "--cose", what, _ONE_OF)
    if cose and not output:
        what = Text(nl="Een COSE Receipt is geen tekst.", en="A COSE Receipt is no text.")
        cure = Text(nl="Noem een bestand met -o.", en="Name a file with -o.")
        raise bad_input("no-file", "-o", what, cure)
    return found


@app.command("policy", help=spoken("Schrijf het beleid van een logboek.", "Write the policy of a log."))
def policy(
    log: Annotated[str, typer.Argument(help=spoken("Oorsprong van het logboek.", "Origin of the log."), metavar="LOG")],
    output: Out = "",
    json: Json = False,
    lang: Lang = "",
) -> None:
    node = open_node()
    from stelsel.node.receipts import policy_of

    known = {one.origin: one for one in node.logs.sizes()}
    if log not in known:
        raise bad_input(
            "unknown-log",
            "LOG",
            Text(nl=f"Het logboek “{log[:80]}” is hier niet.", en=f"The log “{log[:80]}” is not here."),
            Text(nl=f"Kies uit: {', '.join(sorted(known))}.", en=f"Choose from: {', '.join(sorted(known))}."),
        )
    if json:
        say.as_json({"logboek": log, "beleid": policy_of(known[log])})
    else:
        write_file(output, policy_of(known[log]))


@app.command("verify", help=spoken("Controleer een ontvangstbewijs.", "Check a receipt."))
def verify(
    file: Annotated[str, typer.Argument(help=spoken("Het ontvangstbewijs.", "The receipt."), metavar="FILE")],
    policy: Annotated[
        str, typer.Option(help=spoken("Beleid: wie u vertrouwt.", "Policy: whom you trust."), metavar="FILE")
    ],
    json: Json = False,
    lang: Lang = "",
) -> None:
    """Checks twice: with the product's own code and with the verifier that stands alone. Needs no node."""
    raw, trusted = read_file(file, MAX_PROOF_BYTES), read_file(policy, MAX_POLICY_BYTES)
    if raw.lstrip().startswith(b"{") and b"-proof/1" in raw:
        what = Text(nl="Dit is een bewijs van nieuwste versie of lijst.", en="This proves a newest one or a listing.")
        cure = Text(nl="Controleer het met: stelsel receipt check", en="Check it with: stelsel receipt check")
        raise bad_input("a-state-proof", file, what, cure)
    found = check_receipt(raw.decode("utf-8", "surrogateescape"), read_policy(trusted))
    _second_opinion(raw, trusted)
    if json:
        plain = {**_facts(found), "klopt": True, "blad": msgspec.to_builtins(found.envelope)}
        say.as_json({**plain, "inhoud": None if found.payload is None else found.payload.decode("utf-8", "replace")})
        return
    print(spoken("Dit ontvangstbewijs klopt.", "This receipt holds."))
    say.rows((Text(nl="Wat", en="What"), Text(nl="Waarde", en="Value")), _lines(found))


def _second_opinion(raw: bytes, trusted: bytes) -> None:
    """Broken where the verifier that stands alone says otherwise than the product did."""
    from stelsel.register import receipt_verifier

    try:
        receipt_verifier.verify(raw, trusted)
    except receipt_verifier.Refused as refused:
        raise _disagree(refused.texts) from refused


def _disagree(said: dict[str, str]) -> Broken:
    return broken(
        "second-opinion",
        "receipt_verifier.py",
        Text(nl=f"De tweede controle zegt: {said['nl']}.", en=f"The second check says: {said['en']}."),
        Text(nl="Vertrouw dit bewijs niet en meld het ons.", en="Do not trust this receipt, and tell us."),
    )


def _facts(found: Receipt) -> dict[str, Any]:
    return {
        "adres": found.envelope.id,
        "versie": found.envelope.rev,
        "wijze": found.envelope.mode,
        "logboek": found.origin,
        "index": found.index,
        "omvang": found.size,
        "hash": found.leaf_hash.hex(),
        "ondertekend": _moment(found),
    }


def _moment(found: Receipt) -> str | None:
    if found.time is None or found.time >= 2**37:  # no calendar holds it
        return None if found.time is None else str(found.time)
    return instant(datetime.fromtimestamp(found.time, UTC))


def _lines(found: Receipt) -> list[tuple[str, str]]:
    envelope, spoken_now = found.envelope, language()
    mode = {"stated": spoken("zelf verklaard", "stated"), "recorded": spoken("vastgelegd", "recorded")}[envelope.mode]
    source = f"{envelope.src.name}, {envelope.src.day}" if envelope.src else "—"
    content = spoken("gewist of niet meegegeven", "erased or withheld")
    if found.payload is not None:
        content = found.payload.decode("utf-8", "replace")
    place = f"{number(found.index, spoken_now)} / {number(found.size, spoken_now)}"
    return [
        (spoken("Vermelding", "Entry"), f"{envelope.id}, {spoken('versie', 'revision')} {envelope.rev}"),
        (spoken("Hoe gezegd", "How it was said"), f"{mode}, {envelope.op}"),
        (spoken("Over", "About"), envelope.org),
        (spoken("Bron", "Source"), source),
        (spoken("Logboek", "Log"), found.origin),
        (spoken("Plaats", "Place"), place),
        (spoken("Volgens de uitgever van", "By the publisher's clock"), envelope.at),
        (spoken("IJkpunt ondertekend op", "Checkpoint signed at"), _moment(found) or "—"),
        (spoken("Inhoud", "Content"), content),
    ]


def read_file(file: str, most: int) -> bytes:
    """The bytes of a file, one more than `most` where there are too many; BadInput when it cannot be read."""
    try:
        with Path(file).open("rb") as opened:
            return opened.read(most + 1)
    except OSError as error:
        raise unreadable(file, error) from None


def write_file(output: str, content: str | bytes) -> None:
    """To the file; text to standard output where none is named."""
    if not output:
        print(content, end="")
        return
    try:
        Path(output).write_bytes(content.encode() if isinstance(content, str) else content)
    except OSError as error:
        raise _unwritable(output, error) from None
    print(spoken(f"Geschreven: {output}", f"Written: {output}"))


def _unwritable(file: str, error: OSError) -> Exception:
    what = Text(nl=f"Hier kan niet worden geschreven ({error.strerror}).", en=f"Cannot write here ({error.strerror}).")
    return bad_input("file", file, what, Text(nl="Kies een andere plaats.", en="Choose another place."))
