"""``vardas verify`` names what does not hold; an export or a proof needs no station for it."""

import json
from pathlib import Path

import pytest

from tests.cli.command import Vardas

pytestmark = pytest.mark.slow


def test_what_was_made_holds(vardas: Vardas) -> None:
    ended = vardas("verify")

    assert ended.status == 0
    assert ended.out == "All 5 commits and 10 statements hold.\n"


def test_what_was_changed_behind_its_back_is_named(vardas: Vardas) -> None:
    change = "UPDATE station_leaf SET data = replace(data, 'female', 'male!!')"
    vardas.python(f"connection.cursor().execute({change!r})")

    ended = vardas("verify", "--json")

    assert ended.status == 1
    assert ended.data["holds"] is False
    assert {finding["code"] for finding in ended.data["findings"]} == {"wrong_root"}


def test_the_first_that_does_not_hold_is_named_with_its_place(vardas: Vardas) -> None:
    vardas.python(
        "connection.cursor().execute('UPDATE station_commit SET signature = zeroblob(64)"
        " WHERE id >= 2')"
    )

    ended = vardas("verify")

    assert "1 of 5 commits hold" in ended.out
    first = ended.err.splitlines()[1]
    assert "number 2 of station" in first
    assert "signature" in first


def test_an_exported_ledger_is_verified_as_a_file(vardas: Vardas, tmp_path: Path) -> None:
    file = tmp_path / "ledger.jsonl"
    assert vardas("export", "ledger", file).status == 0
    assert file.stat().st_mode & 0o777 == 0o600
    whole = file.read_bytes()

    held = vardas("verify", file, passphrase=None)
    assert held.status == 0
    assert "All 5 commits and 10 statements hold" in held.out

    changed = tmp_path / "changed.jsonl"
    changed.write_bytes(whole.replace(b"Made Up 3", b"Made Up 4", 1))
    assert vardas("verify", changed, passphrase=None).status == 1
    assert vardas("export", "ledger", file).status == 2, "a file is never overwritten"
    assert file.read_bytes() == whole


def test_one_statement_is_proved_and_shows_no_other(vardas: Vardas) -> None:
    found = vardas.python(
        "from vardas.registry.records.models import StatementRow\n"
        "print(StatementRow.objects.order_by('position')[2].statement)"
    )

    proved = vardas("prove", found.out.strip())

    assert proved.status == 0
    assert json.loads(proved.out)["format"] == "vardas-proof"
    assert "Made Up 1" in proved.out
    assert "Made Up 2" not in proved.out


def test_a_statement_that_is_not_there_cannot_be_proved(vardas: Vardas) -> None:
    ended = vardas("prove", "01993b2e-7c00-7000-8000-000000000000")

    assert ended.status == 2
    assert "no statement with this number" in ended.err


def test_a_file_that_is_no_ledger(vardas: Vardas, tmp_path: Path) -> None:
    for name, data in {"text": b"hello\n", "nothing": b"", "bytes": bytes(range(256))}.items():
        file = tmp_path / name
        file.write_bytes(data)
        assert vardas("verify", file, passphrase=None).status == 1, name
    assert vardas("verify", tmp_path / "absent", passphrase=None).status == 2


def test_verify_before_or_after_the_folder(vardas: Vardas) -> None:
    before = vardas.command("status", "--json")
    station = before.index("--station")
    moved = [
        *before[:3],
        *before[station : station + 2],
        *before[3:station],
        *before[station + 2 :],
    ]

    import subprocess

    ended = subprocess.run(
        moved, env=vardas.environment(), capture_output=True, text=True, check=False
    )

    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout)["commits"] == 5
