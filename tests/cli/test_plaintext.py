"""Nothing that people enter can be read on the disk, at work or after a kill."""

import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.browser import Browser
from tests.cli.command import PASSPHRASE, Server, Vardas

pytestmark = pytest.mark.slow

PLANTED = "Zzyzx-Planted"
ROWS = 40_000


def find_planted(places: list[Path], words: list[bytes]) -> list[str]:
    """Return the files below these places in which a planted word can be read."""
    found = []
    for place in places:
        for file in place.rglob("*"):
            try:
                data = file.read_bytes() if file.is_file() else b""
            except OSError:
                continue
            if any(word in data for word in words):
                found.append(str(file))
    return found


def find_planted_in_open_files(process: int, words: list[bytes]) -> list[str]:
    """Return the files that a process has open, deleted ones too, in which a word can be read."""
    found = []
    for link in Path(f"/proc/{process}/fd").iterdir():
        try:
            target = os.readlink(link)
            if not target.startswith("/") or target.startswith(("/dev/", "/proc/")):
                continue
            with link.open("rb") as stream:
                if any(word in stream.read() for word in words):
                    found.append(target)
        except OSError:
            continue
    return found


def encodings(word: str) -> list[bytes]:
    return [word.encode(), word.encode("utf-16-le"), word.lower().encode()]


@pytest.fixture
def served(vardas: Vardas) -> Iterator[tuple[Server, Browser]]:
    with vardas.serving("--port", "0") as server:
        browser = Browser(server.address)
        browser.sign_in("Tester", PASSPHRASE)
        yield server, browser


def test_the_search_itself_finds_what_lies_there(tmp_path: Path) -> None:
    (tmp_path / "file").write_text(f"x {PLANTED} x")

    assert find_planted([tmp_path], encodings(PLANTED)) == [str(tmp_path / "file")]
    with (tmp_path / "file").open() as stream:
        (tmp_path / "file").unlink()
        assert find_planted_in_open_files(os.getpid(), encodings(PLANTED))
        del stream


def test_an_upload_a_search_and_a_kill_leave_nothing_readable(
    vardas: Vardas, served: tuple[Server, Browser]
) -> None:
    server, browser = served
    words = [*encodings(PLANTED), *encodings(PASSPHRASE)]
    places = [vardas.folder, vardas.scratch / "tmp", Path("/var/tmp")]
    row = f"{PLANTED},1961-05-04,somewhere\n"
    content = ("name,birth date,place\n" + row * ROWS).encode()
    seen: list[str] = []
    over = threading.Event()

    def watch() -> None:
        while not over.wait(0.02):
            seen.extend(find_planted_in_open_files(server.process.pid, words))
            seen.extend(find_planted(places, words))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        status, text = browser.upload("/lists/new/", "list.csv", content, title=f"List {PLANTED}")
        assert status == 200, text
        assert browser.post("/search/", q=PLANTED)[0] == 200
        assert browser.get("/people/")[0] == 200
    finally:
        over.set()
        watcher.join()
    assert seen == []

    ended = server.stop(signal.SIGKILL)
    assert find_planted(places, words) == []
    assert not any(word.decode("utf-8", "replace") in ended.out + ended.err for word in words[:1])


def test_large_sorts_and_imports_on_the_command_line(vardas: Vardas) -> None:
    file = vardas.scratch / "given" / "list.csv"
    file.parent.mkdir()
    rows = "".join(f"{PLANTED} {number % 997},x\n" for number in range(5000))
    file.write_text("name,note\n" + rows)

    ended = vardas("import", file, "--yes")
    assert ended.status == 0, ended.err
    vardas.python(
        "connection.cursor().execute('SELECT data FROM station_leaf, (SELECT 1 UNION SELECT 2)"
        " ORDER BY hex(data) DESC').fetchall()"
    )
    vardas("backup", vardas.scratch / "backup")

    places = [vardas.folder, vardas.scratch / "tmp", Path("/var/tmp")]
    assert find_planted([*places, vardas.scratch / "backup"], encodings(PLANTED)) == []
    assert find_planted(places, encodings("Made Up 3")) == []
