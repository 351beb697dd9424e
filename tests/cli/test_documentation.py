"""docs/cli.md tells of every command."""

from pathlib import Path

from vardas.cli.main import app

DOCUMENT = Path(__file__).parents[2] / "docs" / "cli.md"


def test_every_command_is_told_of() -> None:
    told = DOCUMENT.read_text()
    names = [command.name for command in app.registered_commands]
    names += [group.name for group in app.registered_groups]

    assert len(names) > 10
    assert [name for name in names if f"vardas {name}" not in told] == []
