"""What goes wrong around a station's folder: each with a sentence, a status, and nothing lost."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.command import PASSPHRASE, Ended, Vardas

pytestmark = pytest.mark.slow

DATABASE = "vardas.db"
KEYS = "station.json"


def flip(file: Path, at: int, length: int = 1) -> None:
    with file.open("r+b") as stream:
        stream.seek(at)
        old = stream.read(length)
        stream.seek(at)
        stream.write(bytes(byte ^ 0x5A for byte in old))


def test_a_wrong_passphrase_is_told_and_changes_nothing(vardas: Vardas) -> None:
    ended = vardas("status", passphrase="not the right one")

    assert ended.status == 2
    assert "passphrase is not right" in ended.err
    assert "not the right one" not in ended.err + ended.out


def test_a_folder_without_a_station(empty: Vardas) -> None:
    for command in ("status", "verify", "serve", "rebuild"):
        ended = empty(command)
        assert ended.status == 2
        assert "no station in this folder" in ended.err
    assert not empty.folder.exists()


def test_every_changed_part_of_the_key_file_is_found(vardas: Vardas) -> None:
    whole = (vardas.folder / KEYS).read_text()
    for name in ("salt", "box", "signing", "memory", "member"):
        start = whole.index(f'"{name}"') + len(name) + 5
        digit = "1" if whole[start] != "1" else "2"
        (vardas.folder / KEYS).write_text(whole[:start] + digit + whole[start + 1 :])
        ended = vardas("status")
        assert ended.status == 1, name
        assert "key file “station.json” is damaged" in ended.err
    (vardas.folder / KEYS).write_text(whole[: len(whole) // 2])
    assert vardas("serve").status == 1


def test_a_key_file_of_another_format_is_refused(vardas: Vardas) -> None:
    file = vardas.folder / KEYS
    file.write_text(json.dumps({**json.loads(file.read_text()), "v": 2}))

    ended = vardas("status")

    assert ended.status == 2
    assert "format 2" in ended.err


def test_a_database_damaged_in_the_middle_is_found_by_verify_and_serve(vardas: Vardas) -> None:
    file = vardas.folder / DATABASE
    flip(file, file.stat().st_size // 2, 64)

    verified = vardas("verify")
    assert verified.status == 1
    assert "the database file is damaged" in verified.err
    served = vardas("serve", "--port", "0")
    assert served.status == 1
    assert "database is damaged" in served.err


@pytest.mark.parametrize("at", [0, 16, 100, 5000])
def test_a_database_damaged_at_its_beginning(vardas: Vardas, at: int) -> None:
    flip(vardas.folder / DATABASE, at, 8)

    ended = vardas("verify")

    assert ended.status == 1
    assert "damaged" in ended.err


def test_a_database_that_was_cut_short(vardas: Vardas) -> None:
    file = vardas.folder / DATABASE
    os.truncate(file, file.stat().st_size // 2)

    ended = vardas("verify")

    assert ended.status == 1
    assert "damaged" in ended.err


def test_a_database_that_was_emptied_is_not_taken_for_a_new_one(vardas: Vardas) -> None:
    for end in ("", "-wal", "-shm"):
        (vardas.folder / f"{DATABASE}{end}").unlink(missing_ok=True)
    (vardas.folder / DATABASE).touch()

    for command in ("status", "verify", "rebuild", "serve"):
        ended = vardas(command)
        assert ended.status == 1, command
        assert "missing from its folder" in ended.err
    assert not (vardas.folder / DATABASE).stat().st_size


def test_a_database_that_is_missing_is_not_made_anew(vardas: Vardas) -> None:
    (vardas.folder / DATABASE).unlink()

    ended = vardas("status")

    assert ended.status == 1
    assert "missing from its folder" in ended.err
    assert not (vardas.folder / DATABASE).exists()


def test_another_stations_database_under_this_key_file(vardas: Vardas, tmp_path: Path) -> None:
    other = Vardas(tmp_path / "other", tmp_path)
    assert other("init", "--member", "Anna").status == 0
    (other.folder / DATABASE).rename(vardas.folder / DATABASE)

    assert vardas("status").status == 1


def test_tables_of_another_number_are_refused_and_rebuilt(vardas: Vardas) -> None:
    vardas.python(
        "from vardas.registry.tables.setting import Setting;"
        "Setting.objects.filter(key='registry_number').update(value=0)"
    )

    for command in (("member", "list"), ("serve", "--port", "0")):
        refused = vardas(*command)
        assert refused.status == 2
        assert "vardas rebuild" in refused.err
    assert vardas("status", "--json").data["outdated"] is True
    assert vardas("rebuild").status == 0
    assert vardas("status", "--json").data["records"]["person"] == 5


def test_a_station_used_with_a_newer_version_is_refused(vardas: Vardas) -> None:
    vardas.python(
        "from django.db.migrations.recorder import MigrationRecorder;"
        "MigrationRecorder(connection).record_applied('station', '0999_later')"
    )

    for command in ("rebuild", "serve"):
        ended = vardas(command)
        assert ended.status == 2
        assert "newer version" in ended.err


def write_much(vardas: Vardas, folder: Path, preamble: str = "") -> Ended:
    """Try to record more than fits, in one commit."""
    ended = subprocess.run(
        [sys.executable, "-c", _MUCH.format(folder=str(folder), preamble=preamble)],
        env=vardas.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    return Ended(ended.returncode, ended.stdout, ended.stderr)


_MUCH = f"""
import sys
from pathlib import Path
from vardas.cli.faults import report_fault
from vardas.registry.opening import open_station, unlock
opened = open_station(unlock(Path({{folder!r}}), {PASSPHRASE!r}))
from django.db import connection
from vardas.actions.facts import add_record
from vardas.actions.plan import Grounds
{{preamble}}
names = [("name", {{{{"text": "Made Up " + "x" * 1000 + str(n)}}}}) for n in range(2000)]
try:
    add_record(opened.station, opened.keys.member, "person", names, Grounds())
