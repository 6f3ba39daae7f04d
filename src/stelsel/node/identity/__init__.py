# SPDX-License-Identifier: EUPL-1.2
"""Who somebody is here: an account, how sure its sign-in was, its roles at publishers, for whom it acts.

The door of this folder. What stands behind it: `person` (who asks), `failures` (guessing), `passwords`, `accounts`
(add, give and take roles), `service` and `key_form` (accounts of machines and their keys), `provisioning`
(accounts that an identity system keeps), `sessions` (what a sign-in remembers and when it ends), `passkeys` and their
`ceremony`, `levels` (DigiD, eHerkenning, eIDAS), and signing in with an account elsewhere by OpenID Connect:
`provider`, `outbound`, `client_key`, `id_token`, `backend`, `check`.
"""

from stelsel.node.identity.failures import (
    FAILURES_COUNT_FOR,
    FAILURES_PER_ACCOUNT,
    FAILURES_PER_ADDRESS,
    forget_failures,
    known_account,
    note_failure,
    note_wrong_key,
    too_many_failures,
    too_many_wrong_keys,
)
from stelsel.node.identity.levels import LEVELS, Level, acceptable, at_least, level_of, levels_of
from stelsel.node.identity.person import (
    MACHINE_ROLES,
    NOBODY,
    OPERATOR,
    ROLES,
    Person,
    Represented,
    Role,
    asker_for,
    person_for,
)

__all__ = [
    "FAILURES_COUNT_FOR", "FAILURES_PER_ACCOUNT", "FAILURES_PER_ADDRESS", "LEVELS", "MACHINE_ROLES", "NOBODY",
    "OPERATOR", "ROLES", "Level", "Person", "Represented", "Role",
    "acceptable", "asker_for", "at_least", "forget_failures", "known_account", "level_of", "levels_of", "note_failure",
    "note_wrong_key", "person_for", "too_many_failures", "too_many_wrong_keys",
]  # fmt: skip
