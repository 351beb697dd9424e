"""What becomes of a fault: a page with a sentence and a way on, and a log line without words."""

import logging
from collections.abc import Iterator
from typing import Any, ClassVar

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from vardas.errors import BrokenError, DataError, InputError, StateError
from vardas.web import gatekeeping, rules
from vardas.web import urls as site
from vardas.web.faults import PlaceOnlyFormatter
from vardas.web.rules import Open

PLANTED = "Zinaida Planted"


class Refused(InputError):
    code: ClassVar[str] = "refused"
    message: ClassVar[str] = "The {thing} <b>cannot</b> be read. Write it again."


class Damaged(DataError):
    message: ClassVar[str] = "The file is damaged. Bring it back."


class Busy(StateError):
    message: ClassVar[str] = "Somebody else is writing. Wait."


class Broken(BrokenError):
    message: ClassVar[str] = f"Our own words about {PLANTED}."


RAISED: dict[str, tuple[Exception, int, str]] = {
    "input": (Refused(thing="date"), 400, "The date &lt;b&gt;cannot&lt;/b&gt; be read."),
    "data": (Damaged(), 422, "The file is damaged. Bring it back."),
    "state": (Busy(), 409, "Somebody else is writing. Wait."),
    "broken": (Broken(), 500, "Something went wrong in the program itself."),
    "unknown": (RuntimeError(PLANTED), 500, "Something went wrong in the program itself."),
    "full disk": (OperationalError("database or disk is full"), 409, "The disk is full"),
    "damaged": (OperationalError("database disk image is malformed"), 422, "database is damaged"),
    "other database": (OperationalError(PLANTED), 500, "Something went wrong in the program"),
    "no space": (OSError(28, PLANTED), 409, "The disk is full"),
    "forbidden": (PermissionDenied(PLANTED), 403, "This page is not open to you."),
    "suspicious": (SuspiciousOperation(PLANTED), 400, "sent something that cannot be read"),
}


@pytest.fixture
def raising(signed_in: Client, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    """A signed-in client of a site with one more address, which raises what is asked for."""

    def fail(request: HttpRequest, name: str) -> HttpResponse:
        raise RAISED[name][0]

    monkeypatch.setattr(gatekeeping, "RULES", {"fail": {"GET": Open.TO_MEMBERS}, **rules.RULES})
    patterns = [*site.urlpatterns, path("fail/<str:name>/", fail, name="fail")]
    module = type("urls", (), {**vars(site), "urlpatterns": patterns})
    signed_in.raise_request_exception = False
    with override_settings(ROOT_URLCONF=module):
        yield signed_in


@pytest.mark.parametrize("name", RAISED)
def test_each_fault_gets_its_page(raising: Client, name: str) -> None:
    _error, status, words = RAISED[name]
    response = raising.get(f"/fail/{name}/?person={PLANTED}")
    page = response.content.decode()
    assert response.status_code == status
    assert words in page
    assert PLANTED not in page
    assert 'href="/"' in page
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("name", ["unknown", "other database", "broken", "forbidden", "suspicious"])
def test_the_log_says_where_and_not_what(
    raising: Client, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    raising.get(f"/fail/{name}/?person={PLANTED}")
    assert PLANTED not in "".join(capfd.readouterr())


def test_a_missing_page_says_what_to_do(signed_in: Client) -> None:
    response = signed_in.get("/no-such-page/")
    assert response.status_code == 404
    assert "Search for the name" in response.content.decode()


def test_an_expired_form_says_that_nothing_was_saved(member: object) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(member, "vardas.web.members.backend.PassphraseBackend")  # type: ignore[arg-type]
    response = client.post("/search/", {"words": "x"})
    assert response.status_code == 403
    assert "Nothing was saved" in response.content.decode()


def test_a_page_is_shown_even_where_the_database_fails(
    raising: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any, **options: Any) -> None:
        raise OperationalError("database disk image is malformed")

    monkeypatch.setattr("vardas.web.faults.render", fail)
    response = raising.get("/fail/damaged/")
    assert response.status_code == 422
    assert "database is damaged" in response.content.decode()


class TestLogLines:
    """One line each: when, level, logger, class, code, place."""

    def write(self, error: BaseException | None, message: str = PLANTED) -> str:
        formatter = PlaceOnlyFormatter()
        info = (type(error), error, error.__traceback__) if error else None
        record = logging.LogRecord("vardas", logging.ERROR, "x.py", 3, message, (), info)  # type: ignore[arg-type]
        return formatter.format(record)

    def raise_it(self, error: BaseException) -> BaseException:
        try:
            raise error
        except BaseException as raised:
            return raised

    def test_names_class_code_and_place(self) -> None:
        line = self.write(self.raise_it(Refused(thing=PLANTED)))
        assert "Refused[refused] at " in line
        assert "test_faults:" in line
        assert PLANTED not in line

    def test_follows_the_cause(self) -> None:
        try:
            raise Damaged from ValueError(PLANTED)
        except Damaged as error:
            line = self.write(error)
        assert "Damaged" in line
        assert "builtins.ValueError" in line
        assert PLANTED not in line

    def test_a_line_without_an_error_has_its_place(self) -> None:
        line = self.write(None)
        assert line.endswith("ERROR vardas x:3")

    def test_is_one_line(self) -> None:
        assert "\n" not in self.write(self.raise_it(RuntimeError("two\nlines")))
