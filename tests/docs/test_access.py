"""The table of roles in the manual is the one in the code."""

from pathlib import Path

from django.utils import translation

from vardas.registry.access.roles import SCOPES, find_seals, find_sight

PAGE = Path(__file__).parents[2] / "docs" / "access.md"


def write_table() -> str:
    """Write the rows of the table as they have to stand in the page."""
    with translation.override("en"):
        rows = [
            f"| {scope.label} | {_list(find_sight([role]))} | {_list(find_seals([role]))}"
            f" | {_list(scope.does)} |"
            for role, scope in SCOPES.items()
        ]
    return "\n".join(rows)


def _list(words: frozenset[str]) -> str:
    return ", ".join(sorted(str(word) for word in words)) or "–"


def test_the_manual_shows_the_table_of_roles() -> None:
    assert write_table() in PAGE.read_text(encoding="utf-8")
