# SPDX-License-Identifier: EUPL-1.2
"""What a gatekeeper sees of a version, as the API sends it, with Dutch names from the vocabulary."""

from stelsel.kernel.text import Text
from stelsel.kernel.values import Value
from stelsel.priorities.data.requests import About, Scrutiny, State, law_words


class Toets(Value, frozen=True):
    """A finding: what it is about, its code, how it is, in words, and the entry that it comes from. `unknown`: it
    cannot be told from what is here, which is never good."""

    checked_part: About
    check_code: str
    check_state: State
    what: Text
    entry: str | None = None


class Veldtoets(Value, frozen=True):
    """A field, whether it stays in the smallest set that is proposed, and why or why not."""

    field_name: str
    field_stays: bool
    why: Text
    from_dataset: str | None = None


class Precedent(Value, frozen=True):
    """An earlier agreement about the same data: its address, title and purpose, the fields that both have, whether it
    is in force today, and its legal bases in words."""

    entry: str
    title: str
    shared_fields: tuple[str, ...]
    in_force: bool
    bases_in_words: tuple[str, ...]
    sharing_purpose: str = ""


class Toetsing(Value, frozen=True):
    """Everything that the gatekeeper looks at in the newest version: it shows and never decides. `opgevallen`: the
    codes of what is not good, to send back with the advice once they were seen."""

    about_version: int
    check_state: State
    checks: tuple[Toets, ...]
    checked_fields: tuple[Veldtoets, ...]
    precedents: tuple[Precedent, ...]
    seen_codes: tuple[str, ...]


def told(found: Scrutiny, version: int) -> Toetsing:
    """The scrutiny of a version with this number."""
    return Toetsing(
        version,
        found.state,
        tuple(Toets(one.about, one.code, one.state, one.words, one.entry or None) for one in found.checks),
        tuple(Veldtoets(one.field.field_name, one.stays, one.why, one.field.from_dataset) for one in found.fields),
        tuple(
            Precedent(
                one.record.id,
                one.body.title,
                one.shared_fields,
                one.valid_now,
                tuple(law_words(basis) for basis in one.body.legal_bases),
                one.body.sharing_purpose or "",
            )
            for one in found.precedents
        ),
        found.codes,
    )
