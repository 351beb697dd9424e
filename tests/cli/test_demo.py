"""The demo station: made once, whole or not at all, and kept."""

import os
import signal
import subprocess

import pytest

from tests.cli.browser import Browser
from tests.cli.command import Vardas, wait_until
from vardas.cli.demo import MEMBER, PASSPHRASE

pytestmark = pytest.mark.slow


def test_a_demo_station_is_made_once_and_opens_without_asking(empty: Vardas) -> None:
    made = empty("demo", "--no-serve", passphrase=None)
    assert made.status == 0, made.err
    first = empty("status", "--json", passphrase=None).data

    again = empty("demo", "--no-serve", passphrase=None)

    assert again.status == 0
    assert empty("status", "--json", passphrase=None).data == first
    assert first["demo"] is True
    assert first["records"]["person"] > 10
    assert empty("verify", passphrase=None).status == 0


def test_the_demo_is_served_with_its_sign_in_on_a_free_port(empty: Vardas) -> None:
    with empty.serving(command="demo") as server:
        browser = Browser(server.address)
        browser.sign_in(MEMBER, PASSPHRASE)
        assert browser.get("/")[0] == 200

        second = empty("demo", passphrase=None)
        assert second.status == 2
        assert server.address in second.err

        ended = server.stop()
    assert ended.status == 0
    assert PASSPHRASE in ended.out


def test_a_demo_that_was_killed_while_it_was_made_is_made_anew(empty: Vardas) -> None:
    process = subprocess.Popen(
        empty.command("demo", "--no-serve", passphrase=None),
        env=empty.environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    wait_until(lambda: (empty.folder / "vardas.db-wal").exists())
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert not (empty.folder / "station.json").exists()

    ended = empty("demo", "--no-serve", passphrase=None)

    assert ended.status == 0, ended.err
    assert empty("status", "--json", passphrase=None).data["commits"] == 1
