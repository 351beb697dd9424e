"""The exported ledger and proofs, from both databases; files that appear whole or not at all."""

import io
import json
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from tests.registry.conftest import make_station
from vardas.actions.export import (
    FileExists,
    NoSuchStatement,
    prove_statement,
    write_file,
    write_ledger,
)
from vardas.actions.facts import add_record
from vardas.actions.plan import Grounds, Plan
from vardas.ledger.exchange import verify_export
from vardas.registry.fold.rebuild import rebuild
from vardas.registry.station import Station

MEMBER = UUID(int=7)


@pytest.fixture
def station(db: None) -> Station:
    rebuild()
    return make_station()


def add(station: Station, name: str) -> tuple[UUID, ...]:
    facts = [("name", {"text": name}), ("sex", "female")]
    return add_record(station, MEMBER, "person", facts, Grounds()).statements


def export(station: Station) -> bytes:
    stream = io.BytesIO()
    write_ledger(station, stream)
    return stream.getvalue()


def test_an_export_holds_everything_and_verifies(station: Station) -> None:
    for number in range(3):
        add(station, f"Made Up {number}")
    stream = io.BytesIO()

    assert write_ledger(station, stream) == (3, 9)

    verdict = verify_export(io.BytesIO(stream.getvalue()))
    assert verdict.holds
    assert (verdict.commits, verdict.statements) == (3, 6)
    assert stream.getvalue().count(b"Made Up") == 3


def test_an_erased_statement_is_exported_without_its_content(station: Station) -> None:
    name, _ = add(station, "Made Up")
    plan = Plan(station, MEMBER, "erase_statements")
    plan.erase([name], "asked for by the person")
    plan.commit()

    whole = export(station)

    assert b"Made Up" not in whole
    verdict = verify_export(io.BytesIO(whole))
    assert verdict.holds
    assert verdict.erased == 1


def test_a_proof_holds_one_statement(station: Station) -> None:
    name, sex = add(station, "Made Up")

    proof = json.loads(prove_statement(name))

    assert "Made Up" in proof["leaf"]
    assert str(sex) not in json.dumps(proof)


def test_what_is_not_there_or_erased_cannot_be_proved(station: Station) -> None:
    name, _ = add(station, "Made Up")
    plan = Plan(station, MEMBER, "erase_statements")
    plan.erase([name], "asked for by the person")
    plan.commit()

    for statement in (uuid4(), name):
        with pytest.raises(NoSuchStatement):
            prove_statement(statement)


def test_a_file_appears_whole(tmp_path: Path) -> None:
    path = tmp_path / "file"

    with write_file(path) as stream:
        stream.write(b"half")
        assert not path.exists()
        stream.write(b" and half")

    assert path.read_bytes() == b"half and half"
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_could_not_be_finished_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), write_file(tmp_path / "file"):
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("precious")
    with pytest.raises(FileExists), write_file(path):
        pass
    assert path.read_text() == "precious"
