"""The documents say what is true of the code."""

import re
from pathlib import Path

import pytest

from tools.registry_shape import NOTED, describe_shape
from vardas.registry.records.models import BY_KIND
from vardas.registry.tables import models as station_tables

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def read(name: str) -> str:
    return (ROOT / name).read_text()


def test_every_kind_of_record_stands_in_the_glossary() -> None:
    glossary = read("docs/glossary.md")
    assert [kind for kind in BY_KIND if f"- **{kind}** —" not in glossary] == []


def test_every_migrated_table_stands_in_the_architecture() -> None:
    architecture = read("docs/architecture.md")
    missing = [name for name in station_tables.__all__ if f"`{name}`" not in architecture]
    assert missing == []


def test_every_package_stands_in_the_architecture() -> None:
    architecture = read("docs/architecture.md")
    packages = [
        path.name for path in (ROOT / "src/vardas").iterdir() if (path / "__init__.py").exists()
    ]
    assert [name for name in packages if f"\n  {name}/" not in architecture] == []


def test_the_shape_of_the_registry_is_the_one_noted() -> None:
    assert describe_shape() == NOTED.read_text(), (
        "The registry's tables have changed: raise REGISTRY_NUMBER and run"
        " python -m tools.registry_shape"
    )


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(document: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", document.read_text())
    local = [target for target in targets if "://" not in target]
    assert [target for target in local if not (document.parent / target).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_source_file_named_is_there(document: Path) -> None:
    """Paths in code marks, seen from the root or from src/vardas."""
    named = re.findall(r"`((?:[\w.]+/)+[\w]+\.(?:py|toml|md))`", document.read_text())
    bases = (ROOT, ROOT / "src/vardas", ROOT / "src/vardas/registry", document.parent)
    missing = [name for name in named if not any((base / name).exists() for base in bases)]
    assert missing == []


def test_every_command_of_the_readme_exists() -> None:
    from vardas.cli.main import app

    named = set(re.findall(r"\.venv/bin/vardas (\w+)", read("README.md")))
    known = {command.name or command.callback.__name__ for command in app.registered_commands}
    known |= {group.name for group in app.registered_groups}
    assert named <= known
