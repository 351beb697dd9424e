"""What is printed of a fault: a sentence or a place, and never what people entered."""

import errno

import pytest

from vardas.cli import faults, terminal
from vardas.cli.faults import report_fault
from vardas.errors import BrokenError, DataError, InputError, StateError

SECRET = "Made Up Person"


class Damaged(DataError):
    message = "It is damaged at {place}. Restore it."


class Wrong(InputError):
    message = "It is wrong. Try again."


class Locked(StateError):
    message = "It is locked. Wait."


class Broken(BrokenError):
    message = "It broke."


@pytest.fixture(autouse=True)
def plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the console write to the stream that is captured now."""
    from rich.console import Console

    monkeypatch.setattr(terminal, "err", Console(stderr=True, soft_wrap=True))
    monkeypatch.delenv("VARDAS_TRACEBACK", raising=False)


@pytest.mark.parametrize(
    ("error", "status", "sentence"),
    [
        (Damaged(place="row 3"), 1, "It is damaged at row 3. Restore it."),
        (Wrong(), 2, "It is wrong. Try again."),
        (Locked(), 2, "It is locked. Wait."),
        (OSError(errno.ENOSPC, "No space left on device"), 2, "The disk is full"),
    ],
)
def test_an_error_is_its_sentence(
    error: Exception, status: int, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report_fault(error) == status

    printed = capsys.readouterr()
    assert printed.out == ""
    assert sentence in printed.err
    assert "Traceback" not in printed.err


def raise_from_our_code() -> None:
    from vardas.ledger.moment import Moment

    str(Moment(SECRET))  # type: ignore[arg-type]


def test_a_fault_of_ours_names_its_place_and_no_person(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(TypeError) as raised:
        raise_from_our_code()

    assert report_fault(raised.value) == 1

    printed = capsys.readouterr().err
    assert "TypeError at vardas.ledger.moment:" in printed
    assert SECRET not in printed
    assert "report this line" in printed


def test_a_broken_promise_says_which_and_where(capsys: pytest.CaptureFixture[str]) -> None:
    assert report_fault(Broken()) == 1
    printed = capsys.readouterr().err
    assert "It broke." in printed
    assert "Broken at" in printed


def test_developers_may_see_all(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VARDAS_TRACEBACK", "1")
    assert report_fault(ValueError(SECRET)) == faults.DATA_AT_FAULT
    assert SECRET in capsys.readouterr().err
