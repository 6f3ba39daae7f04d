# SPDX-License-Identifier: EUPL-1.2
"""No personal data in a register: a lint over everything that somebody wants to publish.

It finds what has a form: citizen service numbers (BSN), personal mail addresses and profiles, mobile numbers, bank
accounts, identity documents, dates of birth, home addresses, and persons by name where a salutation, a label or the
field itself says so. **It cannot find names as such**: a name in plain text looks like any other word, so a person who
publishes stays responsible for what a text says. What belongs to an organisation passes: info@ and the like, general
telephone numbers, RSIN, KvK and OIN numbers in fields of that name.

`refuse_personal_data` is the gate before a log; `find` is for whoever wants to say it earlier; `hidden` makes it
unreadable where nothing may be refused. The rules stand in one
table, `RULES`; a finding never repeats what it found.
"""

from stelsel.kernel.personal_data._entry import find_in_entry, find_in_payload, refuse_personal_data
from stelsel.kernel.personal_data._fields import AMOUNTS, ORGANISATION_NUMBERS
from stelsel.kernel.personal_data._hide import HIDDEN_CODES, hidden
from stelsel.kernel.personal_data._look import find, masked
from stelsel.kernel.personal_data._numbers import is_bsn
from stelsel.kernel.personal_data._rules import RULES, Rule

__all__ = [
    "AMOUNTS", "HIDDEN_CODES", "ORGANISATION_NUMBERS", "RULES", "Rule", "find", "find_in_entry", "find_in_payload",
    "hidden", "is_bsn", "masked", "refuse_personal_data",
]  # fmt: skip
