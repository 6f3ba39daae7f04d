# SPDX-License-Identifier: EUPL-1.2
"""`stelsel log verify`: check our own logs, byte by byte."""

import typer

from stelsel.faces.cli import say
from stelsel.faces.cli.ends import End, Finished, tell
from stelsel.faces.cli.shared_options import Json, Lang, language, open_node, spoken
from stelsel.kernel.text import Text, number

app = typer.Typer(help=spoken("De logboeken van deze node.", "The logs of this node."), no_args_is_help=True)


@app.callback()
def logs() -> None:
    """The group itself does nothing."""


@app.command("verify", help=spoken("Controleer alle logboeken.", "Check all logs."))
def verify(json: Json = False, lang: Lang = "") -> None:
    """Recompute every leaf, tile and root, and check every signature with the keys of the publisher."""
    node = open_node()
    from stelsel.node.keys import read_key
    from stelsel.register.fsck import fsck
    from stelsel.register.signer import verifiers

    found = []
    for log, size in node.logs.sizes().items():
        known = verifiers(log.origin, *read_key(node.keys, log.publisher).publics())
        found.append(fsck(node.logs, log.origin, size, known))
    findings = tuple(finding for one in found for finding in one.findings)
    if json:
        say.as_json(
            [
                {
                    "oorsprong": one.origin,
                    "omvang": one.size,
                    "inhoud": one.contents,
                    "gewist": one.erased,
                    "fouten": [{"code": f.code, "plaats": f.where, "wat": f.what.to(language())} for f in one.findings],
                }
                for one in found
            ]
        )
    else:
        spoken_now = language()
        headings = (Text(nl="Logboek", en="Log"), Text(nl="Bladen", en="Leaves"), Text(nl="Oordeel", en="Verdict"))
        say.rows(
            headings,
            (
                (
                    one.origin,
                    number(one.size, spoken_now),
                    spoken("fout", "broken") if one.findings else spoken("klopt", "holds"),
                )
                for one in found
            ),
        )
    tell(findings, language())
    if findings:
        raise Finished(End.BROKEN)
