"""Notes the shape of the disposable tables, so that a change without a new number is found.

python -m tools.registry_shape            writes docs/registry_shape.txt
"""

from __future__ import annotations

from pathlib import Path

NOTED = Path(__file__).parent.parent / "docs" / "registry_shape.txt"


def describe_shape() -> str:
    """Describe number, tables and columns, one a line; needs Django to be set up."""
    from vardas.registry.fold.rebuild import TABLES
    from vardas.registry.records.number import REGISTRY_NUMBER
    from vardas.registry.search import naming
    from vardas.registry.search.dialects import PostgreSQL, SQLite

    lines = [f"number {REGISTRY_NUMBER}"]
    for model in TABLES:
        for field in model._meta.concrete_fields:
            index = " indexed" if getattr(field, "db_index", False) or field.primary_key else ""
            lines.append(
                f"{model._meta.db_table}.{field.column} {field.get_internal_type()}{index}"
            )
    lines += [*SQLite.create, *PostgreSQL.create]
    lines += [*naming.describe_tables("sqlite"), *naming.describe_tables("postgresql")]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the shape as it is now."""
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    NOTED.write_text(describe_shape())


if __name__ == "__main__":
    main()
