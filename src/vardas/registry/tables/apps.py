"""The Django application of the migrated tables."""

from django.apps import AppConfig


class StationConfig(AppConfig):
    """Ledger tables, members, settings; label ``station``."""

    name = "vardas.registry.tables"
    label = "station"
    default_auto_field = "django.db.models.BigAutoField"
