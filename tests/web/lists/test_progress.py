"""A long list comes in while a page shows how far it is, and what goes wrong is said there."""

from __future__ import annotations

import threading
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.web.conftest import BACKEND, MEMBER, NAME
from vardas.errors import DataError
from vardas.registry import opening
from vardas.registry.fold.rebuild import rebuild
from vardas.registry.records.models import Listing
from vardas.registry.tables.ledger import Commit
from vardas.registry.tables.member import Member
from vardas.registry.tables.setting import PendingList
from vardas.web.lists import handing_in, work
from vardas.web.lists.work import begin_work, find_work, forget_work

ROWS = 6_000
LIST = "Name,Date of birth\n" + "".join(
    f"Name {number},19{number % 90 + 10}\n" for number in range(ROWS)
)


class Fault(DataError):
    code = "fault"
    message = "The disk is full. Make room and begin again."


@pytest.fixture
def waiting(transactional_db: None, client: Client) -> str:
    """A long list that waits, and its address."""
    rebuild()
    member = Member.objects.create(
        id=MEMBER, name=NAME, joined=opening.read_clock(), roles=["documenter"]
    )
    client.force_login(member, BACKEND)
    file = SimpleUploadedFile("list.csv", LIST.encode())
    return client.post("/lists/new/", {"file": file})["Location"]


def wait_for_end(key: UUID) -> None:
    begun = find_work(key)
    assert begun is not None
    assert begun.is_over.wait(120)


def key_of(waiting: str) -> UUID:
    return UUID(waiting.strip("/").split("/")[-1])


def test_a_long_list_comes_in_in_the_background(waiting: str, client: Client) -> None:
    answer = client.post(waiting + "commit/")
    assert answer["Location"] == waiting + "progress/"
    page = client.get(waiting + "progress/")
    if page.status_code == 200:
        assert page["Refresh"] == "2"
        assert "<progress" in page.content.decode()
    wait_for_end(key_of(waiting))
    answer = client.get(waiting + "progress/")
    assert answer.status_code == 302
    source = UUID(answer["Location"].split("/")[2])
    assert Listing.objects.filter(list=source).count() == ROWS
    assert not PendingList.objects.exists()
    assert find_work(key_of(waiting)) is None
    # whoever looks once more is led on
    assert client.get(waiting + "progress/")["Location"] == "/lists/"
    shown = client.get(f"/lists/{source}/?page=3&show=open")
    assert "Page 3 of 240" in shown.content.decode()


@pytest.mark.parametrize(
    ("fault", "words"), [(Fault(), "The disk is full"), (RuntimeError("x"), "in Vardas itself")]
)
def test_what_stops_it_is_said_and_the_list_still_waits(
    waiting: str, client: Client, monkeypatch: pytest.MonkeyPatch, fault: Exception, words: str
) -> None:
    genuine = handing_in.import_list

    def stop(*args: Any, **options: Any) -> Any:
        genuine(*args, **options)
        raise fault

    monkeypatch.setattr(handing_in, "import_list", stop)
    client.post(waiting + "commit/")
    wait_for_end(key_of(waiting))
    page = client.get(waiting + "progress/")
    assert page.status_code == 500
    assert words in page.content.decode()
    assert "It still waits for you" in page.content.decode()
    assert not Listing.objects.exists()
    assert not Commit.objects.exists()
    assert client.get(waiting).status_code == 200
    monkeypatch.undo()
    client.post(waiting + "commit/")
    wait_for_end(key_of(waiting))
    assert Listing.objects.count() == ROWS


def test_pressed_twice_it_begins_once() -> None:
    begun, go = [], threading.Event()

    def act(progress: Any) -> UUID:
        begun.append(1)
        go.wait(10)
        return UUID(int=9)

    key = UUID(int=77)
    first = begin_work(key, act)
    assert begin_work(key, act) is first
    forget_work(key)
    assert find_work(key) is first  # still under way
    go.set()
    assert first.is_over.wait(10)
    assert first.result == UUID(int=9)
    forget_work(key)
    assert find_work(key) is None
    assert begun == [1]


@pytest.mark.parametrize(
    ("done", "total", "percent"), [(0, 0, 0), (1, 2, 50), (5, 4, 100), (999, 1000, 99)]
)
def test_percent(done: int, total: int, percent: int) -> None:
    made = work.Work()
    made.report("write", done, total)
    assert made.percent == percent


def test_progress_moves(waiting: str, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: set[tuple[str, int]] = set()
    genuine = work.Work.report

    def note(self: work.Work, stage: str, done: int, total: int) -> None:
        genuine(self, stage, done, total)
        seen.add((stage, self.percent))

    monkeypatch.setattr(work.Work, "report", note)
    client.post(waiting + "commit/")
    wait_for_end(key_of(waiting))
    assert {stage for stage, _percent in seen} == {"read", "write", "fold"}
    assert len({percent for stage, percent in seen if stage == "fold"}) > 5
