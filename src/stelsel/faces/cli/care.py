# SPDX-License-Identifier: EUPL-1.2
"""`stelsel fsck`, `stelsel backup`, `stelsel restore`: what keeps a node trustworthy, each with proof."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stelsel.faces.cli import say
from stelsel.faces.cli.ends import End, Finished, tell
from stelsel.faces.cli.shared_options import Background, Json, Lang, language, open_node, spoken, tell_asked
from stelsel.faces.needs import needing
from stelsel.kernel.problem import Finding, bad_input
from stelsel.kernel.text import Text, number

if TYPE_CHECKING:
    from stelsel.node.node import Node
    from stelsel.register.fsck import Checked

Rebuild = Annotated[
    bool, typer.Option("--rebuild", help=spoken("Maak een verkeerde index opnieuw.", "Make a wrong index anew."))
]
Folder = Annotated[Path, typer.Argument(help=spoken("Map.", "Folder."), file_okay=False)]
HOLDS = Text(nl="klopt", en="holds")
BROKEN = Text(nl="fout", en="broken")
REBUILT = Text(nl="klopt; index opnieuw gemaakt", en="holds; index made anew")
_INDEX = Text(nl="De index wijkt af van de bestanden.", en="The index differs from the files.")
_INDEX_CURE = Text(nl="Maak hem opnieuw met: stelsel fsck --rebuild", en="Make it anew with: stelsel fsck --rebuild")


@needing("keep-node")
def fsck(rebuild: Rebuild = False, in_background: Background = False, json: Json = False, lang: Lang = "") -> None:
    node = open_node()
    if in_background:
        _in_background(rebuild, json)
        return
    from stelsel.node.attachment_care import check_attachments
    from stelsel.node.fsck import check_node

    rows: list[tuple[Checked, Text]] = []
    findings: list[Finding] = _database(node, rebuild)
    if findings:  # what it says about the logs cannot be relied on
        _show(rows, findings, json)
    for one in check_node(node, rebuild):
        findings += one.files.findings
        if one.index_differs_at is not None and not one.rebuilt and not one.files.findings:
            findings.append(Finding("index", f"{one.log.origin} index {one.index_differs_at}", _INDEX, _INDEX_CURE))
        rows.append((one.files, REBUILT if one.rebuilt else HOLDS if one.holds else BROKEN))
    findings += check_attachments(node)
    if rebuild:
        node.derived.tidy({})  # is made anew by itself
    _show(rows, findings, json)


def _in_background(rebuild: bool, json: bool) -> None:
    from stelsel.node.background.desk import start_check

    if rebuild:
        raise bad_input(
            "not-in-background",
            "--rebuild",
            Text(nl="Herstellen kan niet op de achtergrond.", en="Mending cannot be done in the background."),
            Text(nl="Stop de node en laat --in-background weg.", en="Stop the node and leave --in-background out."),
        )
    tell_asked(str(start_check(None, "").id), json)


def _database(node: "Node", rebuild: bool) -> list[Finding]:
    """What is wrong with the database; with `rebuild` it is put aside and made anew, and what was lost is told."""
    from stelsel.node.database_care import damage, renew

    found = list(damage())
    if not found or not rebuild:
        return found
    made = renew(node)
    lost = ", ".join(made.unreadable)
    tell(
        (
            Finding(
                "database-renewed",
                str(made.aside),
                Text(
                    nl=f"De beschadigde database staat hier; {made.kept} rijen met accounts en meer zijn overgenomen.",
                    en=f"The damaged database stands here; {made.kept} rows of accounts and more were taken over.",
                ),
                Text(nl=f"Controleer: {lost}.", en=f"Check: {lost}.")
                if lost
                else Text(nl="Er ontbreekt niets.", en="Nothing is missing."),
            ),
        ),
        language(),
    )
    return []


@needing("keep-node")
def backup(folder: Folder, json: Json = False, lang: Lang = "") -> None:
    node = open_node()
    from stelsel.node.backup import backup as copy
    from stelsel.node.backup_tables import FILE, backup_tables
    from stelsel.register.fsck import Checked

    rows = [(verdict, BROKEN if verdict.findings else HOLDS) for _, verdict in copy(node, folder)]
    rows.append((Checked(FILE, backup_tables(folder)), HOLDS))
    _show(rows, [finding for verdict, _ in rows for finding in verdict.findings], json)


@needing("keep-node")
def restore(folder: Folder, json: Json = False, lang: Lang = "") -> None:
    node = open_node()
    from stelsel.node.backup import restore_all
    from stelsel.node.backup_tables import FILE, check_tables, restore_tables
    from stelsel.register.fsck import Checked

    check_tables(folder)
    rows = [(verdict, BROKEN if verdict.findings else HOLDS) for verdict in restore_all(node, folder)]
    whole = not any(verdict.findings for verdict, _ in rows)
    if whole and (taken := restore_tables(folder)) is not None:
        rows.append((Checked(FILE, taken), HOLDS))
    _show(rows, [finding for verdict, _ in rows for finding in verdict.findings], json)


fsck.__doc__ = spoken("Bewijs alle logboeken, byte voor byte.", "Prove all logs, byte by byte.")
backup.__doc__ = spoken("Kopieer alle logboeken en tabellen, met bewijs.", "Copy all logs and tables, with proof.")
restore.__doc__ = spoken("Zet logboeken en tabellen terug, met bewijs.", "Put logs and tables back, with proof.")


def _show(rows: "list[tuple[Checked, Text]]", findings: list[Finding], json: bool) -> None:
    spoken_now = language()
    if json:
        say.as_json(
            [
                {
                    "oorsprong": one.origin,
                    "omvang": one.size,
                    "inhoud": one.contents,
                    "gewist": one.erased,
                    "oordeel": verdict.to(spoken_now),
                    "fouten": [{"code": f.code, "plaats": f.where, "wat": f.what.to(spoken_now)} for f in one.findings],
                }
                for one, verdict in rows
            ]
        )
    else:
        headings = (
            Text(nl="Logboek", en="Log"),
            Text(nl="Vermeldingen", en="Entries"),
            Text(nl="Gewist", en="Erased"),
            Text(nl="Oordeel", en="Verdict"),
        )
        cells = (
            (one.origin, number(one.size, spoken_now), number(one.erased, spoken_now), verdict.to(spoken_now))
            for one, verdict in rows
        )
        say.rows(headings, cells)
    tell(tuple(findings), spoken_now)
    if findings:
        raise Finished(End.BROKEN)
