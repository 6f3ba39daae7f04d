# SPDX-License-Identifier: EUPL-1.2
"""Wrong passwords and keys slow down whoever guesses."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone

from stelsel.node.models import SignInFailure

FAILURES_PER_ACCOUNT = 5
FAILURES_PER_ADDRESS = 30
FAILURES_COUNT_FOR = timedelta(minutes=15)
"""How many wrong passwords an account may get from one network address, and one address in all, in this time."""


_KEYS = "(key)"
"""As whom wrong keys are counted; no account can have this name. A machine that goes on with an expired key must not
keep people behind the same address from signing in, so each has a count of its own."""


def too_many_failures(account: str, address: str) -> bool:
    """Whether to refuse another attempt now, whatever the password."""
    since = timezone.now() - FAILURES_COUNT_FOR
    recent = SignInFailure.objects.filter(at__gte=since, address=address[:60]).exclude(account=_KEYS)
    accounts = list(recent.values_list("account", flat=True)[:FAILURES_PER_ADDRESS])
    return len(accounts) >= FAILURES_PER_ADDRESS or accounts.count(_folded(account)) >= FAILURES_PER_ACCOUNT


def note_failure(account: str, address: str) -> None:
    """Remember a wrong password; what is older than the time that counts is dropped."""
    SignInFailure.objects.filter(at__lt=timezone.now() - FAILURES_COUNT_FOR).delete()
    SignInFailure.objects.create(account=_folded(account), address=address[:60], at=timezone.now())


def too_many_wrong_keys(address: str) -> bool:
    """Whether this network address sent too many keys that do not count."""
    since = timezone.now() - FAILURES_COUNT_FOR
    found = SignInFailure.objects.filter(at__gte=since, address=address[:60], account=_KEYS)
    return found.count() >= FAILURES_PER_ADDRESS


def note_wrong_key(address: str) -> None:
    """Remember a key that does not count."""
    note_failure(_KEYS, address)


def forget_failures(account: str, address: str) -> None:
    """After a right password the count begins again."""
    SignInFailure.objects.filter(account=_folded(account), address=address[:60]).delete()


def known_account(name: str) -> str:
    """The name of the account that somebody typed, when there is one; empty otherwise. What is typed there by mistake
    may be a password, and never stands in a record."""
    found = get_user_model().objects.filter(username__iexact=name.replace("\0", "?").strip()[:150]).first()
    return str(found.get_username()) if found else ""


def _folded(account: str) -> str:
    return account.replace("\0", "").strip().lower()[:150]
