# SPDX-License-Identifier: EUPL-1.2
"""A service as it can be told: what its entry says, and where the entry is silent our own text about the product. The
parts that such text has (a requirement, what to bring, the cost) are bodies under names of their own."""

from collections.abc import Iterator

import msgspec

from stelsel.kernel.kind import Body
from stelsel.kernel.text import Text
from stelsel.kernel.values import LanguageText
from stelsel.priorities.services.catalogue_rules import catalogue_rules
from stelsel.priorities.services.event_kinds import BusinessEvent, LifeEvent
from stelsel.priorities.services.kinds import LegalResource, PublicService
from stelsel.priorities.services.part_kinds import Channel, Cost, Evidence, Requirement
from stelsel.priorities.services.sayings import code_of, sayings
from stelsel.priorities.services.written import CHANNELS, Written, written

Named = tuple[str, Body]
"""A body under a name of ours, which begins with #."""


def told(body: PublicService) -> PublicService:
    """The service with what we know of its product filled in where the entry says nothing."""
    code = code_of(body.identifier)
    known = written().get(code)
    if known is None:
        return _filled(body, {"descriptions": _said(code)})
    own = tuple(LegalResource(title=one) for one in dict.fromkeys(fact.source for fact in known.facts))
    return _filled(
        msgspec.structs.replace(body, legal_resources=(*body.legal_resources, *own)),
        {
            "descriptions": _sentences(known),
            "requirements": (_name(code, "voorwaarde"),),
            "evidence": tuple(_name(code, "bewijs", at) for at, _ in enumerate(known.bring, start=1)),
            "costs": (_name(code, "kosten"),),
            "channels": tuple(f"#kanaal-{one}" for one in known.channels),
            "processing_time": catalogue_rules().durations.get(code),
            "grouped_by": tuple(f"#gebeurtenis-{one}" for one in known.events),
        },
    )


def names_of(body: PublicService) -> tuple[LanguageText, ...]:
    """The name of the list, which is Dutch, and our English one where we wrote the service out."""
    known = written().get(code_of(body.identifier))
    english = (LanguageText("en", known.title.en),) if known else ()
    return (LanguageText("nl", body.title), *english)


def references(body: PublicService) -> Iterator[str]:
    """Everything that a service speaks of, in order."""
    for some in (body.requirements, body.evidence, body.costs, body.channels, body.grouped_by):
        yield from some


def parts(code: str) -> Iterator[Named]:
    """The parts of a product that is written out."""
    known = written()[code]
    yield _name(code, "voorwaarde"), Requirement(titles=_both(known.who), identifier=f"{code}/voorwaarde")
    for at, thing in enumerate(known.bring, start=1):
        yield _name(code, "bewijs", at), Evidence(titles=_both(thing), identifier=f"{code}/bewijs/{at}")
    yield _name(code, "kosten"), Cost(identifier=f"{code}/kosten", descriptions=_both(known.cost))


def shared_parts() -> Iterator[Named]:
    """What written services share: channels and events."""
    for kind, said in CHANNELS.items():
        body = Channel(identifier=kind, channel_type=kind, descriptions=_both(said))  # type: ignore[arg-type]
        yield f"#kanaal-{kind}", body
    for code, event in catalogue_rules().events.items():
        struct = LifeEvent if event.to == "citizen" else BusinessEvent
        yield f"#gebeurtenis-{code}", struct(titles=_both(event.title), identifier=code)


def _filled(body: PublicService, own: dict[str, object]) -> PublicService:
    silent = {name: value for name, value in own.items() if value and not getattr(body, name)}
    return msgspec.structs.replace(body, **silent)


def _said(code: str) -> tuple[LanguageText, ...]:
    """The one sentence that says what a product is; it says so where we are not sure."""
    saying = sayings().get(code)
    if saying is None:
        return ()
    return _both(saying.sentence if saying.sure else _UNSURE.fill(sentence=saying.sentence))


def _sentences(known: Written) -> tuple[LanguageText, ...]:
    """What it is, and what the standard has no place for: the steps, the term and what to do when you disagree."""
    lines = [(said, text) for said, text in known.lines() if said.nl.startswith(("Stap", "Hoe lang", "Niet eens"))]
    return tuple(
        LanguageText(tag, "\n".join([known.what.to(tag), *(f"{said.to(tag)}: {text.to(tag)}" for said, text in lines)]))
        for tag in ("nl", "en")
    )


def _name(code: str, part: str, at: int = 0) -> str:
    return f"#{part}-{code}" + (f"-{at}" if at else "")


def _both(said: Text) -> tuple[LanguageText, ...]:
    return (LanguageText("nl", said.nl), LanguageText("en", said.en))


_UNSURE = Text(
    nl="{sentence} Wij zijn niet zeker dat dit product dit is.",
    en="{sentence} We are not sure that this product is this.",
)
