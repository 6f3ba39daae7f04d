# SPDX-License-Identifier: EUPL-1.2
"""Demo accounts: they exist only with the example country and open only from this machine itself."""

import ipaddress
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Group, User
from django.http import HttpRequest

from stelsel.node.identity import ROLES, Role
from stelsel.node.identity.passwords import normal
from stelsel.node.models import Membership

GROUP = "example-country"
"""The Django group that marks an account as a demo account."""
GOVERNMENT = ("gemeente-voorbeeldstad", "waterschap-voorbeeldwater", "provincie-voorbeeldland", "dienst-voorbeelddata")
SUPPLIERS = ("voorbeeldwolk", "demowolk")
_FORWARDED = ("HTTP_FORWARDED", "HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP")


@dataclass(frozen=True)
class DemoAccount:
    """A demo account with its password, which the sign-in page shows."""

    name: str
    password: str
    publisher: str
    role: Role
    government: bool


def demo_accounts() -> tuple[DemoAccount, ...]:
    """A reader, a publisher and an administrator per demo publisher."""
    words: dict[Role, str] = {"reader": "lezer", "publisher": "uitgever", "administrator": "beheerder"}
    return tuple(
        DemoAccount(f"{words[role]}-{publisher}", f"voorbeeld-{words[role]}", publisher, role, publisher in GOVERNMENT)
        for publisher in (*GOVERNMENT, *SUPPLIERS)
        for role in ROLES
    )


def make_accounts() -> None:
    """Make the demo accounts that are not there yet."""
    group, _ = Group.objects.get_or_create(name=GROUP)
    for account in demo_accounts():
        user, fresh = User.objects.get_or_create(username=account.name)
        if fresh:
            user.set_password(account.password)
            user.save()
            user.groups.add(group)
        elif not user.groups.filter(pk=group.pk).exists():
            continue  # somebody's own account of that name stays theirs
        Membership.objects.get_or_create(
            user=user,
            publisher=account.publisher,
            defaults={"role": account.role, "government": account.government},
        )


def from_this_machine(request: HttpRequest | None) -> bool:
    """Whether a request comes straight from this machine: peer and asked host are loopback and nobody forwarded it."""
    if request is None or any(name in request.META for name in _FORWARDED):
        return False
    host = request.get_host().rpartition(":")[0] if ":" in request.get_host() else request.get_host()
    return _loopback(str(request.META.get("REMOTE_ADDR", ""))) and _loopback(host.strip("[]"))


def accounts_shown(request: HttpRequest) -> tuple[DemoAccount, ...]:
    """The demo accounts that this visitor may use: those that exist, and only from this machine itself."""
    if not from_this_machine(request):
        return ()
    there = set(User.objects.filter(groups__name=GROUP, is_active=True).values_list("username", flat=True))
    return tuple(account for account in demo_accounts() if account.name in there)


def is_demo(user: User) -> bool:
    """Whether this is a demo account, which everybody knows the password of."""
    return user.groups.filter(name=GROUP).exists()


class AccountBackend(ModelBackend):
    """Local accounts; a demo account signs in and stays signed in only from this machine itself."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> Any:
        """The user with this name and password, or None. A name with NUL is nobody's: PostgreSQL cannot hold it."""
        if "\0" in (username or ""):
            return None
        user = super().authenticate(request, username=username, password=password and normal(password), **kwargs)
        if user is not None and is_demo(user) and not from_this_machine(request):
            return None
        return user


def _loopback(address: str) -> bool:
    if address == "localhost":
        return True
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
