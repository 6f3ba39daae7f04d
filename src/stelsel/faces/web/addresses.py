# SPDX-License-Identifier: EUPL-1.2
"""Where everything stands: Dutch words in the path for both languages, the language in front."""

from __future__ import annotations

from functools import cache
from urllib.parse import quote, urlencode

from stelsel.kernel.ids import TOOI_PREFIX
from stelsel.priorities.services.events import wire_of

_PAGES = {
    "start": "",
    "questions": "vragen",
    "organisations": "organisaties",
    "search": "zoeken",
    "publish": "publiceren",
    "sign_in": "aanmelden",
    "sign_out": "afmelden",
    "account": "account",
    "password": "account/wachtwoord",
    "passkeys": "account/passkeys",
    "sign_in_passkey": "aanmelden/passkey",
    "manage": "beheer",
    "audit": "beheer/auditlog",
    "reporting": "beveiliging",
    "guide": "wegwijs",
    "mandates": "beheer/mandaten",
    "keys": "beheer/sleutels",
    "sign_in_check": "beheer/aanmelden",
    "representation": "machtigen",
    "act_for": "machtigen/handelen",
    "stand_in": "aanmelden/voorbeeld",
    "dossiers": "dossiers",
    "open_dossier": "dossiers/openen",
    "access_request": "dossiers/inzageverzoek",
    "tasks": "taken",
    "standing_in": "taken/vervanging",
    "task_wishes": "taken/wensen",
    "jobs": "werk",
    "accessibility": "toegankelijkheid",
    "hand_over": "overdragen",
    "handovers": "overdrachten",
    "data_requests": "dataverzoeken",
    "new_data_request": "dataverzoeken/nieuw",
    "case": "zaak",
    "position": "stand",
    "permissions": "rechten",
    "attribution": "bronnen",
    "style": "stijl",
    "kinds": "soorten",
    "source": "broncode",
    "rules": "regels",
    "events": "gebeurtenissen",
    "desk": "balie",
    "embed": "insluiten",
    "experience": "ervaringen",
    "bottlenecks": "knelpunten",
    "raise_bottleneck": "knelpunten/melden",
    "same_bottlenecks": "knelpunten/hetzelfde",
    "bottleneck_letter": "knelpunten/brief",
    "agreement_templates": "afspraken/sjablonen",
}


@cache
def paths(language: str) -> dict[str, str]:
    """The address of each fixed page by name."""
    found = {name: f"/{language}/{part}" for name, part in _PAGES.items()}
    return {**found, "api": "/api/v1/docs"}


def entry_path(language: str, id: str) -> str:
    """The page of an entry."""
    return f"/{language}/vermelding/{id}"


def job_path(language: str, number: str) -> str:
    """The page of a job."""
    return f"{paths(language)['jobs']}/{number}"


def attach_path(language: str) -> str:
    """The form that adds an attachment."""
    return f"{paths(language)['publish']}/bijlage"


def sign_in_at(language: str, wire: str, onward: str) -> str:
    """Where signing in with an account elsewhere begins."""
    return f"{paths(language)['sign_in']}/bij/{wire}?{urlencode({'verder': onward})}"


def dossier_path(language: str, id: str) -> str:
    """The page of a dossier; its address says nothing of what stands in it."""
    return f"{paths(language)['dossiers']}/{id}"


def draft_path(language: str, kind: str, dossier: str, document: str) -> str:
    """The publish form of a kind (wire name), filled with a draft."""
    return f"{paths(language)['publish']}/{kind}?{urlencode({'dossier': dossier, 'stuk': document})}"


def task_path(language: str, number: int) -> str:
    """The page of a task."""
    return f"/{language}/taken/{number}"


def handover_path(language: str, id: str) -> str:
    """The page of a handover for who works there; its address says nothing of what stands in it."""
    return f"{paths(language)['handovers']}/{id}"


def data_request_path(language: str, id: str) -> str:
    """The page of a data request for who works at a party; its address says nothing of what stands in it."""
    return f"{paths(language)['data_requests']}/{id}"


def bottleneck_path(language: str, id: str) -> str:
    """The page of a bottleneck by the address of its entry."""
    publisher, _, local = id.split("/")
    return f"{paths(language)['bottlenecks']}/{publisher}/{local}"


def agreement_path(language: str, id: str) -> str:
    """The page of an agreement in its forms, by the address of its entry."""
    publisher, _, local = id.split("/")
    return f"/{language}/afspraken/{publisher}/{local}"


def kind_path(language: str, wire_plural: str, query: dict[str, str] | None = None) -> str:
    """The list of a kind."""
    return f"/{language}/soorten/{wire_plural}" + (f"?{urlencode(query)}" if query else "")


def question_path(language: str, wire: str) -> str:
    """The page of a question."""
    return f"/{language}/vragen/{wire}"


def room_path(language: str, wire: str) -> str:
    """The page of a room."""
    return f"/{language}/kamers/{wire}"


def event_path(language: str, code: str) -> str:
    """The page of a life or business event by its code. What is answered there stands in no address."""
    return f"{paths(language)['events']}/{wire_of(code)}"


def rule_path(language: str, rule: str, **query: str) -> str:
    """The page of a rule; `versie`, `dag` and `plaats` choose the version."""
    return f"{paths(language)['rules']}/{quote(rule, safe='')}" + (f"?{urlencode(query)}" if query else "")


def difference_path(language: str, rule: str, **query: str) -> str:
    """What changed in a rule from day `van` to day `tot`."""
    return f"{rule_path(language, rule)}/verschil" + (f"?{urlencode(query)}" if query else "")


def compute_path(language: str, rule: str, output: str) -> str:
    """The form that computes an outcome of a rule. What is typed in it stands in no address."""
    return f"{rule_path(language, rule)}/bereken/{quote(output, safe='')}"


def effect_path(language: str, rule: str, output: str, **query: str) -> str:
    """What an outcome of a rule does for everyone, on a day `van`, or from `van` to `tot`."""
    found = f"{rule_path(language, rule)}/gevolgen/{quote(output, safe='')}"
    return found + (f"?{urlencode(query)}" if query else "")


def steps_path(language: str, rule: str, output: str) -> str:
    """The same, one question at a time."""
    return f"{rule_path(language, rule)}/stap-voor-stap/{quote(output, safe='')}"


def organisation_path(language: str, tooi: str) -> str:
    """The page of an organisation by its TOOI address."""
    return f"/{language}/organisaties/{tooi.rpartition('/')[2]}"


def is_tooi(text: str) -> bool:
    """Whether a text is a TOOI address."""
    return text.startswith(TOOI_PREFIX)
