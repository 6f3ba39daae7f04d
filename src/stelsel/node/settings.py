# SPDX-License-Identifier: EUPL-1.2
"""Settings. Everything that differs between installations is one environment variable, listed in SETTINGS."""

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

from stelsel.kernel.problem import Finding
from stelsel.kernel.text import Text
from stelsel.node import sqlite
from stelsel.node.serve import Unavailable

SETTINGS = {
    "STELSEL_HOME": "folder of this node: database, keys, caches (default ./var)",
    "STELSEL_DATABASE": "empty for SQLite in STELSEL_HOME, or postgresql://user:password@host:port/name?sslmode=...",
    "STELSEL_HOSTS": "comma-separated host names this node answers to (default localhost,127.0.0.1)",
    "STELSEL_ORIGIN": "host part of the log origins of this node (default stelsel.example)",
    "STELSEL_URL": "address people use, for links and the API contract (default http://localhost:8000)",
    "STELSEL_SECRET_FILE": "file with the secret for sessions (default secret.key in STELSEL_HOME, made on first use)",
    "STELSEL_ATTACHMENT_MB": "largest attachment in megabytes (default 200)",
    "STELSEL_THEME": "a CSS file with NL Design System tokens of an organisation, mounted after our own stylesheet",
    "STELSEL_SEAL_KEY": "PEM file with the private key of the seal certificate, P-256 or RSA, without a passphrase",
    "STELSEL_SEAL_CERTIFICATES": "PEM file with the seal certificate first, then those of its CAs",
    "STELSEL_TIMESTAMP_URL": "address of a time-stamp authority (RFC 3161 over HTTP); empty: no time-stamp in seals",
    "STELSEL_PROCESSING_LOG_URL": "OTLP address for the processing log, https://host:4318/v1/traces; empty: not sent",
    "STELSEL_MAIL": "mail server, smtp://user:password@host:port or smtps://...; empty: files in STELSEL_HOME/mail",
    "STELSEL_MAIL_FROM": "functional mailbox that this node mails from (default noreply@ the host of STELSEL_URL)",
    "STELSEL_OIN": "OIN of the organisation of this node, 20 digits, named as source in webhooks",
    "STELSEL_DEBUG": "1 shows error pages with code; never on a node that others can reach",
    "STELSEL_SHARED": "folder with real input for tests and benches (default ../shared)",
    "STELSEL_CI": "1 turns every skipped test into a failure",
}
"""Name -> meaning; the manual names each of them."""


def _env(name: str, default: str = "") -> str:
    assert name in SETTINGS, f"{name} is not a documented setting"
    return os.environ.get(name, default)


HOME = Path(_env("STELSEL_HOME", "var")).resolve()


def _secret() -> str:
    path = Path(_env("STELSEL_SECRET_FILE") or HOME / "secret.key")
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text().strip()


def _megabytes(name: str, default: str) -> int:
    """A setting in megabytes as bytes."""
    given = _env(name) or default
    if not (given.isascii() and given.isdecimal() and 0 < int(given) < 1_000_000):
        what = Text(nl=f"“{given}” is geen aantal megabytes.", en=f"“{given}” is no number of megabytes.")
        cure = Text(nl=f"Geef een geheel getal, zoals {default}.", en=f"Give a whole number, such as {default}.")
        raise Unavailable(Finding("setting", name, what, cure))
    return int(given) * 1_000_000


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
SECRET_KEY = _secret()
DEBUG = _env("STELSEL_DEBUG") == "1"
ALLOWED_HOSTS = _env("STELSEL_HOSTS", "localhost,127.0.0.1").split(",")
ORIGIN = _env("STELSEL_ORIGIN", "stelsel.example")
URL = _env("STELSEL_URL", "http://localhost:8000").rstrip("/")
THEME = _env("STELSEL_THEME")
ATTACHMENT_BYTES = _megabytes("STELSEL_ATTACHMENT_MB", "200")
SEAL_KEY = _env("STELSEL_SEAL_KEY")
SEAL_CERTIFICATES = _env("STELSEL_SEAL_CERTIFICATES")
TIMESTAMP_URL = _env("STELSEL_TIMESTAMP_URL")
PROCESSING_LOG_URL = _env("STELSEL_PROCESSING_LOG_URL")
OIN = _env("STELSEL_OIN")
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
AUTHENTICATION_BACKENDS = ["stelsel.node.example.accounts.AccountBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
APPEND_SLASH = False
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = URL.startswith("https://")
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "stelsel.faces.web.problems.expired"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
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
