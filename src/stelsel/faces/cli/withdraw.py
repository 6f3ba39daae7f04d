# SPDX-License-Identifier: EUPL-1.2
"""`stelsel withdraw`: take an entry back; its history stays."""

from stelsel.faces.cli.correct import Id, Why
from stelsel.faces.cli.publish import publisher_given, show_receipt
from stelsel.faces.cli.shared_options import As, Json, Lang, open_node, person, spoken
from stelsel.faces.needs import needing


@needing("withdraw")
def withdraw(id: Id, publisher: As = "", why: Why = "", json: Json = False, lang: Lang = "") -> None:
    node = open_node()
    from stelsel.node import desk

    show_receipt(desk.withdraw(node, publisher_given(publisher), id, why, person(publisher)), json)


withdraw.__doc__ = spoken("Trek een vermelding in.", "Withdraw an entry.")
