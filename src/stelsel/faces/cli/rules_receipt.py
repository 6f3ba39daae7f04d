# SPDX-License-Identifier: EUPL-1.2
"""`stelsel rules receipt`: a signed receipt of an outcome, and the same computation again years later."""

import json as plain_json
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from stelsel.faces.cli import say
from stelsel.faces.cli.ends import End, Finished
from stelsel.faces.cli.receipt import read_file, write_file
from stelsel.faces.cli.rules_question import question
from stelsel.faces.cli.shared_options import As, Json, Lang, language, spoken
from stelsel.faces.needs import needing
from stelsel.kernel.problem import BadInput, Broken, Finding, bad_input
from stelsel.kernel.text import Text

if TYPE_CHECKING:
    from stelsel.faces.cli.rules_given import Asked
    from stelsel.register.document_signature import DocumentSignature
