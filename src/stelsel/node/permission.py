# SPDX-License-Identifier: EUPL-1.2
"""The table of `book.permission` applied to a person here: `may` asks, `require` refuses."""

from stelsel.book.permission import Operation, Role, allows, least_role
from stelsel.kernel.problem import Finding, NotAllowed
from stelsel.kernel.text import Text
from stelsel.node.identity import Person


def roles_at(person: Person, publisher: str = "") -> tuple[Role, ...]:
    """The roles that count for this person at a publisher; with no publisher named, those at any."""
    held: list[Role] = ["anyone"]
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
    return any(allows(role, operation, audience, kind) for role in roles_at(person, publisher))


def require(person: Person, operation: Operation, publisher: str = "", audience: str = "", kind: str = "") -> None:
    """NotAllowed, which names the least role it takes, unless this person may do this at this publisher."""
    if may(person, operation, publisher, audience, kind):
        return
    least = least_role(operation, audience, kind)
    at = f" ({publisher})" if publisher else ""
    what = Text(nl="U mag dit niet doen.", en="You may not do this.")
    cure = Text(
        nl=f"Hiervoor is de rol {_NAMES[least].nl} nodig{at}. Vraag de beheerder.",
        en=f"This takes the role {_NAMES[least].en}{at}. Ask the administrator.",
    )
    raise NotAllowed(Finding("not-allowed", operation, what, cure))


_NAMES: dict[Role, Text] = {
    "anyone": Text(nl="bezoeker", en="visitor"),
    "government": Text(nl="overheidsmedewerker", en="government employee"),
    "citizen": Text(nl="burger", en="citizen"),
    "reader": Text(nl="lezer", en="reader"),
    "publisher": Text(nl="uitgever", en="publisher"),
    "administrator": Text(nl="beheerder", en="administrator"),
    "operator": Text(nl="technisch beheerder", en="operator"),
}
