# SPDX-License-Identifier: EUPL-1.2
"""Settings. Everything that differs between installations is one environment variable, listed in SETTINGS."""

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

from stelsel.kernel.problem import Finding
from stelsel.kernel.text import Text
from stelsel.node import sqlite
from stelsel.node.fetch import read_allowed
from stelsel.node.limits import read_limits
from stelsel.node.serve import Unavailable

SETTINGS = {
    "STELSEL_HOME": "folder of this node: database, keys, caches (default ./var)",
    "STELSEL_DATABASE": "empty for SQLite in STELSEL_HOME, or postgresql://user:password@host:port/name?sslmode=...",
    "STELSEL_HOSTS": "comma-separated host names this node answers to (default localhost,127.0.0.1)",
    "STELSEL_ORIGIN": "host part of the log origins of this node (default stelsel.example)",
    "STELSEL_URL": "address people use, for links and the API contract (default: where the node was last started)",
    "STELSEL_SECRET_FILE": "file with the secret for sessions (default secret.key in STELSEL_HOME, made on first use); "
    "further lines are older secrets that are still accepted",
    "STELSEL_PROXIES": "how many reverse proxies of yours stand before this node (default 0: no word of "
    "X-Forwarded-For counts)",
    "STELSEL_LIMITS": "changes to the budgets of askers, such as search=120/60,questions=600/60, or off",
    "STELSEL_AUDIT_DAYS": "days that audit events are kept (default 1096)",
    "STELSEL_SECURITY_CONTACT": "where weaknesses are reported, mailto: or https: (default mailto:security@ the "
    "host of STELSEL_URL)",
    "STELSEL_SECURITY_POLICY": "https address of the policy for reporting weaknesses (default a page of this node)",
    "STELSEL_ATTACHMENT_MB": "largest attachment in megabytes (default 200)",
    "STELSEL_PEOPLE": "folder with a folder for each population of this organisation, to compute rules for everyone",
    "STELSEL_THEME": "a CSS file with NL Design System tokens of an organisation, mounted after our own stylesheet",
    "STELSEL_SEAL_KEY": "PEM file with the private key of the seal certificate, P-256 or RSA, without a passphrase",
    "STELSEL_SEAL_CERTIFICATES": "PEM file with the seal certificate first, then those of its CAs",
    "STELSEL_TIMESTAMP_URL": "address of a time-stamp authority (RFC 3161 over HTTP); empty: no time-stamp in seals",
    "STELSEL_OIDC_ISSUER": "issuer of the OpenID provider where employees sign in; empty: only local accounts",
    "STELSEL_OIDC_CLIENT_ID": "the name by which that provider knows this node",
    "STELSEL_OIDC_KEY_FILE": "PEM file with the private key of this node for that provider: RSA, P-256 or P-384",
    "STELSEL_OIDC_ACR": "least level of assurance to ask and accept (acr), or none (default eIDAS substantial)",
    "STELSEL_OIDC_LABEL": "what the button says after “Sign in with” (default: your organisation)",
    "STELSEL_OIDC_NAME_CLAIM": "claim that names a new account, such as preferred_username; empty: an opaque name",
    "STELSEL_OIDC_ROLE_CLAIM": "claim that gives roles, a list of PUBLISHER:ROLE[:gov]; empty: administrators do",
    "STELSEL_CITIZEN_OIDC_ISSUER": "issuer of the OpenID provider where citizens and companies sign in",
    "STELSEL_CITIZEN_OIDC_CLIENT_ID": "the name by which that provider knows this node",
    "STELSEL_CITIZEN_OIDC_KEY_FILE": "PEM file with the private key of this node for that provider",
    "STELSEL_CITIZEN_OIDC_ACR": "least level of assurance for citizens and companies (default eIDAS substantial)",
    "STELSEL_CITIZEN_OIDC_LABEL": "what the button says after “Sign in with” (default DigiD or eHerkenning)",
    "STELSEL_PASSWORD_HASHES": "sorted file of SHA-1 of stolen passwords (Have I Been Pwned), to refuse those",
    "STELSEL_SECOND_FACTOR": "roles for which a password alone is too little, such as publisher,administrator",
    "STELSEL_PROCESSING_LOG_URL": "OTLP address for the processing log, https://host:4318/v1/traces; empty: not sent",
    "STELSEL_MAIL": "mail server, smtp://user:password@host:port or smtps://...; empty: files in STELSEL_HOME/mail",
    "STELSEL_MAIL_FROM": "functional mailbox that this node mails from (default noreply@ the host of STELSEL_URL)",
    "STELSEL_STEWARD": "publisher that brings bottlenecks together, proposed in the form that raises one",
    "STELSEL_OIN": "OIN of the organisation of this node, 20 digits, named as source in webhooks",
    "STELSEL_FETCH_ALLOW": "names, name:port, IP addresses and networks that this node may fetch from although they "
    "are not public, with commas; addresses in other settings need no place here",
    "STELSEL_FETCH_ONLY": "1: fetch only from STELSEL_FETCH_ALLOW and from addresses in other settings",
    "STELSEL_DEBUG": "1 shows error pages with code; never on a node that others can reach",
    "STELSEL_SHARED": "folder with real input for tests and benches (default ../shared)",
    "STELSEL_CI": "1 turns every skipped test into a failure",
}
"""Name -> meaning; the manual names each of them."""


