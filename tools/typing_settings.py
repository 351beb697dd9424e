"""Django settings that tell mypy which models there are; nothing runs under them.

The station's own settings need an opened station, which a type check has not.
"""

SECRET_KEY = "no-secret: nothing runs under these settings"  # noqa: S105
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "vardas.registry.tables",
    "vardas.registry.records",
]
AUTH_USER_MODEL = "station.Member"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
USE_TZ = True
