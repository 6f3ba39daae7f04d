# SPDX-License-Identifier: EUPL-1.2
"""What people call the roles and operations of `book.permission`; and one cell of the table in words."""

from stelsel.book.permission import AUDIENCES, FOR_PEOPLE, Operation, Role, allows
from stelsel.kernel.text import Text, same

ROLE_NAMES: dict[Role, Text] = {
    "anyone": Text(nl="bezoeker", en="visitor"),
    "account": Text(nl="aangemeld", en="signed in"),
    "government": Text(nl="overheidsmedewerker", en="government employee"),
    "citizen": Text(nl="burger", en="citizen"),
    "reader": Text(nl="lezer", en="reader"),
    "publisher": Text(nl="uitgever", en="publisher"),
    "administrator": Text(nl="beheerder", en="administrator"),
    "provisioner": Text(nl="identiteitssysteem", en="identity system"),
    "operator": Text(nl="technisch beheerder", en="operator"),
}
"""What people call each role."""

OPERATION_NAMES: dict[str, Text] = {
    "see": Text(nl="vermeldingen zien, en vragen daarover stellen", en="see entries, and ask questions about them"),
    "sign-in": Text(nl="aanmelden en afmelden", en="sign in and out"),
    "own-account": Text(nl="het eigen account zien en veranderen", en="see and change one's own account"),
    "publish": Text(nl="een vermelding publiceren", en="publish an entry"),
    "correct": Text(nl="een vermelding verbeteren", en="correct an entry"),
    "withdraw": Text(nl="een vermelding intrekken", en="withdraw an entry"),
    "erase": Text(nl="inhoud voorgoed wissen", en="erase content for good"),
    "attach": Text(nl="een bijlage toevoegen", en="add an attachment"),
    "dispute": Text(nl="een vermelding betwisten", en="dispute an entry"),
    "answer-dispute": Text(nl="een betwisting beantwoorden", en="answer a dispute"),
    "open-dossier": Text(nl="een dossier openen", en="open a dossier"),
    "read-dossier": Text(nl="een dossier lezen, als men daarin lezer is", en="read a dossier, as one of its readers"),
    "write-dossier": Text(nl="in een dossier schrijven, als men dat daarin mag", en="write in a dossier, if named so"),
    "manage-dossier": Text(nl="een dossier van de organisatie beheren", en="manage a dossier of the organisation"),
    "answer-access-request": Text(nl="een inzageverzoek beantwoorden", en="answer an access request"),
    "decide-task": Text(nl="besluiten over een taak die op u wacht", en="decide about a task that waits for you"),
    "manage-tasks": Text(nl="instellen hoe taken lopen", en="say how tasks go"),
    "hand-over": Text(
        nl="een vraag van iemand overdragen of overnemen", en="hand over somebody's question, or take one on"
    ),
    "request-data": Text(
        nl="gegevens vragen, en verzoeken om gegevens behandelen", en="ask for data, and deal with requests for data"
    ),
    "sign-agreement": Text(
        nl="een afspraak ondertekenen, met een mandaat daarvoor", en="sign an agreement, with a mandate for it"
    ),
    "run-job": Text(nl="een achtergrondtaak starten", en="start a background job"),
    "manage-accounts": Text(nl="accounts en rollen beheren", en="manage accounts and roles"),
    "provision-accounts": Text(
        nl="accounts van de organisatie bijhouden vanuit haar identiteitssysteem (SCIM)",
        en="keep the accounts of the organisation from its identity system (SCIM)",
    ),
    "grant-mandate": Text(nl="een mandaat geven en intrekken", en="grant and withdraw a mandate"),
    "represent": Text(nl="iemand machtigen, en voor een ander handelen", en="let another act, and act for another"),
    "read-audit": Text(nl="het auditlog lezen", en="read the audit log"),
    "keep-node": Text(nl="de node onderhouden: sleutels, kopie, bewaren", en="keep the node: keys, backup, retention"),
}
"""What each operation is, in words."""

AUDIENCE_NAMES: dict[str, Text] = {
    "own": Text(nl="eigen", en="own"),
    "public": Text(nl="openbaar", en="public"),
    "gov": Text(nl="overheid", en="gov"),
}
MACHINE = Text(nl="dienstaccount", en="service account")
"""What people call an account of a machine: a column of its own in the table."""
BY_ROLE = Text(nl="naar rol", en="by role")
YES, NO = Text(nl="ja", en="yes"), same("-")
_IN_LOGS = frozenset(("see", "publish", "correct", "withdraw", "erase", "attach", "dispute", "answer-dispute"))
"""Operations on entries, which stand in a log for an audience."""


def machine_cell(operation: Operation) -> Text:
    """What a service account may: what its role may, or nothing that only a person does."""
    return NO if operation in FOR_PEOPLE or operation == "keep-node" else BY_ROLE


def cell(role: Role, operation: Operation) -> Text:
    """What the table says: no, yes, or for which audiences where not for all."""
    if not allows(role, operation):
        return NO
    found = [AUDIENCE_NAMES[one] for one in AUDIENCES if allows(role, operation, one)]
    if operation not in _IN_LOGS or len(found) == len(AUDIENCES):
        return YES
    return Text(nl=", ".join(one.nl for one in found), en=", ".join(one.en for one in found))
