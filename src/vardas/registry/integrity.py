"""Asks the database itself whether its pages are intact."""

from __future__ import annotations

from django.db import DatabaseError, connection

from vardas.registry.trouble import explain


def find_damaged_pages() -> list[str]:
    """Return what the seals of the pages say: empty where each page is as it was written.

    A server's database looks after its own pages.
    """
    return _ask("PRAGMA cipher_integrity_check") if connection.vendor == "sqlite" else []


def find_damaged_structure() -> list[str]:
    """Return what is wrong between the pages: trees, orders, indexes. Takes longer."""
    if connection.vendor != "sqlite":
        return []
    return [line for line in _ask("PRAGMA integrity_check(20)") if line != "ok"]


def _ask(pragma: str) -> list[str]:
    try:
        with connection.cursor() as cursor:
            cursor.execute(pragma)
            return [str(row[0]) for row in cursor.fetchall()]
    except DatabaseError as error:
        if explain(error) is None:
            raise
        return [str(error)]
