# SPDX-License-Identifier: EUPL-1.2
"""`stelsel seal`: the legal seal of the day over the checkpoint of a log, and the check of one without a node."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from cryptography.x509 import load_pem_x509_certificates

from stelsel.faces.cli import say
from stelsel.faces.cli.ends import End, Finished
from stelsel.faces.cli.publish import unreadable
from stelsel.faces.cli.shared_options import Json, Lang, language, open_node, spoken
from stelsel.faces.needs import needing
from stelsel.kernel.canonical import MAX_BYTES
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text, number
from stelsel.kernel.time import instant

if TYPE_CHECKING:
    from stelsel.node.node import Node
    from stelsel.node.seal_check import Verdict
    from stelsel.register.records import LogName

app = typer.Typer(help=spoken("Het zegel van de dag.", "The seal of the day."), no_args_is_help=True)
_TRIAL = Text(
    nl="PROEF: dit zegel is met een testsleutel gemaakt en heeft geen juridische waarde.",
    en="PROEF (test): this seal was made with a test key and has no legal value.",
)
_REVOCATION = Text(
    nl="Of certificaten zijn ingetrokken: dat controleren we niet.",
    en="Whether certificates were revoked: we do not check that.",
)
_STATUS = Text(
    nl="Of het certificaat gekwalificeerd is: zoek de uitgever op in de Europese vertrouwenslijst.",
    en="Whether the certificate is qualified: look its issuer up in the EU Trusted List.",
)
_NAMES = Text(
    nl="Of het certificaat van deze organisatie is: vergelijk de twee namen hierboven.",
    en="Whether the certificate is of this organisation: compare the two names above.",
)
_NOBODY = Text(
    nl="Wie achter certificaat en tijdstempel staat: wijs uw CA aan met --trust.",
    en="Who stands behind certificate and timestamp: name your CA with --trust.",
)
_NO_TIME = Text(
    nl="Wanneer er is verzegeld: er is geen tijdstempel, alleen het woord van de uitgever.",
    en="When it was sealed: there is no timestamp, only the word of the publisher.",
)


@app.command("make", help=spoken("Verzegel het ijkpunt van vandaag.", "Seal today's checkpoint."))
@needing("keep-node")
def make(
    log: Annotated[
        str,
        typer.Argument(
            help=spoken("Oorsprong van het logboek; anders alle.", "Origin of the log; else all."), metavar="[LOG]"
        ),
    ] = "",
    json: Json = False,
    lang: Lang = "",
) -> None:
    """Once a day; a second time changes nothing."""
    node = open_node()
    from django.conf import settings

    from stelsel.node.seal_means import means_of
    from stelsel.node.seals import make as seal

    chosen = _chosen(node, log)
    means = means_of(node.home, settings.SEAL_KEY, settings.SEAL_CERTIFICATES, settings.TIMESTAMP_URL)
    made = [seal(node, one, means) for one in chosen]
    if json:
        rows = [
            {"logboek": one.log.origin, "bestand": str(one.path), "nieuw": one.fresh, "niveau": one.level}
            for one in made
        ]
        say.as_json({"proef": means.trial, "zegels": rows})
        return
    for one in made:
        done = spoken("verzegeld", "sealed") if one.fresh else spoken("was vandaag al verzegeld", "was sealed today")
        print(f"{one.log.origin}: {done}, JAdES {one.level}, {one.path}")
    if means.trial:
        print(_TRIAL.to(language()))


@app.command("verify", help=spoken("Controleer een zegel.", "Check a seal."))
@needing("see")
def verify(
    file: Annotated[str, typer.Argument(help=spoken("Het zegel.", "The seal."), metavar="FILE")],
    trust: Annotated[
        str, typer.Option(help=spoken("CA's die u vertrouwt, in PEM.", "CAs that you trust, in PEM."), metavar="CA.pem")
    ] = "",
    json: Json = False,
    lang: Lang = "",
) -> None:
    """Needs no node and no network. Without --trust the answer stays open: code 1."""
    from stelsel.node.seal_check import verify as check

    raw = _read(file)
    if trust:
        _check_cas(trust)
    found = check(raw, Path(trust) if trust else None)
    holds, unknown = _holds(found), _unknown(found)
    if json:
        say.as_json({**_facts(found), "klopt": _texts(holds), "onbekend": _texts(unknown)})
    else:
        say.rows((Text(nl="Wat", en="What"), Text(nl="Waarde", en="Value")), _lines(found))
        say.lines(Text(nl="Dit klopt", en="This holds"), _texts(holds))
        say.lines(Text(nl="Onbekend", en="Unknown"), _texts(unknown))
    if found.trusted is None:
        raise Finished(End.NO)


def _chosen(node: "Node", origin: str) -> "list[LogName]":
    sizes = node.logs.sizes()
    if not origin:
        return [log for log, size in sizes.items() if size]
    chosen = [log for log in sizes if log.origin == origin]
    if not chosen:
        known = ", ".join(sorted(log.origin for log in sizes))
        raise bad_input(
            "unknown-log",
            "LOG",
            Text(nl=f"Het logboek “{origin[:80]}” is hier niet.", en=f"The log “{origin[:80]}” is not here."),
            Text(nl=f"Kies uit: {known}.", en=f"Choose from: {known}."),
        )
    return chosen


def _read(file: str) -> bytes:
    try:
        with Path(file).open("rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except OSError as error:
        raise unreadable(file, error) from None


def _check_cas(file: str) -> None:
    try:
        load_pem_x509_certificates(_read(file))
    except ValueError:
        raise bad_input(
            "no-ca",
            "--trust",
            Text(nl="Hierin staan geen certificaten in PEM.", en="There are no certificates in PEM in here."),
            Text(nl="Geef de CA-certificaten in één PEM-bestand.", en="Give the CA certificates in one PEM file."),
        ) from None


def _texts(found: list[Text]) -> list[str]:
    return [one.to(language()) for one in found]


def _holds(found: "Verdict") -> list[Text]:
    alg = found.signature.algorithm
    texts = [
        Text(nl=f"De handtekening klopt ({alg}).", en=f"The signature holds ({alg})."),
        Text(nl="Het ijkpunt is door alle genoemde sleutels getekend.", en="All keys named signed the checkpoint."),
        Text(nl="Het certificaat gold op dat moment.", en="The certificate was valid at that moment."),
    ]
    if found.stamps:
        texts.append(Text(nl="Het tijdstempel hoort bij dit zegel.", en="The timestamp is about this seal."))
    if found.trusted:
        texts.append(Text(nl="Uw CA staat erachter.", en="Your CA stands behind it."))
    return texts


def _unknown(found: "Verdict") -> list[Text]:
    texts = [_NAMES, _REVOCATION, _STATUS]
    if not found.stamps:
        texts.insert(0, _NO_TIME)
    if found.trusted is None:
        texts.insert(0, _NOBODY)
    return texts


def _facts(found: "Verdict") -> dict[str, Any]:
    leaf, sealed = found.signature.chain[0], found.sealed
    return {
        "niveau": found.signature.level,
        "organisatie": sealed.organisation,
        "logboek": sealed.origin,
        "omvang": sealed.checkpoint.size,
        "wortel": sealed.checkpoint.root.hex(),
        "sleutels": list(sealed.vkeys),
        "certificaat": leaf.subject.rfc4514_string(),
        "uitgever": leaf.issuer.rfc4514_string(),
        "volgensOndertekenaar": instant(found.signature.signed_at),
        "tijdstempels": [instant(one.time) for one in found.stamps],
        "vertrouwd": found.trusted,
    }


def _lines(found: "Verdict") -> list[tuple[str, str]]:
    facts = _facts(found)
    return [
        (spoken("Organisatie", "Organisation"), facts["organisatie"]),
        (spoken("Logboek", "Log"), facts["logboek"]),
        (spoken("Omvang", "Size"), number(facts["omvang"], language())),
        (spoken("Zegel", "Seal"), f"JAdES {facts['niveau']}, {found.signature.algorithm}"),
        (spoken("Certificaat", "Certificate"), facts["certificaat"]),
        (spoken("Uitgegeven door", "Issued by"), facts["uitgever"]),
        (spoken("Volgens de uitgever van", "By the publisher's clock"), facts["volgensOndertekenaar"]),
        (spoken("Tijdstempel", "Timestamp"), ", ".join(facts["tijdstempels"]) or "—"),
    ]
