# SPDX-License-Identifier: EUPL-1.2
"""The table of `book.permission` applied to a person here: `may` asks, `require` refuses, `where` lists."""

from stelsel.book.permission import FOR_PEOPLE, Operation, Role, allows, least_role
from stelsel.kernel.problem import Finding, NotAllowed
from stelsel.kernel.text import Text, same
from stelsel.node.identity import Person
from stelsel.node.permission_words import OPERATION_NAMES, ROLE_NAMES

SIGN_IN = "sign-in"
"""The code of a refusal to who is not signed in: another answer may follow on signing in."""


def roles_at(person: Person, publisher: str = "") -> tuple[Role, ...]:
    """The roles that count for this person at a publisher; with no publisher named, those at any."""
    held: list[Role] = ["anyone"]
    if person.name:
        held.append("account")
    if person.asker.government:
        held.append("government")
    if person.citizen:
        held.append("citizen")
    if person.operator:
        held.append("operator")
    held += [role for name, role in person.roles.items() if publisher in ("", name)]
    return tuple(held)


def may(person: Person, operation: Operation, publisher: str = "", audience: str = "", kind: str = "") -> bool:
    """Whether this person may do this at this publisher (empty: at any)."""
    if person.machine and operation in FOR_PEOPLE:
        return False
    return any(allows(role, operation, audience, kind) for role in roles_at(person, publisher))


def where(person: Person, operation: Operation) -> tuple[str, ...]:
    """The publishers for which this person may do this by a role there, sorted."""
    if person.machine and operation in FOR_PEOPLE:
        return ()
    return tuple(sorted(name for name, role in person.roles.items() if allows(role, operation)))


def require(person: Person, operation: Operation, publisher: str = "", audience: str = "", kind: str = "") -> None:
    """NotAllowed, which names the least role it takes and whom to ask, unless this person may do this at this
    publisher."""
    if may(person, operation, publisher, audience, kind):
        return
    name = OPERATION_NAMES.get(operation, same(operation))
    what = Text(nl=f"Uw account mag dit niet: {name.nl}.", en=f"Your account may not do this: {name.en}.")
    if not person.name:
        what = Text(nl="U bent niet aangemeld.", en="You are not signed in.")
    cure = _cure(least_role(operation, audience, kind), publisher or ", ".join(sorted(person.roles)))
    if person.machine and operation in FOR_PEOPLE:
        cure = _A_PERSON
    raise NotAllowed(Finding("not-allowed" if person.name else SIGN_IN, operation, what, cure))


def _cure(least: Role, publisher: str) -> Text:
    """Which role it takes, at whom, and whom to ask for it."""
    name = ROLE_NAMES[least]
    if least in _ASK:
        whom = _ASK[least]
        return Text(nl=f"Hiervoor is de rol {name.nl} nodig. {whom.nl}", en=f"This takes the role {name.en}. {whom.en}")
    at = Text(nl=publisher or "een organisatie", en=publisher or "an organisation")
    whose = Text(nl=publisher or "uw organisatie", en=publisher or "your organisation")
    return Text(
        nl=f"Hiervoor is de rol {name.nl} bij {at.nl} nodig. Vraag de beheerder van {whose.nl} om die rol.",
        en=f"This takes the role {name.en} at {at.en}. Ask the administrator of {whose.en} for that role.",
    )


_A_PERSON = Text(
    nl="Dit doet een mens: een dienstaccount mag het in geen enkele rol.",
    en="A person does this: a service account may not, in whichever role.",
)
_ASK: dict[Role, Text] = {
    "account": Text(nl="Meld u aan.", en="Sign in."),
    "government": Text(
        nl="Vraag de beheerder van uw organisatie om u als overheidsmedewerker aan te wijzen.",
        en="Ask the administrator of your organisation to mark you as a government employee.",
    ),
    "citizen": Text(nl="Meld u aan als burger of ondernemer.", en="Sign in as a citizen or a company."),
    "provisioner": Text(
        nl="Alleen een dienstaccount heeft die. Vraag de beheerder van uw organisatie er een te maken.",
        en="Only a service account has it. Ask the administrator of your organisation to make one.",
    ),
    "operator": Text(nl="Vraag wie deze node draait.", en="Ask whoever runs this node."),
}
