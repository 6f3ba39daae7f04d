# SPDX-License-Identifier: EUPL-1.2
"""Beginning an agreement from another: the text of a domain is the template of what is agreed in that domain. The rules
are taken over, so that what begins so is in line; who, why, when and what it is called stay to be filled in."""

import msgspec

from stelsel.book.book import Book
from stelsel.book.view import Record
from stelsel.kernel.time import Period
from stelsel.nouns.agreement._body import Agreement
from stelsel.nouns.agreement._kinds import AGREEMENT
from stelsel.nouns.agreement._versions import agreement_here

FIRST = "1.0"
"""The version that an agreement begins with."""
_DOMAIN = ("profile", "base")
_TEXTS = (*_DOMAIN, "sharing")


def templates(book: Book) -> tuple[tuple[Record, Agreement], ...]:
    """Agreements that others can begin from: texts of domains first, then what all are bound to, then agreements
    between parties; by title. A policy of one organisation is no template."""
    rows = [(record, body) for record, body in book.rows(AGREEMENT) if body.text_type in _TEXTS]
    return tuple(sorted(rows, key=lambda row: (_TEXTS.index(row[1].text_type), row[1].title, row[0].id)))


def template_at(book: Book, address: str) -> tuple[Record, Agreement] | None:
    """The agreement at an address that one can begin from; None where this asker sees none, or it is a policy."""
    here = agreement_here(book, address) if address.count("/") == 2 else None
    return here if here is not None and here[1].text_type in _TEXTS else None


def from_template(address: str, body: Agreement) -> Agreement:
    """The agreement that begins from one at this address. From a text of a domain or a base it refines that text; from
    another agreement it refines what that one does. Its rules, terms and shapes are those of the template; parties,
    purpose, bases in law, fields, validity and names are empty."""
    return msgspec.structs.replace(
        body,
        identifier="",
        version=FIRST,
        title="",
        text_type="sharing",
        summary="",
        agreement_parties=(),
        sharing_purpose="",
        legal_bases=(),
        agreed_fields=(),
        measures=(),
        refines=address if body.text_type in _DOMAIN else body.refines,
        supersedes=None,
        valid=Period(),
        published=None,
        sample=False,
    )
