# SPDX-License-Identifier: EUPL-1.2
"""`stelsel erase`: take an entry back and remove its content for good; the proof that it was there stays."""

from stelsel.faces.cli.correct import Id, Why
from stelsel.faces.cli.publish import publisher_given, show_receipt
from stelsel.faces.cli.shared_options import As, Json, Lang, open_node, spoken


def erase(id: Id, publisher: As = "", why: Why = "", json: Json = False, lang: Lang = "") -> None:
    node = open_node()
    from stelsel.node import desk

    show_receipt(desk.erase(node, publisher_given(publisher), id, why), json)
    if not json:
        nl = "Inhoud en salt van elke versie zijn gewist. Adres, tijden, redenen en bewijs blijven."
        en = "Content and salt of every revision are erased. Address, times, reasons and proof stay."
        print(spoken(nl, en))


erase.__doc__ = spoken(
    "Trek een vermelding in en wis haar inhoud voorgoed.", "Withdraw an entry and erase its content for good."
)
