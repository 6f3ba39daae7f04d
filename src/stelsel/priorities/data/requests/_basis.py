# SPDX-License-Identifier: EUPL-1.2
"""The purpose and the legal bases of a request: what the GDPR asks of them.

Sources: GDPR (AVG) art. 5(1)(b) purpose limitation; art. 6(1), last sentence: a public authority cannot rest a task on
a legitimate interest; art. 6(3): grounds c and e are laid down in law; recital 43: consent is seldom free between a
person and a public authority. That a law exists and says this, nobody checks here: the gatekeeper reads the article.
"""

import re
from collections.abc import Iterator

from stelsel.kernel.lawful_basis import NEEDS_LAW
from stelsel.kernel.text import Text
from stelsel.kernel.time import say_day
from stelsel.nouns.agreement import Agreement, LegalBasis
from stelsel.priorities.data.requests._checks import Check, State

_LAW = re.compile(r"BWB[RVW][0-9]{7}|CVDR[0-9]{1,8}(?:_[0-9]+)?|3[0-9]{4}[A-Z]{1,2}[0-9]{4}|jci1\.3:.+")
"""Identifiers that say which law: BWB, CVDR (local), CELEX of Union law, or a Juriconnect reference."""
_FEW_WORDS = 4


def basis(body: Agreement) -> Iterator[Check]:
    """How purpose, bases and term are, one line for each."""
    yield _purpose(body.sharing_purpose)
    if not body.legal_bases:
        yield _check("no-basis", "bad", _NO_BASIS)
    for one in body.legal_bases:
        yield _of(one)
    yield _end(body)


def law_words(one: LegalBasis) -> str:
    """A legal basis in a few words."""
    article = f", art. {one.article}" if one.article.strip() else ""
    return f"{one.title or one.law_identifier}{article}"


def _purpose(text: str) -> Check:
    if not text.strip():
        return _check("no-purpose", "bad", _NO_PURPOSE)
    if len(text.split()) < _FEW_WORDS:
        return _check("short-purpose", "attention", _SHORT.fill(purpose=text.strip().rstrip(".")))
    return _check("purpose", "good", _PURPOSE.fill(purpose=text.strip()))


def _end(body: Agreement) -> Check:
    if body.valid.end is None:
        return _check("no-end", "attention", _NO_END)
    last = body.valid.end
    said = Text(nl=f"Loopt tot en met {say_day(last, 'nl')}.", en=f"Runs until {say_day(last, 'en')}.")
    return _check("end", "good", said)


def _of(one: LegalBasis) -> Check:
    said = law_words(one)
    if one.ground == "f":
        return _check("legitimate-interest", "bad", _INTEREST.fill(law=said))
    if one.ground in NEEDS_LAW and not one.article.strip():
        return _check("no-article", "bad", _NO_ARTICLE.fill(law=said))
    if not _LAW.fullmatch(one.law_identifier.strip()):
        return _check("unknown-law", "unknown", _WHICH_LAW.fill(law=said, identifier=one.law_identifier))
    if not one.article.strip():
        return _check("no-article", "attention", _NO_ARTICLE.fill(law=said))
    if one.ground == "a":
        return _check("consent", "attention", _CONSENT.fill(law=said))
    if one.ground is None:
        return _check("no-ground", "unknown", _NO_GROUND.fill(law=said))
    return _check("basis", "unknown", _GOOD.fill(law=said, ground=one.ground))


def _check(code: str, state: State, words: Text) -> Check:
    return Check("basis", code, state, words)


_NO_PURPOSE = Text(nl="Er staat geen doel.", en="There is no purpose.")
_SHORT = Text(
    nl="Het doel is kort: “{purpose}”. Is daarmee duidelijk waarvoor de gegevens niet zijn (AVG art. 5 lid 1 b)?",
    en="The purpose is short: “{purpose}”. Does it say what the data is not for (GDPR art. 5(1)(b))?",
)
_PURPOSE = Text(nl="Het doel: “{purpose}”", en="The purpose: “{purpose}”")
_NO_END = Text(
    nl="Er staat geen einddag. Tot wanneer is dit nodig?",
    en="There is no last day. Until when is this needed?",
)
_NO_BASIS = Text(nl="Er staat geen rechtsgrond.", en="There is no legal basis.")
_INTEREST = Text(
    nl="{law}: een overheid kan een taak niet op een gerechtvaardigd belang baseren (AVG art. 6 lid 1, slot).",
    en="{law}: a public authority cannot rest a task on a legitimate interest (GDPR art. 6(1), last sentence).",
)
_NO_ARTICLE = Text(
    nl="{law}: het artikel ontbreekt. Een wettelijke taak of plicht moet in de wet staan (AVG art. 6 lid 3).",
    en="{law}: the article is missing. A task or obligation must be laid down in law (GDPR art. 6(3)).",
)
_WHICH_LAW = Text(
    nl="{law}: aan “{identifier}” is niet te zien welke wet dit is. Vraag het nummer (BWB, CVDR of CELEX).",
    en="{law}: “{identifier}” does not say which law this is. Ask for its number (BWB, CVDR or CELEX).",
)
_CONSENT = Text(
    nl="{law}: toestemming is tussen burger en overheid zelden vrij (AVG overweging 43). Is er een wettelijke taak?",
    en="{law}: consent between citizen and authority is seldom free (GDPR recital 43). Is there a task in law?",
)
_NO_GROUND = Text(
    nl="{law}: er staat geen grond uit de AVG bij. Gaat het om persoonsgegevens, dan is die nodig (art. 6 lid 1).",
    en="{law}: there is no ground of the GDPR. Where this is personal data, one is needed (art. 6(1)).",
)
_GOOD = Text(
    nl="{law} (AVG art. 6 lid 1 {ground}). Of deze wet bestaat en dit doel noemt, is niet nagekeken: lees het artikel.",
    en="{law} (GDPR art. 6(1)({ground})). That this law exists and names this purpose was not checked: read the "
    "article.",
)