def _env(name: str, default: str = "") -> str:
    assert name in SETTINGS, f"{name} is not a documented setting"
    return os.environ.get(name, default)


HOME = Path(_env("STELSEL_HOME", "var")).resolve()
STARTED_AT = HOME / "url"
"""Where the pages stood when the node was last started: what other commands put in their links."""


def _started_at() -> str:
    found = STARTED_AT.read_text(encoding="utf-8").strip() if STARTED_AT.is_file() else ""
    return found if found.startswith(("http://", "https://")) and found.isprintable() else "http://localhost:8000"


def _secrets() -> list[str]:
    """The secrets in the secret file, newest first; the file is made when it is not there."""
    path = Path(_env("STELSEL_SECRET_FILE") or HOME / "secret.key")
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(50))
    found = [line.strip() for line in path.read_text().splitlines() if line.strip()]
    if not found or min(len(line) for line in found) < 32:
        what = Text(
            nl="Hierin hoort per regel een geheim van minstens 32 tekens.", en="It takes secrets of 32 letters."
        )
        cure = Text(nl="Verwijder het bestand; er komt een nieuw geheim.", en="Remove the file; a new one is made.")
        raise Unavailable(Finding("setting", str(path), what, cure))
    return found


def _whole(name: str, default: str, least: int = 1, most: int = 999_999) -> int:
    """A setting that is a whole number."""
    given = _env(name) or default
    if not (given.isascii() and given.isdecimal() and least <= int(given) <= most):
        what = Text(nl=f"“{given}” is geen getal vanaf {least}.", en=f"“{given}” is no number from {least}.")
        cure = Text(nl=f"Geef een geheel getal, zoals {default}.", en=f"Give a whole number, such as {default}.")
        raise Unavailable(Finding("setting", name, what, cure))
    return int(given)


def _hosts() -> list[str]:
    """The host names that count; every name is none: links and cookies would follow whatever a request says."""
    found = [name.strip() for name in _env("STELSEL_HOSTS", "localhost,127.0.0.1").split(",") if name.strip()]
    if "*" in found or not found:
        what = Text(nl="Hier moeten namen staan, geen “*”.", en="This takes names, not “*”.")
        cure = Text(nl="Noem de namen van deze node, met komma's.", en="Name the hosts of this node, with commas.")
        raise Unavailable(Finding("setting", "STELSEL_HOSTS", what, cure))
    return found


def _address(name: str, schemes: tuple[str, ...]) -> str:
    """A setting that is an address of one of these schemes (`mailto:` or `https://`), or empty."""
    given = _env(name).strip()
    if given and not (given.startswith(schemes) and given.isascii() and given.isprintable() and " " not in given):
        said = " / ".join(schemes)
        what = Text(nl=f"“{given}” begint niet met {said}.", en=f"“{given}” does not begin with {said}.")
        cure = Text(nl="Geef een heel adres.", en="Give a whole address.")
        raise Unavailable(Finding("setting", name, what, cure))
    return given


def _roles(name: str) -> tuple[str, ...]:
    """A setting that names roles at a publisher, with commas."""
    found = tuple(one.strip() for one in _env(name).split(",") if one.strip())
    known = ("reader", "publisher", "administrator")
    if not set(found) <= set(known):
        what = Text(nl="Hier staat een rol die niet bestaat.", en="This names a role that there is not.")
        cure = Text(nl=f"Kies uit {', '.join(known)}.", en=f"Choose from {', '.join(known)}.")
        raise Unavailable(Finding("setting", name, what, cure))
    return found


def _provider(prefix: str, label: str, **claims: str) -> dict[str, str]:
    """Where one group of people signs in, read from the settings with this prefix; see `identity.provider`."""
    acr = _env(f"{prefix}_ACR") or "http://eidas.europa.eu/LoA/substantial"
    return {
        "issuer": _env(f"{prefix}_ISSUER"),
        "client_id": _env(f"{prefix}_CLIENT_ID"),
        "key_file": _env(f"{prefix}_KEY_FILE"),
        "acr": "" if acr == "none" else acr,
        "label": _env(f"{prefix}_LABEL") or label,
        **claims,
    }


def _database() -> dict[str, object]:
    url = _env("STELSEL_DATABASE")
    if not url:
        return sqlite.database(HOME / sqlite.FILE)
    from stelsel.node.postgresql.address import database

    return database(url)


