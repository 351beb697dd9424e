"""The key of a leaf."""

from __future__ import annotations

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


class PositionField(models.BigIntegerField):
    """A 64-bit key that is the row's own number in SQLite.

    There a column declared ``bigint`` is none: the table would get a second tree, from the key to
    the row, and every reading in order would jump from one to the other.
    """

    def get_internal_type(self) -> str:
        """Be to Django what it is built on."""
        return "BigIntegerField"

    def db_type(self, connection: BaseDatabaseWrapper) -> str | None:
        """Name the column's type."""
        return "integer" if connection.vendor == "sqlite" else super().db_type(connection)
