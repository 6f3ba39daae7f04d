# SPDX-License-Identifier: EUPL-1.2
"""Whose place is it: the organisation of a municipality, province or water board, and the code of its place."""

import re

from stelsel.kernel.ids import TOOI_PREFIX

PLACE = r"^(GM[0-9]{4}|PV[0-9]{2}|WS[0-9]{4})$"
"""A municipality (CBS), province (CBS) or water board (UvW) as the texts write it."""

EXAMPLES = {
    "gemeente-voorbeeldstad": "GM9901",
    "provincie-voorbeeldland": "PV99",
    "waterschap-voorbeeldwater": "WS9901",
}
"""The places of the example country. No real place has these codes."""

_LOCAL = re.compile(r"(gemeente/gm[0-9]{4}|provincie/pv[0-9]{2}|waterschap/ws[0-9]{4})")
_STATE = ("ministerie/", "zbo/", "oorg/")
_CLASSES = {"GM": "gemeente", "PV": "provincie", "WS": "waterschap"}


def place_of(organisation: str) -> str:
    """The place that an organisation (TOOI address, or the name of an example publisher) speaks for; empty for none."""
    own = organisation.removeprefix(TOOI_PREFIX)
    if own != organisation and _LOCAL.fullmatch(own):
        return own.rpartition("/")[2].upper()
    return EXAMPLES.get(organisation, "")


def organisation_of(place: str) -> str:
    """The TOOI address of the organisation that a place belongs to; the name of an example publisher."""
    for name, code in EXAMPLES.items():
        if code == place:
            return name
    return f"{TOOI_PREFIX}{_CLASSES[place[:2]]}/{place.lower()}"


def is_state(organisation: str) -> bool:
    """Whether an organisation is one of central government: a ministry, an independent body, or another organisation of
    the State by its TOOI address."""
    return organisation.startswith(TOOI_PREFIX) and organisation.removeprefix(TOOI_PREFIX).startswith(_STATE)
