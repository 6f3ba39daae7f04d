# SPDX-License-Identifier: EUPL-1.2
"""The receipt of an outcome to take along: the signed document, and the facts with their salt, which are for the person
alone. Neither is kept here."""

from __future__ import annotations

import io
import json
import secrets
import zipfile
from decimal import Decimal

from django.http import HttpResponse

from stelsel.kernel.entry import SALT_BYTES
from stelsel.node.node import node
from stelsel.node.rule_receipts import sign
from stelsel.nouns.rule_text import Rules, receipt_of
from stelsel.priorities.services.rule_answer import Case
from stelsel.register.document_signature import written

RECEIPT, OWN_COPY = "rekenbewijs.txt", "rekenbewijs.gegevens.json"


def receipt_file(rules: Rules, case: Case) -> HttpResponse:
    """A ZIP with both files. BadInput as the outcome itself."""
    outcome, salt = case.outcome(rules), secrets.token_bytes(SALT_BYTES)
    document = receipt_of(outcome, rules, case.facts, salt, "aanvrager")
    own = json.dumps({"zout": salt.hex(), "gegevens": case.facts}, default=_as_number, indent=2)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(RECEIPT, written(document, sign(node(), document, rules, outcome)))
        file.writestr(OWN_COPY, own + "\n")
    response = HttpResponse(packed.getvalue(), content_type="application/zip")
    response.headers["Content-Disposition"] = 'attachment; filename="rekenbewijs.zip"'
    return response


def _as_number(value: object) -> object:
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(type(value).__name__)
