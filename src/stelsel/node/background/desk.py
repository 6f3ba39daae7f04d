# SPDX-License-Identifier: EUPL-1.2
"""Where a face asks for background work, lists it, and stops it, for a person with a role. The machine's own command
line passes nobody: who has a shell is the operator."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text
from stelsel.node.audit import OPERATOR, audit
from stelsel.node.background import check_book, compute_effects, record_attachment, record_path
from stelsel.node.background.recording import attached_to
from stelsel.node.background.shown import Page, Shown, listed, shown
from stelsel.node.identity import Person
from stelsel.node.imports import FILES, FOLDERS, log_for, unknown_format
from stelsel.node.jobs import Asked, JobTask, again, ask, cancel
from stelsel.node.models import Job
from stelsel.node.node import AUDIENCES, node
from stelsel.node.permission import may, require
from stelsel.node.population.people import is_synthetic, names
from stelsel.node.tasks import wants_four_eyes

_LONGEST_KEY = 60
_NO_PEOPLE = Text(nl="De mensen “{name}” zijn er niet.", en="There are no people “{name}”.")
_PEOPLE_CURE = Text(nl="Kies uit: {some}.", en="Choose from: {some}.")
_FOUR_EYES = (
    Text(
        nl="Deze organisatie wil dat een tweede persoon elke wijziging bekijkt (vier ogen).",
        en="This organisation wants a second person to look at every change (four eyes).",
    ),
    Text(
        nl="Publiceer de vermeldingen een voor een, of vraag de beheerder van deze node.",
        en="Publish the entries one by one, or ask the operator of this node.",
    ),
)
MOST_WAITING = 20
"""Jobs that a publisher may have waiting and running, so that nobody keeps the workers from the rest."""


def works_for(person: Person) -> tuple[str, ...]:
    """For whom this person may start work, sorted."""
    return tuple(sorted(name for name in person.roles if may(person, "run-job", name)))


def sees_all(person: Person | None) -> bool:
    """Whether this is the operator, who sees the work of every publisher and of the node itself."""
    return person is None or may(person, "keep-node")


def start_check(person: Person | None, publisher: str, key: str = "") -> Asked:
    """Check every log of a publisher, or with no publisher the whole node. NotAllowed, BadInput."""
    if not publisher and not sees_all(person):
        assert person is not None, "nobody in particular is the operator"
        require(person, "keep-node")
    if publisher:
        _allowed(person, publisher)
        log_for(node(), publisher, "public", "uitgever")
    return _asked(person, check_book, key, {"publisher": publisher})


def start_record(person: Person, publisher: str, attachment: str, format: str, audience: str, key: str = "") -> Asked:
    """Record the rows of an attachment as entries of the same publisher. NotAllowed, BadInput."""
    _allowed(person, publisher)
    if format not in FILES:
        raise unknown_format(format, "formaat", tuple(FILES))
    if audience not in AUDIENCES:
        raise bad_input(
            "audience",
            "kring",
            Text(nl=f"De kring “{audience[:20]}” bestaat niet.", en=f"There is no audience “{audience[:20]}”."),
            Text(nl=f"Kies uit: {', '.join(AUDIENCES)}.", en=f"Choose from: {', '.join(AUDIENCES)}."),
        )
    require(person, "publish", publisher, audience)
    if wants_four_eyes(publisher, "put") or wants_four_eyes(publisher, "correct"):
        raise bad_input("four-eyes", "uitgever", *_FOUR_EYES)
    attached_to(node(), publisher, attachment)
    arguments = {"publisher": publisher, "attachment": attachment, "format": format, "audience": audience}
    return _asked(person, record_attachment, key, arguments)


def start_record_path(publisher: str, path: Path, format: str, audience: str) -> Asked:
    """Record a file or folder on this machine; only who has a shell here can name one."""
    if format not in (*FILES, *FOLDERS, "all"):
        raise unknown_format(format, "--format")
    log_for(node(), publisher, audience)
    if not path.exists():
        what = Text(nl="Dit bestand of deze map is er niet.", en="This file or folder is not there.")
        raise bad_input("no-file", str(path), what, Text(nl="Controleer de naam.", en="Check the name."))
    arguments = {"publisher": publisher, "path": str(path.resolve()), "format": format, "audience": audience}
    return _asked(None, record_path, "", arguments)


@dataclass(frozen=True)
class EffectsWish:
    """A rule for everyone, on behalf of a publisher: on a day, or before and after (`second` not empty; days as ISO
    8601), divided by a column (or empty), for which people, and whether to go on without what is not right."""

    publisher: str
    rule: str
    output: str
    first: str
    second: str
    by: str
    people: str
    go_on: bool = False


def start_effects(person: Person | None, wish: EffectsWish, key: str = "") -> Asked:
    """Compute a rule for everyone. Folders of this node are for its operator alone. NotAllowed, BadInput."""
    _allowed(person, wish.publisher)
    log_for(node(), wish.publisher, "public", "uitgever")
    if wish.people not in choices_of_people(person):
        some = ", ".join(choices_of_people(person))[:300]
        raise bad_input("people", "mensen", _NO_PEOPLE.fill(name=wish.people[:80]), _PEOPLE_CURE.fill(some=some))
    return _asked(person, compute_effects, key, asdict(wish))


def choices_of_people(person: Person | None) -> tuple[str, ...]:
    """The populations that somebody may compute for."""
    some = names(settings.PEOPLE)
    return some if sees_all(person) else tuple(one for one in some if is_synthetic(one))


def seen(person: Person | None, page: int = 1, size: int = 50, state: str = "") -> Page:
    """The work that this person may see, newest first. BadInput for a state that does not exist."""
    return listed(None if sees_all(person) else _publishers(person), page, size, state)


def one(person: Person | None, id: UUID) -> Shown | None:
    """One job; None when it is not there or not for this person."""
    found = shown(id)
    mine = found is not None and (sees_all(person) or found.publisher in _publishers(person))
    return found if mine else None


def stop(person: Person | None, id: UUID) -> bool:
    """Cancel a job; False when it is not there for this person. BadInput when it ended."""
    if one(person, id) is None:
        return False
    cancel(id)
    audit("job-cancel-asked", _name(person), str(id))
    return True


def retry(person: Person | None, id: UUID) -> bool:
    """Try a job again; False when it is not there for this person. BadInput when it did not stop."""
    if one(person, id) is None:
        return False
    again(id)
    audit("job-retried", _name(person), str(id))
    return True


def _publishers(person: Person | None) -> tuple[str, ...]:
    return works_for(person) if person is not None else ()


def _allowed(person: Person | None, publisher: str) -> None:
    if person is not None:
        require(person, "run-job", publisher)


def _asked(person: Person | None, work: JobTask, key: str, arguments: Mapping[str, Any]) -> Asked:
    with transaction.atomic():
        asked = ask(work, key=_key(key), **arguments)
        if asked.fresh and person is not None:
            _check_number(arguments["publisher"])
    if asked.fresh:
        audit("job-asked", _name(person), str(asked.id), name=work.wire)
    return asked


def _check_number(publisher: str) -> None:
    if publisher and Job.objects.filter(publisher=publisher, end="").count() > MOST_WAITING:
        raise bad_input(
            "too-much-work",
            "uitgever",
            Text(nl=f"Er wacht al {MOST_WAITING} keer werk.", en=f"{MOST_WAITING} jobs wait already."),
            Text(nl="Wacht tot er iets klaar is, of stop iets.", en="Wait until one is done, or cancel one."),
        )


def _name(person: Person | None) -> str:
    return person.name if person is not None else OPERATOR


def _key(key: str) -> str:
    if len(key) > _LONGEST_KEY or not key.isprintable():
        raise bad_input(
            "key",
            "sleutel",
            Text(nl="Deze sleutel is te lang of onleesbaar.", en="This key is too long or unreadable."),
            Text(nl=f"Gebruik hoogstens {_LONGEST_KEY} tekens.", en=f"Use at most {_LONGEST_KEY} characters."),
        )
    return key
