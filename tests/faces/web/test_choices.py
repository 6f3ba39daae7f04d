# SPDX-License-Identifier: EUPL-1.2
"""No code of ours reaches the screen without words."""

import msgspec
import pytest

from stelsel.catalogue import KINDS, QUESTIONS
from stelsel.faces.web.choices import WORDS, unit
from stelsel.kernel.form import form_fields

STRUCTS = [(kind.name, kind.body) for kind in KINDS.values()] + [(one.wire, one.inputs) for one in QUESTIONS.values()]


@pytest.mark.parametrize(("name", "struct"), STRUCTS, ids=[name for name, _ in STRUCTS])
def test_every_choice_and_unit_has_words(name: str, struct: type[msgspec.Struct]) -> None:
    fields = form_fields(struct)
    assert not [f"{field.name}={code}" for field in fields for code in field.choices if str(code) not in WORDS]
    assert not [field.unit for field in fields if field.unit and isinstance(unit(field.unit), str) and unit(field.unit)]
