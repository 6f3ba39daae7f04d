# SPDX-License-Identifier: EUPL-1.2
"""Budgets at the door: before anything is read, the request is charged to the account that is signed in, or to the
network address. Answers carry the fields RateLimit-Policy and RateLimit (draft-ietf-httpapi-ratelimit-headers-11), and
429 carries Retry-After (RFC 9110, section 10.2.3)."""

from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from stelsel.catalogue import QUESTIONS
from stelsel.faces.api.problems import Refused, problem
from stelsel.faces.scim.errors import scim_error
from stelsel.faces.web.problems import problem_page
from stelsel.kernel.text import Text
from stelsel.node.address import client_address, prefix
from stelsel.node.allowance import Allowances, Verdict, asker_key
from stelsel.node.audit_tally import refused
from stelsel.node.identity import Person

_COSTS = ("nl", "en", "api", "scim", "logboek")
"""The first part of an address that costs something. The rest is small and reads nothing: styles and scripts, health,
the way to the right language."""


EFFECTS_COST = 120
"""A rule for a whole synthetic country takes some seconds."""


@cache
def allowances() -> Allowances:
    """The budgets as this process sees them."""
    return Allowances()


def charged(request: HttpRequest) -> tuple[str, int]:
    """The budget that a request is charged to, and its cost; an empty name for what is free."""
    first, *parts = request.path.strip("/").split("/")
    if first not in _COSTS:
        return "", 0
    if first == "logboek":
        return "logs", 1
    if first == "scim":
        return "api", 1
    if first == "api":
        return ("reports", 1) if request.method == "POST" and parts[1:] == ["knelpunten"] else _call(parts[1:])
    name = _FORMS.get("/".join(parts[:2]), _FORMS.get(parts[0], "")) if parts and request.method == "POST" else ""
    return (
        (name, _FORM_COSTS.get(parts[0], 1)) if name else _shown(parts, "uitvoer" in request.GET, "van" in request.GET)
    )


def _call(parts: list[str]) -> tuple[str, int]:
    """A call of the API, by its address below the version."""
    if parts[:1] == ["vragen"] and parts[2:] == ["antwoord"] and parts[1] in QUESTIONS:
        return "questions", QUESTIONS[parts[1]].cost
    if parts[:1] == ["regels"] and parts[-1] in _RULE_CALLS:
        return "questions", 4
    if parts == ["zoekresultaten"]:
        return "search", 1
    return ("exports", 1) if parts[-1:] in (["bestand"], ["diensten-catalogus"]) else ("api", 1)


def _shown(parts: list[str], export: bool, computes: bool) -> tuple[str, int]:
    """A page, by its address after the language; `computes`: the page of effects does work."""
    if parts[:1] == ["vragen"] and len(parts) == 2 and parts[1] in QUESTIONS:
        return "questions", QUESTIONS[parts[1]].cost
    if parts == ["zoeken"] or parts[:1] == ["aanmelden"]:
        return _OWN[parts[0]], 1
    if parts[:1] == ["regels"] and parts[2:3] == ["gevolgen"] and computes:
        return "questions", EFFECTS_COST
    return ("exports", 1) if export or parts[-1:] == ["bestand"] else ("pages", 1)


_OWN = {"zoeken": "search", "aanmelden": "sign-in"}
"""Pages that are charged to a budget of their own: signing in stays possible when a network has used up its pages."""
_FORMS = {
    "wegwijs": "questions",
    "balie": "questions",
    "gebeurtenissen": "questions",
    "regels": "questions",
    "aanmelden": "sign-in",
    "overdragen": "handovers",
    "dataverzoeken": "data-requests",
    "knelpunten/melden": "reports",
    "publiceren/knelpunt": "reports",
}
"""Forms that are charged to a budget of their own."""
_FORM_COSTS = {"wegwijs": QUESTIONS["welke-deur"].cost, "balie": 2 * QUESTIONS["welke-deur"].cost, "regels": 12}
"""What a form costs, where that is not 1: an outcome of a rule is computed many times over for its curve."""
_RULE_CALLS = ("bereken", "leg-uit", "volgende-vraag")


