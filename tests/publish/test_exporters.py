"""Exporters cannot reach raw records: nothing in publish/ but the gate reads the registry."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import vardas.publish

FOLDER = Path(vardas.publish.__file__).parent
GATE = frozenset(
    {
        "agreeing.py",
        "allowed.py",
        "clearing.py",
        "gate.py",
        "hiding.py",
        "own_file.py",
        "request.py",
        "reidentification.py",
        "reasons.py",
    }
)
"""The gate itself, and the words it speaks in."""
READING = (
    "django.db", "vardas.registry.reading", "vardas.registry.fold", "vardas.registry.tables",
    "vardas.registry.store", "vardas.registry.search", "vardas.registry.backends",
    "vardas.registry.copying", "vardas.registry.snapshot",
)  # fmt: skip
EXPORTERS = [
    path for path in sorted(FOLDER.rglob("*.py")) if path.relative_to(FOLDER).as_posix() not in GATE
]


def find_ways_around(tree: ast.AST) -> list[str]:
    """Return what in a module could read records, or make cleared ones."""
    found = []
    for node in ast.walk(tree):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Attribute) and node.attr in ("objects", "_TOKEN", "_MADE"):
            found.append(node.attr)
        found += [name for name in names if name.startswith(READING) or name.endswith("._TOKEN")]
    return found


@pytest.mark.parametrize("path", EXPORTERS, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_no_exporter_reads_records(path: Path) -> None:
    assert find_ways_around(ast.parse(path.read_text())) == []


@pytest.mark.parametrize(
    "code",
    [
        "from vardas.registry.reading import read_record",
        "import vardas.registry.fold.statements",
        "from vardas.registry.records.models import Person\nPerson.objects.all()",
        "from vardas.publish.cleared import _TOKEN",
        "from django.db import connection",
    ],
)
def test_ways_around_are_found(code: str) -> None:
    assert find_ways_around(ast.parse(code))
