# SPDX-License-Identifier: EUPL-1.2
"""The fields of a request: does each have a reason of its own, and what could be left out or be asked as less
(GDPR art. 5(1)(c): adequate, relevant and limited to what is necessary).

The lists of words are a proposal of this product (provisional). A field that they do not know is judged by its reason
alone; that a name says nothing is no sign that a field is harmless.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stelsel.kernel.text import Text
from stelsel.nouns.agreement import AgreedField, Agreement
from stelsel.priorities.data.requests._checks import Check, State

_IDENTIFIER = re.compile(r"bsn|burgerservice|citizenservicenumber", re.IGNORECASE)
_SPECIAL = re.compile(
    r"gezondheid|medisch|diagnos|ziekte|handicap|geloof|religi|kerk|afkomst|etni|ras\b|politiek|vakbond|seksue|genetisch|"
    r"biometri|health|medical|disease|disabilit|ethnic|politic|tradeunion|sexual|genetic",
    re.IGNORECASE,
)
_CRIMINAL = re.compile(r"strafrecht|strafblad|veroordeling|verdenking|justitieel|criminal|convict", re.IGNORECASE)


_FEW_WORDS = 3
"""A reason with fewer says for what, and not why."""


@dataclass(frozen=True)
class Less:
    """A field that tells much, a reason that needs little of it, and what would do."""

    field: re.Pattern[str]
    reason: re.Pattern[str]
    enough: Text


def _less(field: str, reason: str, nl: str, en: str) -> Less:
    return Less(re.compile(field, re.IGNORECASE), re.compile(reason, re.IGNORECASE), Text(nl=nl, en=en))


LESS: tuple[Less, ...] = (
    _less(
        "geboortedatum|geboortedag|birthdate|dateofbirth",
        r"leeftijd|meerderjarig|\b18\b|\b21\b|jaar oud|\bage\b|adult|years old",
        "of iemand die leeftijd heeft bereikt (ja of nee)",
        "whether somebody has reached that age (yes or no)",
    ),
    _less(
        "inkomen|income|salaris|loon",
        r"grens|onder|boven|hoogstens|minstens|norm|toets|limit|below|above|threshold|at most",
        "of het inkomen onder de grens ligt (ja of nee)",
        "whether the income is below the limit (yes or no)",
    ),
    _less(
        "adres|straat|huisnummer|address|street",
        r"gemeente|wijk|regio|woont in|municipality|district|region|lives in",
        "de gemeente of de wijk",
        "the municipality or the district",
    ),
    _less(
        "nationaliteit|nationality|verblijfstitel|residence",
        r"recht op|rechtmatig|mag werken|entitled|lawful|may work",
        "of iemand dat recht heeft (ja of nee)",
        "whether somebody has that right (yes or no)",
    ),
)
"""What a reason often needs less of: a fact that is derived where the source is, in place of the source data."""


@dataclass(frozen=True)
class Needed:
    """A field with whether it stays in the smallest set that is proposed, and why, or why not."""

    field: AgreedField
    stays: bool
    why: Text


def necessity(body: Agreement) -> Iterator[Check]:
    """What stands against the reasons, one line each; one good line where nothing does."""
    if not body.agreed_fields:
        yield Check("necessity", "no-fields", "bad", _NO_FIELDS)
        return
    found = [one for field in body.agreed_fields for one in _of(field)]
    found += _shared(body)
    yield from found or [Check("necessity", "necessity", "good", _ALL_GOOD.fill(count=str(len(body.agreed_fields))))]


def smallest(body: Agreement) -> tuple[Needed, ...]:
    """The smallest set of fields: every one with a reason of its own stays, or less of it does."""
    shared = _repeated(body.agreed_fields)
    return tuple(_needed(one, shared) for one in body.agreed_fields)


def minimal(body: Agreement) -> Check:
    """The smallest set in one line."""
    found = smallest(body)
    go = [one.field.field_name for one in found if not one.stays]
    if not found:
        return Check("minimal", "no-fields", "bad", _NO_FIELDS)
    if not go:
        return Check("minimal", "minimal", "good", _SMALLEST.fill(count=str(len(found))))
    words = _SMALLER.fill(count=str(len(found) - len(go)), all=str(len(found)), fields=", ".join(go))
    return Check("minimal", "smaller", "attention", words)


def _needed(one: AgreedField, shared: frozenset[str]) -> Needed:
    reason = _plain(one.necessity)
    less = _enough(one)
    if not reason:
        return Needed(one, False, _DROP)
    if less is not None:
        return Needed(one, False, _INSTEAD.fill(enough=less))
    if len(reason.split()) < _FEW_WORDS:
        return Needed(one, False, _SHORT_WHY.fill(reason=one.necessity.strip()))
    if reason in shared:
        return Needed(one, False, _SAME.fill(reason=one.necessity.strip()))
    return Needed(one, True, Text(nl=one.necessity.strip(), en=one.necessity.strip()))


def _of(one: AgreedField) -> Iterator[Check]:
    name = one.field_name
    if not one.necessity.strip():
        yield _check("no-reason", "bad", _NO_REASON.fill(field=name))
    elif len(one.necessity.split()) < _FEW_WORDS:
        yield _check("short-reason", "attention", _SHORT.fill(field=name, reason=one.necessity.strip()))
    less = _enough(one)
    if less is not None:
        yield _check("less-will-do", "attention", _LESS_WORDS.fill(field=name, enough=less))
    plain = re.sub(r"[^a-z]", "", name.lower())
    if _IDENTIFIER.search(plain):
        yield _check("citizen-number", "attention", _BSN.fill(field=name))
    if _SPECIAL.search(name):
        yield _check("special-category", "attention", _SPECIAL_WORDS.fill(field=name))
    if _CRIMINAL.search(name):
        yield _check("criminal-data", "attention", _CRIMINAL_WORDS.fill(field=name))


def _shared(body: Agreement) -> Iterator[Check]:
    repeated = _repeated(body.agreed_fields)
    for reason in sorted(repeated):
        names = [one.field_name for one in body.agreed_fields if _plain(one.necessity) == reason]
        yield _check("shared-reason", "attention", _SHARED.fill(fields=", ".join(names)))


def _repeated(fields: Sequence[AgreedField]) -> frozenset[str]:
    counted = Counter(_plain(one.necessity) for one in fields)
    return frozenset(reason for reason, times in counted.items() if reason and times > 1)


def _enough(one: AgreedField) -> Text | None:
    return next(
        (less.enough for less in LESS if less.field.search(one.field_name) and less.reason.search(one.necessity)), None
    )


def _plain(text: str) -> str:
    return " ".join(text.lower().split()).rstrip(".")


def _check(code: str, state: State, words: Text) -> Check:
    return Check("necessity", code, state, words)


_NO_FIELDS = Text(nl="Er staan geen velden.", en="There are no fields.")
_ALL_GOOD = Text(
    nl="Elk veld heeft een eigen reden ({count}). Of die klopt, beoordeelt u.",
    en="Each field has a reason of its own ({count}). Whether it is right, you judge.",
)
_SHORT = Text(
    nl="{field}: “{reason}” zegt weinig. Waarom kan het niet zonder?",
    en="{field}: “{reason}” says little. Why can it not be done without?",
)
_SHORT_WHY = Text(nl="“{reason}” zegt weinig.", en="“{reason}” says little.")
_NO_REASON = Text(nl="{field}: er staat niet waarom dit nodig is.", en="{field}: it does not say why this is needed.")
_LESS_WORDS = Text(nl="{field}: voor deze reden is minder genoeg: {enough}.", en="{field}: less will do: {enough}.")
_BSN = Text(
    nl="{field}: het burgerservicenummer mag alleen bij een publieke taak of als een wet dat zegt "
    "(Wabb art. 10; UAVG art. 46).",
    en="{field}: the citizen service number may be used for a public task only, or where a law says so "
    "(Wabb art. 10; UAVG art. 46).",
)
_SPECIAL_WORDS = Text(
    nl="{field}: dit lijkt een bijzonder persoonsgegeven. Noem de uitzondering (AVG art. 9 lid 2).",
    en="{field}: this looks like special category data. Name the exception (GDPR art. 9(2)).",
)
_CRIMINAL_WORDS = Text(
    nl="{field}: dit lijkt een strafrechtelijk gegeven. Noem de bevoegdheid (AVG art. 10; UAVG art. 31-33).",
    en="{field}: this looks like data on criminal offences. Name the power (GDPR art. 10; UAVG art. 31-33).",
)
_SHARED = Text(
    nl="{fields}: deze velden hebben dezelfde reden. Is elk ervan nodig?",
    en="{fields}: these fields have the same reason. Is each of them needed?",
)
_SMALLEST = Text(nl="Elk veld blijft staan ({count}).", en="Each field stays ({count}).")
_SMALLER = Text(
    nl="{count} van de {all} velden blijven zonder meer staan. Ter discussie: {fields}.",
    en="{count} of the {all} fields stay as they are. To be discussed: {fields}.",
)
_DROP = Text(nl="Geen reden: kan weg.", en="No reason: can go.")
_INSTEAD = Text(nl="In plaats daarvan: {enough}.", en="In its place: {enough}.")
_SAME = Text(
    nl="Dezelfde reden als een ander veld (“{reason}”): is een van beide genoeg?",
    en="The same reason as another field (“{reason}”): will one of them do?",
)
