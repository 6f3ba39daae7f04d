# SPDX-License-Identifier: EUPL-1.2
"""`stelsel receipt newest`, `listing` and `check`: is this the newest revision, and is this all of it?"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated

import typer

from stelsel.faces.cli import say
from stelsel.faces.cli.correct import Id
from stelsel.faces.cli.ends import End, Finished
from stelsel.faces.cli.receipt import Out, app, read_file, write_file
from stelsel.faces.cli.shared_options import As, Json, Lang, asker, open_node, spoken
from stelsel.kernel.ids import entry_id
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text
from stelsel.kernel.time import instant
from stelsel.register.checkpoint import Checkpoint
from stelsel.register.policy import Accepted
from stelsel.register.policy_file import MAX_POLICY_BYTES, read_policy
from stelsel.register.state_proof import (
    MOST_BYTES,
    LatestProof,
    Newest,
    check_latest,
    check_listing,
    read_latest_proof,
    read_listing_proof,
)

_VERIFY = Text(nl="Controleer het met: stelsel receipt verify", en="Check it with: stelsel receipt verify")


def _moment(seconds: int | None) -> str:
    """A signed time as RFC 3339 in UTC; its number where no calendar holds it, empty where nobody signed one."""
    if seconds is None:
        return ""
    return instant(datetime.fromtimestamp(seconds, UTC)) if seconds < 2**37 else f"POSIX {seconds}"


@app.command("newest", help=spoken("Bewijs van de nieuwste versie.", "Proof of the newest revision."))
def newest(id: Id, output: Out = "", publisher: As = "", lang: Lang = "") -> None:
    node = open_node()
    from stelsel.node.newest import newest_proof

    entry_id(id, "ID")
    history = node.book(asker(publisher)).history(id)
    if not history:
        print(spoken(f"{id}: niet gevonden, of niet voor u.", f"{id}: not found, or not for you."))
        raise Finished(End.NO)
    write_file(output, newest_proof(node, history[-1].log, id).decode() + "\n")


@app.command("listing", help=spoken("Bewijs dat een lijst volledig is.", "Proof that a listing is complete."))
def listing(
    prefix: Annotated[
        str, typer.Argument(help=spoken("Begin van de adressen.", "Beginning of the addresses."), metavar="PREFIX")
    ],
    audience: Annotated[str, typer.Option(help=spoken("Kring.", "Audience."))] = "public",
    output: Out = "",
    publisher: As = "",
    lang: Lang = "",
) -> None:
    """PREFIX is a publisher and a kind, such as importeur/supplier/."""
    node = open_node()
    from stelsel.node.newest import listing_proof

    log = node.logs.named(prefix.partition("/")[0], audience)
    if log is None or not asker(publisher).may_see(log):
        print(spoken(f"{prefix}: niet gevonden, of niet voor u.", f"{prefix}: not found, or not for you."))
        raise Finished(End.NO)
    write_file(output, listing_proof(node, log, prefix).decode() + "\n")


@app.command("check", help=spoken("Controleer zo'n bewijs zonder node.", "Check such a proof without a node."))
def check(
    file: Annotated[str, typer.Argument(help=spoken("Het bewijs.", "The proof."), metavar="FILE")],
    policy: Annotated[
        str, typer.Option(help=spoken("Beleid: wie u vertrouwt.", "Policy: whom you trust."), metavar="FILE")
    ],
    json: Json = False,
    lang: Lang = "",
) -> None:
    """Says what is newest, or what stands in the listing."""
    trusted = read_policy(read_file(policy, MAX_POLICY_BYTES))
    heads: list[Accepted] = []

    def signed(note: str) -> Checkpoint:
        heads.append(trusted.accepts(note.encode("utf-8", "surrogatepass")))
        return heads[-1].checkpoint

    raw = read_file(file, MOST_BYTES).rstrip(b"\n")
    if raw.startswith(b"c2sp.org/tlog-proof@"):
        what = Text(nl="Dit is een ontvangstbewijs.", en="This is a receipt.")
        raise bad_input("a-receipt", file, what, _VERIFY)
    about, found = _checked(raw, signed)
    head, time = heads[-1].checkpoint, heads[-1].time
    moment = _moment(time)
    if json:
        rows = [{"adres": one, "index": at.index, "handeling": at.op} for one, at in found.items()]
        plain = {"klopt": True, "over": about, "logboek": head.origin, "omvang": head.size, "ondertekend": moment}
        say.as_json({**plain, "nieuwste": rows})
        return
    print(spoken(f"Dit bewijs klopt voor {head.origin}, ", f"This proof holds for {head.origin}, "), end="")
    print(spoken(f"omvang {head.size}, ondertekend {moment or '-'}.", f"size {head.size}, signed {moment or '-'}."))
    if about.endswith("/"):
        nl, en = f"Dit is alles onder {about}, telkens de nieuwste versie:", f"This is all below {about}, each newest:"
    elif not found:
        nl, en = f"{about} stond toen niet in dit logboek.", f"{about} was not in this log then."
    else:
        nl, en = f"De nieuwste versie van {about} was toen deze:", f"The newest revision of {about} was then this one:"
    print(spoken(nl, en))
    headings = (Text(nl="Adres", en="Address"), Text(nl="Plaats", en="Index"), Text(nl="Handeling", en="Operation"))
    say.rows(headings, ((one, str(at.index), at.op) for one, at in found.items()))


def _checked(raw: bytes, signed: Callable[[str], Checkpoint]) -> tuple[str, dict[str, Newest]]:
    """What a proof file is about and what it shows."""
    if b'"stelsel-listing-proof/1"' in raw:
        listed = read_listing_proof(raw)
        return listed.prefix, check_listing(listed, listed.prefix, signed)
    latest: LatestProof = read_latest_proof(raw)
    found = check_latest(latest, latest.id, signed)
    return latest.id, {} if found is None else {latest.id: found}