def _mail() -> dict[str, object]:
    """Django's settings for mail; without a server every mail becomes a file."""
    given = _env("STELSEL_MAIL")
    if not given:
        return {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend", "EMAIL_FILE_PATH": HOME / "mail"}
    try:
        parts = urlsplit(given)
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    if not host or parts.scheme not in ("smtp", "smtps"):
        what = Text(nl="Dit is geen adres van een mailserver.", en="This is no address of a mail server.")
        cure = Text(nl="Schrijf smtp://host:poort of smtps://host:poort.", en="Write smtp://host:port or smtps://...")
        raise Unavailable(Finding("setting", "STELSEL_MAIL", what, cure))
    tls = parts.scheme == "smtps"
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": host,
        "EMAIL_PORT": port or (465 if tls else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": tls,
        "EMAIL_USE_TLS": not tls and bool(parts.username),
        "EMAIL_TIMEOUT": 10,
    }


HOME.mkdir(parents=True, exist_ok=True)
SECRET_KEY, *SECRET_KEY_FALLBACKS = _secrets()
DEBUG = _env("STELSEL_DEBUG") == "1"
ALLOWED_HOSTS = _hosts()
ORIGIN = _env("STELSEL_ORIGIN", "stelsel.example")
URL = (_env("STELSEL_URL") or _started_at()).rstrip("/")
THEME = _env("STELSEL_THEME")
HTTPS = URL.startswith("https://")
PROXIES = _whole("STELSEL_PROXIES", "0", 0, 9)
LIMITS = read_limits(_env("STELSEL_LIMITS"))
AUDIT_DAYS = _whole("STELSEL_AUDIT_DAYS", "1096", 1, 36_525)
SECURITY_CONTACT = _address("STELSEL_SECURITY_CONTACT", ("mailto:", "https://"))
SECURITY_POLICY = _address("STELSEL_SECURITY_POLICY", ("https://",))
ATTACHMENT_BYTES = _whole("STELSEL_ATTACHMENT_MB", "200") * 1_000_000
PEOPLE = Path(_env("STELSEL_PEOPLE")).resolve() if _env("STELSEL_PEOPLE") else None
SEAL_KEY = _env("STELSEL_SEAL_KEY")
SEAL_CERTIFICATES = _env("STELSEL_SEAL_CERTIFICATES")
TIMESTAMP_URL = _env("STELSEL_TIMESTAMP_URL")
PASSWORD_HASHES = _env("STELSEL_PASSWORD_HASHES")
OIDC = {
    "employees": _provider(
        "STELSEL_OIDC",
        "",
        name_claim=_env("STELSEL_OIDC_NAME_CLAIM"),
        role_claim=_env("STELSEL_OIDC_ROLE_CLAIM"),
    ),
    "citizens": _provider("STELSEL_CITIZEN_OIDC", "DigiD / eHerkenning"),
}
SECOND_FACTOR = _roles("STELSEL_SECOND_FACTOR")
PROCESSING_LOG_URL = _env("STELSEL_PROCESSING_LOG_URL")
OIN = _env("STELSEL_OIN")
STEWARD = _env("STELSEL_STEWARD")
FETCH_ALLOWED = read_allowed(_env("STELSEL_FETCH_ALLOW"), _whole("STELSEL_FETCH_ONLY", "0", 0, 1) == 1)
DEFAULT_FROM_EMAIL = _env("STELSEL_MAIL_FROM") or f"noreply@{urlsplit(URL).hostname or 'localhost'}"
globals().update(_mail())
DATABASES = {"default": _database()}
TASKS = {"default": {"BACKEND": "stelsel.node.jobs.backend.JobBackend"}}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "stelsel.node",
    "stelsel.faces.web",
]
MIDDLEWARE = [
    "stelsel.faces.headers.SecurityHeaders",
    "stelsel.faces.acting.Acting",
    "stelsel.faces.api.middleware.ApiResponses",
    "stelsel.faces.trace.TraceContext",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "stelsel.faces.budgets.Budgets",
]
ROOT_URLCONF = "stelsel.faces.urls"
WSGI_APPLICATION = "stelsel.faces.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["stelsel.faces.web.context.page"]},
    }
]
AUTHENTICATION_BACKENDS = [
    "stelsel.node.example.accounts.AccountBackend",
    "stelsel.node.identity.passkey_backend.PasskeyBackend",
    "stelsel.node.identity.backend.OpenIdBackend",
    "stelsel.node.example.citizens.StandInBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [{"NAME": "stelsel.node.identity.passwords.Validator"}]
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
APPEND_SLASH = False
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 12 * 60 * 60  # seconds: a long working day
if HTTPS:  # no other host of the domain, and no plain connection, can set these
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    CSRF_TRUSTED_ORIGINS = [f"https://{urlsplit(URL).netloc}"]
if PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_FAILURE_VIEW = "stelsel.faces.web.problems.expired"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_200_000
FILE_UPLOAD_HANDLERS = ["stelsel.faces.web.dossier_forms.InMemoryOnly"]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