class Budgets:
    """Middleware, after the one that knows who is signed in. A call of the API with a password is charged to its
    address here, and to its account once the password is known to be right. A key costs no slow hash: a call
    with one is charged to its address as one without."""

    def __init__(self, next_one: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._next = next_one

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, or 429."""
        name, cost = charged(request)
        api = request.path.startswith(("/api/", "/scim/", "/logboek/"))
        if api and request.headers.get("Authorization", "bearer").partition(" ")[0].lower() != "bearer":
            name, cost = "sign-in", 1
        verdict = None
        if name in settings.LIMITS:
            account = "" if api or name == "sign-in" else _account(request)
            verdict = _spend(request, name, cost, account)
        if verdict is not None and not verdict.allowed:
            response = _refusal(request, verdict, api)
        else:
            response = self._next(request)
        return _told(response, getattr(request, "budget", verdict))


def charge_account(request: HttpRequest, person: Person) -> None:
    """Charge a call of the API to the account whose password or key came with it. Refused 429 when its budget is used
    up."""
    name, cost = charged(request)
    if person.name and name in settings.LIMITS:
        verdict = _spend(request, name, cost, person.name)
        if not verdict.allowed:
            raise Refused(429, detail=_again(verdict), policy=name)


def _spend(request: HttpRequest, name: str, cost: int, account: str) -> Verdict:
    policy = settings.LIMITS[name]
    kind, asker = ("account", account) if account else ("address", prefix(client_address(request.META)))
    verdict = allowances().spend(policy, asker_key(policy, kind, asker), cost)
    request.budget = verdict  # type: ignore[attr-defined]
    if not verdict.allowed:
        refused("budget", account, name)
    return verdict


def _account(request: HttpRequest) -> str:
    user = request.user
    return str(user.get_username()) if user.is_authenticated else ""


def _told(response: HttpResponseBase, verdict: Verdict | None) -> HttpResponseBase:
    """With what is left of the budget."""
    if verdict is None:
        return response
    policy = verdict.policy
    unit = "" if policy.unit == "requests" else f';qu="{policy.unit}"'
    response.headers["RateLimit-Policy"] = f'"{policy.name}";q={policy.quota};w={policy.seconds}{unit}'
    response.headers["RateLimit"] = f'"{policy.name}";r={verdict.left};t={verdict.full_in}'
    if not verdict.allowed:
        response.headers["Retry-After"] = str(verdict.retry_after)
    return response


def _refusal(request: HttpRequest, verdict: Verdict, api: bool) -> HttpResponseBase:
    if request.path.startswith("/scim/"):
        return scim_error(request, 429, _again(verdict))
    if api:
        return problem(request, 429, detail=_again(verdict), policy=verdict.policy.name)
    return _page(request, verdict)


def _page(request: HttpRequest, verdict: Verdict) -> HttpResponseBase:
    policy = verdict.policy
    why = _WHY.fill(what=policy.what, quota=policy.quota, seconds=policy.seconds)
    return problem_page(request, 429, why=why, do=_again(verdict), what=_TOO_MUCH)


def _again(verdict: Verdict) -> Text:
    return _AGAIN.fill(seconds=verdict.retry_after)


_TOO_MUCH = Text(nl="Even wachten", en="One moment please")
_WHY = Text(
    nl="Er kwamen te veel verzoeken achter elkaar van u of van uw netwerk. Voor {what} is het budget {quota} per "
    "{seconds} seconden. Er is niets mis met wat u vroeg.",
    en="Too many requests came from you or your network in a row. The budget for {what} is {quota} per {seconds} "
    "seconds. Nothing is wrong with what you asked.",
)
_AGAIN = Text(
    nl="Probeer het over {seconds} seconden opnieuw. Vraagt u veel, meld u dan aan: dan telt alleen uw eigen account.",
    en="Try again in {seconds} seconds. If you ask a lot, sign in: then only your own account counts.",
)