except Exception as error:
    sys.exit(report_fault(error))
"""


@pytest.fixture
def small_disk(vardas: Vardas) -> Iterator[tuple[Path, str]]:
    """The station on a disk with little room: a real one where we may mount it."""
    disk = vardas.scratch / "disk"
    disk.mkdir()
    size = 300_000 + sum(file.stat().st_size for file in vardas.folder.iterdir())
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(disk)]
    if os.geteuid() == 0 and not subprocess.run(mount, check=False, capture_output=True).returncode:
        shutil.copytree(vardas.folder, disk / "station")
        yield disk / "station", ""
        subprocess.run(["umount", str(disk)], check=True)
    else:
        limit = "connection.cursor().execute('PRAGMA max_page_count = 140')"
        yield vardas.folder, limit


def test_a_full_disk_refuses_the_commit_and_keeps_what_was_there(
    vardas: Vardas, small_disk: tuple[Path, str]
) -> None:
    folder, preamble = small_disk

    ended = write_much(vardas, folder, preamble)

    assert ended.status == 2, ended.err
    assert "The disk is full" in ended.err
    assert "Free some space" in ended.err
    there = Vardas(folder, vardas.scratch)
    assert there("verify", "--thorough").status == 0
    assert there("status", "--json").data["records"]["person"] == 5


def test_a_disk_that_fails_refuses_the_commit_and_keeps_what_was_there(vardas: Vardas) -> None:
    limit = 300_000 + (vardas.folder / DATABASE).stat().st_size
    preamble = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))"
    )

    ended = write_much(vardas, vardas.folder, preamble)

    assert ended.status == 2, ended.err
    assert "The disk failed" in ended.err
    assert vardas("verify", "--thorough").status == 0
    assert vardas("status", "--json").data["records"]["person"] == 5


def test_a_call_that_makes_no_sense_is_told_with_status_2(empty: Vardas) -> None:
    assert empty("nonsense").status == 2
    assert empty("status", "--nonsense").status == 2
    assert empty("serve", "--port", "99999").status == 2
    assert empty("prove", "not-a-number").status == 2
