"""Django's settings for the opened station.

As they stand they fit a server behind TLS and pass ``check --deploy``. A station served on this
machine alone, over plain HTTP on the loopback address, relaxes what only TLS can give
(:data:`LOOPBACK`): no packet leaves the machine there.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext_lazy as _

from vardas.keys.passphrase import derive_subkey
from vardas.registry.opening import Opened, current


def describe_database(opened: Opened) -> dict[str, Any]:
    """Return Django's description of the station's database, embedded or server."""
    address = opened.address
    if not address:
        return {
            "ENGINE": "vardas.registry.backends.sqlcipher",
            "NAME": str(opened.database_path),
            "OPTIONS": {"key": lambda: opened.keys.database},
        }
    parts = urlsplit(address)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
    }


STATION = current()

DATABASES = {"default": describe_database(STATION)}
SECRET_KEY = derive_subkey(STATION.keys.master, "django").hex()

DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
ROOT_URLCONF = "vardas.web.urls"
WSGI_APPLICATION = "vardas.web.wsgi.application"
AUTH_USER_MODEL = "station.Member"
AUTHENTICATION_BACKENDS = ["vardas.web.members.backend.PassphraseBackend"]
LOGIN_URL = "members:sign_in"
LOGIN_REDIRECT_URL = "home:home"

INSTALLED_APPS = [
    "django.forms",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "vardas.registry.tables",
    "vardas.registry.records",
    "vardas.web",
    "vardas.web.home",
    "vardas.web.members",
    "vardas.web.people",
    "vardas.web.consent",
    "vardas.web.events",
    "vardas.web.sources",
    "vardas.web.editing",
    "vardas.web.lists",
    "vardas.web.search",
    "vardas.web.matching",
    "vardas.web.publishing",
    "vardas.web.keeping",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "vardas.web.middleware.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "vardas.web.gatekeeping.Access",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "vardas.web.middleware.Faults",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "vardas.web.context.station",
            ],
            "builtins": ["vardas.web.templatetags.vardas"],
        },
    }
]

# Form controls are templates of ours, with our tags in them.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

LANGUAGE_CODE = "en"
LOCALE_PATHS = [
    Path(__file__).parent / folder / "locale" for folder in (".", "publish/public_list", "registry")
]
# A language is offered once it is translated: Django's own words alone would make a patchwork.
LANGUAGES = [
    (code, name)
    for code, name in (
        ("en", _("English")),
        ("be", _("Belarusian")),
        ("ru", _("Russian")),
        ("lt", _("Lithuanian")),
        ("pl", _("Polish")),
    )
    if code == LANGUAGE_CODE or (LOCALE_PATHS[0] / code / "LC_MESSAGES" / "django.mo").exists()
]
FORMAT_MODULE_PATH = ["vardas.web.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

# Uploads are kept in memory up to their limit and refused beyond it: Django would otherwise write
# anything over 2.5 MB as plaintext into the temporary folder.
FILE_UPLOAD_HANDLERS = ["vardas.web.uploads.MemoryOnlyUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "vardas_session"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "vardas.web.faults.form_expired"
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LOOPBACK = {
    "SECURE_SSL_REDIRECT": False,
    "SECURE_HSTS_SECONDS": 0,
    "SESSION_COOKIE_SECURE": False,
    "CSRF_COOKIE_SECURE": False,
}
"""What differs on the loopback address, where there is no TLS and no wire."""

# Nothing personal in logs: no request line, no SQL, no parameters; only the place of a fault.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "vardas.web.faults.PlaceOnlyFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "ERROR"},
    "loggers": {"django": {"handlers": ["stderr"], "level": "ERROR", "propagate": False}},
}
