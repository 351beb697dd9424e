"""The Django application of the disposable tables."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Record types and their index; label ``records``; never migrated."""

    name = "vardas.registry.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"
