"""Serving one station: to one machine, by one process, until it is told to stop."""

import signal
import socket
from http.client import HTTPConnection

import pytest

from tests.cli.browser import Browser
from tests.cli.command import PASSPHRASE, Vardas

pytestmark = pytest.mark.slow


def test_a_member_signs_in_and_sees_the_people(vardas: Vardas) -> None:
    with vardas.serving("--port", "0") as server:
        browser = Browser(server.address)
        status, text = browser.get("/people/")
        assert status == 200
        assert "Made Up" not in text, "nothing is shown before signing in"

        browser.sign_in("Tester", PASSPHRASE)
        status, text = browser.get("/people/")
        assert status == 200
        assert "Made Up 3" in text


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_cleanly(vardas: Vardas, number: signal.Signals) -> None:
    with vardas.serving("--port", "0") as server:
        assert vardas("status", "--json").data["open"]["address"] == server.address
        ended = server.stop(number)

    assert ended.status == 0
    assert "Traceback" not in ended.err
    assert vardas("status", "--json").data["open"] is None


def test_a_second_one_says_where_the_first_is(vardas: Vardas) -> None:
    with vardas.serving("--port", "0") as server:
        second = vardas("serve", "--port", "0")

        assert second.status == 2
        assert server.address in second.err
        assert f"process {server.process.pid}" in second.err
        assert vardas("rebuild").status == 2, "tables are not remade under a server"
        assert vardas("status").status == 0
        assert vardas("verify").status == 0


def test_the_lock_of_a_killed_one_does_not_stay(vardas: Vardas) -> None:
    with vardas.serving("--port", "0") as server:
        server.stop(signal.SIGKILL)
    with vardas.serving("--port", "0") as server:
        assert server.address


def test_a_taken_port_is_told(vardas: Vardas) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        ended = vardas("serve", "--port", str(port))

    assert ended.status == 2
    assert f"Port {port} is taken" in ended.err


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::", "example.org"])  # noqa: S104
def test_pages_do_not_cross_a_network_in_the_clear(vardas: Vardas, host: str) -> None:
    ended = vardas("serve", "--host", host)

    assert ended.status == 2
    assert "--behind-tls" in ended.err


def test_behind_tls_the_hardened_settings_stay(vardas: Vardas) -> None:
    with vardas.serving("--port", "0", "--behind-tls", "--name", "vardas.example.org") as server:
        place = server.address.split("/")[2]
        asked = HTTPConnection(place)
        asked.request("GET", "/sign-in/", headers={"Host": "vardas.example.org"})
        answer = asked.getresponse()
        assert answer.status == 200
        assert answer.headers["Strict-Transport-Security"]
        assert "Secure" in answer.headers["Set-Cookie"]
        asked.close()
        asked.request("GET", "/sign-in/", headers={"Host": "evil.example.org"})
        assert asked.getresponse().status == 400
        asked.close()
