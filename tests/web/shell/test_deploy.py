"""The settings of a server behind TLS, and what the loopback address relaxes."""

import json
import subprocess
import sys

import pytest
from django.conf import settings as active
from django.core.checks import run_checks
from django.test import override_settings

import vardas.settings as server

RELAXED = {
    "SECURE_SSL_REDIRECT": "security.W008",
    "SECURE_HSTS_SECONDS": "security.W004",
    "SESSION_COOKIE_SECURE": "security.W012",
    "CSRF_COOKIE_SECURE": "security.W016",
}


@pytest.fixture(autouse=True)
def _as_on_a_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DJANGO_ALLOW_ASYNC_UNSAFE", raising=False)  # the browser's tests set it


def find_warnings() -> set[str]:
    return {str(message.id) for message in run_checks(include_deployment_checks=True)}


def test_a_server_passes_the_deploy_check() -> None:
    with override_settings(**{name: getattr(server, name) for name in server.LOOPBACK}):
        assert find_warnings() == set()


def test_the_loopback_address_relaxes_only_what_tls_gives() -> None:
    assert set(server.LOOPBACK) == set(RELAXED)
    with override_settings(**server.LOOPBACK):
        assert find_warnings() == set(RELAXED.values())


@pytest.mark.parametrize(("name", "warning"), RELAXED.items())
def test_each_relaxed_setting_is_needed_on_a_server(name: str, warning: str) -> None:
    strict = {key: getattr(server, key) for key in server.LOOPBACK}
    with override_settings(**{**strict, name: server.LOOPBACK[name]}):
        assert find_warnings() == {warning}


def test_debug_is_off_and_the_secret_is_the_stations_own() -> None:
    assert active.DEBUG is server.DEBUG is False
    assert len(server.SECRET_KEY) == 64


def test_django_is_never_set_up_before_a_station_is_open() -> None:
    program = "import json, sys\ntry:\n import vardas.settings\nexcept Exception as error:\n"
    program += " print(json.dumps(type(error).__name__))"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert json.loads(ran.stdout) == "StationNotOpen"
