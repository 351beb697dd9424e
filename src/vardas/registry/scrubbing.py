"""Leaves no trace of erased content in the database's free pages, logs and search index."""

from django.db import connection

from vardas.registry.backends.sqlcipher.upkeep import scrub


def scrub_database() -> None:
    """Overwrite what an erasure freed; call it after the transaction, not within.

    On PostgreSQL the erased rows are removed by a VACUUM of the tables that held them.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
    else:
        scrub(connection)
